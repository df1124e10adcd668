"""Show how a batch gets on: a live line for a person, plain lines for a log."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from checker.batch.overview import BANDS

Watch = Callable[[str, str], None]

EVERY_S = 5.0
"""Seconds between two plain lines."""


class Tally:
    """Counts what is finished, and how fast."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin to count; `total` addresses are to come."""
        self._total = total
        self._clock = clock
        self._begun_s = clock()
        self._bands: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()

    def add(self, status: str, band: str) -> None:
        """Count one finished address."""
        self._bands[band] += 1
        if band == "not_read":
            self._failures[status] += 1

    @property
    def done(self) -> int:
        """Count the finished addresses."""
        return self._bands.total()

    def line(self) -> str:
        """Return counts by band, pages per second and the time left."""
        elapsed_s = max(self._clock() - self._begun_s, 0.001)
        a_second = self.done / elapsed_s
        left = f", about {_duration((self._total - self.done) / a_second)} left" if 0 < self.done < self._total else ""
        counts = ", ".join(f"{self._bands[band]:,} {name.lower()}" for band, name in BANDS.items() if self._bands[band])
        return f"{self.done:,} of {self._total:,}: {counts or 'none yet'}; {a_second:.1f} a second{left}"

    def failures(self) -> str:
        """Return how many addresses had each status, or nothing."""
        return ", ".join(f"{status} {count:,}" for status, count in self._failures.most_common())


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 6_000 else f"{seconds / 3_600:.1f} hours"


@contextmanager
def watching(total: int, *, quiet: bool) -> Iterator[Watch]:
    """Give what is to be told of each finished address; shows it in the way that fits the terminal."""
    tally = Tally(total)
    if quiet:
        yield tally.add
    elif sys.stderr.isatty():
        with _live(tally, total) as watch:
            yield watch
    else:
        yield _plain(tally)
        click.echo(tally.line(), err=True)
    if not quiet and tally.failures():
        click.echo(f"Not read: {tally.failures()}", err=True)


def _plain(tally: Tally) -> Watch:
    said_at = time.monotonic()

    def watch(status: str, band: str) -> None:
        nonlocal said_at
        tally.add(status, band)
        if time.monotonic() - said_at >= EVERY_S:
            said_at = time.monotonic()
            click.echo(tally.line(), err=True)

    return watch


@contextmanager
def _live(tally: Tally, total: int) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns: tuple[Any, ...] = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=4) as progress:
        task = progress.add_task("starting", total=total)

        def watch(status: str, band: str) -> None:
            tally.add(status, band)
            progress.update(task, advance=1, description=tally.line())

        yield watch
