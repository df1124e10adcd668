"""Run the examples inside rule files, and find rules, phrases and operators that no example needs.

The coverage law: every phrase has an example that dies without it; so has every exception, every cancelling
operator, every format of numbers and every verdict on them. An example that shows nothing, or a phrase nothing shows,
is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from checker.detect import Weighed, detect
from checker.examine import examine
from checker.identifiers.coverage import uncovered_numbers
from checker.judge import apart, applies
from checker.models import Outcome, Page, PageKind, State
from checker.place import places_of
from checker.read import page_of_text
from checker.rulebook.pack import Detection, Pack, RuleEntry
from checker.rulebook.schema import Absence, Claim, Combination, Example, Measure
from checker.scene import Scene

PADDING_WORDS = 400
"""Words an example's page claims to have, so that rules about missing or dense wording can speak."""

EXCEPTIONS = ("unless", "unless_in_block", "unless_on_page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing a self-test found wrong."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """How many examples ran, and what was wrong."""

    examples: int
    failures: tuple[Failure, ...]


def run_selftest(pack: Pack) -> SelfTest:
    """Run every example of every rule of a pack."""
    failures = [failure for entry in pack.entries for failure in test_rule(entry, pack)]
    count = sum(len(entry.rule.examples.fires) + len(entry.rule.examples.quiet) for entry in pack.entries)
    return SelfTest(examples=count, failures=tuple(failures))


def test_rule(entry: RuleEntry, pack: Pack) -> Iterator[Failure]:
    """Run one rule's examples."""
    examples = entry.rule.examples
    for example in examples.fires:
        yield from _named(entry, _fires(entry, example, pack))
    for example in examples.quiet:
        yield from _named(entry, _quiet(entry, example, pack))
    if isinstance(entry.body, Claim):
        yield from _named(entry, _uncovered(entry, pack))
    yield from _named(entry, _unproven_places(entry, pack))
    yield from _named(entry, uncovered_numbers(entry, [page_of(example, entry) for example in _all(entry)], pack))


def _all(entry: RuleEntry) -> tuple[Example, ...]:
    return (*entry.rule.examples.fires, *entry.rule.examples.quiet)


test_rule.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's


def _named(entry: RuleEntry, messages: Iterator[str]) -> Iterator[Failure]:
    return (Failure(rule=entry.rule.id, message=message) for message in messages)


def _fires(entry: RuleEntry, example: Example, pack: Pack) -> Iterator[str]:
    outcome = outcome_of(entry, example, pack)
    if outcome.state is not State.FIRED:
        aside = ", ".join(f"{item.reason} '{item.cue}'" for item in outcome.set_aside)
        yield f"should fire and is {outcome.state.value} ({aside or outcome.reason}): {_shown(example)}"
    elif example.quote and example.quote not in [finding.quote for finding in outcome.findings]:
        quotes = " / ".join(finding.quote for finding in outcome.findings)
        yield f"should quote '{example.quote}', quotes '{quotes}': {_shown(example)}"


def _quiet(entry: RuleEntry, example: Example, pack: Pack) -> Iterator[str]:
    outcome = outcome_of(entry, example, pack)
    if outcome.state is State.FIRED:
        quotes = " / ".join(finding.quote for finding in outcome.findings) or outcome.reason
        yield f"should stay quiet and fires on '{quotes}': {_shown(example)}"
    operators = entry.detection.cancelled_by if entry.detection else ()
    if example.why in (*operators, *EXCEPTIONS) and entry.kind == "claim":
        reasons = {name for item in _weighed(entry, example, pack) for name, _ in item.cancelled}
        if example.why not in reasons:
            given = ", ".join(sorted(reasons)) or "nothing"
            yield f"should be set aside for {example.why}, is for {given}: {_shown(example)}"


def _shown(example: Example) -> str:
    return repr(example.text or " + ".join(example.fired))


def outcome_of(entry: RuleEntry, example: Example, pack: Pack) -> Outcome:
    """Judge an example's page by a whole pack and return one rule's outcome."""
    if isinstance(entry.body, Combination):
        return _combination_outcome(entry, example, entry.body, pack)
    kind = example.kind or next(kind for kind in PageKind if applies(entry.rule.needs, kind))
    examination = examine(page_of(example, entry), pack, kind=kind)
    return next(outcome for outcome in examination.outcomes if outcome.rule == entry.rule.id)


def page_of(example: Example, entry: RuleEntry) -> Page:
    """Build the page an example stands for; absences and measures see it as part of a longer one."""
    page = page_of_text(
        example.text, zone=example.zone, url=example.url or "example", lead_in=example.lead_in, heading=example.heading
    )
    match entry.body:
        case Measure(per_words=words, min_words=least):
            return _with_words(page, max(page.counts.words, words, least))
        case Absence():
            return _with_words(page, max(page.counts.words, PADDING_WORDS))
        case _:
            return page


def _with_words(page: Page, words: int) -> Page:
    return replace(page, counts=replace(page.counts, words=words))


def _combination_outcome(entry: RuleEntry, example: Example, body: Combination, pack: Pack) -> Outcome:
    fired = set(example.fired)
    unknown = fired - {other.rule.id for other in pack.entries}
    holds = all(len(fired & set(group.of)) >= group.at_least for group in body.all_of)
    holds = holds and example.pages >= body.min_pages
    if body.on_different_pages:
        page_of_rule = {rule: number % example.pages for number, rule in enumerate(example.fired)}
        holds = holds and apart(
            [frozenset(page_of_rule[rule] for rule in group.of if rule in fired) for group in body.all_of]
        )
    state = State.FIRED if holds and not fired & set(body.none_of) and not unknown else State.NOT_FOUND
    reason = f"unknown rules: {', '.join(sorted(unknown))}" if unknown else "by the rules assumed fired"
    page = page_of_text("An example.")
    blank = next(item for item in examine(page, pack).outcomes if item.rule == entry.rule.id)
    return replace(blank, state=state, reason=reason)


def _weighed(entry: RuleEntry, example: Example, pack: Pack) -> list[Weighed]:
    if entry.detection is None:
        return []
    return detect(Scene(page_of(example, entry), pack), entry.detection)


def _uncovered(entry: RuleEntry, pack: Pack) -> Iterator[str]:
    """Name phrases, exceptions and operators without which every example would end the same."""
    detection = entry.detection
    if detection is None:
        return
    examples = _all(entry)
    runs = [_weighed(entry, example, pack) for example in examples]
    for number, phrase in detection.phrases.items():
        if not any(_only(run, number) for run in runs):
            yield f"no example needs the phrase '{phrase}'; add one that only it finds, or delete it"
    for name in (*detection.cancelled_by, *(key for key in EXCEPTIONS if getattr(detection, key))):
        if not any(_only_reason(run, name) for run in runs):
            yield f"no example needs {name}; add a quiet sentence that only it keeps quiet, or delete it"
    yield from _uncovered_exceptions(entry, pack, examples)


def _unproven_places(entry: RuleEntry, pack: Pack) -> Iterator[str]:
    """Name places of which no firing example alone shows that the rule applies there."""
    wanted = set(entry.rule.places or ())
    shown = [wanted & set(places_of(Scene(page_of(example, entry), pack))) for example in entry.rule.examples.fires]
    for place in entry.rule.places or ():
        if {place} not in shown:
            yield f"no example needs the place '{place}'; add a firing one whose page is there, or delete it"


def _only(run: list[Weighed], number: int) -> bool:
    counted = {item.hit.number for item in run if item.counts}
    return counted == {number}


def _only_reason(run: list[Weighed], name: str) -> bool:
    """Tell whether dropping a reason would let a hit count where none does."""
    if any(item.counts for item in run):
        return False
    return any({reason for reason, _ in item.cancelled} == {name} for item in run)


def _uncovered_exceptions(entry: RuleEntry, pack: Pack, examples: tuple[Example, ...]) -> Iterator[str]:
    """Check each single exception and companion phrase by judging without it."""
    detection = entry.detection
    if detection is None:
        return
    for key in EXCEPTIONS:
        for number, phrase in getattr(detection, key).items():
            if not any(_changes(entry, detection, key, number, example, pack) for example in examples):
                yield f"no example needs the {key} phrase '{phrase}'; add a quiet sentence for it, or delete it"


def _changes(entry: RuleEntry, detection: Detection, key: str, number: int, example: Example, pack: Pack) -> bool:
    scene = Scene(page_of(example, entry), pack)
    if any(item.counts for item in detect(scene, detection)):
        return False
    others: Any = {other: phrase for other, phrase in getattr(detection, key).items() if other != number}
    return any(item.counts for item in detect(scene, replace(detection, **{key: others})))
