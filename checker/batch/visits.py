"""Who may be visited when: one visit to a host at a time, a pause between two, and slow hosts never hold up others."""

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from checker.batch.listing import Target
from checker.errors import AnswerError, TargetError
from checker.models import Fetched
from checker.net import visit as polite
from checker.net.manners import GAP_S, Manners
from checker.net.names import host_of
from checker.net.policy import Limits, Policy
from checker.net.transport import public_trust
from checker.rulebook.wall_schema import Wall
from checker.status import Status
from checker.walls.recognise import failure_or_wall

AT_ONCE = 32
"""Visits at a time, not counting slow ones."""

SLOW_AFTER_S = 1.5
"""A visit that lasts longer waits for the host; another may begin beside it."""

MOST_AT_ONCE = 384
"""Visits at a time, slow ones included; each takes a thread and a connection."""


class Visitor(Protocol):
    """Visits one address. Called by several threads, never twice at a time for one host."""

    def fetch(self, url: str) -> Fetched:
        """Return the page.

        Raises:
            TargetError: there is none, for the reason it names.
        """

    def gap_s(self, url: str) -> float:
        """Return how long the host of an address asks to be left alone after a visit; 0 when it asks for nothing."""


class PoliteVisitor:
    """Visits with good manners and names the walls it meets."""

    def __init__(self, manners: Manners, limits: Limits, walls: tuple[Wall, ...]) -> None:
        """Settle how to behave.

        Args:
            manners: the settings; robots.txt is obeyed.
            limits: how much a page may cost.
            walls: what may answer in place of a page.

        Raises:
            RuleError: a stop list is damaged.
        """
        self._visitor = polite.Visitor(manners, policy=Policy(allowed=manners.allowed, trust=public_trust()))
        self._limits = limits
        self._walls = walls

    def fetch(self, url: str) -> Fetched:
        """Return the page.

        Raises:
            TargetError: there is none, for the reason it names.
        """
        try:
            return self._visitor.read(url, limits=self._limits)
        except AnswerError as error:
            raise failure_or_wall(error, self._walls) from error

    def gap_s(self, url: str) -> float:
        """Return the pause that the site's robots.txt asks for; 0 when it asks for nothing."""
        return self._visitor.gap_s(url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What came of one visit."""

    target: Target
    outcome: Fetched | TargetError
    elapsed_s: float


class Visits:
    """Visits targets in the order that hosts become free."""

    def __init__(
        self,
        targets: Iterable[Target],
        visitor: Visitor,
        deliver: Callable[[Visited], None],
        *,
        gap_s: float = GAP_S,
        slow_after_s: float = SLOW_AFTER_S,
    ) -> None:
        """Take the targets; nothing is visited before `start_due`.

        Args:
            targets: what to visit.
            visitor: visits one address.
            deliver: takes each outcome; called by several threads.
            gap_s: pause between two visits to one host; the host's own wish counts where it is longer.
            slow_after_s: how long a visit may last before another one begins beside it.
        """
        self._visitor = visitor
        self._deliver = deliver
        self._gap_s = gap_s
        self._slow_after_s = slow_after_s
        self._waiting: dict[str, deque[Target]] = {}
        for target in targets:
            self._waiting.setdefault(host_of(target.url), deque()).append(target)
        self._free = [(0.0, number, host) for number, host in enumerate(self._waiting)]
        self._count = len(self._free)
        self._begun: dict[str, float] = {}
        self._lock = threading.Lock()

    def start_due(self) -> float:
        """Start every visit that may start now; return the seconds until another look is worth while."""
        with self._lock:
            moment = time.monotonic()
            running = list(self._begun.values())
            room = min(
                AT_ONCE - sum(moment - begun < self._slow_after_s for begun in running), MOST_AT_ONCE - len(running)
            )
            while room > 0 and self._free and self._free[0][0] <= moment:
                _, _, host = heapq.heappop(self._free)
                self._begun[host] = moment
                threading.Thread(target=self._visit, args=(host, self._waiting[host].popleft()), daemon=True).start()
                room -= 1
            if room > 0 and self._free:
                return self._free[0][0] - moment
            return self._slow_after_s / 4

    def _visit(self, host: str, target: Target) -> None:
        begun = time.monotonic()
        outcome: Fetched | TargetError
        try:
            outcome = self._visitor.fetch(target.url)
        except TargetError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - one site must never stop the others; the record names it
            outcome = TargetError(target.url, Status.TOOL_ERROR, f"{type(error).__name__}: {error}"[:300])
        moment = time.monotonic()
        self._leave(host, target, moment)
        self._deliver(Visited(target=target, outcome=outcome, elapsed_s=round(moment - begun, 3)))

    def _leave(self, host: str, target: Target, moment: float) -> None:
        gap_s = max(self._gap_s, self._visitor.gap_s(target.url))
        with self._lock:
            del self._begun[host]
            if self._waiting[host]:
                self._count += 1
                heapq.heappush(self._free, (moment + gap_s, self._count, host))
            else:
                del self._waiting[host]
