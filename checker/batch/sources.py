"""Where a run's pages come from: sites that are visited, or archives that are read."""

import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from checker.batch.crawl.accounts import Account
from checker.batch.listing import Target
from checker.batch.record import of_failure
from checker.batch.visits import Visited, Visitor, Visits
from checker.batch.worker import Done, Job, done, now
from checker.errors import TargetError

News = Job | Done | Account
"""A page to judge, one that could not be read, or an account of what was read."""

Deliver = Callable[[News], None]


class Source(Protocol):
    """Gives pages as they arrive."""

    @property
    def exhausted(self) -> bool:
        """Tell whether everything was delivered."""

    def begin(self) -> float:
        """Begin what may begin now; return the seconds until another call is worth while."""


class Sites:
    """Pages of addresses, visited by threads that deliver them."""

    def __init__(self, targets: Iterable[Target], visitor: Visitor, deliver: Deliver, *, gap_s: float) -> None:
        """Take the targets; nothing is visited before `begin`."""
        waiting = list(targets)
        self._left = len(waiting)
        self._deliver = deliver
        self._lock = threading.Lock()
        self._visits = Visits(waiting, visitor, self._take, gap_s=gap_s)

    @property
    def exhausted(self) -> bool:
        """Tell whether every address was delivered."""
        return not self._left

    def begin(self) -> float:
        """Begin the visits that may begin now."""
        return self._visits.start_due()

    def _take(self, visited: Visited) -> None:
        self._deliver(_news(visited))
        with self._lock:
            self._left -= 1


def _news(visited: Visited) -> News:
    url, outcome = visited.target.url, visited.outcome
    if isinstance(outcome, TargetError):
        return done(of_failure(url, outcome, checked_at=now(), elapsed_s=visited.elapsed_s))
    return Job(url=url, fetched=outcome, elapsed_s=visited.elapsed_s)


class Crawl:
    """Pages of archives, read by the caller of `begin`, one at a time."""

    def __init__(self, news: Iterable[News], deliver: Deliver) -> None:
        """Take what is read; nothing is before `begin`."""
        self._news = iter(news)
        self._deliver = deliver
        self._ended = False

    @property
    def exhausted(self) -> bool:
        """Tell whether every archive was read as far as it can be."""
        return self._ended

    def begin(self) -> float:
        """Read on to the next page, or to the end of a stretch."""
        news = next(self._news, None)
        if news is None:
            self._ended = True
        else:
            self._deliver(news)
        return 0.0
