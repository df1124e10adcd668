"""`clinic-check batch`: its options."""

import os
import sys
from pathlib import Path

import click

from checker.cli.options import FAIL_ON_OPTION, RULES_OPTION
from checker.cli.visiting import polite_options
from checker.net.addresses import Networks
from checker.net.manners import GAP_S, Manners


@click.command()
@click.argument("source", metavar="[LIST|-]", required=False, type=click.Path(path_type=Path, allow_dash=True))
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
@polite_options
@FAIL_ON_OPTION
@click.option("--strict", is_flag=True, help="Exit with 3 when any address could not be read or judged.")
@click.option("--quiet", "-q", is_flag=True, help="Print no progress and no summary.")
def batch(
    source: Path | None,
    output: Path,
    extra: tuple[Path, ...],
    networks: Networks,
    contact: str | None,
    stop_lists: tuple[Path, ...],
    pace_s: float,
    timeout_s: float,
    processes: int,
    fail_on: str,
    *,
    resume: bool,
    retry: bool,
    strict: bool,
    quiet: bool,
) -> None:
    """Check a list of pages and write one folder of results.

    LIST is a CSV or text file, an Excel workbook, a sitemap, or - for standard input. Other columns of it are kept.
    """
    from checker.cli.batch_run import Options, run_batch  # other commands need nothing of it

    options = Options(
        source=source,
        output=output,
        resume=resume,
        retry=retry,
        extra=extra,
        manners=Manners(allowed=networks, contact=contact or "", stop_lists=stop_lists, gap_s=pace_s),
        timeout_s=timeout_s,
        processes=processes,
        fail_on=fail_on,
        strict=strict,
        quiet=quiet,
    )
    _check(source, networks, resume=resume, retry=retry, pace_s=pace_s)
    sys.exit(run_batch(options))


def _check(source: Path | None, networks: Networks, *, resume: bool, retry: bool, pace_s: float) -> None:
    """End with a usage error when the options contradict each other."""
    if source is None and not resume:
        raise click.UsageError("name a list: clinic-check batch sites.csv -o run/ (or --resume to go on with a run)")
    if retry and not resume:
        raise click.UsageError("--retry tries a finished run's failures again; add --resume")
    if pace_s < GAP_S and not (networks and all(network.is_loopback for network in networks)):
        raise click.UsageError(
            "a pause below 2 seconds is only for sites on this machine: add --allow-address 127.0.0.0/8"
        )
