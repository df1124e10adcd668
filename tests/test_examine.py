"""Each kind of rule ends in the right state, with quotes that are really on the page."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from checker.examine import examine
from checker.models import Outcome, PageKind, Severity, State, Zone
from checker.read import page_of_text
from checker.rulebook.pack import Pack
from checker.status import Status
from tests.builders import outcome, pack_of, rule_text

RULES = {
    "cure/cure-one": rule_text("cure-one", body="claim: {phrases: ['cure*'], cancelled_by: [negation]}"),
    "cure/cure-offer": rule_text("cure-offer", body="claim: {phrases: ['cure*']}", needs="offer"),
    "safety/safety-denied": rule_text("safety-denied", body="claim: {phrases: ['no risk*']}"),
    "disclosure/disclosure-risk": rule_text(
        "disclosure-risk",
        body="absence: {phrases: ['risk*'], cancelled_by: [question], not_counted_with: [safety-denied]}",
        severity="medium",
    ),
    "trial/trial-own": rule_text("trial-own", body="claim: {phrases: ['our trial']}"),
    "trial/trial-number": rule_text(
        "trial-number", body="absence: {phrases: ['regex: \\bnct0[0-9]{7}\\b'], if_found: [trial-own]}"
    ),
    "hype/hype-count": rule_text(
        "hype-count",
        body="measure: {phrases: ['amazing', 'great'], count: mentions, per_words: 100, min_words: 10,"
        " levels: [{at_least: 10, severity: low}, {at_least: 30, severity: high}]}",
    ),
    "hype/hype-kinds": rule_text(
        "hype-kinds",
        body="measure: {phrases: ['amazing', 'great'], count: distinct, levels: [{at_least: 2, severity: low}]}",
    ),
    "condition/condition-many": rule_text(
        "condition-many",
        body="measure: {phrases: ['treat ... {condition}'], count: groups, levels: [{at_least: 2, severity: low}]}",
    ),
    "combination/combination-both": rule_text(
        "combination-both",
        body="combination: {all_of: [{of: [cure-one, hype-kinds]}, {of: [disclosure-risk]}], none_of: [trial-own]}",
    ),
    "regulation/regulation-local": rule_text(
        "regulation-local", body="claim: {phrases: ['cure*']}\nplaces: {florida: [], australia: []}"
    ),
    "regulation/regulation-notice": rule_text(
        "regulation-notice",
        body="absence: {phrases: ['notice'], also_on_page: ['stem cells']}\nplaces: {florida: [cure-one]}",
    ),
    "page/page-hidden": rule_text("page-hidden", body="claim: {phrases: ['cure*']}", zones="zones: [hidden]"),
}

FILLER = " ".join(["word"] * 260)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(tmp_path_factory.mktemp("examine"), RULES)


def test_every_rule_ends_in_exactly_one_outcome(pack: Pack) -> None:
    examination = examine(page_of_text("We cure."), pack)

    assert [item.rule for item in examination.outcomes] == [entry.rule.id for entry in pack.entries]


def test_quote_is_the_page_text_at_its_offsets(pack: Pack) -> None:
    page = page_of_text("First line.\n\nOur cells “cure” and CURE you.")

    findings = next(item for item in examine(page, pack).outcomes if item.rule == "cure-one").findings

    assert [(finding.quote, page.text[finding.start : finding.end]) for finding in findings] == [("cure", "cure")]


def test_repeated_sentence_is_found_once_and_others_each(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "We cure.\n\nWe cure.\n\nThey cure too.")

    assert [finding.sentence for finding in found.findings] == ["We cure.", "They cure too."]


def test_denied_mention_is_set_aside_with_its_cue(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "We do not cure.")

    assert (found.state, found.set_aside[0].reason, found.set_aside[0].cue) == (State.NOT_FOUND, "negation", "not")


def test_disguised_word_is_found_and_named(pack: Pack) -> None:
    found = outcome(pack, "cure-one", "We cu\u200bre and сure.")

    assert [(finding.quote, finding.disguised) for finding in found.findings] == [("cu\u200bre", True)]


def test_rule_for_offers_does_not_apply_elsewhere(pack: Pack) -> None:
    found = outcome(pack, "cure-offer", "We cure.", kind=PageKind.INFORMATION)

    assert found.state is State.NOT_APPLICABLE


ABSENCES = [
    (FILLER, State.FIRED),
    (f"{FILLER}. There are risks.", State.NOT_FOUND),
    (f"{FILLER}. Are there risks?", State.FIRED),
    (f"{FILLER}. There are no risks.", State.FIRED),
    ("Too short to tell.", State.COULD_NOT_CHECK),
]


@pytest.mark.parametrize(("text", "state"), ABSENCES, ids=range(len(ABSENCES)))
def test_absence_fires_only_on_enough_text_without_a_true_mention(pack: Pack, text: str, state: State) -> None:
    assert outcome(pack, "disclosure-risk", text).state is state


def test_absence_is_not_claimed_when_part_of_the_page_was_not_read(pack: Pack) -> None:
    page = replace(page_of_text(FILLER), status=Status.PARTIAL)

    found = next(item for item in examine(page, pack).outcomes if item.rule == "disclosure-risk")

    assert found.state is State.COULD_NOT_CHECK


TRIALS = [
    (FILLER, State.NOT_APPLICABLE),
    (f"{FILLER}. Join our trial.", State.FIRED),
    (f"{FILLER}. Join our trial, NCT04437511.", State.NOT_FOUND),
]


@pytest.mark.parametrize(("text", "state"), TRIALS, ids=range(len(TRIALS)))
def test_conditional_absence_waits_for_its_condition(pack: Pack, text: str, state: State) -> None:
    assert outcome(pack, "trial-number", text).state is state


MEASURES = [
    ("amazing great", State.NOT_APPLICABLE, None, Severity.HIGH),
    (f"amazing {' '.join(['plain'] * 19)}", State.NOT_FOUND, 5.0, Severity.HIGH),
    (f"amazing great {' '.join(['plain'] * 8)}", State.FIRED, 20.0, Severity.LOW),
    (f"amazing great amazing great {' '.join(['plain'] * 6)}", State.FIRED, 40.0, Severity.HIGH),
]


@pytest.mark.parametrize(("text", "state", "value", "severity"), MEASURES, ids=range(len(MEASURES)))
def test_measure_counts_per_words_and_takes_its_severity_from_the_level(
    pack: Pack, text: str, state: State, value: float | None, severity: Severity
) -> None:
    found = outcome(pack, "hype-count", text)

    assert (found.state, found.measured, found.severity) == (state, value, severity)


def test_measure_can_count_different_wordings(pack: Pack) -> None:
    assert outcome(pack, "hype-kinds", "great great great").measured == 1
    assert outcome(pack, "hype-kinds", "great, amazing").measured == 2


def test_measure_can_count_groups_of_a_list(pack: Pack) -> None:
    found = outcome(pack, "condition-many", "We treat autism. We treat arthritis. We treat osteoarthritis.")

    assert found.measured is not None
    assert found.measured >= 2


COMBINATIONS = [
    (FILLER, State.NOT_FOUND),
    (f"{FILLER}. We cure.", State.FIRED),
    (f"{FILLER}. We cure in our trial.", State.NOT_FOUND),
    (f"{FILLER}. We cure. There are risks.", State.NOT_FOUND),
]


@pytest.mark.parametrize(("text", "state"), COMBINATIONS, ids=range(len(COMBINATIONS)))
def test_combination_needs_all_groups_and_no_exception(pack: Pack, text: str, state: State) -> None:
    assert outcome(pack, "combination-both", text).state is state


def test_hidden_text_is_seen_only_by_rules_that_ask_for_it(pack: Pack) -> None:
    page = page_of_text("We cure.")
    hidden = replace(page, blocks=tuple(replace(block, hidden=True) for block in page.blocks))

    states = {item.rule: item.state for item in examine(hidden, pack, kind=PageKind.OFFER).outcomes}

    assert (states["cure-one"], states["page-hidden"]) == (State.NOT_FOUND, State.FIRED)


UNJUDGEABLE = [
    {"language": "es"},
    {"status": Status.SCRIPT_BUILT},
    {"status": Status.EMPTY_TEXT},
]


@pytest.mark.parametrize("change", UNJUDGEABLE)
def test_page_that_cannot_be_judged_leaves_every_rule_unchecked(pack: Pack, change: dict[str, object]) -> None:
    page = replace(page_of_text("We cure."), **change)  # type: ignore[arg-type]  # fields of Page

    assert {item.state for item in examine(page, pack).outcomes} == {State.COULD_NOT_CHECK}


def test_menu_never_makes_a_claim(pack: Pack) -> None:
    assert outcome(pack, "cure-one", "We cure.", zone=Zone.NAV).state is State.NOT_FOUND


def test_quote_of_a_list_item_leaves_its_lead_in_out(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text(body="claim: {phrases: ['we treat ... {condition}']}")})

    found: Outcome = outcome(pack, "cure-one", "Severe lupus", zone=Zone.LIST, lead_in="We treat:")

    assert [(item.quote, item.lead_in) for item in found.findings] == [("Severe lupus", "We treat:")]


IN_FLORIDA = "Our clinic is in sunny Florida."


def test_rule_of_a_place_applies_only_there_and_says_what_shows_it(pack: Pack) -> None:
    here = outcome(pack, "regulation-local", f"We cure. {IN_FLORIDA}")
    nowhere = outcome(pack, "regulation-local", "We cure.")

    assert here.state is State.FIRED
    assert here.reason.endswith("The page places the clinic in Florida ('Our clinic is in sunny Florida').")
    assert nowhere.state is State.NOT_APPLICABLE
    assert "Florida or Australia" in nowhere.reason


NOTICES = [
    (f"We cure with stem cells. {IN_FLORIDA}", State.FIRED),
    (f"We cure with stem cells. Notice. {IN_FLORIDA}", State.NOT_FOUND),
    (f"We help with stem cells. {IN_FLORIDA}", State.NOT_APPLICABLE),
    (f"We cure with herbs. {IN_FLORIDA}", State.NOT_APPLICABLE),
]


@pytest.mark.parametrize(("text", "state"), NOTICES)
def test_absence_asks_nothing_of_a_page_that_speaks_of_something_else(pack: Pack, text: str, state: State) -> None:
    assert outcome(pack, "regulation-notice", f"{text} {FILLER}").state is state


@pytest.mark.parametrize("words", ["we cure it, but not ", "cure ", "no cure, ", "cure's "])
def test_one_endless_sentence_is_judged_like_any_other(pack: Pack, words: str) -> None:
    """Weighing took a time that grew with the cube of a sentence's length: this page took hours."""
    found = outcome(pack, "cure-offer", words * 10_000)

    assert found.state is State.FIRED
    assert {item.quote for item in found.findings} <= {"cure", "cure's"}


def test_judged_page_goes_without_the_garbage_collector(pack: Pack) -> None:
    page = page_of_text("Our cells cure lupus. There is no risk. Read on.\nWe treat: lupus and multiple sclerosis.")
    examine(page, pack)
    gc.collect()
    gc.disable()
    try:
        examine(page, pack)
        assert gc.collect() == 0
    finally:
        gc.enable()
