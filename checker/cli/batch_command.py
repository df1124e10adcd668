"""`clinic-check batch`: its options."""

import os
import sys
from pathlib import Path

import click

from checker.batch.reports import Reports
from checker.cli.batch_options import LOCAL, NEW, Options
from checker.cli.options import LEVELS, NEVER, RULES_OPTION
from checker.cli.visiting import polite_options
from checker.net.addresses import Networks
from checker.net.manners import GAP_S, Manners


@click.command()
@click.argument("source", metavar="[LIST|-]", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--warc",
    "archives",
    multiple=True,
    metavar="FILE|PATTERN",
    help="Judge the pages of these web archives instead of visiting a list; a path, or any address of fsspec.",
)
@click.option(
    "--only-about",
    is_flag=True,
    help="Set archived pages aside that do not speak of the subject, before they are read.",
)
@click.option(
    "--reports",
    type=click.Choice([each.value for each in Reports]),
    help="Pages that get a report: all, those with many or some warning signs, or none. "
    "Default: all of a list, flagged of archives.",
)
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the results.",
)
@click.option(
    "--resume", is_flag=True, help="Go on with the run in this folder; what is finished is not checked again."
)
@click.option("--retry", is_flag=True, help="With --resume: try pages again that could not be read.")
@RULES_OPTION
@click.option(
    "--pace",
    "pace_s",
    type=click.FloatRange(0, 3_600),
    default=GAP_S,
    show_default=True,
    metavar="SECONDS",
    help="Pause between two requests to one site. Below 2 only for sites on this machine.",
)
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(1, 120),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Longest that one page may take to arrive.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=lambda: os.cpu_count() or 1,
    metavar="N",
    help="Processes that judge; by default one for each processor.",
)
@click.option(
    "--engine",
    default=LOCAL,
    show_default=True,
    metavar="local|tcp://HOST:PORT",
    help="Where pages are visited, read and judged: here, or by the workers of a Dask scheduler (docs/scale.md).",
)
@polite_options
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER, NEW]),
    default="high",
    show_default=True,
    help="Exit with 1 when a warning sign of this severity or above is found on any page; new: only when something is "
    "new since the --baseline.",
)
@click.option(
    "--baseline",
    metavar="OLD_RUN",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of an earlier run: list what is new, gone, or not readable this time.",
)
@click.option(
    "--new-from",
    type=click.Choice(LEVELS),
    default="high",
    show_default=True,
    help="With --fail-on new: the least severity of a new warning sign that counts.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 when any address could not be read or judged.")
@click.option("--quiet", "-q", is_flag=True, help="Print no progress and no summary.")
def batch(
    source: Path | None,
    archives: tuple[str, ...],
    reports: str | None,
    output: Path,
    extra: tuple[Path, ...],
    networks: Networks,
    contact: str | None,
    stop_lists: tuple[Path, ...],
    pace_s: float,
    timeout_s: float,
    processes: int,
    engine: str,
    fail_on: str,
    baseline: Path | None,
    new_from: str,
    *,
    only_about: bool,
    resume: bool,
    retry: bool,
    strict: bool,
    quiet: bool,
) -> None:
    """Check a list of pages, or the pages of web archives, and write one folder of results.

    LIST is a CSV or text file, an Excel workbook, a sitemap, or - for standard input. Other columns of it are kept.
    """
    from checker.cli.batch_run import run_batch  # other commands need nothing of it

    options = Options(
        source=source,
        archives=archives,
        only_about=only_about,
        reports=Reports(reports) if reports else None,
        output=output,
        resume=resume,
        retry=retry,
        extra=extra,
        manners=Manners(allowed=networks, contact=contact or "", stop_lists=stop_lists, gap_s=pace_s),
        timeout_s=timeout_s,
        processes=processes,
        engine=engine,
        fail_on=fail_on,
        baseline=baseline,
        new_from=new_from,
        strict=strict,
        quiet=quiet,
    )
    _check(options)
    sys.exit(run_batch(options))


def _check(options: Options) -> None:
    """End with a usage error when the options contradict each other."""
    if options.source is not None and options.archives:
        raise click.UsageError("a list and --warc are two runs; give one of them")
    if options.source is None and not options.archives and not options.resume:
        raise click.UsageError("name a list: clinic-check batch sites.csv -o run/ (or --resume to go on with a run)")
    if options.only_about and options.source is not None:
        raise click.UsageError("--only-about looks into archives (--warc); a page of a list is judged in any case")
    if options.retry and (not options.resume or options.archives):
        raise click.UsageError("--retry tries a finished run's failures again; add --resume and name no archives")
    if options.fail_on == NEW and options.baseline is None:
        raise click.UsageError("--fail-on new compares with an earlier run; name its folder with --baseline")
    if options.engine != LOCAL and "://" not in options.engine:
        raise click.UsageError(
            f"--engine {options.engine} is no address; write local, or for example tcp://127.0.0.1:8786"
        )
    networks = options.manners.allowed
    if options.manners.gap_s < GAP_S and not (networks and all(network.is_loopback for network in networks)):
        raise click.UsageError(
            "a pause below 2 seconds is only for sites on this machine: add --allow-address 127.0.0.0/8"
        )
