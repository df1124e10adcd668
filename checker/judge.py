"""Judge a page by one rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import product
from typing import assert_never

from checker.detect import Weighed, detect, findings, set_aside
from checker.identifiers.findings import findings_of, gives, matching, seen_at
from checker.models import Identifier, KindVerdict, Outcome, Page, PageKind, State
from checker.outcomes import outcome
from checker.rulebook.pack import RuleEntry
from checker.rulebook.schema import Absence, Body, Claim, Combination, Count, IdentifierTest, Measure, Needs
from checker.scene import Scene
from checker.status import Status

MAX_FINDINGS = 50
"""Quotes kept per rule; a page may repeat a phrase thousands of times."""


class Mentions(dict[str, list[Weighed]]):
    """Every place of each rule's phrases, looked for when first asked."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene

    def __missing__(self, rule: str) -> list[Weighed]:
        entry = self._scene.pack.by_id.get(rule)
        found = self[rule] = detect(self._scene, entry.detection) if entry and entry.detection else []
        return found


@dataclass(slots=True, kw_only=True)
class Work:
    """What is known while the rules are applied."""

    scene: Scene
    weighed: Mentions
    verdict: KindVerdict
    places: Mapping[str, str]
    """Where the clinic is, with what shows it."""
    pages: int = 1
    """Pages of the site that were read."""
    fired_on: dict[str, frozenset[int]] = field(default_factory=dict)
    """Pages on which each rule fired; empty where there is one page."""
    identifiers: tuple[Identifier, ...]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def kind(self) -> PageKind:
        """What the page is for."""
        return self.verdict.kind

    @property
    def page(self) -> Page:
        """The page as read."""
        return self.scene.page


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


def judge(work: Work, entry: RuleEntry) -> Outcome:
    """Return what one rule comes to on a page."""
    body = entry.body
    if not applies(entry.rule.needs, work.kind):
        return outcome(entry, State.NOT_APPLICABLE, f"Applies only to pages that {_need_words(entry.rule.needs)}.")
    elsewhere = _elsewhere(work, entry)
    if elsewhere:
        return outcome(entry, State.NOT_APPLICABLE, elsewhere)
    return _with_place(work, entry, _tested(work, entry, body))


def _tested(work: Work, entry: RuleEntry, body: Body) -> Outcome:
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


def _elsewhere(work: Work, entry: RuleEntry) -> str:
    """Say why a place's law is not this page's, or return an empty text."""
    wanted = entry.rule.places
    if not wanted:
        return ""
    here = [place for place in wanted if place in work.places]
    if not here:
        names = " or ".join(work.scene.pack.places[place].name for place in wanted)
        return f"Applies only to clinics in {names}; nothing we read says that this one is there."
    if any(not wanted[place] or any(_fired(work, rule) for rule in wanted[place]) for place in here):
        return ""
    return "The page does not offer what the law of its place is about."


def _with_place(work: Work, entry: RuleEntry, found: Outcome) -> Outcome:
    """Say what shows the place, where a rule that fired is a place's law."""
    here = [place for place in entry.rule.places or () if place in work.places]
    if found.state is not State.FIRED or not here:
        return found
    shown = " and ".join(f"{work.scene.pack.places[place].name} ('{work.places[place]}')" for place in here)
    return replace(found, reason=f"{found.reason} The page places the clinic in {shown}.")


def _need_words(needs: Needs) -> str:
    return "offer treatment" if needs is Needs.OFFER else "offer or promote treatment"


def _claim(work: Work, entry: RuleEntry) -> Outcome:
    weighed = work.weighed[entry.rule.id]
    found = findings(work.scene, weighed)[:MAX_FINDINGS]
    aside = set_aside(work.scene, weighed)[:MAX_FINDINGS]
    if found:
        return outcome(entry, State.FIRED, _found_in(len(found)), findings=found, set_aside=aside)
    why = "Mentioned, but not as a claim." if aside else "Not found in the text we read."
    return outcome(entry, State.NOT_FOUND, why, set_aside=aside)


def _found_in(places: int) -> str:
    return f"Found in {'one place' if places == 1 else f'{places} places'}."


def _identifier(work: Work, entry: RuleEntry, body: IdentifierTest) -> Outcome:
    numbers = matching(work.identifiers, body.formats, body.verdicts)
    found = findings_of(work.page, numbers, entry.rule.zones)[:MAX_FINDINGS]
    if found:
        return outcome(entry, State.FIRED, _found_in(len(found)), findings=found)
    return outcome(entry, State.NOT_FOUND, "No such number in the text we read.")


def _measure(work: Work, entry: RuleEntry, body: Measure) -> Outcome:
    words = work.page.counts.words
    if words < body.min_words:
        return outcome(entry, State.NOT_APPLICABLE, f"Needs {body.min_words} words; the page has {words}.")
    weighed = [item for item in work.weighed[entry.rule.id] if item.counts]
    numbers = tuple(seen_at(matching(work.identifiers, body.identifiers), entry.rule.zones))
    value = float(_count(work, entry, body, weighed) + len(numbers))
    if body.per_words:
        value = round(value * body.per_words / max(words, 1), 1)
    unit = f" per {body.per_words} words" if body.per_words else ""
    reached = [level for level in body.levels if value >= level.at_least]
    reason = f"Counted {value:g}{unit}; {body.levels[0].at_least:g} or more count as a sign."
    if not reached:
        return outcome(entry, State.NOT_FOUND, reason, measured=value)
    return outcome(
        entry,
        State.FIRED,
        reason,
        severity=reached[-1].severity,
        measured=value,
        findings=(*findings(work.scene, weighed), *findings_of(work.page, numbers, entry.rule.zones))[:MAX_FINDINGS],
    )


def _count(work: Work, entry: RuleEntry, body: Measure, weighed: list[Weighed]) -> float:
    match body.count:
        case Count.MENTIONS:
            return len({(item.hit.view.index, item.hit.start) for item in weighed})
        case Count.DISTINCT:
            return len({item.hit.view.text[item.hit.start : item.hit.end] for item in weighed})
        case Count.GROUPS:
            return len({group for item in weighed for group in _groups(work, entry, item)})
        case _:
            assert_never(body.count)


def _groups(work: Work, entry: RuleEntry, item: Weighed) -> set[str]:
    hit = item.hit
    groups = entry.detection.groups if entry.detection else {}
    return {
        group
        for number, group in groups.items()
        if any(start < hit.end and end > hit.start for start, end in hit.view.line.spans(number))
    }


def _absence(work: Work, entry: RuleEntry, body: Absence) -> Outcome:
    page, scoring = work.page, work.scene.pack.scoring
    spoken_of = not body.also_on_page or _anywhere(work, entry)
    if not spoken_of or (body.if_found and not any(_fired(work, rule) for rule in body.if_found)):
        return outcome(entry, State.NOT_APPLICABLE, "The page does not speak of what this is about.")
    weighed = work.weighed[entry.rule.id]
    aside = set_aside(work.scene, [item for item in weighed if not item.counts])[:MAX_FINDINGS]
    if said(work.scene, work.weighed, work.identifiers, entry) or any(_fired(work, rule) for rule in body.satisfied_by):
        return outcome(entry, State.NOT_FOUND, "The page mentions it.", set_aside=aside)
    if page.status is Status.PARTIAL:
        return outcome(entry, State.COULD_NOT_CHECK, "Part of the page was not read; it may stand there.")
    if page.counts.words < scoring.absence_min_words:
        short = f"The page has {page.counts.words} words; too few to call anything missing."
        return outcome(entry, State.COULD_NOT_CHECK, short)
    return outcome(entry, State.FIRED, "We did not find it in the text we read.", set_aside=aside)


def _anywhere(work: Work, entry: RuleEntry) -> bool:
    """Tell whether the page says one of the words that an absence is about."""
    spoken = entry.detection.also_on_page if entry.detection else ()
    return work.scene.says_any(spoken)


def said(scene: Scene, weighed: Mentions, identifiers: tuple[Identifier, ...], entry: RuleEntry) -> bool:
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


def _combination(work: Work, entry: RuleEntry, body: Combination) -> Outcome:
    if work.pages < body.min_pages:
        few = f"Needs {body.min_pages} pages of the site; {work.pages} {'was' if work.pages == 1 else 'were'} read."
        return outcome(entry, State.NOT_APPLICABLE, few)
    exceptions = [rule for rule in body.none_of if _fired(work, rule)]
    if exceptions:
        return outcome(entry, State.NOT_FOUND, f"Does not count beside: {_titles(work, exceptions)}")
    parts: list[str] = []
    for group in body.all_of:
        fired = [rule for rule in group.of if _fired(work, rule)]
        if len(fired) < group.at_least:
            return outcome(entry, State.NOT_FOUND, "Not all of its parts were found.")
        parts += fired
    if body.on_different_pages and not apart([_pages_of(work, group.of) for group in body.all_of]):
        return outcome(entry, State.NOT_FOUND, "Its parts do not stand on different pages of the site.")
    return outcome(entry, State.FIRED, f"Found together: {_titles(work, parts)}")


def _pages_of(work: Work, rules: tuple[str, ...]) -> frozenset[int]:
    return frozenset(page for rule in rules for page in work.fired_on.get(rule, ()))


def apart(groups: list[frozenset[int]]) -> bool:
    """Tell whether each group can be found on a page of its own."""
    return any(len(set(pages)) == len(groups) for pages in product(*groups))


def _titles(work: Work, rules: list[str]) -> str:
    return " ".join(work.outcomes[rule].title for rule in rules)


def _fired(work: Work, rule: str) -> bool:
    known = work.outcomes.get(rule)
    return known is not None and known.state is State.FIRED
