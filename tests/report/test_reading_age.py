"""A patient's report is written for a reader of about twelve: measured on all that is ours in it, and printed."""

from collections.abc import Iterator

import textstat
from bs4 import BeautifulSoup

from checker import check_html
from checker.models import View
from checker.render import render_html
from checker.resources import REPORTS

NOT_OURS = "blockquote, figcaption, bdi, cite, code, .address"
"""What the page says, and addresses."""

NO_SENTENCES = ".annex, .aside, .paper, .source-list, .sources, table, svg, nav, .checked, title, style"
"""The technical part, lists of sources and what stands in the report a second time."""

OLDEST = 12.0


def sentences(html: str) -> Iterator[str]:
    tree = BeautifulSoup(html, "lxml")
    for each in tree.select(f"{NOT_OURS}, {NO_SENTENCES}"):
        each.decompose()
    for each in tree.select("p, li, dd"):
        text = " ".join(each.get_text(" ").split())
        if not each.find(["p", "li"]) and len(text.split()) > 3:
            yield text if text[-1] in ".?!" else f"{text}."


def test_patient_of_twelve_can_read_it(measured: list[str]) -> None:
    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    ours = list(sentences(render_html(check_html(page, url="https://clinic.example/"), view=View.PATIENT)))
    age = textstat.flesch_kincaid_grade(" ".join(ours)) + 5
    measured.append(f"reading age of a patient's report: {age:.1f} years (Flesch-Kincaid, {len(ours)} sentences)")

    assert len(ours) > 100
    assert age <= OLDEST
