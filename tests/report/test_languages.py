"""Every report in every language: no English sentence of ours is left, and each word says its language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from bs4.element import PageElement
from playwright.sync_api import Browser

from checker.banned import banned_words
from checker.catalogue import ENGLISH, languages, words
from checker.models import Result, View
from checker.render import render_html
from checker.render_changes import changes_html
from tests.chromium import ONLY_VIOLATIONS, OPEN_ALL

from . import samples
from .crowded import crowded
from .test_browser import pages_of
from .test_catalogue import catalogue, texts
from .test_changes import changed

TRANSLATIONS = tuple(language for language in languages() if language != ENGLISH)
SAMPLES = (samples.typical, samples.some, samples.few, samples.not_judged)
SHORT = 20
"""Characters up to which a piece of a sentence may stand in a page by chance."""

NAMES = {"place"}
"""Sections with names of authorities, which keep them in every language."""

in_every_language = pytest.mark.parametrize("language", TRANSLATIONS)
in_every_view = pytest.mark.parametrize("view", View)
of_every_sort = pytest.mark.parametrize("sample", SAMPLES)


def flat(text: str) -> str:
    return " ".join(text.split())


def tree_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def said_by_us(html: str) -> str:
    """Return what a page says in its own language, to eyes and to voices."""
    tree = tree_of(html)
    for other in tree.select("[lang=en], style"):
        other.decompose()
    labels = (str(tag["aria-label"]) for tag in tree.select("[aria-label]"))
    return flat(" ".join((tree.get_text(" "), *labels)))


def english_pieces(language: str) -> Iterator[str]:
    """Yield the longer pieces of the English sentences that this language says in other words."""
    ours = catalogue(language)
    for key, value in catalogue(ENGLISH).items():
        for english, translated in zip(texts(value), texts(ours[key]), strict=True):
            if english != translated and key not in NAMES:
                yield from (flat(piece) for piece in re.split(r"{\w+}", english) if len(flat(piece)) > SHORT)


def said_by_rules(result: Result) -> set[str]:
    return {text for each in result.outcomes for text in (each.title, each.why, each.ask) if text}


def language_of(place: PageElement) -> str:
    spoken = place.find_parent(attrs={"lang": True})
    assert spoken is not None
    return str(spoken["lang"])


@in_every_language
def test_every_longer_sentence_is_translated(language: str) -> None:
    ours = catalogue(language)
    alike = {
        key
        for key, value in catalogue(ENGLISH).items()
        for text in set(texts(value)) & set(texts(ours[key]))
        if len(re.sub(r"{\w+}", "", text)) > SHORT
    }

    assert alike - NAMES == set()


@in_every_language
@in_every_view
@of_every_sort
def test_no_english_sentence_of_ours_is_left(sample: Callable[[], Result], view: View, language: str) -> None:
    result = sample()
    said = said_by_us(render_html(result, view=view, language=language))
    for text in said_by_rules(result):
        said = said.replace(text, "")

    assert words(language)("report.disclaimer") in said
    assert [piece for piece in english_pieces(language) if piece in said] == []


@in_every_language
def test_no_english_sentence_of_ours_is_left_in_a_comparison(language: str) -> None:
    said = said_by_us(changes_html(changed(), language=language))

    assert words(language)("changes.disclaimer") in said
    assert [piece for piece in english_pieces(language) if piece in said] == []


@in_every_language
@in_every_view
def test_no_report_judges_people_but_for_the_one_sentence(view: View, language: str) -> None:
    said = said_by_us(render_html(samples.typical(), view=view, language=language))

    assert banned_words(said.replace(words(language)("report.disclaimer"), ""), language) == []


@in_every_language
@in_every_view
@of_every_sort
def test_page_is_in_its_language_and_the_words_of_rules_in_english(
    sample: Callable[[], Result], view: View, language: str
) -> None:
    result = sample()
    tree = tree_of(render_html(result, view=view, language=language))
    of_rules = said_by_rules(result)
    shown = [text for text in tree.find_all(string=True) if flat(text) in of_rules]

    assert tree.html is not None
    assert tree.html["lang"] == language
    assert {language_of(text) for text in shown} == {ENGLISH}


@in_every_language
def test_comparison_is_in_its_language_and_the_words_of_rules_in_english(language: str) -> None:
    changes = changed()
    tree = tree_of(changes_html(changes, language=language))
    titles = {each.title for each in changes.changes if each.severity}
    shown = [text for text in tree.find_all(string=True) if flat(text) in titles]

    assert tree.html is not None
    assert tree.html["lang"] == language
    assert {language_of(text) for text in shown} == {ENGLISH}


@in_every_language
@in_every_view
@pytest.mark.parametrize("page_language", [ENGLISH, *TRANSLATIONS])
def test_quotes_are_in_the_language_of_the_page(page_language: str, view: View, language: str) -> None:
    result = samples.short()
    result = replace(result, page=replace(result.page, language=page_language))
    quotes = tree_of(render_html(result, view=view, language=language)).select(
        "blockquote bdi, .page-text .zone-text bdi"
    )

    assert {language_of(text) for quote in quotes for text in quote.find_all(string=True)} == {page_language}


@in_every_language
def test_note_says_what_stays_in_english(language: str) -> None:
    note = words(language)("language.rules_note")

    assert note
    assert note in said_by_us(render_html(samples.few(), language=language))
    assert note in said_by_us(changes_html(changed(), language=language))


@pytest.mark.parametrize(("language", "view"), [("de", View.PATIENT), ("es", View.JOURNALIST)])
def test_axe_finds_nothing_in_a_translation(browser: Browser, tmp_path: Path, language: str, view: View) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(samples.short(), view=view, language=language), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options=ONLY_VIOLATIONS)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert found.violations_count == 0, found.generate_report()
    assert wide <= 390


@in_every_language
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_longer_words_still_fit_on_two_sheets(browser: Browser, language: str, paper: str) -> None:
    page = browser.new_page()
    page.set_content(render_html(crowded(), language=language))
    pdf = page.pdf(format=paper)
    page.close()

    assert pages_of(pdf) == 2
