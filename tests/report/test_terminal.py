"""The summary for terminals: what it says, and that nothing of the page can act on the terminal."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from checker.models import Result
from checker.terminal import print_summary, summary

from . import samples
from .builders import finding, outcome, result
from .hostile import infected
from .payloads import MARKUP, TERMINAL


def coloured(value: Result) -> str:
    written = StringIO()
    console = Console(file=written, force_terminal=True, width=80, color_system="standard", legacy_windows=False)
    print_summary(value, console, "report.html")
    return written.getvalue()


@pytest.mark.parametrize("payload", TERMINAL + MARKUP)
def test_text_of_others_reaches_the_terminal_only_as_printable_characters(payload: str) -> None:
    plain = summary(infected(payload), payload)

    assert [character for character in plain if not character.isprintable() and character != "\n"] == []


@pytest.mark.parametrize("payload", TERMINAL)
def test_colour_output_adds_only_its_own_styles(payload: str) -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured(infected(payload)))

    assert [character for character in plain if not character.isprintable() and character != "\n"] == []
    assert "[red]" not in payload or "[red]markup[/red]" in plain


def test_control_characters_are_shown_as_escapes() -> None:
    assert "\\x1b[2J\\x1b[H" in summary(infected("\x1b[2J\x1b[H"), "report.html")


def test_summary_says_result_quotes_gaps_and_where_the_report_is() -> None:
    text = summary(samples.typical(), "out/report.html")
    order = [
        "642 words, in English.",
        "[!!] Many warning signs",
        "What the page says (17 statements to ask about)",
        "  1. The page says the treatment cures or reverses a disease.",
        "     > Our stem cell therapy reverses multiple sclerosis and gives",
        "  5. Patients pay to be in a study.",
        "and 12 more in the report",
        "Good signs seen (not proof)",
        "Information we did not see:",
        "Not checked:",
        "Full report: out/report.html",
    ]
    places = [text.index(each) for each in order]

    assert places == sorted(places)


def test_summary_names_every_report() -> None:
    text = summary(samples.few(), "a.html", "a-regulator.html")

    assert text.endswith("\nFull report: a.html\nFull report: a-regulator.html")
    assert max(map(len, text.splitlines())) <= 80


def test_combination_without_words_of_its_own_quotes_a_part() -> None:
    assert "     > Autism and cerebral palsy in children from the age of two" in summary(
        samples.typical(), "r", width=200
    )


def test_combination_of_silent_parts_has_no_quote() -> None:
    alone = result(outcome("combination-x", "Two things are missing.", kind="combination"))

    assert "> " not in summary(alone, "report.html")


def test_unreadable_page_says_incomplete_and_what_to_do() -> None:
    text = " ".join(summary(samples.not_judged(), "report.html").split())

    assert "[?] Could not judge Incomplete: This page is built by scripts" in text
    assert "What the page says" not in text


def test_softened_hidden_and_disguised_words_are_noted() -> None:
    found = finding("It may cure MS.", "cure MS", softened_by=("hedge",), hidden=True, disguised=True)
    text = summary(result(outcome("cure", "It says so.", findings=(found,))), "report.html", width=200)

    assert "(said with “may” or “could”; hidden on the page; disguised letters)" in text


def test_nothing_found_and_nothing_open_is_short() -> None:
    full = samples.few()
    empty = replace(full, outcomes=(), assessment=replace(full.assessment, could_not_see=()))

    assert "Not checked" not in summary(empty, "report.html")


def test_colour_output_says_the_same_words() -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured(samples.typical()))

    assert plain == summary(samples.typical(), "report.html") + "\n"
