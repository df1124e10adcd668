"""Points add up as scoring.yaml says, and bands, caps and floors follow."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.assess import OTHER_SUBJECT, assess
from checker.examine import examine
from checker.models import Assessment, Band, Confidence, Limit, Outcome, Page, PageKind, State
from checker.read import page_of_text
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.status import Status
from tests.builders import pack_folder, rule_text

RULES = {
    "cure/cure-critical": rule_text(
        "cure-critical", body="claim: {phrases: ['alpha*'], softened_by: [hedge]}", severity="critical"
    ),
    "cure/cure-high": rule_text("cure-high", body="claim: {phrases: ['beta'], softened_by: [hedge]}"),
    "cure/cure-low": rule_text("cure-low", body="claim: {phrases: ['gamma']}", severity="low"),
    "hype/hype-high": rule_text("hype-high", body="claim: {phrases: ['delta']}"),
    "safety/safety-high": rule_text("safety-high", body="claim: {phrases: ['epsilon']}"),
    "mechanism/mechanism-high": rule_text("mechanism-high", body="claim: {phrases: ['zeta']}"),
    "disclosure/disclosure-one": rule_text("disclosure-one", body="absence: {phrases: ['risk']}", severity="medium"),
    "combination/combination-two": rule_text(
        "combination-two",
        body="combination: {all_of: [{of: [cure-low]}, {of: [disclosure-one]}], replaces: [cure-low, disclosure-one]}",
    ),
    "protective/protective-strong": rule_text(
        "protective-strong", body="claim: {phrases: ['omega']}", severity="info\nprotects: strong"
    ),
    "protective/protective-more": rule_text(
        "protective-more", body="claim: {phrases: ['psi']}", severity="info\nprotects: strong"
    ),
}
SCORING = """
version: "1"
about: Round numbers for these tests.
severity_points: {critical: 40, high: 20, medium: 10, low: 4, info: 0}
good_sign_points: {strong: -15, moderate: -8, weak: -3}
good_sign_cap: -25
claim_factor: {offer: 1, promotion: 0.8, information: 0.5, institution: 0.1}
absence_factor: {offer: 1, promotion: 0.7, information: 0.3, institution: 0}
repeat_factors: [1, 0.5, 0.25]
groups:
  claims: {categories: [cure, safety, hype, mechanism], cap: 60}
  disclosure: {categories: [disclosure], cap: 40}
  combinations: {categories: [combination], cap: 60}
bands: {some: 25, many: 60, many_cell_words: 1}
min_words: 50
absence_min_words: 250
critical_floor: [offer]
"""
SHORT = " ".join(["word"] * 60)
LONG = " ".join(["word"] * 300)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    base = pack_folder(tmp_path_factory.mktemp("assess"), RULES)
    (base / "scoring.yaml").write_text(SCORING, encoding="utf-8")
    return load_rules(base=base)


def judged(pack: Pack, text: str, kind: PageKind, page: Page | None = None) -> tuple[Assessment, dict[str, Outcome]]:
    page = page or page_of_text(text)
    assessment, outcomes = assess(page, examine(page, pack, kind=kind), pack)
    return assessment, {item.rule: item for item in outcomes}


FACTORS = [
    (PageKind.OFFER, 20.0),
    (PageKind.PROMOTION, 16.0),
    (PageKind.INFORMATION, 10.0),
    (PageKind.INSTITUTION, 2.0),
]


@pytest.mark.parametrize(("kind", "points"), FACTORS)
def test_claim_weighs_by_page_kind(pack: Pack, kind: PageKind, points: float) -> None:
    assessment, _ = judged(pack, f"{SHORT} beta.", kind)

    assert assessment.points == points


def test_softened_claim_weighs_half(pack: Pack) -> None:
    assessment, _ = judged(pack, f"{SHORT}. It may beta.", PageKind.OFFER)

    assert assessment.points == 10.0


def test_repeats_of_one_rule_count_less_and_less(pack: Pack) -> None:
    assessment, _ = judged(pack, f"{SHORT}. One beta. Two beta. Three beta. Four beta.", PageKind.OFFER)

    assert assessment.points == 20 * 1.75


def test_absence_weighs_less_and_nothing_on_institutions(pack: Pack) -> None:
    points = {kind: judged(pack, LONG, kind)[0].points for kind in PageKind}

    assert points == {
        PageKind.OFFER: 10.0,
        PageKind.PROMOTION: 7.0,
        PageKind.INFORMATION: 3.0,
        PageKind.INSTITUTION: 0.0,
    }


def test_one_kind_of_sign_cannot_exceed_its_cap(pack: Pack) -> None:
    assessment, _ = judged(pack, f"{SHORT} beta delta epsilon zeta gamma.", PageKind.OFFER)

    claims = next(group for group in assessment.by_group if group.group == "claims")
    assert (claims.raw, claims.counted) == (84.0, 60.0)


def test_combination_stands_for_its_parts(pack: Pack) -> None:
    assessment, outcomes = judged(pack, f"{LONG}. gamma", PageKind.OFFER)

    assert assessment.points == 20.0
    assert (outcomes["cure-low"].points, outcomes["cure-low"].replaced_by) == (0.0, "combination-two")


def test_good_signs_are_capped(pack: Pack) -> None:
    assessment, _ = judged(pack, f"{SHORT} beta delta omega psi.", PageKind.OFFER)

    assert assessment.points == 40.0 - 25.0


BANDS = [
    ("plain words", PageKind.OFFER, Band.FEW),
    ("beta", PageKind.OFFER, Band.FEW),
    ("beta delta", PageKind.OFFER, Band.SOME),
    ("beta delta epsilon, said of exosomes", PageKind.OFFER, Band.MANY),
    ("beta delta epsilon", PageKind.OFFER, Band.SOME),
    ("alpha", PageKind.OFFER, Band.MANY),
    ("alpha omega psi", PageKind.OFFER, Band.MANY),
    ("alpha", PageKind.INFORMATION, Band.FEW),
    ("It may alpha", PageKind.OFFER, Band.FEW),
]


@pytest.mark.parametrize(("words", "kind", "band"), BANDS)
def test_band_follows_points_and_critical_claims(pack: Pack, words: str, kind: PageKind, band: Band) -> None:
    assessment, _ = judged(pack, f"{SHORT}. {words}.", kind)

    assert assessment.band is band


def test_a_page_on_another_subject_says_why_its_points_do_not_make_many(pack: Pack) -> None:
    assessment, _ = judged(pack, f"{SHORT}. beta delta epsilon.", PageKind.OFFER)

    assert assessment.points == 60.0
    assert assessment.reasons[-1] == OTHER_SUBJECT


def test_too_few_words_give_no_band(pack: Pack) -> None:
    assessment, _ = judged(pack, "alpha beta", PageKind.OFFER)

    assert (assessment.band, assessment.headline) == (Band.COULD_NOT_JUDGE, "Could not judge")


def test_other_language_gives_no_band_and_says_why(pack: Pack) -> None:
    page = replace(page_of_text(LONG), language="es")

    assessment, outcomes = judged(pack, "", PageKind.OFFER, page)

    assert assessment.band is Band.COULD_NOT_JUDGE
    assert "language" in assessment.reasons[0]
    assert {item.state for item in outcomes.values()} == {State.COULD_NOT_CHECK}


def test_incomplete_reading_is_called_weak_and_explained(pack: Pack) -> None:
    limit = Limit(id="truncated_body", sentence="The page broke off.")
    page = replace(page_of_text(LONG), limits=(limit,), status=Status.PARTIAL)

    assessment, _ = judged(pack, "", PageKind.OFFER, page)

    assert assessment.reliability is Confidence.LOW
    assert "The page broke off." in assessment.could_not_see


def test_reasons_name_the_heaviest_signs_first(pack: Pack, tmp_path: Path) -> None:
    assessment, outcomes = judged(pack, f"{SHORT} alpha gamma.", PageKind.OFFER)

    assert assessment.reasons == (outcomes["cure-critical"].title, outcomes["cure-low"].title)


def test_rules_that_could_not_be_checked_are_counted_in_words(pack: Pack) -> None:
    page = page_of_text(f"{SHORT} alpha.")

    assessment, outcomes = judged(pack, "", PageKind.OFFER, page)

    unchecked = sum(item.state is State.COULD_NOT_CHECK for item in outcomes.values())
    line = f"{unchecked} of {len(outcomes)} rules could not be checked; the report says why for each."
    assert unchecked
    assert line in assessment.could_not_see


@pytest.mark.parametrize(
    ("sheets", "rules", "line"),
    [
        (1, 0, "1 style sheet outside the page"),
        (0, 2, "2 rules in the page that may hide text"),
        (3, 1, "3 style sheets outside the page and 1 rule in the page that may hide text"),
    ],
)
def test_styles_that_were_not_followed_are_named(pack: Pack, sheets: int, rules: int, line: str) -> None:
    page = page_of_text(LONG)
    page = replace(page, counts=replace(page.counts, style_sheets=sheets, undecided_styles=rules))

    assessment, _ = judged(pack, "", PageKind.OFFER, page)

    assert f"{line}: not followed, so text that browsers hide this way counts as shown." in assessment.could_not_see
