"""Apply every rule of a pack to a page: one outcome per rule, none left out."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import assert_never

from checker.detect import Weighed, detect, findings, set_aside
from checker.identifiers.find import identifiers_of
from checker.identifiers.findings import findings_of, gives, matching, seen_at
from checker.models import (
    Genre,
    Identifier,
    KindVerdict,
    Outcome,
    Page,
    PageKind,
    Severity,
    State,
    TransparencyItem,
)
from checker.pagekind import judge_kind
from checker.rulebook.pack import Pack, RuleEntry
from checker.rulebook.schema import Absence, Claim, Combination, Count, IdentifierTest, Measure, Needs
from checker.scene import Scene
from checker.status import EXPLANATIONS, JUDGED, Status
from checker.transparency import transparency

MAX_FINDINGS = 50
"""Quotes kept per rule; a page may repeat a phrase thousands of times."""

Outcomes = dict[str, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A page's kind and every rule's outcome, points not yet given."""

    kind: KindVerdict
    outcomes: tuple[Outcome, ...]
    transparency: tuple[TransparencyItem, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    """Official numbers found on the page."""


class _Places(dict[str, list[Weighed]]):
    """Every place of each rule's phrases, looked for when first asked."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene

    def __missing__(self, rule: str) -> list[Weighed]:
        entry = self._scene.pack.by_id.get(rule)
        found = self[rule] = detect(self._scene, entry.detection) if entry and entry.detection else []
        return found


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is known while the rules are applied."""

    scene: Scene
    weighed: _Places
    kind: PageKind
    identifiers: tuple[Identifier, ...]
    outcomes: Outcomes = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.scene.page


def examine(page: Page, pack: Pack, *, kind: PageKind | None = None) -> Examination:
    """Judge a page by every rule.

    Args:
        page: the page as read.
        pack: the rules.
        kind: the page kind to assume; decided from the page by default.
    """
    identifiers = identifiers_of(page, pack.finder)
    hindrance = unreadable(page, pack)
    if hindrance:
        return _unjudged(pack, hindrance, identifiers)
    scene = Scene(page, pack)
    weighed = _Places(scene)
    asked = [pack.by_id[rule] for rule in pack.asked_of_kind & pack.by_id.keys()] if kind is None else []
    found = frozenset(entry.rule.id for entry in asked if _said(scene, weighed, identifiers, entry))
    verdict = judge_kind(scene, found, assumed=kind)
    work = _Work(scene=scene, weighed=weighed, kind=verdict.kind, identifiers=identifiers)
    for entry in sorted(pack.entries, key=_order):
        work.outcomes[entry.rule.id] = _judge(work, entry)
    outcomes = tuple(work.outcomes[entry.rule.id] for entry in pack.entries)
    return Examination(
        kind=verdict, outcomes=outcomes, transparency=transparency(scene, identifiers), identifiers=identifiers
    )


def unreadable(page: Page, pack: Pack) -> str:
    """Say why a page cannot be judged at all, or return an empty text."""
    if page.status not in JUDGED:
        return EXPLANATIONS[page.status].sentence
    if page.language != pack.language:
        return EXPLANATIONS[Status.UNSUPPORTED_LANGUAGE].sentence
    return ""


def _unjudged(pack: Pack, why: str, identifiers: tuple[Identifier, ...]) -> Examination:
    outcomes = tuple(_outcome(entry, State.COULD_NOT_CHECK, why) for entry in pack.entries)
    kind = KindVerdict(kind=PageKind.INFORMATION, genre=Genre.ARTICLE, reasons=())
    return Examination(kind=kind, outcomes=outcomes, identifiers=identifiers)


def _order(entry: RuleEntry) -> int:
    """Rules that look at other rules' outcomes come after them."""
    return {"claim": 0, "measure": 0, "identifier": 0, "absence": 1, "combination": 2}[entry.kind]


def applies(needs: Needs, kind: PageKind) -> bool:
    """Tell whether a rule applies to pages of this kind."""
    match needs:
        case Needs.ANY:
            return True
        case Needs.PROMOTION:
            return kind in {PageKind.OFFER, PageKind.PROMOTION}
        case Needs.OFFER:
            return kind is PageKind.OFFER
        case _:
            assert_never(needs)


def _judge(work: _Work, entry: RuleEntry) -> Outcome:
    body = entry.rule.body
    if not applies(entry.rule.needs, work.kind):
        return _outcome(entry, State.NOT_APPLICABLE, f"Applies only to pages that {_need_words(entry.rule.needs)}.")
    match body:
        case Measure():
            return _measure(work, entry, body)
        case Absence():
            return _absence(work, entry, body)
        case Claim():
            return _claim(work, entry)
        case IdentifierTest():
            return _identifier(work, entry, body)
        case Combination():
            return _combination(work, entry, body)


def _need_words(needs: Needs) -> str:
    return "offer treatment" if needs is Needs.OFFER else "offer or promote treatment"


def _claim(work: _Work, entry: RuleEntry) -> Outcome:
    weighed = work.weighed[entry.rule.id]
    found = findings(work.scene, weighed)[:MAX_FINDINGS]
    aside = set_aside(work.scene, weighed)[:MAX_FINDINGS]
    if found:
        return _outcome(entry, State.FIRED, _found_in(len(found)), findings=found, set_aside=aside)
    why = "Mentioned, but not as a claim." if aside else "Not found in the text we read."
    return _outcome(entry, State.NOT_FOUND, why, set_aside=aside)


def _found_in(places: int) -> str:
    return f"Found in {'one place' if places == 1 else f'{places} places'}."


def _identifier(work: _Work, entry: RuleEntry, body: IdentifierTest) -> Outcome:
    numbers = matching(work.identifiers, body.formats, body.verdicts)
    found = findings_of(work.page, numbers, entry.rule.zones)[:MAX_FINDINGS]
    if found:
        return _outcome(entry, State.FIRED, _found_in(len(found)), findings=found)
    return _outcome(entry, State.NOT_FOUND, "No such number in the text we read.")


def _measure(work: _Work, entry: RuleEntry, body: Measure) -> Outcome:
    words = work.page.counts.words
    if words < body.min_words:
        return _outcome(entry, State.NOT_APPLICABLE, f"Needs {body.min_words} words; the page has {words}.")
    weighed = [item for item in work.weighed[entry.rule.id] if item.counts]
    numbers = tuple(seen_at(matching(work.identifiers, body.identifiers), entry.rule.zones))
    value = _count(work, entry, body, weighed) + len(numbers)
    if body.per_words:
        value = round(value * body.per_words / max(words, 1), 1)
    unit = f" per {body.per_words} words" if body.per_words else ""
    reached = [level for level in body.levels if value >= level.at_least]
    reason = f"Counted {value:g}{unit}; {body.levels[0].at_least:g} or more count as a sign."
    if not reached:
        return _outcome(entry, State.NOT_FOUND, reason, measured=value)
    return _outcome(
        entry,
        State.FIRED,
        reason,
        severity=reached[-1].severity,
        measured=value,
        findings=(*findings(work.scene, weighed), *findings_of(work.page, numbers, entry.rule.zones))[:MAX_FINDINGS],
    )


def _count(work: _Work, entry: RuleEntry, body: Measure, weighed: list[Weighed]) -> float:
    match body.count:
        case Count.MENTIONS:
            return len({(item.hit.view.index, item.hit.start) for item in weighed})
        case Count.DISTINCT:
            return len({item.hit.view.text[item.hit.start : item.hit.end] for item in weighed})
        case Count.GROUPS:
            return len({group for item in weighed for group in _groups(work, entry, item)})
        case _:
            assert_never(body.count)


def _groups(work: _Work, entry: RuleEntry, item: Weighed) -> set[str]:
    hit = item.hit
    groups = entry.detection.groups if entry.detection else {}
    return {
        group
        for number, group in groups.items()
        if any(start < hit.end and end > hit.start for start, end in hit.view.reading.spans(number))
    }


def _absence(work: _Work, entry: RuleEntry, body: Absence) -> Outcome:
    page, scoring = work.page, work.scene.pack.scoring
    if body.if_found and not any(_fired(work, rule) for rule in body.if_found):
        return _outcome(entry, State.NOT_APPLICABLE, "The page does not speak of what this is about.")
    weighed = work.weighed[entry.rule.id]
    aside = set_aside(work.scene, [item for item in weighed if not item.counts])[:MAX_FINDINGS]
    if _said(work.scene, work.weighed, work.identifiers, entry) or any(
        _fired(work, rule) for rule in body.satisfied_by
    ):
        return _outcome(entry, State.NOT_FOUND, "The page mentions it.", set_aside=aside)
    if page.status is Status.PARTIAL:
        return _outcome(entry, State.COULD_NOT_CHECK, "Part of the page was not read; it may stand there.")
    if page.counts.words < scoring.absence_min_words:
        short = f"The page has {page.counts.words} words; too few to call anything missing."
        return _outcome(entry, State.COULD_NOT_CHECK, short)
    return _outcome(entry, State.FIRED, "We did not find it in the text we read.", set_aside=aside)


def _said(scene: Scene, weighed: _Places, identifiers: tuple[Identifier, ...], entry: RuleEntry) -> bool:
    """Tell whether a rule's phrases are said in their own right: for an absence, in sentences that deny nothing."""
    counted = [item for item in weighed[entry.rule.id] if item.counts]
    body = entry.rule.absence
    if body is None:
        return bool(counted)
    facts = (fact.name for fact in scene.page.facts if fact.value.strip())
    if any(fnmatchcase(fact, pattern) for fact in facts for pattern in body.satisfied_by_facts):
        return True
    if gives(identifiers, body.satisfied_by_identifiers, entry.rule.zones):
        return True
    denials = (item for rule in body.not_counted_with for item in weighed[rule] if item.counts)
    denied = {item.hit.view.index for item in denials}
    return any(item.hit.view.index not in denied for item in counted)


def _combination(work: _Work, entry: RuleEntry, body: Combination) -> Outcome:
    exceptions = [rule for rule in body.none_of if _fired(work, rule)]
    if exceptions:
        return _outcome(entry, State.NOT_FOUND, f"Does not count beside: {_titles(work, exceptions)}")
    parts: list[str] = []
    for group in body.all_of:
        fired = [rule for rule in group.of if _fired(work, rule)]
        if len(fired) < group.at_least:
            return _outcome(entry, State.NOT_FOUND, "Not all of its parts were found.")
        parts += fired
    return _outcome(entry, State.FIRED, f"Found together: {_titles(work, parts)}")


def _titles(work: _Work, rules: list[str]) -> str:
    return " ".join(work.outcomes[rule].title for rule in rules)


def _fired(work: _Work, rule: str) -> bool:
    outcome = work.outcomes.get(rule)
    return outcome is not None and outcome.state is State.FIRED


def _outcome(
    entry: RuleEntry, state: State, reason: str, *, severity: Severity | None = None, **rest: object
) -> Outcome:
    rule = entry.rule
    absence = rule.absence
    return Outcome(
        rule=rule.id,
        category=entry.category,
        title=rule.title,
        why=rule.why,
        ask=rule.ask,
        kind=entry.kind,
        good=rule.protects is not None,
        state=state,
        reason=reason,
        severity=severity or rule.severity,
        confidence=rule.confidence,
        base_rate_percent=absence.base_rate_percent if absence else None,
        sources=entry.sources,
        **rest,  # type: ignore[arg-type]  # the callers above name Outcome's own fields
    )
