"""Processes that judge, each watched by a thread of its own: one that dies or hangs is replaced, its page named."""

import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from checker.batch.record import of_failure
from checker.batch.worker import Done, Job, Setting, Unwritable, done, now, work
from checker.errors import TargetError
from checker.status import Status

PAGE_LIMIT_S = 60.0
"""Longest that one page may take; the slowest page of the tests takes one second."""

Answer = Done | Unwritable
_SPAWN = multiprocessing.get_context("spawn")
"""Copying a process that runs threads can copy a lock that nobody will ever open."""


class _Gone(Exception):  # noqa: N818 - what happened, in one word
    """The process ended or hung over a page."""


class _Stopped(Exception):  # noqa: N818 - what happened, in one word
    """Nobody waits for the page any more."""


class Judges:
    """Judges pages in several processes."""

    def __init__(
        self, count: int, setting: Setting, deliver: Callable[[Job, Answer], None], *, limit_s: float = PAGE_LIMIT_S
    ) -> None:
        """Start the processes.

        Args:
            count: how many.
            setting: what every page is judged with.
            deliver: takes each page with its answer; called by several threads.
            limit_s: longest that one page may take.
        """
        self._setting = setting
        self._deliver = deliver
        self._limit_s = limit_s
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._stopped, self._stop = _SPAWN.Pipe(duplex=False)
        """Something to read once the run is stopped, for threads that wait for their process."""
        self._threads = [threading.Thread(target=self._watch, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def judge(self, job: Job) -> None:
        """Have a page judged by the next free process."""
        self._jobs.put(job)

    def close(self) -> None:
        """End the processes once all pages are judged."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def stop(self) -> None:
        """End the processes now, in the middle of whatever they do; what is not judged yet is not delivered."""
        self._stop.send(None)
        self.close()

    def _watch(self) -> None:
        judge = _Judge(self._setting, self._stopped)
        while (job := self._jobs.get()) is not None:
            try:
                answer: Answer = judge.answer(job, self._limit_s)
            except _Gone as gone:
                judge.end()
                judge = _Judge(self._setting, self._stopped)
                answer = _lost(job, str(gone))
            except _Stopped:
                judge.end(at_once=True)
                return
            self._deliver(job, answer)
        judge.end()


class _Judge:
    """One process and the line to it."""

    def __init__(self, setting: Setting, stopped: "Connection[None, None]") -> None:
        self._stopped = stopped
        self._line, theirs = _SPAWN.Pipe()
        self._process: SpawnProcess = _SPAWN.Process(target=work, args=(theirs, setting), daemon=True)
        self._process.start()
        theirs.close()

    def answer(self, job: Job, limit_s: float) -> Answer:
        line: Connection[Job, Answer] = self._line
        try:
            line.send(job)
            ready = wait((line, self._stopped), limit_s)
            if self._stopped in ready:
                raise _Stopped
            if not ready:
                raise _Gone(f"judging took more than {limit_s:.0f} seconds")
            return line.recv()
        except (EOFError, OSError):
            self._process.join(5)
            raise _Gone(f"the judging process ended with code {self._process.exitcode}") from None

    def end(self, *, at_once: bool = False) -> None:
        self._line.close()
        if not at_once:
            self._process.join(0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _lost(job: Job, why: str) -> Done:
    error = TargetError(job.url, Status.TOOL_ERROR, f"{why}; it was replaced")
    return done(of_failure(job.url, error, checked_at=now(), elapsed_s=job.elapsed_s, origin=job.origin))
