"""What `clinic-check batch` does: read the list, check what is to be checked, make the files, say what came of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from checker.batch.finish import finish
from checker.batch.folder import REPORTS, Folder, run_facts
from checker.batch.listing import Listing
from checker.batch.log import Log
from checker.batch.pipeline import Means, run
from checker.batch.read_list import read_list
from checker.batch.session import begin, go_on, pending
from checker.batch.totals import Totals
from checker.batch.visits import PoliteVisitor
from checker.batch.worker import Setting, now
from checker.cli.batch_progress import watching
from checker.cli.exits import ExitCode
from checker.cli.options import at_or_above
from checker.cli.reporting import load_pack
from checker.errors import CheckerError, OutputError
from checker.net.manners import Manners
from checker.net.policy import DEFAULT_LIMITS
from checker.rulebook.wall_schema import Wall
from checker.terminal import escaped

SHOWN = 10
"""Bad rows printed; all of them are in sites.csv."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person asked for."""

    source: Path | None
    output: Path
    resume: bool
    retry: bool
    extra: tuple[Path, ...]
    manners: Manners
    timeout_s: float
    processes: int
    fail_on: str
    strict: bool
    quiet: bool


def run_batch(options: Options) -> ExitCode:
    """Run a batch and return the exit code."""
    try:
        with _stoppable():
            return _run(options)
    except CheckerError as error:
        click.echo(f"Stopped: {escaped(str(error))}", err=True)
        if isinstance(error, OutputError) and Folder(options.output).begun:
            click.echo(f"What is finished is kept. {_go_on(options)}", err=True)
        return ExitCode.USAGE


def _go_on(options: Options) -> str:
    return f"Go on with: clinic-check batch --resume -o {escaped(str(options.output))}"


@contextmanager
def _stoppable() -> Iterator[None]:
    """Treat a request to end like Ctrl-C."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(options: Options) -> ExitCode:

    allowed = options.manners.allowed
    listing = read_list(options.source, allowed=allowed) if options.source else None
    if listing and not options.quiet:
        _tell(listing)
    pack = load_pack(options.extra)
    facts = run_facts(pack, started_at=now(), gap_s=options.manners.gap_s, allowed=tuple(map(str, allowed)))
    folder = Folder(options.output)
    with folder.held():
        if options.resume or listing is None:
            go_on(folder, facts, listing)
        else:
            begin(folder, facts, listing)
        stopped = _work(folder, options, pack.known_walls)
        return _finish(folder, options, stopped=stopped)


def _tell(listing: Listing) -> None:
    """Say what the list holds, and which rows cannot be checked."""
    what = f"{len(listing.targets):,} addresses in {listing.rows:,} rows of {escaped(listing.source)}"
    repeats = f"; {len(listing.repeats):,} rows repeat one of them" if listing.repeats else ""
    click.echo(f"{what}{repeats}.", err=True)
    for note in listing.notes:
        click.echo(note, err=True)
    for row in listing.bad[:SHOWN]:
        click.echo(escaped(f"Line {row.line}: {row.text} - {row.reason}"), err=True)
    if len(listing.bad) > SHOWN:
        click.echo(f"… and {len(listing.bad) - SHOWN:,} more such rows; sites.csv will list all.", err=True)


def _work(folder: Folder, options: Options, walls: tuple[Wall, ...]) -> bool:
    """Check what is to be checked; return whether it was stopped before the end."""
    limits = replace(DEFAULT_LIMITS, deadline_s=options.timeout_s, read_s=min(DEFAULT_LIMITS.read_s, options.timeout_s))
    extra = tuple(path.resolve() for path in options.extra)
    setting = Setting(extra_rules=extra, folder=folder.path.resolve(), reports=REPORTS, allowed=options.manners.allowed)
    visitor = PoliteVisitor(options.manners, limits, walls)
    means = Means(visitor=visitor, setting=setting, processes=options.processes, gap_s=options.manners.gap_s)
    try:
        with Log(folder.results) as log:
            targets = pending(folder, retry=options.retry)
            if targets:
                with watching(len(targets), quiet=options.quiet) as watch:
                    run(targets, means, log, watch)
    except KeyboardInterrupt:
        click.echo("\nStopping; the files are made from what is finished.", err=True)
        return True
    return False


def _finish(folder: Folder, options: Options, *, stopped: bool) -> ExitCode:
    """Make all files, say what came of the run, and return the exit code."""
    sums, severities, left_out = finish(folder)
    if not options.quiet:
        for sentence in left_out:
            click.echo(sentence, err=True)
        click.echo(summary_line(sums))
        click.echo(f"Overview: {escaped(str(folder.path / 'index.html'))}")
    if stopped:
        click.echo(_go_on(options), err=True)
        return ExitCode.INTERRUPTED
    if not sums.judged or (options.strict and sums.judged < sums.addresses + sums.bad_rows):
        return ExitCode.NOTHING_READ
    return ExitCode.FOUND if severities & at_or_above(options.fail_on) else ExitCode.NOTHING_FOUND


def summary_line(sums: Totals) -> str:
    """Return the sums in one line."""
    parts = [
        f"{sums.many:,} with many warning signs, {sums.some:,} with some, {sums.few:,} with few",
        f"{sums.could_not_judge:,} could not be judged, {sums.not_read:,} not read",
        *([f"{sums.waiting:,} not tried yet"] if sums.waiting else []),
        *([f"{sums.bad_rows:,} rows without an address"] if sums.bad_rows else []),
    ]
    return f"{sums.addresses:,} addresses: {'; '.join(parts)}."
