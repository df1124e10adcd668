"""The PDF is the printed report: tagged, with bookmarks, text that can be read aloud, and nothing fetched."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pytest

from checker.export.pdf_file import pdf_bytes
from checker.models import Result
from checker.render import render_html
from tests.net.server import Server, reply, says
from tests.report import samples


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf_bytes(render_html(samples.typical()))


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def tags(node: Any) -> Iterator[str]:
    if "/S" in node:
        yield node["/S"]
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, dict):
            yield from tags(inner)


def test_pdf_is_tagged_titled_and_declares_its_language(printed: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed))
    root: Any = reader.root_object
    described: Any = reader.xmp_metadata

    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en")
    assert 'pdfuaid:part="1"' in described.rdf_root.toxml()
    assert described.dc_title["x-default"].startswith("Many warning signs: Stem Cell Therapy")
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/P", "/Link"} <= set(tags(root["/StructTreeRoot"]))


def test_pdf_has_bookmarks_for_its_headings(printed: bytes) -> None:
    [top, below] = pypdf.PdfReader(io.BytesIO(printed)).outline

    assert isinstance(below, list)
    assert not isinstance(top, list)
    assert top.title == "Before you pay or travel"
    assert "What the page says" in [each.title for each in below if not isinstance(each, list)]


def test_pdf_says_what_the_printed_report_says_on_few_pages(printed: bytes) -> None:
    said = text(printed)

    assert 2 <= len(pypdf.PdfReader(io.BytesIO(printed)).pages) <= 6
    assert "Before you pay or travel" in said
    assert "stem cell therapy reverses multiple sclerosis" in said
    assert "Questions to take along" in said
    assert "has not determined whether the clinic" in said


def test_same_report_gives_the_same_bytes(printed: bytes) -> None:
    assert pdf_bytes(render_html(samples.typical())) == printed


@pytest.mark.parametrize("sample", [samples.few, samples.not_judged])
def test_other_results_print_too(sample: Callable[[], Result]) -> None:
    value = sample()

    assert value.assessment.headline in text(pdf_bytes(render_html(value)))


def test_nothing_is_fetched_whatever_the_html_asks_for() -> None:
    with Server(says(reply(200, "Content-Type: text/css", body=b"p { color: red }"))) as server:
        asks = (
            f'<link rel=stylesheet href="{server.url}a.css"><img src="{server.url}b.png" alt="b">'
            f'<style>p {{ background: url("{server.url}c.png") }} @import "{server.url}d.css";</style>'
            f'<p>Words</p><object data="{server.url}e"></object><img src="file:///etc/passwd" alt="f">'
        )
        said = text(pdf_bytes(f"<!doctype html><html lang=en><title>T</title>{asks}</html>"))

        assert server.requests == []
    assert "Words" in said
