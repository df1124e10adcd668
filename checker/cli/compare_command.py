"""`clinic-check compare`."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from checker.catalogue import ENGLISH
from checker.cli.exits import ExitCode
from checker.cli.options import FORCE_OPTION, LANGUAGE_OPTION, refuse_idle
from checker.errors import OutputError, ResultError
from checker.models.changes import Changes
from checker.targets import STANDARD_INPUT
from checker.terminal import escaped

FILE = click.Path(path_type=Path)


@click.command("compare")
@click.argument("old", metavar="OLD.json", type=FILE)
@click.argument("new", metavar="NEW.json", type=FILE)
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json"]), default="text", help="Form of the comparison."
)
@click.option(
    "--output",
    "-o",
    metavar="FILE|DIR|-",
    help="Where it goes; - prints it. Default: text is printed, the rest is <host>-<date>.changes.<format>.",
)
@LANGUAGE_OPTION
@FORCE_OPTION
def compare_command(old: Path, new: Path, form: str, output: str | None, language: str | None, *, force: bool) -> None:
    """Show what is new, gone or reworded between two stored results, and whether page or rules changed."""
    refuse_idle(form, [("--language", language is not None and form != "html", "html")])
    from checker.compare import compare
    from checker.render_changes import changes_html, changes_json, changes_text
    from checker.save import report_name, save
    from checker.stored import read_result

    try:
        changes = compare(read_result(old), read_result(new))
        in_language = partial(changes_html, language=language or ENGLISH)
        forms: dict[str, Callable[[Changes], str]] = {"text": changes_text, "html": in_language, "json": changes_json}
        content = forms[form](changes)
        if output == STANDARD_INPUT or (output is None and form == "text"):
            sys.stdout.buffer.write(content.encode())
            return
        name = report_name(changes.new.address, changes.new.visited_at, f"changes.{'txt' if form == 'text' else form}")
        click.echo(escaped(str(save(content, Path(output) if output else None, name, replace=force))))
    except ResultError as error:
        click.echo(f"Nothing was compared: {escaped(str(error))}", err=True)
        sys.exit(ExitCode.USAGE)
    except OutputError as error:
        click.echo(f"Not saved: {escaped(str(error))}", err=True)
        sys.exit(ExitCode.USAGE)
