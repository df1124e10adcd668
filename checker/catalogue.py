"""The sentences that readers see, one catalogue a language: `reports/words/en.toml` and its translations."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from checker.resources import REPORTS

FOLDER = REPORTS / "words"
ENGLISH = "en"

_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


class Words:
    """The words of one language. Texts are found by `section.key`; a name in braces is filled by the caller."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Take a catalogue as TOML holds it."""
        self._texts = dict(entries(content))
        self.language: str = self._texts["language.code"]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a sentence with the values put in.

        Raises:
            KeyError: there is no such sentence, or a value it needs is missing.
        """
        text: str = self._texts[key]
        return text.format_map(values)

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun: `1 word`, `2,340 words`."""
        one, many = self._texts[f"count.{key}"]
        text: str = one if number == 1 else many
        return text.format(n=self.number(number))

    def of(self, member: StrEnum) -> str:
        """Return the words for one of several named alternatives: its class names the section."""
        return self(f"{_section(type(member))}.{member.value}")

    def known(self, section: str, key: str, otherwise: str) -> str:
        """Return the word for a name that others may add to, or what was given instead."""
        found: str = self._texts.get(f"{section}.{key}", otherwise)
        return found

    def items(self, key: str) -> tuple[Any, ...]:
        """Return a list: of sentences, or of entries with several texts each."""
        return tuple(self._texts[key])

    def number(self, number: int) -> str:
        """Return a whole number as this language writes it."""
        return f"{number:,}".replace(",", self._texts["format.thousands"])

    def decimal(self, number: float, form: str = "%g") -> str:
        """Return a number with a fraction as this language writes it."""
        return (form % number).replace(".", self._texts["format.decimal"])

    def moment(self, moment: datetime | None) -> str:
        """Return a time in words, `22 November 2026, 03:46 UTC`, or say that it is unknown."""
        if moment is None:
            return self("format.unknown_moment")
        at = moment.astimezone(UTC)
        return self("format.moment", **self._date(at), hour=f"{at.hour:02}", minute=f"{at.minute:02}")

    def day(self, moment: datetime) -> str:
        """Return a date in words: `22 November 2026`."""
        return self("format.day", **self._date(moment.astimezone(UTC)))

    def _date(self, at: datetime) -> dict[str, object]:
        return {"day": at.day, "month": self._texts["format.months"][at.month - 1], "year": at.year}


@cache
def _section(kind: type[StrEnum]) -> str:
    return _WORD_START.sub("_", kind.__name__).lower()


def entries(content: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each text and each list of a catalogue under its full name: `status.dns.sentence`."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield from entries(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


@cache
def words(language: str = ENGLISH) -> Words:
    """Return the words of a language, one of `languages()`."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return Words(tomllib.load(file))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there is a catalogue for, English first."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return (ENGLISH, *(each for each in found if each != ENGLISH))
