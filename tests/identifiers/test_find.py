"""A page's numbers are listed once each, with every place as it stands, and links count too."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.identifiers.find import MOST_NUMBERS, MOST_PLACES, identifiers_of, numbers_in
from checker.identifiers.finder import MOST_OF_A_PATTERN
from checker.models import Identifier, IdentifierPlace, Link, Page, Verdict, Zone
from checker.read import page_of_text
from tests.builders import real_pack

from .test_strings import STRINGS

PIECES = [str(case["text"]) for case in STRINGS]


def numbers(page: Page) -> tuple[Identifier, ...]:
    return identifiers_of(page, real_pack().finder)


def linking(*hrefs: str) -> Page:
    page = page_of_text("Read about our study.")
    return replace(page, links=tuple(Link(href=href, text="here") for href in hrefs))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=8),
    st.sampled_from([" ", "\n\n", " é—", "\ud800 "]),
)
def test_every_place_reads_as_quoted(pieces: list[str], between: str) -> None:
    page = page_of_text(between.join(pieces))

    for item in numbers(page):
        assert item.places
        assert [page.text[place.start : place.end] for place in item.places] == [place.quote for place in item.places]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(alphabet="0123456789NCTEU-/. ", max_size=20), max_size=8))
def test_no_two_numbers_share_a_place(pieces: list[str]) -> None:
    found = numbers_in(" ".join(pieces), real_pack().finder)

    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


def test_number_is_listed_once_with_all_its_places() -> None:
    page = page_of_text("See NCT04629158.\n\nAgain: nct 0462 9158.")

    (found,) = numbers(page)

    assert (found.number, found.look_up) == ("NCT04629158", "https://clinicaltrials.gov/study/NCT04629158")
    assert found.places == (
        IdentifierPlace(quote="NCT04629158", start=4, end=15, zone=Zone.TEXT),
        IdentifierPlace(quote="nct 0462 9158", start=24, end=37, zone=Zone.TEXT),
    )


def test_number_in_a_link_address_is_found() -> None:
    page = linking(
        "https://a.example/",
        "https://clinicaltrials.gov/study/NCT04629158?a=1",
        "https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number%3A2016-002748-18",
    )

    found = numbers(page)

    assert [(item.number, item.places) for item in found] == [("NCT04629158", ()), ("2016-002748-18", ())]
    assert [item.link for item in found] == [page.links[1].href, page.links[2].href]


def test_number_in_text_and_link_is_one_number() -> None:
    page = replace(page_of_text("See NCT04629158."), links=(Link(href="https://a.example/NCT04629158", text="record"),))

    (found,) = numbers(page)

    assert (len(found.places), found.link) == (1, "https://a.example/NCT04629158")


def test_link_address_raises_no_alarm() -> None:
    assert numbers(linking("https://a.example/NCT0462915", "https://a.example/NCT00000000")) == ()


def test_number_does_not_run_over_two_links() -> None:
    assert numbers(linking("https://a.example/nct", "04629158")) == ()


def test_hidden_number_is_marked_hidden() -> None:
    (found,) = numbers(page_of_text("See NCT04629158.", zone=Zone.HIDDEN))

    assert [place.zone for place in found.places] == [Zone.HIDDEN]


def test_failed_number_leads_to_the_register_and_not_to_a_record() -> None:
    (found,) = numbers(page_of_text("Our study NCT0462915."))

    assert (found.verdict, found.look_up) == (Verdict.MALFORMED, "https://clinicaltrials.gov/")


def test_placeholder_leads_to_the_register_s_own_page() -> None:
    (found,) = numbers(page_of_text("Cédula profesional 12345678"))

    assert (found.verdict, found.look_up) == (Verdict.PLACEHOLDER, "https://www.cedulaprofesional.sep.gob.mx/")


def test_flood_of_links_is_bounded() -> None:
    hrefs = [f"https://a.example/NCT{4_100_000 + number:08}" for number in range(MOST_NUMBERS + 20)]

    assert len(numbers(linking(*hrefs))) == MOST_NUMBERS


def test_flood_of_numbers_is_bounded() -> None:
    many = " ".join(f"NCT{4_100_000 + number:08}" for number in range(MOST_NUMBERS + 20))
    same = "NCT04629158 " * (MOST_PLACES + 20)

    assert len(numbers(page_of_text(many))) == MOST_NUMBERS
    assert [len(item.places) for item in numbers(page_of_text(same))] == [MOST_PLACES]


def test_flood_of_places_is_bounded() -> None:
    found = numbers_in("NCT04629158 " * (MOST_OF_A_PATTERN + 20), real_pack().finder)

    assert len(found) == MOST_OF_A_PATTERN
