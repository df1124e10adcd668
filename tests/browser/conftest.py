"""A site of several files, and traps that record whoever comes near them."""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

import pytest

from checker.net.browser.installed import Rendering, set_up_rendering
from checker.net.policy import Policy
from tests.net.server import Server, reply

INSIDE = Policy(allowed=(ip_network("127.0.0.1/32"),))
"""Lets a visit reach the tests' own site, and no other address of this computer."""

TRAP = "127.0.0.2"
"""An address of this computer that no policy here opens."""


@pytest.fixture(scope="session")
def rendering() -> Rendering:
    """Without the sandbox, which does not work everywhere tests run."""
    browser = os.environ.get("CHROMIUM")
    return set_up_rendering(Path(browser) if browser else None, sandbox=False)


@dataclass(slots=True)
class Trap:
    """Listens for connections and datagrams at an address that must not be contacted."""

    port: int
    visitors: list[str] = field(default_factory=list)


@pytest.fixture
def trap() -> Iterator[Trap]:
    with socket.create_server((TRAP, 0)) as listener, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        set_ = Trap(port=listener.getsockname()[1])
        datagrams.bind((TRAP, set_.port))

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, peer = listener.accept()
                    set_.visitors.append(f"connection from {peer}")
                    connection.close()

        def receive() -> None:
            with contextlib.suppress(OSError):
                while True:
                    data, peer = datagrams.recvfrom(2048)
                    if peer[1] != own[1]:
                        set_.visitors.append(f"{len(data)} bytes from {peer}")
                    else:
                        return

        threads = [threading.Thread(target=each, daemon=True) for each in (accept, receive)]
        for thread in threads:
            thread.start()
        yield set_
        listener.shutdown(socket.SHUT_RDWR)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closing:
            closing.bind((TRAP, 0))
            own = closing.getsockname()
            closing.sendto(b"", (TRAP, set_.port))
            for thread in threads:
                thread.join(timeout=5)


def site(files: dict[str, str | bytes]) -> Server:
    """Return a server of these files; their endings say what they are. Bytes are sent as the whole answer."""

    def script(line: socket.socket, request: bytes) -> None:
        path = request.split(b" ")[1].decode().partition("?")[0]
        found = files.get(path, "")
        if isinstance(found, bytes):
            line.sendall(found)
            return
        kind = {"js": "text/javascript", "json": "application/json"}.get(path.rpartition(".")[2], "text/html")
        line.sendall(reply(200 if found else 404, f"Content-Type: {kind}; charset=utf-8", body=found.encode()))

    return Server(script)
