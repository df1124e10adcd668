"""Show how a batch gets on: a live line for a person, plain lines for a log."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from checker.batch.crawl.accounts import SET_ASIDE, Account
from checker.batch.overview import BANDS

EVERY_S = 5.0
"""Seconds between two plain lines."""


Show = Callable[["Tally"], None]
"""Shows the present state, or not."""


class Tally:
    """Counts what is finished, and how fast."""

    def __init__(self, total: int | None, show: Show, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count.

        Args:
            total: addresses to come; None when nobody knows.
            show: called after each change.
            clock: tells the time.
        """
        self._total = total
        self._show = show
        self._clock = clock
        self._begun_s = clock()
        self._bands: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._records = 0
        self._set_aside = 0

    def page(self, status: str, band: str) -> None:
        """Count one finished address or page."""
        self._bands[band] += 1
        if band == "not_read":
            self._failures[status] += 1
        self._show(self)

    def stretch(self, account: Account) -> None:
        """Count the records of a stretch of an archive."""
        self._records += account.records
        self._set_aside += account.left_out.get(SET_ASIDE, 0)
        self._show(self)

    @property
    def done(self) -> int:
        """Count the finished addresses."""
        return self._bands.total()

    def line(self) -> str:
        """Return counts by band, pages per second and the time left."""
        elapsed_s = max(self._clock() - self._begun_s, 0.001)
        counts = ", ".join(f"{self._bands[band]:,} {name.lower()}" for band, name in BANDS.items() if self._bands[band])
        return f"{self._progress()}: {counts or 'none yet'}; {self._pace(elapsed_s)}"

    def _progress(self) -> str:
        if self._total is not None:
            return f"{self.done:,} of {self._total:,}"
        aside = f", {self._set_aside:,} set aside" if self._set_aside else ""
        return f"{self.done:,} pages, {self._records:,} records accounted for{aside}"

    def _pace(self, elapsed_s: float) -> str:
        a_second = self.done / elapsed_s
        if self._total is None:
            return f"{a_second:,.1f} pages a second"
        left = f", about {_duration((self._total - self.done) / a_second)} left" if 0 < self.done < self._total else ""
        return f"{a_second:.1f} a second{left}"

    def failures(self) -> str:
        """Return how many addresses had each status, or nothing."""
        return ", ".join(f"{status} {count:,}" for status, count in self._failures.most_common())


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 6_000 else f"{seconds / 3_600:.1f} hours"


@contextmanager
def watching(total: int | None, *, quiet: bool) -> Iterator[Tally]:
    """Give what is to be told of everything finished; shows it in the way that fits the terminal."""
    if quiet:
        yield Tally(total, lambda _: None)
        return
    if sys.stderr.isatty():
        with _live(total) as show:
            yield (tally := Tally(total, show))
    else:
        yield (tally := Tally(total, _plain()))
        click.echo(tally.line(), err=True)
    if tally.failures():
        click.echo(f"Not read: {tally.failures()}", err=True)


def _plain() -> Show:
    said_at = time.monotonic()

    def show(tally: Tally) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= EVERY_S:
            said_at = time.monotonic()
            click.echo(tally.line(), err=True)

    return show


@contextmanager
def _live(total: int | None) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns: tuple[Any, ...] = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=4) as progress:
        task = progress.add_task("starting", total=total)
        yield lambda tally: progress.update(task, completed=tally.done, description=tally.line())
