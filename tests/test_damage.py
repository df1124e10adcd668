"""A stored result proves its quotes by its own text: whatever was changed by hand is refused, named with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker import check_html
from checker.damage import damages
from checker.errors import ResultError
from checker.models import PageKind, Result, SitePage
from checker.render import parse_json, render_json
from checker.resources import REPORTS
from checker.status import Status
from checker.stored import read_result
from tests.builders import real_pack
from tests.report import samples
from tests.report.builders import PAGE, finding, outcome, result, set_aside
from tests.report.on_a_page import on_a_page

FAQ = "https://meridian-bay.example/faq"
Data = dict[str, Any]


def site() -> Result:
    """Make a result of two pages, with a finding on each, a mention and a number."""
    found = (finding("Our cells cure MS.", "cure MS"), finding("Cells cure all.", "cure all", page=FAQ))
    told = outcome("cure-explicit", "T.", findings=found, set_aside=(set_aside("No cure yet.", "cure", "negation"),))
    pages = tuple(SitePage(url=url, topic="", status=Status.OK, words=4, kind=PageKind.OFFER) for url in (PAGE, FAQ))
    return on_a_page(result(told, pages=pages, identifiers=samples.typical().identifiers[:1]))


def changed(change: Callable[[Data], object]) -> Result:
    data = json.loads(render_json(site()))
    change(data)
    return parse_json(json.dumps(data))


def first_finding(data: Data) -> Data:
    found: Data = data["outcomes"][0]["findings"][0]
    return found


def text(data: Data, number: int = 0) -> Data:
    found: Data = data["texts"][number]
    return found


def block(data: Data, number: int) -> Data:
    found: Data = text(data)["blocks"][number]
    return found


DAMAGED: list[tuple[str, Callable[[Data], object], str]] = [
    ("quote", lambda data: first_finding(data).update(quote="cure me"), "a quote of cure-explicit and the text at its"),
    (
        "quote of none",
        lambda data: first_finding(data).update(quote="", end=first_finding(data)["start"]),
        "a quote of",
    ),
    ("place", lambda data: first_finding(data).update(start=0, end=7), "at its offsets 0 to 7 disagree"),
    ("place from the end", lambda data: first_finding(data).update(start=-9, end=-2), "offsets -9 to -2 disagree"),
    ("place beyond", lambda data: first_finding(data).update(start=9_000, end=9_007), "offsets 9000 to 9007 disagree"),
    ("sentence", lambda data: first_finding(data).update(sentence="All cells cure MS."), "a sentence of cure-explicit"),
    ("page", lambda data: first_finding(data).update(page=FAQ), "a quote of cure-explicit"),
    ("page of none", lambda data: first_finding(data).update(page="https://b.example/"), "a quote of cure-explicit"),
    ("mention", lambda data: data["outcomes"][0]["set_aside"][0].update(quote="pure"), "a quote of cure-explicit"),
    ("number", lambda data: data["identifiers"][0]["places"][0].update(quote="NCT00000001"), "a quote of nct"),
    ("text", lambda data: text(data).update(text=text(data)["text"].replace("yet", "now")), f"text of {PAGE} does not"),
    (
        "text of another page",
        lambda data: text(data, 1).update(text="x"),
        f"the text of {FAQ} does not fit its SHA-256",
    ),
    ("hash", lambda data: data["page"].update(text_sha256="ab" * 32), f"text of {PAGE} does not fit its SHA-256, abab"),
    ("no texts", lambda data: data.update(texts=[]), f"the text of {PAGE} does not fit"),
    ("order", lambda data: data["texts"].reverse(), "the first text is not of the page that was given"),
    ("twice", lambda data: data["texts"].append(text(data, 1)), "two texts are of the same page"),
    ("other page", lambda data: text(data, 1).update(url="https://b.example/"), "a page that was not read, https://b."),
    ("block missing", lambda data: text(data)["blocks"].pop(1), "offsets 50 to 68 does not follow the one before"),
    ("block overlaps", lambda data: block(data, 1).update(start=5), "offsets 5 to 49 does not follow"),
    ("block joins", lambda data: (block(data, 0).update(end=3), block(data, 1).update(start=4)), "offsets 4 to 49"),
    ("block backwards", lambda data: block(data, 0).update(end=-1), "offsets 0 to -1 does not follow"),
    ("block beyond", lambda data: block(data, -1).update(end=9_000), "to 9000 does not follow"),
    ("last block", lambda data: text(data)["blocks"].pop(), "end before its text does, at offset"),
    ("no blocks", lambda data: text(data).update(blocks=[]), "end before its text does, at offset 0"),
]


@pytest.mark.parametrize(("change", "told"), [each[1:] for each in DAMAGED], ids=[each[0] for each in DAMAGED])
def test_what_was_changed_by_hand_is_named_with_its_place(change: Callable[[Data], object], told: str) -> None:
    assert told in next(damages(changed(change)), "")


def test_result_of_a_site_is_whole() -> None:
    assert list(damages(site())) == []


@pytest.mark.parametrize("html", ["<p>Hello.</p>", "<img src=a.png>", (REPORTS / "demo" / "clinic.html").read_bytes()])
def test_result_of_any_page_is_whole(html: str | bytes) -> None:
    assert list(damages(check_html(html, pack=real_pack()))) == []


def test_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(render_json(changed(lambda data: first_finding(data).update(quote="cure me"))), encoding="utf-8")

    with pytest.raises(ResultError, match=r"is damaged \(a quote of cure-explicit .* Check the page again"):
        read_result(path)
