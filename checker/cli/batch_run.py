"""What `clinic-check batch` does: read the list, check what is to be checked, make the files, say what came of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import click

from checker.batch.baseline import Baseline
from checker.batch.change_sums import ChangeSums
from checker.batch.crawl.find import archive_listing
from checker.batch.finish import Finished, finish
from checker.batch.folder import Folder, RunFacts, run_facts
from checker.batch.keeping import Keeping
from checker.batch.listing import Listing
from checker.batch.log import Log
from checker.batch.read_list import read_list
from checker.batch.reports import Reports
from checker.batch.session import begin, go_on
from checker.batch.totals import Totals
from checker.batch.worker import now
from checker.cli.again import command_again
from checker.cli.batch_job import batch_job
from checker.cli.batch_options import NEW, Options
from checker.cli.batch_progress import watching
from checker.cli.exits import ExitCode
from checker.cli.options import LEVELS, at_or_above
from checker.cli.reporting import load_pack
from checker.errors import CheckerError, EngineError, OutputError
from checker.rulebook.pack import Pack
from checker.terminal import escaped
from checker.wording import visible

SHOWN = 10
"""Bad rows printed; all of them are in sites.csv."""


def run_batch(options: Options) -> ExitCode:
    """Run a batch and return the exit code."""
    try:
        with _stoppable():
            return _run(options)
    except CheckerError as error:
        _say_stopped(error)
        return ExitCode.USAGE


def _say_stopped(error: CheckerError) -> None:
    click.echo(f"Stopped: {escaped(str(error))}", err=True)


def _say_how_to_go_on() -> None:
    click.echo(f"What is finished is kept. Go on with: {escaped(command_again('--resume'))}", err=True)


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
    listing = _listing(options)
    if listing and not options.quiet:
        _tell(listing)
    pack = load_pack(options.extra)
    folder = Folder(options.output)
    with folder.held():
        if options.resume or listing is None:
            go_on(folder, _facts(options, pack, before=folder.facts() if folder.begun else None), listing)
        else:
            begin(folder, _facts(options, pack, before=None), listing)
        baseline = Baseline(options.baseline, own=folder.path) if options.baseline else None
        try:
            stopped = _work(folder, options, pack)
            return _finish(folder, options, baseline, stopped=stopped)
        except (OutputError, EngineError) as error:
            _say_stopped(error)
            _say_how_to_go_on()
            return ExitCode.USAGE


def _listing(options: Options) -> Listing | None:
    """Return the list or the archives that were named; None to go on with those of a run."""
    if options.archives:
        return archive_listing(options.archives)
    return read_list(options.source, allowed=options.manners.allowed) if options.source else None


def _facts(options: Options, pack: Pack, *, before: RunFacts | None) -> RunFacts:
    """Return what holds for the run; what is not said is as it was, or as suits the source."""
    suits = before.reports if before else Reports.FLAGGED if options.archives else Reports.ALL
    return run_facts(
        pack,
        started_at=now(),
        gap_s=options.manners.gap_s,
        allowed=tuple(map(str, options.manners.allowed)),
        reports=options.reports or suits,
        only_about=options.only_about or bool(before and before.only_about),
        stop_lists=tuple(sorted(visible(path.name) for path in options.manners.stop_lists)),
    )


def _tell(listing: Listing) -> None:
    """Say what the list holds, and which rows cannot be checked."""
    if listing.archives:
        size = sum(archive.size_bytes for archive in listing.archives) / 1e6
        click.echo(f"{len(listing.archives):,} archives, {size:,.1f} MB.", err=True)
        return
    what = f"{len(listing.targets):,} addresses in {listing.rows:,} rows of {escaped(listing.source)}"
    repeats = f"; {len(listing.repeats):,} rows repeat one of them" if listing.repeats else ""
    click.echo(f"{what}{repeats}.", err=True)
    for note in listing.notes:
        click.echo(note, err=True)
    for row in listing.bad[:SHOWN]:
        click.echo(escaped(f"Line {row.line}: {row.text} - {row.reason}"), err=True)
    if len(listing.bad) > SHOWN:
        click.echo(f"… and {len(listing.bad) - SHOWN:,} more such rows; sites.csv will list all.", err=True)


def _work(folder: Folder, options: Options, pack: Pack) -> bool:
    """Check what is to be checked; return whether it was stopped before the end."""
    job = batch_job(folder, options, pack)
    if job.total == 0:
        return False
    try:
        with (
            Log(folder.results) as results,
            Log(folder.archives) as archives,
            watching(job.total, quiet=options.quiet) as watch,
        ):
            job.run(Keeping(results, archives, watch))
    except KeyboardInterrupt:
        click.echo("\nStopping; the files are made from what is finished.", err=True)
        return True
    return False


def _finish(folder: Folder, options: Options, baseline: Baseline | None, *, stopped: bool) -> ExitCode:
    """Make all files, say what came of the run, and return the exit code."""
    finished = finish(folder, baseline)
    if not options.quiet:
        for sentence in finished.left_out:
            click.echo(sentence, err=True)
        for name, why in (finished.sums.reading.stopped if finished.sums.reading else {}).items():
            click.echo(escaped(f"{name} could not be read on: {why}"), err=True)
        click.echo(summary_line(finished.sums))
        if finished.changes:
            click.echo(change_line(finished.changes))
        click.echo(f"Overview: {escaped(str(folder.path / 'index.html'))}")
    if stopped:
        _say_how_to_go_on()
        return ExitCode.INTERRUPTED
    return _exit_code(finished, options)


def _exit_code(finished: Finished, options: Options) -> ExitCode:
    sums = finished.sums
    if not (sums.judged or sums.set_aside) or (options.strict and not sums.all_judged):
        return ExitCode.NOTHING_READ
    if options.fail_on == NEW and finished.changes:
        is_new = finished.changes.is_new(at_or_above(options.new_from))
        return ExitCode.FOUND if is_new else ExitCode.NOTHING_FOUND
    return ExitCode.FOUND if finished.severities & at_or_above(options.fail_on) else ExitCode.NOTHING_FOUND


def change_line(changes: ChangeSums) -> str:
    """Return in one line what changed since the baseline."""
    signs = ", ".join(f"{changes.new_signs[level]:,} {level}" for level in LEVELS if changes.new_signs.get(level))
    parts = [
        f"new warning signs: {signs or 'none'}",
        f"{changes.higher_band:,} pages in a higher band",
        f"{changes.not_in_baseline:,} not in it",
        f"{changes.not_readable_now:,} not readable this time",
        *([f"{changes.by_rules_only:,} differences by other rules alone"] if changes.by_rules_only else []),
    ]
    return f"Since the run of {changes.baseline_started_at[:10]}: {'; '.join(parts)}."


def summary_line(sums: Totals) -> str:
    """Return the sums in one line."""
    read = sums.reading
    parts = [
        f"{sums.many:,} with many warning signs, {sums.some:,} with some, {sums.few:,} with few",
        f"{sums.could_not_judge:,} could not be judged, {sums.not_read:,} not read",
        *([f"{sums.waiting:,} not tried yet"] if sums.waiting else []),
        *([f"{sums.bad_rows:,} rows without an address"] if sums.bad_rows else []),
        *([f"{read.set_aside:,} set aside that do not speak of the subject"] if read and read.set_aside else []),
        *([f"{read.damaged:,} damaged places"] if read and read.damaged else []),
        *([f"{read.unfinished:,} archives not read to their end"] if read and read.unfinished else []),
    ]
    what = f"pages in {read.records:,} records of {read.archives:,} archives" if read else "addresses"
    return f"{sums.addresses:,} {what}: {'; '.join(parts)}."
