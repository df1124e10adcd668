"""A page's place follows from its address, host and machine-readable facts, and not from towns named in passing."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.models import Fact, Page, Zone
from checker.place import places_of
from checker.read import page_of_text
from checker.resources import RULES
from checker.scene import Scene
from tests.builders import real_pack, yaml_of

SHOWN = [
    ("88 Heron Street, Naples, FL 34102", Zone.FOOTER, "florida"),
    ("Ocala, Florida 34470", Zone.TEXT, "florida"),
    ("Our Florida clinic opens at eight.", Zone.TEXT, "florida"),
    ("Drop in at our office in Tampa, Florida.", Zone.TEXT, "florida"),
    ("Our rooms in sunny Florida are open all year.", Zone.TEXT, "florida"),
    ("Our clinic is in downtown Miami, Florida.", Zone.TEXT, "florida"),
    ("Our offices are in Jupiter, Florida.", Zone.TEXT, "florida"),
    ("Our practice located in Destin, Florida takes new patients.", Zone.TEXT, "florida"),
    ("Stem cells in Port St. Lucie, FL", Zone.TITLE, "florida"),
    ("The Florida Stem Cell Center", Zone.HEADING, "florida"),
    ("501 Alder Way, Bellevue, WA 98004", Zone.TEXT, "washington"),
    ("Pullman, Washington 99163", Zone.TEXT, "washington"),
    ("Our Washington State clinic is new.", Zone.TEXT, "washington"),
    ("Our clinics in eastern Washington State are open.", Zone.TEXT, "washington"),
    ("Stem cells in Walla Walla, Washington", Zone.TITLE, "washington"),
    ("Regenerative care in Spokane, WA", Zone.HEADING, "washington"),
    ("4 Banksia Lane, Toowong QLD 4066", Zone.FOOTER, "australia"),
    ("14 Jarrah Road, Subiaco WA 6008", Zone.FOOTER, "australia"),
    ("2 Lakeside Court, Belconnen ACT 2617", Zone.FOOTER, "australia"),
    ("Carlton, Victoria 3053", Zone.TEXT, "australia"),
    ("Dr Nguyen, AHPRA MED0001230000", Zone.TEXT, "australia"),
    ("ABN 00 000 000 000", Zone.FOOTER, "australia"),
    ("Our Australian clinics share one phone line.", Zone.TEXT, "australia"),
    ("Our clinics in regional Australia share one phone line.", Zone.TEXT, "australia"),
    ("Our practices across Australia share one phone line.", Zone.TEXT, "australia"),
]  # fmt: skip

IN_PASSING = [
    "Guests who land in Miami, Florida, take the shuttle to our boat.",
    "Our patients come from Tampa, Florida.",
    "Our clinic in Tijuana sees many guests from Florida.",
    "14 K Street NW, Washington, DC 20005",
    "The Regenerative Medicine Act 2013 is Japanese.",
    "Our founder trained in Melbourne and holds an Australian passport.",
    "Flights leave from Seattle, WA twice a day.",
    "None of our Australian clinics has opened yet.",
    "Model FL 3200 is our new centrifuge.",
    "",
]


def found(page: Page) -> set[str]:
    return set(places_of(Scene(page, real_pack())))


@pytest.mark.parametrize(("text", "zone", "place"), SHOWN, ids=[row[0] for row in SHOWN])
def test_address_or_own_premises_show_a_place(text: str, zone: Zone, place: str) -> None:
    assert found(page_of_text(text, zone=zone)) == {place}


@pytest.mark.parametrize("text", IN_PASSING)
def test_place_named_in_passing_shows_nothing(text: str) -> None:
    assert found(page_of_text(text or "A page.")) == set()


@pytest.mark.parametrize(
    ("url", "place"),
    [("https://joints.example.com.au/prp", "australia"), ("https://joints.example.com/au", None), ("page.au", None)],
)
def test_host_shows_a_place(url: str, place: str | None) -> None:
    assert found(page_of_text("A page.", url=url)) == ({place} if place else set())


FACTS = [
    ({"address.addressRegion": "FL"}, {"florida"}),
    ({"location.address.addressRegion": "Florida"}, {"florida"}),
    ({"address.addressRegion": "WA", "address.postalCode": "98101-1234"}, {"washington"}),
    ({"address.addressRegion": "WA", "address.postalCode": "6008"}, set()),
    ({"address.addressRegion": "WA"}, set()),
    ({"address.addressCountry": "AU"}, {"australia"}),
    ({"areaServed": "FL"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "places"), FACTS, ids=range(len(FACTS)))
def test_all_facts_of_a_sign_are_needed(facts: dict[str, str], places: set[str]) -> None:
    named = tuple(Fact(name=f"jsonld:{name}", value=value) for name, value in facts.items())

    assert found(replace(page_of_text("A page."), facts=named)) == places


def test_evidence_is_quoted() -> None:
    page = page_of_text("Come to 88 Heron Street, Naples, FL 34102.")

    assert places_of(Scene(page, real_pack())) == {"florida": "FL 34102"}


def laws() -> list[dict[str, object]]:
    path: Path = RULES / "en" / "facts" / "notice-laws.yaml"
    return list(yaml_of(path))


def test_notice_rule_knows_exactly_the_states_whose_law_is_about_advertisements() -> None:
    entry = next(entry for entry in real_pack().entries if entry.rule.id == "regulation-notice-missing")

    assert set(entry.rule.places or ()) == {law["place"] for law in laws() if law["in_advertisements"]}


def test_every_law_names_its_source_and_dates() -> None:
    for law in laws():
        assert law["source"] in real_pack().authorities
        assert str(law["effective"]) < str(law["read"])
        assert {"state", "citation", "covers", "url"} <= {key for key, value in law.items() if value}
