"""One catalogue a language: complete, alike in all languages, without a judging word, and with nothing left over."""

import re
import string
import tomllib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest

from checker.banned import BANNED, banned_words
from checker.catalogue import ENGLISH, FOLDER, Words, entries, languages, words
from checker.models import Band, Confidence, Genre, PageKind, Severity, Verdict, View, Zone
from checker.models.changes import Cause, ChangeKind, Subject
from checker.resources import REPORTS, ROOT
from checker.rulebook.load import load_rules
from checker.status import Status

ENUMS: tuple[type[StrEnum], ...] = (
    *(Band, Confidence, Genre, PageKind, Severity, Verdict, View, Zone),
    *(Cause, ChangeKind, Subject),
)
KEYED = (
    *("band_meaning", "brand", "brand_site", "skip", "state", "absence_state", "status", "operator", "category"),
    "change_kind_meaning",
)
"""Sections whose keys are made while a report is made, from names that stand elsewhere."""

CODE = sorted(
    (
        *(ROOT / "checker").rglob("*.py"),
        *(ROOT / "scripts").glob("*.py"),
        *(path for path in REPORTS.rglob("*.html") if "demo" not in path.parts),
    )
)


def catalogue(language: str) -> dict[str, Any]:
    return dict(entries(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))))


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for each in (value.values() if isinstance(value, dict) else value) for text in texts(each)]


def named(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def shape(value: Any) -> Any:
    """Return what must be alike in all languages: the names a text is filled with, and how many texts there are."""
    if isinstance(value, str):
        return named(value)
    if isinstance(value, dict):
        return {key: each if key == "url" else shape(each) for key, each in value.items()}
    return [shape(each) for each in value]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_texts_with_the_same_names(language: str) -> None:
    ours, english = catalogue(language), catalogue(ENGLISH)

    assert set(ours) == set(english)
    assert {key: shape(value) for key, value in ours.items() if not key.startswith("count.")} == {
        key: shape(value) for key, value in english.items() if not key.startswith("count.")
    }
    assert {key for key, value in ours.items() if key.startswith("count.") and len(value) != 2} == set()


@pytest.mark.parametrize("language", languages())
def test_a_language_is_called_by_its_code(language: str) -> None:
    assert words(language).language == language
    assert words(language)(f"languages.{language}")


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", languages())
def test_every_alternative_that_is_shown_has_words(kind: type[StrEnum], language: str) -> None:
    assert all(words(language).of(member) for member in kind)


@pytest.mark.parametrize("language", languages())
def test_every_status_and_category_and_cue_has_words(language: str) -> None:
    has = catalogue(language)
    pack = load_rules()

    assert [status for status in Status if f"status.{status.value}.sentence" not in has] == []
    assert {entry.category for entry in pack.entries if f"category.{entry.category}" not in has} == set()


@pytest.mark.parametrize(("language", "verdict"), [("en", "safe"), ("de", "sicher"), ("es", "seguros")])
def test_no_text_of_ours_judges_people_but_for_the_one_sentence(language: str, verdict: str) -> None:
    found = {
        key: [word for text in texts(value) for word in banned_words(text, language)]
        for key, value in catalogue(language).items()
    }

    assert {key: judging for key, judging in found.items() if judging} == {"report.disclaimer": [verdict]}


def test_every_language_has_its_banned_words() -> None:
    assert set(BANNED) == set(languages())


@pytest.mark.parametrize(
    ("language", "text", "banned"),
    [
        ("en", "A safe scam says nothing on safety.", ["safe", "scam"]),
        ("de", "Ein Betrüger verspricht sichere Heilung; das Sicherheitszertifikat gilt.", ["Betrüger", "sichere"]),
        ("de", "Illegale, gefährliche Scharlatane.", ["Illegale", "gefährliche", "Scharlatane"]),
        ("es", "Una estafa peligrosa no es segura; la seguridad es otra cosa.", ["estafa", "peligrosa", "segura"]),
        ("es", "Fraudes ilegales.", ["Fraudes", "ilegales"]),
    ],
)
def test_words_that_judge_people_are_known_in_their_forms(language: str, text: str, banned: list[str]) -> None:
    assert banned_words(text, language) == banned


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    has = catalogue(ENGLISH)
    sections = (*KEYED, *(re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in ENUMS))
    fixed = {key for key in has if not key.startswith((*(f"{each}." for each in sections), "languages.", "language."))}
    counted = {key for key in fixed if key.startswith("count.")}
    unused = {key for key in fixed - counted if f'"{key}"' not in source and f"'{key}'" not in source}
    named = {one or other for one, other in re.findall(r"""count\(\s*["'](\w+)["']|["'](\w+)["'],""", source)}
    unused |= {key for key in counted if key.removeprefix("count.") not in named}
    asked = set(re.findall(r"""\bw\(\s*["']([a-z_]+\.[a-z_.]+)["']""", source))
    asked |= set(re.findall(r'"([a-z_]+\.[a-z_.]+)"\|w\b', source))

    assert sorted(unused) == []
    assert sorted(asked - set(has)) == []


@pytest.mark.parametrize(
    ("language", "amounts", "fraction", "moment"),
    [
        ("en", ("1 word", "2,340 words"), "2.5", "22 November 2026, 03:46 UTC"),
        ("de", ("1 Wort", "2.340 Wörter"), "2,5", "22. November 2026, 03:46 UTC"),
        ("es", ("1 palabra", "2.340 palabras"), "2,5", "22 de noviembre de 2026, 03:46 UTC"),
    ],
)
def test_numbers_and_times_follow_the_language(
    language: str, amounts: tuple[str, str], fraction: str, moment: str
) -> None:
    w = words(language)

    assert (w.count("word", 1), w.count("word", 2340)) == amounts
    assert w.decimal(2.5) == fraction
    assert w.moment(datetime(2026, 11, 22, 3, 46, tzinfo=UTC)) == moment
    assert w.day(datetime(2026, 11, 22, 3, 46, tzinfo=UTC)) == moment.partition(",")[0]


def test_a_text_without_its_values_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(KeyError):
        Words({"language": {"code": "en"}, "a": {"b": "{missing}"}})("a.b")
