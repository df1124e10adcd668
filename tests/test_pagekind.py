"""A page's kind follows from what it says and whose it is, and every reason is shown."""

from dataclasses import replace

import pytest

from checker.examine import examine
from checker.models import Fact, Link, Page, PageKind
from checker.read import page_of_text
from tests.builders import real_pack

PADDING = " ".join(["This sentence only makes the page longer."] * 12)

KINDS = [
    ("We treat arthritis with stem cells. Book your free consultation today.", "", PageKind.OFFER),
    ("At our clinic in the hills, patients receive their own cells. Schedule an appointment.", "", PageKind.OFFER),
    ("We offer stem cell therapy for knees.", "", PageKind.OFFER),
    ("Stem cells are found in bone marrow. Researchers study how they work.", "", PageKind.INFORMATION),
    ("A clinic in the city was sued, the newspaper reports. Its owners declined to comment.", "", PageKind.INFORMATION),
    ("Stem cells are found in bone marrow.", "https://www.health.example.gov/page", PageKind.INSTITUTION),
    ("The agency warns consumers about unapproved products. Report adverse events to MedWatch. "
     "Talk to your doctor before any treatment.", "https://news.example.com/", PageKind.INSTITUTION),
    ("Marrow is a busy place. If you have any questions about dendritic cells for your family, "
     "please contact us at our website.", "", PageKind.PROMOTION),
]  # fmt: skip


def kind_of(page: Page) -> PageKind:
    return examine(page, real_pack()).kind.kind


@pytest.mark.parametrize(("text", "url", "kind"), KINDS, ids=range(len(KINDS)))
def test_kind_follows_from_words_and_host(text: str, url: str, kind: PageKind) -> None:
    assert kind_of(page_of_text(f"{text}\n\n{PADDING}", url=url or "page.html")) is kind


def test_machine_readable_facts_and_links_count() -> None:
    page = page_of_text(PADDING)
    page = replace(
        page,
        facts=(Fact(name="jsonld:@type", value="MedicalClinic"),),
        links=(Link(href="tel:+15550100", text="Call"),),
    )

    assert kind_of(page) is PageKind.OFFER


def test_every_reason_is_a_sentence_with_its_quote() -> None:
    page = page_of_text(f"Book your free consultation today.\n\nWe treat arthritis.\n\n{PADDING}")

    reasons = examine(page, real_pack()).kind.reasons

    assert [reason.quote for reason in reasons if reason.quote] != []
    assert all(reason.sentence.endswith(".") for reason in reasons)
