"""Options that several commands share, how a command gets a list of them, and how idle ones are refused."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from checker.catalogue import languages
from checker.models import Severity, View
from checker.targets import STANDARD_INPUT

LEVELS = [level.value for level in Severity if level is not Severity.INFO]
NEVER = "never"

Command = Callable[..., None]
Option = Callable[[Command], Command]

RULES_OPTION: Option = click.option(
    "--rules",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with further rules; may be given several times.",
)

FORCE_OPTION: Option = click.option("--force", is_flag=True, help="Replace an existing --output FILE.")

FAIL_ON_OPTION: Option = click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    default="high",
    show_default=True,
    help="Exit with 1 when a warning sign of this severity or above is found.",
)

VIEW_OPTION: Option = click.option(
    "--view",
    "views",
    multiple=True,
    type=click.Choice([each.value for each in View]),
    help="For whom; may be given several times, for a report each. Default: patient. The others' names end in "
    "-journalist and -regulator.",
)

LANGUAGE_OPTION: Option = click.option(
    "--language",
    type=click.Choice(languages()),
    help="Language of the report's own words; quotes and rules stay as they are. Default: en.",
)


def read_views(names: Iterable[str]) -> tuple[View, ...]:
    """Return the views as given on the command line, each once; the patient's when none was."""
    return tuple(dict.fromkeys(map(View, names))) or (View.PATIENT,)


def refuse_one_place_for_many(output: str | None, many: int, what: str) -> None:
    """End with a usage error when several reports were asked for and all would go into one file."""
    if many > 1 and output == STANDARD_INPUT:
        raise click.UsageError(f"several {what} cannot be printed one after the other: make --output a folder")
    if many > 1 and output is not None and not Path(output).is_dir():
        raise click.UsageError(f"several {what} need a folder: make {output} a folder first, or leave out --output")


def refuse_idle(form: str, options: Iterable[tuple[str, bool, str]]) -> None:
    """End with a usage error when an option has no effect on this form.

    Args:
        form: as named on the command line.
        options: name, whether it was given and has no effect, and what it is for.
    """
    for option, is_idle, forms in options:
        if is_idle:
            raise click.UsageError(f"{option} changes nothing in {form}; it is for {forms}")


def at_or_above(level: str) -> frozenset[str]:
    """Return the severities that a `--fail-on` of this level means; none for `never`."""
    return frozenset() if level == NEVER else frozenset(LEVELS[: LEVELS.index(level) + 1])


def with_options(options: Sequence[Option], command: Command) -> Command:
    """Return the command with these options, in the order in which its help lists them."""
    for option in reversed(options):
        command = option(command)
    return command
