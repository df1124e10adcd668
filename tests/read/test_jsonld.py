"""JSON-LD: facts, texts that stand nowhere else, and scripts that do not parse."""

import json

import pytest

from checker.models import Fact, Zone
from tests.read.reading import read, text_of, zones


def script(value: object) -> str:
    source = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{source}</script>'


FAQ = {
    "@type": "FAQPage",
    "mainEntity": [
        {
            "@type": "Question",
            "name": "Is it so?",
            "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes &amp; no.</p>"},
        }
    ],
}


def test_questions_and_answers_that_stand_only_there_are_read() -> None:
    page = read("<p>Hello.</p>" + script(FAQ))

    assert [(block.zone, text_of(page, block)) for block in page.blocks] == [
        (Zone.TEXT, "Hello."),
        (Zone.FAQ_QUESTION, "Is it so?"),
        (Zone.FAQ_ANSWER, "Yes & no."),
    ]
    assert page.blocks[2].heading_path == ("Is it so?",)


def test_addresses_and_numbers_are_no_text() -> None:
    assert zones(script({"description": "https://clinic.example/", "text": "12 34"})) == []


def test_what_the_page_says_too_is_not_read_twice() -> None:
    assert [zone for zone, _ in zones("<h3>Is it so?</h3><p>Yes &amp; <b>no</b>.</p>" + script(FAQ))] == [
        Zone.HEADING,
        Zone.TEXT,
    ]


def test_reviews_are_testimonials_and_descriptions_are_data() -> None:
    data = {
        "@graph": [
            {"@type": "Organization", "description": "A house by the river."},
            {"@type": "Review", "reviewBody": "They were kind."},
        ]
    }

    assert zones(script(data)) == [(Zone.JSONLD, "A house by the river."), (Zone.TESTIMONIAL, "They were kind.")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"@type": "MedicalClinic", "description": "A house.", "slogan": "Come in."}, ["A house.", "Come in."]),
        ({"@type": ["Physician", "Person"], "description": "Has seen much."}, ["Has seen much."]),
        ({"@type": "Physician", "name": "Ann Roe", "medicalSpecialty": "Orthopedic"}, []),
        ({"@type": "Offer", "name": "A week", "price": "5000", "description": "All in."}, ["A week", "All in."]),
        ({"@type": "Offer", "itemOffered": {"@type": "Service", "name": "A bath"}}, ["A bath"]),
        ({"@type": "MedicalClinic", "availableService": {"@type": "MedicalTherapy", "name": "A bath"}}, ["A bath"]),
    ],
)
def test_typed_data_gives_its_texts(data: object, expected: list[str]) -> None:
    assert zones(script(data)) == [(Zone.JSONLD, text) for text in expected]


def test_typed_data_gives_its_facts() -> None:
    data = {
        "@type": "MedicalClinic",
        "employee": {"@type": "Physician", "name": "Ann Roe"},
        "makesOffer": {"@type": "Offer", "name": "A week", "price": 5000, "priceCurrency": "USD"},
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.9, "reviewCount": 212},
    }

    assert {(fact.name, fact.value) for fact in read(script(data)).facts} >= {
        ("jsonld:@type", "MedicalClinic"),
        ("jsonld:employee.@type", "Physician"),
        ("jsonld:employee.name", "Ann Roe"),
        ("jsonld:makesOffer.@type", "Offer"),
        ("jsonld:makesOffer.name", "A week"),
        ("jsonld:makesOffer.price", "5000"),
        ("jsonld:makesOffer.priceCurrency", "USD"),
        ("jsonld:aggregateRating.ratingValue", "4.9"),
        ("jsonld:aggregateRating.reviewCount", "212"),
    }


def test_facts_are_noted_with_their_path() -> None:
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "author": {"@type": "Person", "name": "Ann Roe"},
        "datePublished": "2024-05-01",
        "n": 3,
    }

    assert read(script(data)).facts == (
        Fact(name="jsonld:@type", value="Article"),
        Fact(name="jsonld:author", value="Ann Roe"),
        Fact(name="jsonld:author.@type", value="Person"),
        Fact(name="jsonld:author.name", value="Ann Roe"),
        Fact(name="jsonld:datePublished", value="2024-05-01"),
        Fact(name="jsonld:n", value="3"),
    )


def test_a_script_that_does_not_parse_is_salvaged() -> None:
    source = '{"@type":"FAQPage", "name":"Is it so?", "text":"Yes \\u0026 no.",, "description":"A house", oops'

    page = read(script(source))

    assert [text_of(page, block) for block in page.blocks] == ["Is it so?", "Yes & no.", "A house"]
    assert Fact(name="jsonld:error", value="does not parse") in page.facts


@pytest.mark.parametrize(
    "source",
    [
        '{"description":"A house",}',
        '<!-- {"description":"A house"} -->',
        '//<![CDATA[\n{"description":"A house"}\n//]]>',
        '{"description":"A house"};',
        '{"description":"A \nhouse"}',
        '[[{"description":["A house"]}]]',
    ],
)
def test_common_slips_are_forgiven(source: str) -> None:
    assert zones(script(source)) == [(Zone.JSONLD, "A house")]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "null",
        "1",
        '"x"',
        "[" * 50_000,
        '{"a":' * 5_000,
        '{"a":' + "9" * 6000 + "}",
        '{"description":null}',
        '{"description":"\\ud800 lone"}',
        '{"@type":[1,{}],"acceptedAnswer":[],"name":[]}',
        '"name":"' * 20_000,
        '{"text":"a\\' * 20_000,
    ],
)
def test_hostile_data_breaks_nothing(source: str) -> None:
    assert "Hello." in read("<p>Hello.</p>" + script(source)).text
