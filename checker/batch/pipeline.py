"""The run itself: visits in threads, judgement in processes, one log. Ends when every target has its line."""

import queue
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from checker.batch.judges import Answer, Judges
from checker.batch.listing import Target
from checker.batch.log import Log
from checker.batch.record import line_of, of_failure
from checker.batch.visits import Visited, Visitor, Visits
from checker.batch.worker import Done, Job, Setting, Unwritable, now
from checker.errors import OutputError, TargetError
from checker.models import Fetched
from checker.net.manners import GAP_S

WAITING_BYTES = 48 * 2**20
"""Fetched and not yet judged; while more waits, no visit begins."""

WAITING_PAGES = 64

Watch = Callable[[str, str], None]
"""Told of each finished address by its status and band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a run works with."""

    visitor: Visitor
    setting: Setting
    processes: int
    gap_s: float = GAP_S


def run(targets: Iterable[Target], means: Means, log: Log, watch: Watch) -> None:
    """Visit and judge all targets; each one's line is on the disk before `watch` hears of it.

    Raises:
        OutputError: the log or a report cannot be written. What was logged before stays.
    """
    events: queue.SimpleQueue[Visited | tuple[Job, Answer]] = queue.SimpleQueue()
    waiting = list(targets)
    judges = Judges(min(means.processes, len(waiting)), means.setting, lambda job, answer: events.put((job, answer)))
    visits = Visits(waiting, means.visitor, events.put, gap_s=means.gap_s)
    state = _State(judges, log, watch)
    left = len(waiting)
    while left:
        pause_s = visits.start_due() if state.has_room else 1.0
        try:
            left -= state.handle(events.get(timeout=max(pause_s, 0.001)))
            while not events.empty():
                left -= state.handle(events.get())
        except queue.Empty:
            continue
    judges.close()


class _State:
    """What waits for judgement, and where outcomes go."""

    def __init__(self, judges: Judges, log: Log, watch: Watch) -> None:
        self._judges = judges
        self._log = log
        self._watch = watch
        self._pages = 0
        self._bytes = 0

    @property
    def has_room(self) -> bool:
        return self._pages < WAITING_PAGES and self._bytes < WAITING_BYTES

    def handle(self, event: Visited | tuple[Job, Answer]) -> int:
        """Take one event; return how many addresses it finished."""
        if isinstance(event, Visited):
            return self._visited(event)
        job, answer = event
        self._pages -= 1
        self._bytes -= len(job.fetched.body)
        match answer:
            case Done():
                self._keep(answer.line, answer.status, answer.band)
                return 1
            case Unwritable():
                raise OutputError(answer.path, answer.message)
            case _:
                assert_never(answer)

    def _visited(self, visited: Visited) -> int:
        match visited.outcome:
            case Fetched():
                self._pages += 1
                self._bytes += len(visited.outcome.body)
                self._judges.judge(Job(url=visited.target.url, fetched=visited.outcome, elapsed_s=visited.elapsed_s))
                return 0
            case TargetError():
                record = of_failure(visited.target.url, visited.outcome, checked_at=now(), elapsed_s=visited.elapsed_s)
                self._keep(line_of(record), record.status, record.band)
                return 1
            case _:
                assert_never(visited.outcome)

    def _keep(self, line: bytes, status: str, band: str) -> None:
        self._log.append(line)
        self._watch(status, band)
