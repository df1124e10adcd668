"""Pieces of a report that are kept say the same as made anew, and never let through what they must escape."""

from pathlib import Path

from markupsafe import Markup

from checker.models import View
from checker.render import render_html
from checker.templates import KEPT_PIECES, Compiled, environment

from . import samples

LINK = "https://a.example/"


def kept(*arguments: object) -> str:
    """Return a piece of an English report."""
    return str(environment("en").filters["kept"](*arguments))


def test_a_text_is_escaped_after_an_equal_one_that_was_safe() -> None:
    assert "<b>x</b>" in kept("on_paper", Markup("<b>x</b>"), "")
    assert "<b>x</b>" not in kept("on_paper", "<b>x</b>", "")


def test_a_kept_piece_says_what_its_arguments_say() -> None:
    first = kept("reference", 1, LINK, "First", "Agency", "2019")

    assert kept("reference", 2, LINK, "Second", "Agency", "") != first
    assert kept("reference", 1, LINK, "First", "Agency", "2019") == first


def test_reports_are_alike_whatever_was_rendered_before() -> None:
    before = [render_html(samples.typical(), view=view) for view in View]
    render_html(samples.few(), language="de")
    render_html(samples.some())

    assert [render_html(samples.typical(), view=view) for view in View] == before


def test_what_is_kept_has_a_bound() -> None:
    for number in range(KEPT_PIECES + 9):
        kept("on_paper", f"why {number}", "")

    assert environment("en").filters["kept"].cache_info().currsize == KEPT_PIECES


def test_templates_compiled_with_the_words_of_one_language_are_not_used_with_another(tmp_path: Path) -> None:
    english, german = (Compiled(tmp_path, language).get_source_checksum("same text") for language in ("en", "de"))

    assert english != german
