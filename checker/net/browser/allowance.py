"""What is left of one visit's time, bytes and connections, drawn on by many connections at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from checker.errors import TargetError
from checker.net.browser.limits import RenderLimits
from checker.net.budget import Budget
from checker.status import Status


class Allowance(Budget):
    """The budget of a whole visit; once it is used up or closed, nothing more passes."""

    def __init__(self, target: str, limits: RenderLimits) -> None:
        super().__init__(target, limits.for_network())
        self.head_complete()  # answers have heads of their own here, seen by others
        self.used_up = False
        """Whether the page asked for more than a visit may cost."""
        self._limits = limits
        self._lock = threading.Lock()
        self._connections = 0
        self._open = 0
        self._sent_bytes = 0
        self._closed = False

    @property
    def is_over(self) -> bool:
        """Tell whether nothing passes any more."""
        return self._closed or self.used_up

    def time_left_s(self, limit_s: float | None) -> float:
        """Return how long the next step may take.

        Raises:
            TargetError: the time is over, the allowance used up, or the visit has ended.

        """
        if self.is_over:
            raise TargetError(self.target, Status.TIMEOUT, "the visit is over")
        return super().time_left_s(limit_s)

    def receive(self, data: bytes) -> None:
        """Count received bytes of any connection.

        Raises:
            TargetError: more was received than a page needs.

        """
        with self._lock:
            try:
                super().receive(data)
            except TargetError:
                self.used_up = True
                raise

    def send(self, data: bytes) -> None:
        """Count bytes the browser sends.

        Raises:
            TargetError: more was sent than a page needs.

        """
        with self._lock:
            self._sent_bytes += len(data)
            self._check(self._sent_bytes <= self._limits.sent_bytes, "the page's scripts sent too much")

    @contextmanager
    def connection(self) -> Iterator[None]:
        """Count a connection for as long as the block lasts.

        Raises:
            TargetError: there are too many.

        """
        with self._lock:
            self._connections += 1
            within = self._connections <= self._limits.connections and self._open < self._limits.connections_at_once
            self._check(within, "the page's scripts opened too many connections")
            self._open += 1
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1

    def close(self) -> None:
        """Let nothing more pass."""
        self._closed = True

    def _check(self, within: bool, complaint: str) -> None:  # noqa: FBT001 - the fact that is checked
        if not within:
            self.used_up = True
            raise TargetError(self.target, Status.TOO_LARGE, complaint)
