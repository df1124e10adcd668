"""The comparison as a page, as JSON and in a terminal: it says what changed, and nothing of the page acts in it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from checker.banned import banned_words
from checker.compare import compare
from checker.models import Result
from checker.models.changes import Changes
from checker.render_changes import (
    SHOWN,
    changes_html,
    changes_json,
    changes_schema,
    changes_text,
)
from checker.resources import REPORTS
from checker.status import Status
from checker.wording import visible
from tests.chromium import ONLY_VIOLATIONS, OPEN_ALL

from . import samples
from .builders import capture, finding, outcome, page_facts, result
from .hostile import infected
from .payloads import ADDRESSES, MARKUP, TERMINAL
from .test_browser import size


def changed() -> Changes:
    """Make a comparison with every kind of entry but the unknown."""
    old = samples.short()
    first = old.outcomes[0]
    reworded = replace(first.findings[0], sentence=first.findings[0].sentence.replace("reverses", "may reverse"))
    outcomes = (
        replace(first, findings=(reworded, first.findings[1])),
        *old.outcomes[1:-1],
        samples.typical().outcomes[9],
    )
    return compare(old, replace(later(), outcomes=outcomes, identifiers=old.identifiers[1:]))


def later() -> Result:
    """Make the result of another text of the page."""
    return replace(samples.short(), page=page_facts(text_sha256="aa" * 32), capture=capture(sha256="bb" * 32))


def soup(changes: Changes) -> BeautifulSoup:
    return BeautifulSoup(changes_html(changes), "lxml")


def flat(text: str) -> str:
    return " ".join(text.split())


def shape(tree: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag.name, tuple(sorted(tag.attrs))) for tag in tree.find_all(True)]


def hostile(text: str) -> Changes:
    return compare(samples.short(), infected(text))


def test_page_says_the_result_then_what_is_new_gone_and_reworded() -> None:
    text = re.sub(r"\b9\d %", "9 %", flat(soup(changed()).get_text(" ")))
    order = [
        "What changed https://meridian-bay.example/stem-cell-therapy",
        "Many warning signs, as before The page's text changed; the rules are the same.",
        "New: ",
        "Gone: ",
        "Reworded: 1",
        "9 % of the words in common Before Our stem cell therapy reverses",
        "Now Our stem cell therapy may reverse",
        "The same: ",
        "What was compared",
        f"Text (SHA-256) (differs) {samples.short().page.text_sha256[:12]} aaaaaaaaaaaa",
    ]

    assert [each for each in order if each not in text] == []
    assert sorted(order, key=text.index) == order
    assert "page changed" in text


def test_band_before_and_after_heads_the_page() -> None:
    few = replace(samples.few(), outcomes=())

    assert "Many warning signs → Few warning signs found" in flat(soup(compare(samples.short(), few)).get_text(" "))


def test_blocked_page_is_a_notice_and_no_list_of_changes() -> None:
    blocked = replace(samples.short(), page=page_facts(status=Status.BLOCKED), outcomes=())
    text = flat(soup(compare(samples.short(), blocked)).get_text(" "))

    assert "One of the two checks could not judge the page, so nothing can be compared." in text
    assert "Nothing is listed as new or gone." in text
    assert "Gone:" not in text
    assert "Not known:" in text


def test_quotes_are_spoken_in_the_language_of_each_page() -> None:
    old, new = samples.short(), later()
    german = replace(new, page=replace(new.page, language="de"), outcomes=samples.typical().outcomes[9:10])
    tree = soup(compare(old, german))

    assert {each.get("lang") for each in tree.select("#kind-new ~ .changes blockquote bdi")} == {"de"}
    assert {each.get("lang") for each in tree.select("#kind-gone ~ .changes blockquote bdi")} == {None}


@pytest.mark.parametrize("payload", MARKUP)
def test_text_of_others_never_becomes_markup(payload: str) -> None:
    tree = soup(hostile(payload))

    assert shape(tree) == shape(soup(hostile("plain words")))
    assert flat(visible(payload)) in flat(tree.get_text())
    assert tree.find_all("a", href=re.compile("^(?!#)")) == []


@pytest.mark.parametrize("payload", TERMINAL + MARKUP + ADDRESSES)
def test_text_of_others_reaches_the_terminal_only_as_printable_characters(payload: str) -> None:
    text = changes_text(hostile(payload))

    assert [character for character in text if not character.isprintable() and character != "\n"] == []


def test_terminal_lines_say_what_changed_and_why() -> None:
    lines = changes_text(changed()).splitlines()

    assert lines[1] == "2026-11-22: Many warning signs (ok) -> 2026-11-22: Many warning signs (ok)"
    assert "Reworded (1)" in lines
    assert "  What the page says: The page says the treatment cures or reverses a disease. [page changed]" in lines
    assert any(line.startswith("    + Our stem cell therapy may reverse multiple sclerosis") for line in lines)


def test_json_has_a_published_schema_that_closes_and_explains_everything() -> None:
    schema = changes_schema()
    objects = [schema, *(each for each in schema["$defs"].values() if each["type"] == "object")]
    published = json.loads((REPORTS / "changes.schema.json").read_text(encoding="utf-8"))

    assert schema == published
    assert all(each["additionalProperties"] is False for each in objects)
    assert [name for each in objects for name, about in each["properties"].items() if "description" not in about] == []


def test_json_holds_every_entry_in_declared_order() -> None:
    data = json.loads(changes_json(changed()))

    assert list(data)[:3] == ["schema_version", "old", "new"]
    assert data["old"]["visited_at"] == "2026-11-22T03:46:05Z"
    assert len(data["changes"]) == len(changed().changes)
    assert {each["cause"] for each in data["changes"]} == {None, "page_changed"}
    assert changes_json(hostile("a\ud800b")).encode()


def test_page_judges_nobody() -> None:
    neutral = compare(infected("neutral"), infected("other words"))
    text = changes_text(neutral) + soup(neutral).get_text(" ")

    assert banned_words(text) == []


def test_long_list_is_cut_and_says_so_and_the_page_stays_small() -> None:
    many = tuple(finding('"<\u202e' * 400 + str(number)) for number in range(SHOWN + 7))
    html = changes_html(
        compare(result(), replace(later(), outcomes=(outcome("cure", "T.", findings=many),), identifiers=()))
    )
    size_bytes = len(html.encode())

    assert "7 more in the JSON form." in html
    assert size_bytes < 1_000_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everyone_can_read_it_and_nothing_is_fetched(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    path = tmp_path / "changes.html"
    path.write_text(changes_html(changed()), encoding="utf-8")
    page = browser.new_page(viewport=size(width, 800), color_scheme=scheme)  # type: ignore[arg-type] # one of its names
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options=ONLY_VIOLATIONS)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()

    assert found.violations_count == 0, found.generate_report()
    assert requests == [path.as_uri()]
    assert overflow == 0


def test_comparison_prints_on_paper_in_black(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "changes.html"
    path.write_text(changes_html(changed()), encoding="utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    page.close()

    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_same_results_give_the_same_page() -> None:
    assert changes_html(changed()) == changes_html(changed())
