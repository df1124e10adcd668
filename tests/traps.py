"""Listeners that nothing may ever contact, open during the whole test run."""

import contextlib
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass

PROXY_VARIABLES = tuple(spelt for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY") for spelt in (name, name.lower()))
EXEMPTIONS = ("NO_PROXY", "no_proxy")


class Trap:
    """A listener on an address of its own; whoever connects waits in its queue until counted."""

    def __init__(self, host: str) -> None:
        self._listener = socket.create_server((host, 0), backlog=128)
        self._listener.setblocking(False)
        self.address = f"{host}:{self._listener.getsockname()[1]}"
        self._caught = 0

    def caught(self) -> int:
        """Return how many connections there have been so far."""
        with contextlib.suppress(BlockingIOError):
            while True:
                self._listener.accept()[0].close()
                self._caught += 1
        return self._caught

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traps:
    """The two traps of a run."""

    proxy: Trap
    """What the proxy variables of the environment point at."""
    address: Trap
    """What hostile redirects, answers to look-ups and pages point at; the policies of the tests refuse it."""


@contextlib.contextmanager
def open_traps() -> Iterator[Traps]:
    """Open both traps and point the environment's proxy variables at one; put everything back at the end."""
    before = dict(os.environ)
    # Addresses of the loopback network that no other test uses.
    traps = Traps(proxy=Trap("127.0.0.67"), address=Trap("127.0.0.66"))
    os.environ.update(dict.fromkeys(PROXY_VARIABLES, f"http://{traps.proxy.address}"))
    for name in EXEMPTIONS:
        os.environ.pop(name, None)
    try:
        yield traps
    finally:
        os.environ.clear()
        os.environ.update(before)
        traps.proxy.close()
        traps.address.close()
