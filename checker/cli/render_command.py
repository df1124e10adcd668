"""`clinic-check render`."""

import sys
from itertools import product
from pathlib import Path

import click

from checker.catalogue import ENGLISH
from checker.cli.exits import ExitCode
from checker.cli.options import (
    FORCE_OPTION,
    LANGUAGE_OPTION,
    VIEW_OPTION,
    read_views,
    refuse_idle,
    refuse_one_place_for_many,
)
from checker.errors import CheckerError, MissingExtraError, OutputError, RatesError, ResultError, ReviewError
from checker.export.formats import FOR_A_READER, Format, Wish, render
from checker.export.formats import TABLES as FORMS_OF_TABLES
from checker.export.review import NO_REVIEWS, Reviews, read_reviews
from checker.models import Result, View
from checker.models.changes import Changes
from checker.rates import Measured
from checker.targets import STANDARD_INPUT
from checker.terminal import escaped
from checker.views.background import Background, Elsewhere

TABLES = ("findings", "outcomes", "set_aside", "identifiers", "capture")
FILE = click.Path(path_type=Path)


@click.command("render")
@click.argument("stored", metavar="RESULT.json", type=FILE)
@click.option(
    "--format", "form", type=click.Choice([each.value for each in Format]), default="html", help="Form of the report."
)
@VIEW_OPTION
@LANGUAGE_OPTION
@click.option(
    "--output",
    "-o",
    metavar="FILE|DIR|-",
    help="Where the report goes; - prints it. Default: <host>-<date>.<format> in this folder, numbered if taken.",
)
@FORCE_OPTION
@click.option("--review", type=FILE, help="CSV of findings with the reviewer's columns filled in, shown again.")
@click.option("--previous", type=FILE, help="An earlier result of the page: the regulator reads what changed since.")
@click.option("--measured", type=FILE, help="Rates of the rules (rules measure --format json) for the journalist.")
@click.option(
    "--run", "run_folder", type=FILE, help="Folder of a batch: the journalist reads which sites share paragraphs."
)
@click.option("--table", type=click.Choice([*TABLES, "all"]), help="Which table a csv holds. Default: findings.")
@click.option("--bom", is_flag=True, help="Begin a csv with the mark by which Excel knows UTF-8.")
def render_command(
    stored: Path,
    form: str,
    views: tuple[str, ...],
    language: str | None,
    output: str | None,
    review: Path | None,
    previous: Path | None,
    measured: Path | None,
    run_folder: Path | None,
    table: str | None,
    *,
    force: bool,
    bom: bool,
) -> None:
    """Make a report from a stored result (check --format json), without the network."""
    asked = Format(form)
    _refuse_idle_options(asked, views=views, language=language, review=review, table=table, bom=bom)
    _refuse_unshown(asked, views, previous=previous, measured=measured, run_folder=run_folder)
    readers = read_views(views)
    wanted = TABLES if table == "all" else (table or "findings",)
    refuse_one_place_for_many(output, len(readers), "views")
    refuse_one_place_for_many(output, len(wanted), "tables")
    try:
        result = _read(stored)
        background = Background(
            reviews=_reviews(review, result),
            measured=_measured(measured),
            changes=_changes(previous, result),
            elsewhere=_elsewhere(run_folder, result),
        )
        for view, name in product(readers, wanted):
            wish = Wish(view=view, language=language or ENGLISH, background=background, table=name, byte_order_mark=bom)
            content = render(result, asked, wish)
            _deliver(content, result, asked, wish, output, force=force)
    except (ResultError, ReviewError, RatesError, MissingExtraError) as error:
        _fail(error, "Nothing was rendered")
    except OutputError as error:
        _fail(error, "Not saved")


def _refuse_idle_options(
    form: Format,
    *,
    views: tuple[str, ...],
    language: str | None,
    review: Path | None,
    table: str | None,
    bom: bool,
) -> None:
    for_a_reader = form in FOR_A_READER
    shows_reviews = View.REGULATOR in views if for_a_reader else form in FORMS_OF_TABLES
    refuse_idle(
        form.value,
        (
            ("--view", bool(views) and not for_a_reader, "html, pdf, docx and md; the other forms hold everything"),
            ("--language", language is not None and not for_a_reader, "html, pdf, docx and md"),
            ("--review", review is not None and not shows_reviews, "csv, xlsx and --view regulator"),
            ("--table", table is not None and form is not Format.CSV, "csv; xlsx holds all tables"),
            ("--bom", bom and form is not Format.CSV, "csv"),
        ),
    )


def _refuse_unshown(
    form: Format, views: tuple[str, ...], *, previous: Path | None, measured: Path | None, run_folder: Path | None
) -> None:
    on_page = form in {Format.HTML, Format.PDF}
    regulator, journalist = (on_page and view in views for view in (View.REGULATOR, View.JOURNALIST))
    refuse_idle(
        form.value,
        (
            ("--previous", previous is not None and not regulator, "html and pdf with --view regulator"),
            ("--measured", measured is not None and not journalist, "html and pdf with --view journalist"),
            ("--run", run_folder is not None and not journalist, "html and pdf with --view journalist"),
        ),
    )


def _measured(path: Path | None) -> Measured | None:
    if path is None:
        return None
    from checker.views.measured import read_measured

    return read_measured(path)


def _changes(path: Path | None, result: Result) -> Changes | None:
    if path is None:
        return None
    from checker.compare import compare

    return compare(_read(path), result)


def _elsewhere(folder: Path | None, result: Result) -> Elsewhere | None:
    if folder is None:
        return None
    from checker.views.elsewhere import read_elsewhere

    return read_elsewhere(folder, result)


def _read(stored: Path) -> Result:
    from checker.stored import read_result

    return read_result(stored)


def _reviews(path: Path | None, result: Result) -> Reviews:
    if path is None:
        return NO_REVIEWS
    from checker.views.numbering import numbered

    reviews = read_reviews(path, numbered(result))
    for message in reviews.unknown:
        click.echo(escaped(message), err=True)
    joined = len(reviews.by_key)
    click.echo(f"{joined} review{'s' * (joined != 1)} joined, {len(reviews.unknown)} left out.", err=True)
    return reviews


def _deliver(content: bytes, result: Result, form: Format, wish: Wish, output: str | None, *, force: bool) -> None:
    from checker.save import report_name, save
    from checker.views.collection import last_visited

    if output == STANDARD_INPUT:
        sys.stdout.buffer.write(content)
        return
    ending = f"{wish.table}.csv" if form is Format.CSV else form.value
    name = report_name(result.capture.final_url, last_visited(result), ending, wish.view)
    click.echo(escaped(str(save(content, Path(output) if output else None, name, replace=force))))


def _fail(error: CheckerError, what: str) -> None:
    click.echo(f"{what}: {escaped(str(error))}", err=True)
    sys.exit(ExitCode.USAGE)
