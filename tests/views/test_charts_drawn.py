"""Drawings are for everyone: no words of their own, no inline style, numbers beside them, nothing for axe to find."""

import re
import xml.etree.ElementTree as ET
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Browser

from checker.models import Band, Severity
from checker.resources import REPORTS
from checker.views.charts import CATEGORIES, OTHER, by_band, by_category, on_page
from checker.views.telling import as_sentence
from tests.report.builders import finding, outcome

TEMPLATE = """<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">
<title>Charts</title><style>{{ css }}</style></head><body><main><h1>Charts</h1>
{% from "parts/charts.html" import bars, strip %}
<section>{{ bars("kinds", kinds, "title"|w, "text"|w, "category") }}</section>
<section>{{ bars("bands", bands, "title"|w, "text"|w, "band") }}</section>
<section>{{ strip("place", place, "title"|w, "text"|w) }}</section></main></body></html>"""
KEY = re.compile(r"⟦[a-z_.]+( [a-z]+=\d+)*⟧")


def w(key: str, **values: object) -> str:
    """Stand in for the catalogue: the key itself, marked."""
    return f"⟦{' '.join([key, *(f'{name}={value}' for name, value in values.items())])}⟧"


def drawn() -> str:
    """Return a page with all charts: every severity, every category, findings on another page too."""
    start = count(step=150)
    outcomes = [
        outcome(f"{category}-a", "", severity=severity, findings=(finding("word", sentence_start=next(start)),) * many)
        for many, category, severity in zip(count(1), (*CATEGORIES[:11], "moon"), [*Severity] * 3, strict=False)
    ]
    elsewhere = outcome("cure-b", "", findings=(finding("word", page="https://a.example/faq"),))
    made = Environment(
        loader=FileSystemLoader(REPORTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"as_sentence": as_sentence, "w": w}
    return made.from_string(TEMPLATE).render(
        css=Markup((REPORTS / "report.css").read_text(encoding="utf-8")),
        kinds=by_category([*outcomes, elsewhere]),
        bands=by_band({Band.MANY: 3, Band.SOME: 1, Band.FEW: 40}),
        place=on_page([*outcomes, elsewhere], characters=2000),
    )


@pytest.fixture(scope="module")
def soup() -> BeautifulSoup:
    return BeautifulSoup(drawn(), "lxml")


def test_every_word_comes_from_the_catalogue(soup: BeautifulSoup) -> None:
    own = KEY.sub("", soup.main.get_text(" ").replace("Charts", "")) if soup.main else "nothing was drawn"

    assert re.findall(r"[^\W\d]+", own) == []


def test_every_drawing_is_named_and_described(soup: BeautifulSoup) -> None:
    drawings = soup.select("svg[role=img]")

    assert len(drawings) == 3
    for svg in drawings:
        named = [soup.find(id=name) for name in str(svg["aria-labelledby"]).split()]
        assert [each.name if isinstance(each, Tag) else None for each in named] == ["title", "desc"]


def test_ids_are_unique_and_every_pattern_named_exists(soup: BeautifulSoup) -> None:
    ids = [str(each["id"]) for each in soup.select("[id]")]
    named = set(re.findall(r"url\(#([\w-]+)\)", str(soup)))

    assert len(ids) == len(set(ids))
    assert named
    assert named <= set(ids)


def test_nothing_is_styled_inline_and_nothing_runs_or_loads(soup: BeautifulSoup) -> None:
    names = {name for each in soup.find_all(True) for name in each.attrs}

    assert [name for name in names if name in {"style", "src", "href"} or name.startswith("on")] == []
    assert soup.find("script") is None


def test_drawings_are_well_formed_xml() -> None:
    pieces = re.findall(r"<svg.*?</svg>", drawn(), flags=re.DOTALL)

    assert len([ET.fromstring(piece) for piece in pieces]) == 3 + 5


def test_tables_beside_the_drawings_hold_the_same_numbers(soup: BeautifulSoup) -> None:
    for figure in soup.select("figure"):
        shown = [each.get_text() for each in figure.select("svg[role=img] text") if each.get_text().isdigit()]
        table = [row.get_text() for row in figure.select(".visually-hidden tbody td:nth-of-type(1)")]

        assert shown == table != []


def test_severities_differ_without_colour(soup: BeautifulSoup) -> None:
    legend = [rect.attrs for rect in soup.select(".chart-legend rect")]
    looks = {(rect["fill"], rect.get("stroke-dasharray")) for rect in legend}

    assert len(legend) == len(looks) == len(Severity)


def test_other_and_elsewhere_are_named(soup: BeautifulSoup) -> None:
    assert w(f"category.{OTHER}") in soup.get_text()
    assert w("chart.place.elsewhere", count=1) in soup.get_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, tmp_path: Path, scheme: Any, width: int
) -> None:
    path = tmp_path / "charts.html"
    path.write_text(drawn(), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(path.as_uri())
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert (found.violations_count, wide) == (0, width), found.generate_report()
