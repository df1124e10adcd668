"""Judging processes that stay for the next shard: starting one takes as long as judging dozens of pages."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Self

from checker.batch.judges import Answer, Judges
from checker.batch.worker import Job, Setting

Deliver = Callable[[Job, Answer], None]


class LastingBench:
    """One judging process, used by one shard after the other."""

    def __init__(self, setting: Setting) -> None:
        """Start it."""
        self.setting = setting
        self._deliver: Deliver = _nowhere
        self._judges = Judges(1, setting, lambda job, answer: self._deliver(job, answer))

    def open(self, deliver: Deliver) -> Self:
        """Have answers delivered to the next shard."""
        self._deliver = deliver
        return self

    def judge(self, job: Job) -> None:
        """Have a page judged."""
        self._judges.judge(job)

    def close(self) -> None:
        """Stay; all pages of the shard are judged."""
        self._deliver = _nowhere

    def stop(self) -> None:
        """End the process in the middle of its work; it is not lent again."""
        self._judges.stop()

    def end(self) -> None:
        """End the process."""
        self._judges.close()


def _nowhere(_job: Job, _answer: Answer) -> None:
    """Take what a shard no longer waits for that ended early."""


class Benches:
    """The benches of a process that are free, at most as many as it has processors."""

    def __init__(self) -> None:
        self._free: list[LastingBench] = []
        self._lock = threading.Lock()

    @contextmanager
    def lent(self, setting: Setting) -> Iterator[LastingBench]:
        """Lend a bench with this setting; one that was left in the middle of its work is not used again."""
        bench = self._take(setting)
        try:
            yield bench
        except BaseException:
            bench.stop()
            raise
        self._give(bench)

    def _take(self, setting: Setting) -> LastingBench:
        with self._lock:
            for bench in self._free:
                if bench.setting == setting:
                    self._free.remove(bench)
                    return bench
        return LastingBench(setting)

    def _give(self, bench: LastingBench) -> None:
        with self._lock:
            self._free.append(bench)
            surplus = self._free[: -(os.cpu_count() or 1)]
            self._free = self._free[len(surplus) :]
        for each in surplus:
            each.end()


@cache
def benches() -> Benches:
    """Return the benches of this process."""
    return Benches()
