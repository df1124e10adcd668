"""Documents hold what each reader needs, as real headings, lists and tables of the program that opens them."""

import io
import re
from dataclasses import replace
from typing import Any

import docx
import pytest
from markdown_it import MarkdownIt

from checker.catalogue import words
from checker.export.blocks import Document
from checker.export.document import SECTIONS, document
from checker.export.docx_file import docx_bytes
from checker.export.markdown_file import markdown_text
from checker.export.review import Review, Reviews
from checker.models import Result, State, View
from checker.views.collection import last_visited
from checker.views.numbering import numbered
from tests.report import samples
from tests.report.builders import capture, finding, outcome, result

RESULT = samples.typical()


def word(made: Document, value: Result = RESULT) -> Any:
    return docx.Document(io.BytesIO(docx_bytes(made, made_at=last_visited(value))))


def headings(made: Document) -> list[str]:
    return [each.text for each in word(made).paragraphs if each.style.name in {"Title", "Heading 1"}]


def flat(value: Result, view: View) -> str:
    return markdown_text(document(value, view, words())).replace("\\", "")


def test_each_reader_gets_the_parts_in_order() -> None:
    assert headings(document(RESULT, View.PATIENT, words())) == [
        "Before you pay or travel",
        "Many warning signs",
        "What the page says",
        "Information we did not see",
        "Good signs seen",
        "What we could not check",
        "Questions to take along",
        "Where to report a page or a treatment that went badly",
    ]
    assert headings(document(RESULT, View.JOURNALIST, words()))[2:4] == ["Before you publish", "What the page says"]
    assert headings(document(RESULT, View.REGULATOR, words())) == [
        "Record of one web page",
        "How the page was collected",
        "Many warning signs",
        "Status of every address",
        "Findings",
        "What the page leaves out",
        "Good signs seen",
        "Numbers found on the page",
        "What we could not check",
        "Looked like a claim and was not counted",
        "Annex A: the rules that fired, in full",
        "Sources",
        "Provisions named with the findings",
        "What was fetched",
        "Annex D: what the fields mean",
    ]
    assert set(SECTIONS) == set(View)


@pytest.mark.parametrize("view", View)
def test_every_document_carries_the_one_sentence_the_address_and_the_day(view: View) -> None:
    text = flat(RESULT, view)

    assert words()("report.disclaimer") in text
    assert "https://meridian-bay.example/stem-cell-therapy" in text
    assert "22 November 2026, 03:46 UTC" in text


def test_patient_gets_five_statements_in_full_and_the_rest_in_a_line() -> None:
    text = flat(RESULT, View.PATIENT)

    assert len(re.findall(r"^### \d\. ", text, re.MULTILINE)) == 5
    assert "### More statements to ask about" in text
    assert "3 more places in the JSON form" in text


def test_journalist_gets_every_quote_with_its_place() -> None:
    text = flat(RESULT, View.JOURNALIST)

    assert all(each.quote in text for one in RESULT.outcomes if one.state is State.FIRED for each in one.findings)
    assert "> — Under the heading “Conditions we treat”, in a list" in text


def test_regulator_gets_each_finding_in_the_form_that_is_filed() -> None:
    text = flat(RESULT, View.REGULATOR)
    sentence = (
        "The page at https://meridian-bay.example/stem-cell-therapy, last visited 22 November 2026, 03:46 UTC, under "
        "the heading “Healing is in your nature”, states:"
    )

    assert f"### F-001 The page says the treatment cures or reverses a disease.\n\n{sentence}\n\n> Our <b>stem" in text
    assert all(item.number in text for item in numbered(RESULT))
    assert "**A reviewer may wish to consider:** 15 U.S.C. 45" in text
    assert "**A reviewer may wish to consider:** as for F-001" in text
    assert text.count("| Decision | Note | Reviewer | Date |") == sum(
        not each.outcome.good for each in numbered(RESULT)
    )


def test_what_a_reviewer_wrote_stands_beside_the_finding() -> None:
    item = numbered(RESULT)[0]
    reviews = Reviews(
        by_key={item.key: Review(decision="confirmed", note="seen | live", reviewer="A. B.", date="today")}
    )
    table = word(document(RESULT, View.REGULATOR, words(), reviews)).tables[2]

    assert [cell.text for cell in table.rows[1].cells] == ["confirmed", "seen | live", "A. B.", "today"]


def test_collection_is_told_for_a_fetched_and_for_a_saved_page() -> None:
    saved = replace(
        RESULT, capture=capture(peer_address="", redirects=(), requested_url="page.html", final_url="page.html")
    )

    assert "It was redirected from https://meridian-bay.example/." in flat(RESULT, View.REGULATOR)
    assert "answered from 203.0.113.7 with HTTP status 200 and 7,034 bytes." in flat(RESULT, View.REGULATOR)
    assert "read the saved page page.html. The SHA-256 of the source is 3c3c" in flat(saved, View.REGULATOR)


@pytest.mark.parametrize("view", View)
def test_page_that_could_not_be_judged_says_so_first_and_counts_nothing(view: View) -> None:
    text = flat(samples.not_judged(), view)

    assert "**Incomplete.** This page is built by scripts" in text
    assert text.index("## What we could not check") < text.index(
        "## Information" if view is not View.REGULATOR else "## F"
    )
    assert "The page mentions each of the things" not in text.partition("## What we could not check")[0]


@pytest.mark.parametrize("view", View)
def test_empty_result_is_not_called_fine(view: View) -> None:
    text = flat(replace(samples.few(), outcomes=()), view)

    assert "We met none of the statements we look for" in text
    assert "does not mean that a treatment works or is free of harm" in text
    assert "We saw none of the good signs we look for." in text


def test_opened_networks_and_limits_are_told() -> None:
    text = flat(samples.some(), View.PATIENT)

    assert "10.1.0.0/16" in text
    assert "61,000 of 90,000 bytes" in text


def test_markdown_shows_the_quote_within_its_sentence() -> None:
    said = result(outcome("cure", "T.", findings=(finding("Our cells cure MS today.", "cure MS"),)))
    html = MarkdownIt("commonmark").enable("table").render(markdown_text(document(said, View.JOURNALIST, words())))

    assert "<p>Our cells <b>cure MS</b> today.</p>" in html
    assert '<a href="https://www.fda.gov/' in html


def test_word_processor_finds_headings_links_repeated_table_heads_and_properties() -> None:
    made = word(document(RESULT, View.REGULATOR, words()))
    heads = [table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in made.tables[1:]]
    links = [each.target_ref for each in made.part.rels.values() if each.is_external]

    assert all(heads)
    assert len(heads) > 20
    assert any(link.startswith("https://www.fda.gov/") for link in links)
    assert not any("meridian-bay" in link for link in links)
    assert (made.core_properties.author, made.core_properties.language) == ("clinic-check", "en")
    assert [run.text for run in made.paragraphs[3].runs if run.bold] == []


def test_same_result_gives_the_same_document_byte_for_byte() -> None:
    made = document(samples.short(), View.PATIENT, words())

    assert docx_bytes(made, made_at=last_visited(RESULT)) == docx_bytes(made, made_at=last_visited(RESULT))
