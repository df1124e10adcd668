"""The run itself: pages from a source, judgement in processes, one keeper. Ends when everything has its line."""

import queue
from collections import deque
from collections.abc import Callable
from typing import Protocol, assert_never

from checker.batch.crawl.accounts import Account
from checker.batch.judges import Answer
from checker.batch.sources import Deliver, News, Source
from checker.batch.worker import Done, Job, Unwritable
from checker.errors import OutputError

WAITING_BYTES = 48 * 2**20
"""Found and not yet judged; while more waits, nothing further is begun."""

WAITING_PAGES = 64


class Keeper(Protocol):
    """Keeps what a run comes to."""

    def keep(self, done: Done) -> None:
        """Take what became of a page."""

    def account(self, account: Account) -> None:
        """Take the account of a stretch, all of whose pages were kept before."""


class Bench(Protocol):
    """Judges pages, and delivers each with its answer."""

    def judge(self, job: Job) -> None:
        """Have a page judged."""

    def close(self) -> None:
        """Hear that no more pages come, once all are judged."""

    def stop(self) -> None:
        """Hear that nobody waits for pages any more, judged or not."""


def run(
    open_source: Callable[[Deliver], Source],
    open_bench: Callable[[Callable[[Job, Answer], None]], Bench],
    keeper: Keeper,
) -> None:
    """Judge all pages of a source.

    Args:
        open_source: makes the source, given where it delivers.
        open_bench: makes what judges, given where it delivers.
        keeper: gets each outcome; it decides when it is safe.

    Raises:
        OutputError: the log or a report cannot be written. What was kept before stays.
    """
    events: queue.SimpleQueue[News | tuple[Job, Answer]] = queue.SimpleQueue()
    source = open_source(events.put)
    bench = open_bench(lambda job, answer: events.put((job, answer)))
    try:
        _until_done(source, events, _State(bench, keeper))
    except BaseException:
        bench.stop()
        raise
    bench.close()


def _until_done(source: Source, events: "queue.SimpleQueue[News | tuple[Job, Answer]]", state: "_State") -> None:
    while not (source.exhausted and events.empty() and state.idle):
        pause_s = source.begin() if state.has_room and not source.exhausted else 1.0
        try:
            state.handle(events.get(timeout=max(pause_s, 0.001)))
            while not events.empty():
                state.handle(events.get())
        except queue.Empty:
            continue


class _State:
    """What waits for judgement, and where outcomes go."""

    def __init__(self, bench: Bench, keeper: Keeper) -> None:
        self._bench = bench
        self._keeper = keeper
        self._waiting: dict[int, Job] = {}
        """By the order in which they were found."""
        self._accounts: deque[tuple[int, Account]] = deque()
        """Each with the number of the first page that is not its own."""
        self._found = 0
        self._bytes = 0

    @property
    def idle(self) -> bool:
        return not self._waiting

    @property
    def has_room(self) -> bool:
        return len(self._waiting) < WAITING_PAGES and self._bytes < WAITING_BYTES

    def handle(self, event: News | tuple[Job, Answer]) -> None:
        """Take one event."""
        match event:
            case Job():
                self._waiting[self._found] = event
                self._found += 1
                self._bytes += event.size_bytes
                self._bench.judge(event)
            case Done():
                self._keeper.keep(event)
            case Account():
                self._accounts.append((self._found, event))
            case (job, answer):
                self._answered(job, answer)
            case _:
                assert_never(event)
        self._settle()

    def _answered(self, job: Job, answer: Answer) -> None:
        number = next(number for number, waiting in self._waiting.items() if waiting is job)
        del self._waiting[number]
        self._bytes -= job.size_bytes
        match answer:
            case Done():
                self._keeper.keep(answer)
            case Unwritable():
                raise OutputError(answer.path, answer.message)
            case _:
                assert_never(answer)

    def _settle(self) -> None:
        """Hand on the accounts of which no page waits any more."""
        first_waiting = next(iter(self._waiting), self._found)
        while self._accounts and self._accounts[0][0] <= first_waiting:
            self._keeper.account(self._accounts.popleft()[1])
