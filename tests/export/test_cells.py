"""Cells show text as text: nothing a page says runs as a formula or hides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.export.cells import MAX_CHARACTERS, guarded, starts_a_formula, unguarded
from checker.wording import visible

from .payloads import SPREADSHEET

FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n\x00"


@pytest.mark.parametrize("payload", SPREADSHEET)
def test_formula_is_shown_and_does_not_run(payload: str) -> None:
    cell = str(guarded(payload))

    assert cell[0] not in FORMULA
    assert cell.lstrip()[0] not in FORMULA
    assert visible(cell) == cell
    assert {"\n", "\t"}.isdisjoint(cell)


@pytest.mark.parametrize("payload", ["a;=1+1", "a; \u00a0@SUM(1)", 'a";-1'])
def test_formula_behind_a_semicolon_does_not_run_where_semicolons_split(payload: str) -> None:
    cells = str(guarded(payload)).split(";")

    assert [cell for cell in cells if starts_a_formula(cell)] == []


@pytest.mark.parametrize("text", ["plain", "5 = 5", "a-b", "x@y", "", "it's", "10 %"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("number", [-3.5, 0, 12, None])
def test_numbers_of_ours_stay_numbers(number: float | None) -> None:
    assert guarded(number) is number


def test_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    cell = str(guarded("=" * 40_000))

    assert len(cell) == MAX_CHARACTERS
    assert cell.endswith("[… cut]")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_ever_starts_a_formula_and_guarding_twice_changes_nothing(text: str) -> None:
    once = guarded(text)

    assert not starts_a_formula(str(once))
    assert guarded(once) == once


@settings(deadline=None)
@given(st.text(alphabet="=+-@ab c'", max_size=12))
def test_reviewers_text_comes_back_as_written(text: str) -> None:
    written = text.strip()

    assert unguarded(str(guarded(written))) == written or written.startswith("'")
