"""Give every host its pause: one request at a time, the next one only after a while. Shared by all threads of a run."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from checker.errors import TargetError
from checker.net.manners import GAP_S
from checker.net.names import host_of
from checker.net.retry import in_words
from checker.status import Status

PATIENCE_S = 60.0
"""Longest pause that is waited for, whoever asks for it: the site's Crawl-delay or its Retry-After."""

_LONGEST_REST_S = 24 * 3_600.0
"""A site that asks for more is asked again after a day."""


@dataclass(slots=True)
class _Host:
    """When a host was visited; the lock is held during a visit."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    left_at: float | None = None
    rests_until: float = 0.0


class Pace:
    """Keeps the pauses between requests, by host; all ports of a host are one."""

    def __init__(
        self,
        gap_s: float = GAP_S,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.gap_s = gap_s
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, address: str, *, gap_s: float = 0.0) -> Iterator[None]:
        """Wait until the host of an address may be visited, and keep others away until the block ends.

        Args:
            address: a canonical web address.
            gap_s: pause the site itself asks for; the longer one of both counts, up to `PATIENCE_S`.

        Raises:
            TargetError: the site asked not to be visited for longer than we wait.

        """
        host = self._host(address)
        with host.lock:
            self._wait(address, host, min(max(self.gap_s, gap_s), PATIENCE_S))
            try:
                yield
            finally:
                host.left_at = self._clock()

    def rest(self, address: str, wait_s: float) -> None:
        """Leave the host of an address alone for so long, at most a day."""
        self._host(address).rests_until = self._clock() + min(wait_s, _LONGEST_REST_S)

    def _host(self, address: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host_of(address), _Host())

    def _wait(self, address: str, host: _Host, gap_s: float) -> None:
        now = self._clock()
        rest_s = host.rests_until - now
        if rest_s > PATIENCE_S:
            raise TargetError(address, Status.ASKED_TO_WAIT, f"for another {in_words(rest_s)}")
        pause_s = 0.0 if host.left_at is None else host.left_at + gap_s - now
        if max(rest_s, pause_s) > 0:
            self._sleep(max(rest_s, pause_s))
