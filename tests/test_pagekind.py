"""A page's kind follows from what it says and whose it is, and every reason is shown."""

from dataclasses import replace

import pytest

from checker.examine import examine
from checker.models import Fact, Genre, Link, Page, PageKind
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
    ("Mobile stem cell therapy. Peptides are prescribed via telehealth.", "", PageKind.OFFER),
    ("For providers: a turnkey way to add stem cells to your practice. Revenue sharing included. Apply to partner.",
     "", PageKind.PROMOTION),
    ("Our stem cell therapy is in a phase 2 study. Clinical-stage company. Our pipeline. Product candidates. "
     "Investor relations.", "", PageKind.INFORMATION),
    ("We offer stem cells. Reagents and antibodies. Research use only. Catalogue number 12. Not for human use.",
     "", PageKind.INFORMATION),
]  # fmt: skip


GENRES = [
    ("We treat arthritis with stem cells. Book your free consultation today.", "", Genre.CLINIC),
    ("Marrow is a busy place. If you have any questions about dendritic cells for your family, "
     "please contact us at our website.", "", Genre.PROMOTIONAL_ARTICLE),
    ("Compare clinics and find a clinic. Claim this listing. All clinics in Mexico.", "", Genre.DIRECTORY),
    ('"It was a hard year," she said. "Nobody called back," he added.', "", Genre.NEWS),
    ("What are stem cells? Talk to your doctor. Here is a glossary.", "", Genre.PATIENT_EDUCATION),
    ("Our law firm helps patients. An attorney will call. Personal injury and medical malpractice lawyers. "
     "File a claim before the statute of limitations ends. Ask for a free case review.", "", Genre.LAW_FIRM),
    ("Stem cells are found in bone marrow.", "", Genre.ARTICLE),
    ("Conditioning chemotherapy comes first. Graft-versus-host disease may follow. You will be in hospital for weeks. "
     "Our haematology ward is next to intensive care.", "", Genre.HOSPITAL),
    ("The authors declare no competing interests. Supplementary material is online. "
     "The corresponding author holds the data.", "", Genre.JOURNAL),
    ("Stem cells are found in bone marrow.", "https://pmc.ncbi.nlm.nih.gov/articles/1", Genre.JOURNAL),
    ("Stem cells are found in bone marrow.", "https://www.health.example.gov/page", Genre.REGULATOR),
    ("We are a registered charity. Make a donation and support our work.", "", Genre.CHARITY),
    ("Stem cells are found in bone marrow.", "https://www.example.edu/cells", Genre.INSTITUTION),
]  # fmt: skip


def kind_of(page: Page) -> PageKind:
    return examine(page, real_pack()).kind.kind


@pytest.mark.parametrize(("text", "url", "kind"), KINDS, ids=range(len(KINDS)))
def test_kind_follows_from_words_and_host(text: str, url: str, kind: PageKind) -> None:
    assert kind_of(page_of_text(f"{text}\n\n{PADDING}", url=url or "page.html")) is kind


@pytest.mark.parametrize(("text", "url", "genre"), GENRES, ids=range(len(GENRES)))
def test_genre_names_who_speaks(text: str, url: str, genre: Genre) -> None:
    page = page_of_text(f"{text}\n\n{PADDING}", url=url or "page.html")

    assert examine(page, real_pack()).kind.genre is genre


def test_every_genre_has_a_case() -> None:
    assert {genre for _, _, genre in GENRES} == set(Genre)


def test_machine_readable_facts_and_links_count() -> None:
    page = page_of_text(f"Stem cells are small. {PADDING}")
    page = replace(
        page,
        facts=(Fact(name="jsonld:@type", value="MedicalClinic"),),
        links=(Link(href="tel:+15550100", text="Call"),),
    )

    assert kind_of(page) is PageKind.OFFER


def test_mentions_of_cell_products_are_counted_in_100_words() -> None:
    page = page_of_text(f"Mesenchymal stem cells and exosomes.\n\n{PADDING}")

    verdict = examine(page, real_pack()).kind

    assert verdict.cell_words == round(100 * 2 / page.counts.words, 2)


def test_every_reason_is_a_sentence_with_its_quote() -> None:
    page = page_of_text(f"Book your free consultation today.\n\nWe treat arthritis.\n\n{PADDING}")

    reasons = examine(page, real_pack()).kind.reasons

    assert [reason.quote for reason in reasons if reason.quote] != []
    assert all(reason.sentence.endswith(".") for reason in reasons)


PASSING = [
    "Sun damage and moles are what we treat. Book your appointment today.",
    "We treat backs and knees at our clinic. Our patients get no stem cells. Book your appointment today.",
    "We treat arthritis. Are stem cells an option? Book your appointment today.",
]


@pytest.mark.parametrize("text", PASSING)
def test_page_that_offers_no_cells_is_no_offer_and_says_why(text: str) -> None:
    verdict = examine(page_of_text(f"{text}\n\n{PADDING}"), real_pack()).kind

    assert verdict.kind is PageKind.INFORMATION
    assert verdict.reasons[0].sentence == "It speaks of cell treatments not at all, or only in passing."
