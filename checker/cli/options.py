"""Options that several commands share, and how a command gets a list of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from checker.catalogue import ENGLISH, languages
from checker.models import Severity

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

LANGUAGE_OPTION: Option = click.option(
    "--language",
    type=click.Choice(languages()),
    default=ENGLISH,
    show_default=True,
    help="Language of the HTML's own words; rules and quotes stay in theirs.",
)

FAIL_ON_OPTION: Option = click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    default="high",
    show_default=True,
    help="Exit with 1 when a warning sign of this severity or above is found.",
)


def at_or_above(level: str) -> frozenset[str]:
    """Return the severities that a `--fail-on` of this level means; none for `never`."""
    return frozenset() if level == NEVER else frozenset(LEVELS[: LEVELS.index(level) + 1])


def with_options(options: Sequence[Option], command: Command) -> Command:
    """Return the command with these options, in the order in which its help lists them."""
    for option in reversed(options):
        command = option(command)
    return command
