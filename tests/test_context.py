"""Cues around a hit cancel or soften it within their reach, and only there."""

from pathlib import Path

import pytest

from checker.detect import detect
from checker.models import PageKind, State, Zone
from checker.read import page_of_text
from checker.rulebook.pack import Pack
from checker.scene import Scene
from tests.builders import outcome, pack_of, rule_text

ALL = "negation, negated_purpose, question, attribution, warning, future, legitimate, disclaimer"
BODIES = {
    "cure/cure-one": rule_text(
        "cure-one",
        body=f"claim: {{phrases: ['cure* ... {{condition}}', 'cure'], cancelled_by: [{ALL}], softened_by: [hedge]}}",
    ),
    "safety/safety-one": rule_text(
        "safety-one", body="claim: {phrases: ['(no) (without) risk*'], cancelled_by: [double_negation, other_subject]}"
    ),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(tmp_path_factory.mktemp("context"), BODIES)


CANCELLED = [
    ("Our cells do not cure lupus.", "negation"),
    ("There is no cure for lupus.", "negation"),
    ("A cure for lupus has not been found.", "negation"),
    ("Cells rarely cure lupus.", "negation"),
    ("A cure for lupus remains elusive.", "negation"),
    ("Can stem cells cure lupus?", "question"),
    ("Do the cells cure lupus", "question"),
    ("How can cells cure lupus", "question"),
    ("Critics say that no clinic should promise to cure lupus.", "attribution"),
    ("According to the FDA, the firm sold the cells to cure lupus.", "attribution"),
    ("Some clinics advertise that they cure lupus.", "attribution"),
    ("Beware. Clinics that cure lupus want your money.", "warning"),
    ("Scientists search for ways to cure lupus.", "future"),
    ("Cells might one day cure lupus.", "future"),
    ("A bone marrow transplant can cure leukemia.", "legitimate"),
    ("This product is not intended to diagnose, treat, cure or prevent lupus.", "disclaimer"),
    (
        "This page should not be taken as an assurance that in any given patient who comes to us we can cure lupus.",
        "negated_purpose",
    ),
]  # fmt: skip

COUNTED = [
    "Our cells cure lupus.",
    "We do not operate, but our cells cure lupus.",
    "There is no official remedy; however, we cure lupus.",
    "Not only do our cells cure lupus, they last.",
    "No doubt our cells cure lupus.",
    "Do you suffer? Our cells cure lupus.",
    "Our doctors say that we cure lupus.",
    "What do we do? We cure lupus.",
]


@pytest.mark.parametrize(("text", "reason"), CANCELLED)
def test_claim_is_set_aside_for_the_right_reason(pack: Pack, text: str, reason: str) -> None:
    assert outcome(pack, "cure-one", text).state is State.NOT_FOUND
    assert reason in reasons_for(pack, text)


def reasons_for(pack: Pack, text: str) -> set[str]:
    entry = pack.by_id["cure-one"]
    assert entry.detection
    weighed = detect(Scene(page_of_text(text), pack), entry.detection)
    return {name for item in weighed for name, _ in item.cancelled}


@pytest.mark.parametrize("text", COUNTED)
def test_claim_beside_a_cue_out_of_reach_still_counts(pack: Pack, text: str) -> None:
    assert outcome(pack, "cure-one", text).state is State.FIRED


def test_hedge_softens_and_is_recorded(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "Our cells may cure lupus.")

    assert [finding.softened_by for finding in found.findings] == [("hedge",)]


def test_double_negation_admits_a_risk(pack: Pack) -> None:
    found = outcome(pack, "safety-one", "The procedure is not without risk.")

    assert (found.state, found.set_aside[0].reason) == (State.NOT_FOUND, "double_negation")


def test_risk_of_the_rival_treatment_is_told_apart(pack: Pack) -> None:
    found = outcome(pack, "safety-one", "Knee surgery carries risks.")

    assert (found.state, found.set_aside[0].reason) == (State.NOT_FOUND, "other_subject")


def test_cue_in_the_lead_in_reaches_the_items_it_introduces(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "cure lupus", zone=Zone.LIST, lead_in="Our cells do not:")

    assert found.state is State.NOT_FOUND


def test_question_above_does_not_silence_the_answer(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "We cure lupus.", heading="Can stem cells cure lupus?")

    assert found.state is State.FIRED
    assert [finding.quote for finding in found.findings] == ["cure lupus"]


def test_warning_heading_reaches_the_list_below(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "They cure lupus", zone=Zone.LIST, heading="Red flags")

    assert (found.state, found.set_aside[0].reason) == (State.NOT_FOUND, "warning")


def test_a_phrase_that_spells_its_own_negation_is_not_negated_by_it(tmp_path: Path) -> None:
    body = "claim: {phrases: ['never ... surgery'], cancelled_by: [negation]}"
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text(body=body)})

    assert outcome(pack, "cure-one", "You will never need surgery.").state is State.FIRED


def test_page_kind_given_by_the_caller_is_used(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text(body="claim: {phrases: [cure]}", needs="offer")})

    states = {kind: outcome(pack, "cure-one", "We cure.", kind=kind).state for kind in PageKind}

    assert states == {
        PageKind.OFFER: State.FIRED,
        PageKind.PROMOTION: State.NOT_APPLICABLE,
        PageKind.INFORMATION: State.NOT_APPLICABLE,
        PageKind.INSTITUTION: State.NOT_APPLICABLE,
    }
