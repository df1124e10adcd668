"""The report in a real browser, for each reader: nothing runs, nothing is fetched, everyone can read and print it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from checker.models import Result, View
from checker.render import render_html
from checker.resources import REPORTS
from tests.chromium import ONLY_VIOLATIONS, OPEN_ALL, SHAPE

from . import samples
from .crowded import crowded
from .hostile import infected
from .payloads import MARKUP

PHONE, DESKTOP = (360, 800), (1280, 900)
REACHED = """() => {
    const links = [...document.querySelectorAll('a[href], summary')].filter(each => each.checkVisibility());
    return [links.length, links.filter(each => { each.focus(); return document.activeElement === each; }).length];
}"""


def open_report(browser: Browser, folder: Path, value: Result, view: View = View.PATIENT, **more: Any) -> Page:
    path = folder / "report.html"
    path.write_text(render_html(value, view=view), encoding="utf-8")
    page = browser.new_page(**more)
    page.goto(path.as_uri())
    return page


def size(width: int, height: int) -> dict[str, int]:
    return {"width": width, "height": height}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("view", View)
def test_nothing_runs_and_nothing_leaves_the_file(browser: Browser, tmp_path: Path, view: View) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(samples.typical(), view=view), encoding="utf-8")
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


@pytest.mark.parametrize("view", View)
def test_browser_builds_only_our_own_elements_from_hostile_text(browser: Browser, view: View) -> None:
    page = browser.new_page()
    ours = page.evaluate(SHAPE, render_html(infected("plain words"), view=view))
    seen = [page.evaluate(SHAPE, render_html(infected(payload), view=view)) for payload in MARKUP]
    page.close()

    assert [payload for payload, shape in zip(MARKUP, seen, strict=True) if shape != ours] == []


def test_colours_go_by_the_scheme_and_the_layout_by_the_width() -> None:
    """Which is why the test below needs no product of both."""
    css = re.sub(r"/\*.*?\*/", "", (REPORTS / "report.css").read_text(encoding="utf-8"), flags=re.S)
    (dark,) = re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", css, re.S)
    by_width = re.findall(r"@media \((?:min|max)-width: .*?\) \{(.*?)\n\}", css, re.S)

    assert [name for name in re.findall(r"([\w-]+):", dark) if not name.startswith("--")] == []
    assert len(by_width) == len(re.findall("(?:min|max)-width: [^;}]*\\)", css)) > 0
    assert [block for block in by_width if re.search(r"(?:color|background|--[\w-]+|opacity|filter)\s*:", block)] == []


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
@pytest.mark.parametrize("view", View)
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, view: View, scheme: Any, viewport: tuple[int, int]
) -> None:
    page = open_report(browser, tmp_path, samples.short(), view, viewport=size(*viewport), color_scheme=scheme)
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


@pytest.mark.parametrize(("width", "root_size"), [(320, "100%"), (640, "212.5%"), (1280, "212.5%")])
@pytest.mark.parametrize("text", ["", "Donaudampfschifffahrtsgesellschaft" * 9])
@pytest.mark.parametrize("view", View)
def test_no_width_and_no_zoom_scrolls_sideways(
    browser: Browser, tmp_path: Path, view: View, width: int, root_size: str, text: str
) -> None:
    value = infected(text) if text else samples.short()
    page = open_report(browser, tmp_path, value, view, viewport=size(width, 800))
    page.evaluate(OPEN_ALL)
    if root_size != "100%":
        page.evaluate(f"document.documentElement.style.fontSize = '{root_size}'")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide <= width


@pytest.mark.parametrize("view", View)
def test_skip_link_is_first_in_the_tab_order_and_leads_to_the_findings(
    browser: Browser, tmp_path: Path, view: View
) -> None:
    page = open_report(browser, tmp_path, samples.typical(), view, viewport=size(*DESKTOP))
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    target = page.evaluate("document.activeElement.id")
    page.close()

    assert (first, target) == ("skip", "findings")


@pytest.mark.parametrize("view", View)
def test_keyboard_reaches_every_link_and_every_link_within_the_page_leads_somewhere(
    browser: Browser, tmp_path: Path, view: View
) -> None:
    page = open_report(browser, tmp_path, samples.typical(), view, viewport=size(*DESKTOP))
    page.evaluate(OPEN_ALL)
    links, reached = page.evaluate(REACHED)
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(each => each.hash.slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    page.close()

    assert links > 20
    assert reached == links
    assert lost == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("sample", [samples.typical, samples.some, samples.few, samples.not_judged, crowded])
def test_patient_takes_two_sheets_along(
    browser: Browser, tmp_path: Path, sample: Callable[[], Result], paper: str
) -> None:
    page = open_report(browser, tmp_path, sample())
    pdf = page.pdf(format=paper)
    page.close()

    assert pages_of(pdf) in {1, 2} if sample in {samples.few, samples.not_judged} else pages_of(pdf) == 2


def test_paper_is_black_on_white_and_without_what_only_a_screen_can_use(browser: Browser, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, samples.typical(), color_scheme="dark")
    on_screen = page.locator(".paper").is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    shown = {name: page.locator(name).first.is_visible() for name in (".paper", "#findings", ".annex", ".tiles")}
    page.close()

    assert not on_screen
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert shown == {".paper": True, "#findings": False, ".annex": False, ".tiles": False}


@pytest.mark.parametrize("view", [View.JOURNALIST, View.REGULATOR])
def test_other_readers_print_all_findings_and_the_parts_they_opened(
    browser: Browser, tmp_path: Path, view: View
) -> None:
    page = open_report(browser, tmp_path, samples.typical(), view)
    page.emulate_media(media="print")
    closed = page.locator(".annex .rules").is_visible()
    page.evaluate(OPEN_ALL)
    opened = page.locator(".annex .rules").is_visible()
    entries = page.locator("#findings .entry")
    seen = [entries.nth(number).is_visible() for number in range(entries.count())]
    page.close()

    assert (closed, opened) == (False, True)
    assert len(seen) > 10
    assert all(seen)
