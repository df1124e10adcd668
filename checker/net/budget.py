"""What is left of one request's time and bytes, shared by everything that serves it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from checker.errors import TargetError
from checker.net.policy import Limits
from checker.net.tape import Reel, Tape
from checker.status import Status


class Budget:
    """Counts one request, redirects included, and ends it when a limit is reached."""

    def __init__(self, target: str, limits: Limits, reel: Reel | None = None) -> None:
        self.target = target
        self.reel = reel or Tape().reel()
        self.limits = limits
        self.peer_address = ""
        self.peer_closed = False
        self._ends_at = time.monotonic() + limits.deadline_s
        self._received_bytes = 0
        self._encrypted_bytes = 0
        self._head_bytes: int | None = 0

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock for the block: what it waits is our own choice."""
        began_at = time.monotonic()
        try:
            yield
        finally:
            self._ends_at += time.monotonic() - began_at

    def begin_answer(self) -> None:
        """Start counting the head of the next answer."""
        self.peer_closed = False
        self._head_bytes = 0

    def head_complete(self) -> None:
        """Stop counting the head: the headers have arrived."""
        self._head_bytes = None

    def time_left_s(self, limit_s: float | None) -> float:
        """Return how long the next step may take: the smaller of its own limit and what is left in all."""
        left_s = self._ends_at - time.monotonic()
        if left_s <= 0:
            raise TargetError(
                self.target, Status.TIMEOUT, f"no complete answer within {self.limits.deadline_s:g} seconds"
            )
        return left_s if limit_s is None else min(limit_s, left_s)

    def receive(self, data: bytes) -> None:
        """Count received bytes; no bytes mean that the server closed the connection."""
        if not data:
            self.peer_closed = True
        self.reel.receive(data)
        self._received_bytes += len(data)
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > self.limits.head_bytes:
                raise TargetError(self.target, Status.BAD_RESPONSE, "the headers do not end")
        self._check_size(self._received_bytes, self.limits.wire_bytes)

    def receive_encrypted(self, data: bytes) -> None:
        """Count bytes as they arrive encrypted; they get twice the room, for what the encryption itself needs."""
        self._encrypted_bytes += len(data)
        self._check_size(self._encrypted_bytes, 2 * self.limits.wire_bytes)

    def _check_size(self, size_bytes: int, most_bytes: int) -> None:
        if size_bytes > most_bytes:
            raise TargetError(self.target, Status.TOO_LARGE, f"more than {most_bytes / 1e6:g} MB were sent")
