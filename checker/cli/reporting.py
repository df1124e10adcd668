"""What every command that judges pages shares: its options, and one report after the other."""

import gc
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from checker.catalogue import ENGLISH
from checker.cli.exits import ExitCode
from checker.cli.faults import without_faults
from checker.cli.options import (
    FAIL_ON_OPTION,
    FORCE_OPTION,
    LANGUAGE_OPTION,
    NEVER,
    RULES_OPTION,
    VIEW_OPTION,
    Command,
    at_or_above,
    read_views,
    refuse_idle,
    refuse_one_place_for_many,
    with_options,
)
from checker.errors import CheckerError, OutputError, RuleError, RulePackError
from checker.models import Band, Result, State, View
from checker.rulebook.pack import Pack
from checker.targets import STANDARD_INPUT
from checker.terminal import escaped

_OPTIONS = (
    click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", help="Form of the report."),
    VIEW_OPTION,
    LANGUAGE_OPTION,
    click.option(
        "--output",
        "-o",
        metavar="FILE|DIR|-",
        help="Where the report goes; - prints it. Default: <host>-<date>.html in this folder, numbered if taken.",
    ),
    FORCE_OPTION,
    RULES_OPTION,
    FAIL_ON_OPTION,
    click.option("--quiet", "-q", is_flag=True, help="Print no summary."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What reports the person asked for."""

    format: str = "html"
    views: tuple[View, ...] = (View.PATIENT,)
    """For whom; one HTML report each."""
    language: str = ENGLISH
    """Of the HTML reports' own words."""
    output: Path | None = None
    to_stdout: bool = False
    force: bool = False
    fail_on: str = NEVER
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One page to judge."""

    name: str
    """As the person, or the archive, named it."""
    judge: Callable[[], Result]


def report_options(command: Command) -> Command:
    """Give a command the options of reports.

    It gets them as `form`, `views`, `language`, `output`, `extra`, `fail_on`, `force`, `quiet`.
    """
    return with_options(_OPTIONS, command)


def read_options(
    output: str | None, *, form: str = "html", views: tuple[str, ...], language: str | None, **others: Any
) -> ReportOptions:
    """Return the options as given on the command line; end with a usage error when they do not go together."""
    idle = form != "html"
    refuse_idle(
        form,
        (
            ("--view", idle and bool(views), "html; json holds everything"),
            ("--language", idle and bool(language), "html"),
        ),
    )
    asked = read_views(views)
    refuse_one_place_for_many(output, len(asked), "views")
    to_stdout = output == STANDARD_INPUT
    return ReportOptions(
        format=form,
        views=asked,
        language=language or ENGLISH,
        output=None if to_stdout or output is None else Path(output),
        to_stdout=to_stdout,
        **others,
    )


def load_pack(extra: tuple[Path, ...]) -> Pack:
    """Load the rules, or end with every problem in them."""
    from checker.rulebook.load import load_rules

    try:
        pack = load_rules(*extra)
    except RulePackError as error:
        click.echo(str(error), err=True)
        click.echo(f"Nothing was checked: {len(error.errors)} problem(s) in the rules.", err=True)
        sys.exit(ExitCode.USAGE)
    gc.freeze()  # the rules stay to the end; looking through them again and again costs a fifth of a check
    return pack


def report_all(jobs: Iterable[Job], options: ReportOptions) -> ExitCode:
    """Judge one page after the other and write a report for each; what cannot be read is named and counted."""
    results: list[Result] = []
    tried = failed = 0
    for job in jobs:
        tried += 1
        try:
            results.append(_report_one(job, options, first=not results))
        except OutputError as error:
            click.echo(f"Not saved: {escaped(str(error))}", err=True)
            return ExitCode.USAGE
        except RuleError as error:
            click.echo(f"Nothing more was checked: {escaped(str(error))}", err=True)
            return ExitCode.USAGE
        except CheckerError as error:
            failed += 1
            click.echo(f"Not read: {escaped(str(error))}", err=True)
    judged = [result for result in results if result.assessment.band is not Band.COULD_NOT_JUDGE]
    if tried > 1:
        unjudged = len(results) - len(judged)
        click.echo(f"{tried} targets: {len(judged)} judged, {unjudged} not judged, {failed} not read.", err=True)
    if not judged:
        return ExitCode.NOTHING_READ
    return ExitCode.FOUND if any(reaches(result, options.fail_on) for result in judged) else ExitCode.NOTHING_FOUND


def reaches(result: Result, level: str) -> bool:
    """Tell whether a result has a warning sign of this severity or above."""
    enough = at_or_above(level)
    return any(item.state is State.FIRED and not item.good and item.severity in enough for item in result.outcomes)


def _report_one(job: Job, options: ReportOptions, *, first: bool) -> Result:
    with spinner(f"Checking {job.name}", quiet=options.quiet):
        result = without_faults(job.name, job.judge)
    saved = _save(result, options, first=first)
    if not options.quiet:
        _show(result, saved, to_stderr=options.to_stdout)
    return result


def spinner(text: str, *, quiet: bool) -> AbstractContextManager[object]:
    """Show that something is going on while a person watches."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(escape(text))


def _save(result: Result, options: ReportOptions, *, first: bool) -> tuple[str, ...]:
    from checker.save import report_name, save

    if not first and options.output is not None and not options.output.is_dir():
        raise OutputError(options.output, "holds the report of another page already; several pages need a folder")
    texts = _texts(result, options)
    if options.to_stdout:
        for text in texts.values():
            click.echo(text, nl=not text.endswith("\n"))
        return ("standard output",)
    today = datetime.now(UTC)
    names = {view: report_name(result.capture.final_url, today, options.format, view) for view in texts}
    return tuple(str(save(texts[view], options.output, names[view], replace=options.force)) for view in texts)


def _texts(result: Result, options: ReportOptions) -> dict[View, str]:
    from checker.render import render_html, render_json

    if options.format == "json":
        return {View.PATIENT: render_json(result)}
    return {view: render_html(result, view=view, language=options.language) for view in options.views}


def _show(result: Result, saved: tuple[str, ...], *, to_stderr: bool) -> None:
    from checker.terminal import print_summary, summary

    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        click.echo(summary(result, *saved), err=to_stderr)
        return
    from rich.console import Console

    print_summary(result, Console(file=stream), *saved)
