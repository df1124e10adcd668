"""Rules fire on numbers, count them and are answered by them; each format they name needs an example."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.examine import examine
from checker.models import Link, Page, PageKind, State, Zone
from checker.read import page_of_text
from checker.rulebook.load import load_rules
from checker.selftest import run_selftest
from tests.builders import outcome, pack_folder, pack_of, real_pack, rule_text

FILLER = " ".join(["We describe the building and the garden of the house."] * 40)
OWN = f"Our clinical trial is open to adults with arthritis. {FILLER}"


def state(page: Page, rule: str) -> State:
    examination = examine(page, real_pack(), kind=PageKind.OFFER)
    return next(item.state for item in examination.outcomes if item.rule == rule)


def test_finding_quotes_the_number_in_its_sentence() -> None:
    text = "Knees are joints. Our study NCT0462915 is open. Call us."

    (finding,) = outcome(real_pack(), "trial-id-malformed", text).findings

    assert (finding.quote, finding.sentence) == ("NCT0462915", "Our study NCT0462915 is open.")
    assert text[finding.start : finding.end] == finding.quote


def test_number_outside_the_rule_s_zones_does_not_fire() -> None:
    assert outcome(real_pack(), "trial-id-malformed", "NCT0462915", zone=Zone.FORM).state is State.NOT_FOUND
    assert outcome(real_pack(), "trial-id-malformed", "NCT0462915", zone=Zone.HIDDEN).state is State.NOT_FOUND


def test_study_without_number_is_noticed() -> None:
    assert state(page_of_text(OWN), "trial-no-id") is State.FIRED


@pytest.mark.parametrize(
    "number",
    [
        "NCT04629158",
        "RBR-4k7wz9",
        "PACTR201908574362918",
        "SLCTR/2018/027",
        "chictr-ior-17013462",
        "EUCTR2016-002748-18-DE",
    ],
)
def test_number_of_any_register_answers_for_the_study(number: str) -> None:
    assert state(page_of_text(f"{OWN} It is {number}."), "trial-no-id") is State.NOT_FOUND


def test_number_only_in_a_link_answers_for_the_study() -> None:
    link = Link(href="https://clinicaltrials.gov/study/NCT04629158", text="the record")

    assert state(replace(page_of_text(OWN), links=(link,)), "trial-no-id") is State.NOT_FOUND


def test_universal_trial_number_registers_nothing() -> None:
    assert state(page_of_text(f"{OWN} It is U1111-1283-4605."), "trial-no-id") is State.FIRED


def test_hidden_number_answers_for_nothing() -> None:
    page = page_of_text(f"{OWN}\n\nIt is NCT04629158.")
    hidden = replace(page.blocks[1], hidden=True)

    assert state(replace(page, blocks=(page.blocks[0], hidden)), "trial-no-id") is State.FIRED


def test_linked_papers_count_as_references() -> None:
    links = tuple(Link(href=f"https://doi.org/10.1000/sample.{number}", text="paper") for number in (1, 2))
    page = page_of_text("Two papers describe it.")

    assert state(page, "protective-cites-primary") is State.NOT_FOUND
    assert state(replace(page, links=links), "protective-cites-primary") is State.FIRED


def test_number_of_a_paper_names_a_source() -> None:
    examination = examine(page_of_text(f"{FILLER} See 10.1000/Sample.1"), real_pack())

    item = next(item for item in examination.transparency if item.id == "attribution")
    assert (item.seen, item.evidence) == (True, "10.1000/sample.1")


def test_numbers_are_listed_where_the_page_cannot_be_judged() -> None:
    examination = examine(page_of_text("Étude NCT04629158", language="fr"), real_pack())

    assert [item.number for item in examination.identifiers] == ["NCT04629158"]


BAD = [
    ("identifier: {formats: [ntc], verdicts: [malformed]}", "unknown format 'ntc'"),
    ("identifier: {formats: [], verdicts: [malformed]}", "needs `formats` and `verdicts`"),
    ("identifier: {formats: [nct], verdicts: [wrong]}", "verdicts.0"),
    ("measure: {phrases: [cure], identifiers: [dio], levels: [{at_least: 1, severity: low}]}", "unknown format 'dio'"),
]


@pytest.mark.parametrize(("body", "message"), BAD, ids=[row[1] for row in BAD])
def test_rule_that_names_no_such_number_is_refused(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(RulePackError) as caught:
        load_rules(base=pack_folder(tmp_path, {"trial/trial-one": rule_text("trial-one", body=body)}))

    assert any(message in str(error) for error in caught.value.errors)


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        (
            "identifier: {formats: [nct], verdicts: [malformed]}",
            ["the number format 'nct'", "the verdict 'malformed'"],
        ),
        (
            "measure: {phrases: [one], identifiers: [doi], levels: [{at_least: 1, severity: low}]}",
            ["the number format 'doi'"],
        ),
        ("absence: {phrases: [three, four], satisfied_by_identifiers: [trial]}", ["the kind of number 'trial'"]),
    ],
)
def test_number_that_no_example_shows_is_named(tmp_path: Path, body: str, messages: list[str]) -> None:
    pack = pack_of(tmp_path, {"trial/trial-one": rule_text("trial-one", body=body)})

    said = [failure.message for failure in run_selftest(pack).failures if "no example needs" in failure.message]

    assert all(any(message in line for line in said) for message in messages), said
