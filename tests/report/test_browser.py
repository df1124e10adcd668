"""The report in a real browser: nothing runs, nothing is fetched, everyone can read it, it prints on few pages."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from checker.models import Result
from checker.render import render_html
from tests.chromium import ONLY_VIOLATIONS, OPEN_ALL, SHAPE

from . import samples
from .hostile import infected
from .payloads import MARKUP

PHONE, DESKTOP = (390, 844), (1280, 900)


def open_report(browser: Browser, folder: Path, value: Result, **more: Any) -> Page:
    path = folder / "report.html"
    path.write_text(render_html(value), encoding="utf-8")
    page = browser.new_page(**more)
    page.goto(path.as_uri())
    return page


def size(width: int, height: int) -> dict[str, int]:
    return {"width": width, "height": height}


def test_nothing_runs_and_nothing_leaves_the_file(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(samples.typical()), encoding="utf-8")
    page = browser.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(path.as_uri())

    assert requests == [path.as_uri()]
    assert messages == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.close()


def test_browser_builds_only_our_own_elements_from_hostile_text(browser: Browser) -> None:
    page = browser.new_page()
    ours = page.evaluate(SHAPE, render_html(infected("plain words")))
    seen = [page.evaluate(SHAPE, render_html(infected(payload))) for payload in MARKUP]
    page.close()

    assert [payload for payload, shape in zip(MARKUP, seen, strict=True) if shape != ours] == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: Any, viewport: tuple[int, int]) -> None:
    page = open_report(browser, tmp_path, samples.short(), viewport=size(*viewport), color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options=ONLY_VIOLATIONS)
    page.close()

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sample", [samples.some, samples.few, samples.not_judged])
def test_axe_finds_nothing_in_any_band(
    browser: Browser, tmp_path: Path, sample: Callable[[], Result], scheme: Any
) -> None:
    page = open_report(browser, tmp_path, sample(), viewport=size(*PHONE), color_scheme=scheme)
    found = Axe().run(page, context=".verdict", options=ONLY_VIOLATIONS)
    page.close()

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "root_size"), [(320, "100%"), (640, "100%"), (640, "212.5%"), (1280, "212.5%")])
@pytest.mark.parametrize("text", ["", "Donaudampfschifffahrtsgesellschaft" * 9])
def test_no_width_and_no_zoom_scrolls_sideways(
    browser: Browser, tmp_path: Path, width: int, root_size: str, text: str
) -> None:
    value = infected(text) if text else samples.short()
    page = open_report(browser, tmp_path, value, viewport=size(width, 800))
    page.evaluate(OPEN_ALL)
    if root_size != "100%":
        page.evaluate(f"document.documentElement.style.fontSize = '{root_size}'")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide <= width


def test_skip_link_is_first_in_the_tab_order_and_leads_to_the_findings(browser: Browser, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, samples.typical(), viewport=size(*DESKTOP))
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    target = page.evaluate("document.activeElement.id")
    page.close()

    assert (first, target) == ("skip", "findings")


def test_typical_report_prints_on_two_to_four_pages(browser: Browser, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, samples.typical())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()

    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4


def test_paper_is_black_on_white_with_addresses_of_sources_and_without_closed_parts(
    browser: Browser, tmp_path: Path
) -> None:
    page = open_report(browser, tmp_path, samples.typical(), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    shown = {
        name: page.locator(name).first.is_visible() for name in (".printed-url", ".annex", ".tiles", ".annex-note")
    }
    page.close()

    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert shown == {".printed-url": True, ".annex": False, ".tiles": False, ".annex-note": True}


def test_annex_that_was_opened_is_printed_too(browser: Browser, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, samples.typical())
    page.evaluate(OPEN_ALL)
    page.emulate_media(media="print")
    visible = page.locator(".annex .rules").is_visible()
    page.close()

    assert visible
