"""Our own words describe pages and never judge people; words of others are shown as they are, made visible."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from checker import wording
from checker.banned import banned_words
from checker.catalogue import words
from checker.models import ReadCounts, Result, State
from checker.render import render_html
from checker.resources import REPORTS
from checker.terminal import summary
from checker.views import telling

from . import samples
from .hostile import infected

FILES = sorted(
    (*REPORTS.glob("*.html"), *REPORTS.glob("*.css"), *REPORTS.glob("parts/*.html"), *REPORTS.glob("batch/*.*"))
)
SAMPLES = (samples.typical, samples.some, samples.few, samples.not_judged)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_templates_and_styles_use_no_banned_word(path: Path) -> None:
    text = re.sub(r"{{.*?}}|{%.*?%}", "", path.read_text(encoding="utf-8"))

    assert banned_words(text) == []


def test_whole_reports_use_no_banned_word_of_their_own() -> None:
    neutral = infected("neutral text")
    shown = [BeautifulSoup(render_html(neutral), "lxml").get_text(" "), summary(neutral, "report.html", width=9999)]

    assert [banned_words(each.replace(words()("report.disclaimer"), "")) for each in shown] == [[], []]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_report_carries_the_one_sentence(sample: Callable[[], Result]) -> None:
    value = sample()

    assert words()("report.disclaimer") in render_html(value)
    assert words()("report.disclaimer") in summary(value, "report.html", width=9999)


def test_invisible_and_turning_characters_are_spelled_out() -> None:
    assert wording.visible("a\u202eb\u200bc\x00\u3164\ud800") == "a␣U+202E␣b␣U+200B␣c␣U+0000␣␣U+3164␣␣U+D800␣"


def test_ordinary_text_of_any_script_is_left_alone() -> None:
    text = "Größe\u00a0, 再生医療\t\u062e\u0644\u0627\u064a\u0627\n\u0446\u0435\u043d\u0430 ½ €"

    assert wording.visible(text) == text


def test_long_text_is_cut_and_says_how_long_it_was() -> None:
    assert wording.clip("x" * 30, 20) == f"{'x' * 20} [… cut; 30 characters in all]"
    assert wording.clip("\u202e" * 3, 20) == "␣U+202E␣␣U+202E␣␣U+2 [… cut; 3 characters in all]"
    assert wording.clip("x" * 20, 20) == "x" * 20


def test_dates_are_words_and_unknown_is_said() -> None:
    assert words().moment(datetime(2026, 3, 1, 9, 5, tzinfo=UTC)) == "1 March 2026, 09:05 UTC"
    assert words().moment(None) == "date unknown"


def test_amount_read_names_hidden_words_and_language() -> None:
    counts = ReadCounts(words=2340, hidden_words=12, sentences=90, images=1, scripts=0, frames=2, links=3)

    assert telling.how_much_was_read(words(), counts, "en") == "2,340 words, 12 of them hidden on the page, in English"
    assert telling.how_much_was_read(words(), counts, "und").endswith("in an unknown language")
    assert telling.how_much_was_read(words(), counts, "sw").endswith("in the language “sw”")
    assert telling.what_was_not_read(words(), counts) == "1 image, 2 embedded pages or videos"


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("absence", State.FIRED, "not mentioned"),
        ("absence", State.NOT_FOUND, "mentioned"),
        ("absence", State.NOT_APPLICABLE, "does not apply here"),
        ("claim", State.FIRED, "found"),
        ("claim", State.NOT_FOUND, "not found"),
        ("measure", State.COULD_NOT_CHECK, "could not be checked"),
    ],
)
def test_state_is_said_in_words_that_fit_the_rule(kind: str, state: State, said: str) -> None:
    assert telling.state_words(words(), state, kind) == said
