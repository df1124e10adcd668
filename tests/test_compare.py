"""Two results of one page: what is new, gone, reworded or the same, and whether page or rules brought it about."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from checker import check_html
from checker.compare import MAX_PLACES, compare
from checker.judge import MAX_FINDINGS
from checker.models import Band, Finding, Limit, Outcome, PackInfo, PageKind, Result, Severity, State
from checker.models.changes import Cause, Change, ChangeKind, Changes, Subject
from checker.pairs import MOST_COMPARED, REWORDED_FROM, similarity
from checker.status import Status
from tests.builders import real_pack
from tests.report import samples
from tests.report.builders import absence, capture, finding, good, identifier, outcome, page_facts, result, set_aside

OTHER_TEXT = {"page": page_facts(text_sha256="aa" * 32), "capture": capture(sha256="bb" * 32)}
OTHER_RULES = {"pack": PackInfo(name="en", version="2026.12", sha256="cc" * 32, rules=3)}
BOTH = OTHER_TEXT | OTHER_RULES

CURE = "Our cells cure multiple sclerosis in three weeks."
SOFTER = "Our cells help with multiple sclerosis in three weeks."
OTHER = "Nobody here has ever been hurt by a treatment."


def page(*sentences: str, **more: Any) -> Result:
    """Make a result of one rule that met these sentences; without any, the rule looked and found nothing."""
    return result(_rule(*sentences), **more)


def _rule(*sentences: str, **more: Any) -> Outcome:
    findings = tuple(finding(sentence, sentence_start=100 * place) for place, sentence in enumerate(sentences))
    state = State.FIRED if sentences else State.NOT_FOUND
    return outcome("cure-explicit", "The page says so.", **{"findings": findings, "state": state} | more)


def seen(changes: Changes) -> list[tuple[ChangeKind, Cause | None]]:
    return [(each.kind, each.cause) for each in changes.changes]


def only(changes: Changes) -> Change:
    [change] = changes.changes
    return change


def test_same_result_twice_has_no_changes() -> None:
    value = samples.typical()
    changes = compare(value, value)

    assert {(each.kind, each.cause) for each in changes.changes} == {(ChangeKind.SAME, None)}
    assert len(changes.changes) == 32 + len(value.identifiers)
    assert (changes.page_changed, changes.rules_changed, changes.comparable, changes.notices) == (
        False,
        False,
        True,
        (),
    )


def test_words_that_moved_are_the_same_words() -> None:
    moved = finding(f"  {CURE}\n", CURE, sentence_start=9_000, heading_path=("Elsewhere",))
    changes = compare(page(CURE), page(CURE, **OTHER_TEXT))
    later = compare(page(CURE), result(outcome("cure-explicit", "T.", findings=(moved,)), **OTHER_TEXT))

    assert seen(changes) == seen(later) == [(ChangeKind.SAME, None)]


def test_new_gone_and_reworded_on_a_changed_page() -> None:
    changes = compare(page(CURE, "It was here before and is no longer."), page(SOFTER, OTHER, **OTHER_TEXT))

    assert seen(changes) == [
        (ChangeKind.NEW, Cause.PAGE_CHANGED),
        (ChangeKind.GONE, Cause.PAGE_CHANGED),
        (ChangeKind.REWORDED, Cause.PAGE_CHANGED),
    ]
    new, gone, reworded = changes.changes
    assert (new.before, gone.after) == (None, None)
    assert new.after is not None
    assert gone.before is not None
    assert reworded.before is not None
    assert reworded.after is not None
    assert (new.after.sentence, reworded.before.sentence, reworded.after.sentence) == (OTHER, CURE, SOFTER)
    assert reworded.similarity == round(similarity(CURE, SOFTER), 2)


NEAR = [
    (CURE, SOFTER, True),
    ("Only four places are left this month.", "Only two places are left this month.", True),
    (CURE, OTHER, False),
    ("We cure MS.", "Results are guaranteed.", False),
]


@pytest.mark.parametrize(("one", "other", "is_reworded"), NEAR)
def test_reworded_needs_the_stated_share_of_words(one: str, other: str, is_reworded: bool) -> None:
    kinds = [each.kind for each in compare(page(one), page(other, **OTHER_TEXT)).changes]

    assert (similarity(one, other) >= REWORDED_FROM) == is_reworded
    assert kinds == ([ChangeKind.REWORDED] if is_reworded else [ChangeKind.NEW, ChangeKind.GONE])


def test_nearest_sentence_is_taken_first_and_each_once() -> None:
    old, near, far = "one two three four five six", "one two three four five x", "one two three four y z"
    changes = compare(page(old), page(far, near, **OTHER_TEXT))
    reworded = next(each for each in changes.changes if each.kind is ChangeKind.REWORDED)

    assert [each.kind for each in changes.changes] == [ChangeKind.NEW, ChangeKind.REWORDED]
    assert reworded.after is not None
    assert reworded.after.sentence == near


def test_same_sentence_twice_and_then_once_is_one_gone() -> None:
    changes = compare(page(CURE, CURE), page(CURE, **OTHER_TEXT))

    assert seen(changes) == [(ChangeKind.GONE, Cause.PAGE_CHANGED), (ChangeKind.SAME, None)]


CAUSES = [
    ({}, Cause.UNEXPLAINED),
    (OTHER_TEXT, Cause.PAGE_CHANGED),
    ({"capture": capture(sha256="bb" * 32)}, Cause.PAGE_CHANGED),
    (OTHER_RULES, Cause.RULES_CHANGED),
    (OTHER_RULES | {"capture": capture(sha256="bb" * 32)}, Cause.RULES_CHANGED),
    ({"run": replace(samples.few().run, tool_version="0.2.0")}, Cause.RULES_CHANGED),
    (BOTH, Cause.BOTH_CHANGED),
]


@pytest.mark.parametrize(("later", "cause"), CAUSES)
def test_hashes_tell_what_brought_a_change_about(later: dict[str, Any], cause: Cause) -> None:
    assert seen(compare(page(), page(CURE, **later))) == [(ChangeKind.NEW, cause)]
    assert seen(compare(page(CURE), page(**later))) == [(ChangeKind.GONE, cause)]


TEXTS = [(f"Before. {CURE}\nAfter.", Cause.RULES_CHANGED), (OTHER, Cause.PAGE_CHANGED), (None, Cause.BOTH_CHANGED)]


@pytest.mark.parametrize(("text", "cause"), TEXTS)
def test_where_both_changed_the_other_text_decides(text: str | None, cause: Cause) -> None:
    assert only(compare(page(), page(CURE, **BOTH), old_text=text)).cause is cause
    assert only(compare(page(CURE), page(**BOTH), new_text=text)).cause is cause


def test_sentence_that_another_rule_met_before_was_on_the_page() -> None:
    before = result(_rule(), outcome("hype-one", "T.", findings=(finding(CURE, "three weeks"),)))
    after = result(_rule(CURE), outcome("hype-one", "T.", findings=(finding(CURE, "three weeks"),)), **BOTH)

    assert compare(before, after).changes[0].cause is Cause.RULES_CHANGED


def test_sentence_that_was_set_aside_before_was_on_the_page_and_the_note_says_so() -> None:
    before = page()
    aside = replace(before.outcomes[0], set_aside=(set_aside(CURE, "cure", "other_subject"),))
    change = only(compare(replace(before, outcomes=(aside,)), page(CURE, **BOTH)))

    assert (change.cause, change.note) == (
        Cause.RULES_CHANGED,
        "The earlier result sets this sentence aside (other subject).",
    )


def test_new_and_retired_rules_are_named() -> None:
    without = result(**OTHER_RULES)

    assert only(compare(result(), page(CURE, **OTHER_RULES))).note == "The earlier rule pack does not hold this rule."
    assert only(compare(page(CURE), without)).note == "The later rule pack does not hold this rule."
    assert only(compare(page(CURE), without)).cause is Cause.RULES_CHANGED


def test_omissions_good_signs_and_statements_are_told_apart() -> None:
    risk = absence("disclosure-risk", "No risks are named.", severity=Severity.HIGH)
    price = good("good-price", "The page gives prices.", findings=(finding("It costs 100 dollars."),))
    old = result(risk, replace(price, state=State.NOT_FOUND, findings=()), _rule())
    new = result(replace(risk, state=State.NOT_FOUND), price, _rule(CURE), **OTHER_TEXT)
    found = [(each.subject, each.kind, each.rule) for each in compare(old, new).changes]

    assert found == [
        (Subject.STATEMENT, ChangeKind.NEW, "cure-explicit"),
        (Subject.GOOD_SIGN, ChangeKind.NEW, "good-price"),
        (Subject.OMISSION, ChangeKind.GONE, "disclosure-risk"),
    ]


def test_numbers_come_and_go() -> None:
    old = result(
        identifiers=(identifier("NCT00000001"), identifier("NCT00000002", places=(), link="https://a.example/"))
    )
    new = result(identifiers=(identifier("NCT00000001"), identifier("NCT00000003")), **OTHER_TEXT)
    found = [(each.kind, each.title, each.cause) for each in compare(old, new).changes]

    assert found == [
        (ChangeKind.NEW, "NCT00000003", Cause.PAGE_CHANGED),
        (ChangeKind.GONE, "NCT00000002", Cause.PAGE_CHANGED),
        (ChangeKind.SAME, "NCT00000001", None),
    ]


UNREAD: list[dict[str, Any]] = [
    {"page": page_facts(status=Status.BLOCKED, text_sha256="00" * 32)},
    {"page": page_facts(status=Status.UNSUPPORTED_LANGUAGE)},
    {"assessment": replace(samples.few().assessment, band=Band.COULD_NOT_JUDGE)},
]


@pytest.mark.parametrize("unread", UNREAD)
@pytest.mark.parametrize("unread_first", [True, False])
def test_page_that_could_not_be_read_is_a_status_and_no_change(unread: dict[str, Any], unread_first: bool) -> None:
    pair = (page(**unread), page(CURE)) if unread_first else (page(CURE), page(**unread))
    changes = compare(*pair)

    assert changes.comparable is False
    assert seen(changes) == [(ChangeKind.UNKNOWN, None)]
    assert f"The {'earlier' if unread_first else 'later'} check could not judge the page:" in changes.notices[0]
    assert changes.old.status is pair[0].page.status


def test_rule_that_could_not_be_tried_leaves_its_findings_open() -> None:
    later = result(replace(_rule(), state=State.COULD_NOT_CHECK, reason="Pictures are not read."), **OTHER_TEXT)
    change = only(compare(page(CURE), later))

    assert (change.kind, change.cause, change.note) == (
        ChangeKind.UNKNOWN,
        None,
        "In the later result: Pictures are not read.",
    )


def test_rule_that_no_longer_applies_is_gone_with_the_reason() -> None:
    later = result(replace(_rule(), state=State.NOT_APPLICABLE, reason="The page offers nothing."), **OTHER_TEXT)

    assert only(compare(page(CURE), later)).note == "In the later result: The page offers nothing."
    assert only(compare(page(CURE), later)).kind is ChangeKind.GONE


def test_place_beyond_those_a_result_lists_is_not_called_gone() -> None:
    full = page(*(f"Sentence {number} of many others." for number in range(MAX_PLACES)), **OTHER_TEXT)
    kinds = {each.kind for each in compare(page(OTHER), full).changes if each.before and not each.after}

    assert kinds == {ChangeKind.UNKNOWN}
    assert MAX_PLACES == MAX_FINDINGS


def test_bands_and_reading_are_shown_before_and_after() -> None:
    better = replace(samples.few().assessment, band=Band.FEW, headline="Few warning signs found", points=3.0)
    changes = compare(page(CURE), page(assessment=better, **OTHER_TEXT))

    assert (changes.old.band, changes.new.band, changes.new.points) == (Band.MANY, Band.FEW, 3.0)
    assert changes.new.headline == "Few warning signs found"


NOTICES: list[tuple[dict[str, Any], str]] = [
    ({"capture": capture(final_url="https://other.example/")}, "These are two different addresses"),
    ({"capture": capture(sha256="bb" * 32)}, "The page says the same words; only its source differs."),
    ({"page": page_facts(limits=(Limit(id="cut", sentence="The body was cut."),))}, "is incomplete: The body was cut."),
    (
        {"kind": replace(samples.few().kind, kind=PageKind.INFORMATION)},
        "The page was taken for offer before and for info",
    ),
]


@pytest.mark.parametrize(("later", "notice"), NOTICES)
def test_reader_is_told_what_limits_the_comparison(later: dict[str, Any], notice: str) -> None:
    assert any(notice in each for each in compare(page(CURE), page(CURE, **later)).notices)


def test_results_in_the_wrong_order_are_noticed() -> None:
    earlier = capture(fetched_at=samples.few().run.started_at.replace(year=2025))

    assert any("is the earlier one by its date" in each for each in compare(page(), page(capture=earlier)).notices)


def test_endless_list_of_sentences_is_compared_in_bounded_time() -> None:
    def many(word: str) -> Iterable[Finding]:
        return (finding(f"{word} {number} sentence of the same kind") for number in range(200))

    old, new = (result(_rule(findings=tuple(many(word)), state=State.FIRED)) for word in ("old", "new"))

    assert MOST_COMPARED < 200 * 200
    assert ChangeKind.REWORDED not in {each.kind for each in compare(old, new).changes}


def test_real_page_with_one_sentence_changed_shows_that_sentence_only() -> None:
    before = "<html lang=en><body><h1>Knees</h1><p>" + "We treat arthritis with stem cells at our clinic. " * 9
    first = check_html(before + "Our cells cure arthritis.</p></body></html>", pack=real_pack())
    second = check_html(before + "We promise nothing here.</p></body></html>", pack=real_pack())
    changes = compare(first, second)
    changed = [
        each for each in changes.changes if each.kind is not ChangeKind.SAME and each.subject is Subject.STATEMENT
    ]

    assert {(each.kind, each.cause) for each in changed} == {(ChangeKind.GONE, Cause.PAGE_CHANGED)}
    assert {each.before.sentence for each in changed if each.before} == {"Our cells cure arthritis."}
