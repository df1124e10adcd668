"""A loaded rule pack: validated rules, word lists and operators, with every phrase numbered for matching."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.models import PackInfo, Source, Zone
from checker.rulebook.pack_schema import Authority, Kinds, Operator, PackHead, Scoring, Signal
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.phrases import Lists, Terms, lists_used
from checker.rulebook.schema import Absence, Claim, Combination, Measure, Rule

Number = Callable[[str], int]
SCOPES = ("opening", "forward", "backward", "overlapping", "sentence", "nearby", "block", "heading", "pseudo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The phrases of one rule, numbered."""

    zones: frozenset[Zone]
    phrases: dict[int, str]
    """Number to the phrase as written."""
    cancelled_by: tuple[str, ...]
    softened_by: tuple[str, ...]
    unless: frozenset[int]
    unless_in_block: frozenset[int]
    unless_on_page: frozenset[int]
    unless_on_page_in: frozenset[Zone]
    """Zones in which it counts; empty for all."""
    also: frozenset[int]
    also_in_block: frozenset[int]
    also_on_page: frozenset[int]
    groups: dict[int, str]
    """For a measure of groups: number of each group's list to the group's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """One operator's cues, numbered, by scope."""

    operator: Operator
    numbers: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule with its place in the pack."""

    rule: Rule
    category: str
    path: Path
    kind: str
    """claim, absence, measure or combination."""
    detection: Detection | None
    """None for a combination."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEntry:
    """One page-kind signal with its phrases numbered."""

    signal: Signal
    detection: Detection


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyEntry:
    """One transparency item with its phrases numbered."""

    id: str
    title: str
    detection: Detection
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything needed to judge a page in one language."""

    head: PackHead
    info: PackInfo
    language: str
    entries: tuple[RuleEntry, ...]
    operators: dict[str, Cues]
    terminators: frozenset[int]
    signals: tuple[SignalEntry, ...]
    kinds: Kinds
    subject: Detection
    """The words for cell products, which show whether they are a page's subject."""
    transparency: tuple[TransparencyEntry, ...]
    scoring: Scoring
    authorities: Mapping[str, Authority]
    lists: Lists
    book: PhraseBook

    def entry(self, rule_id: str) -> RuleEntry | None:
        """Return the rule with this id, or None."""
        return next((entry for entry in self.entries if entry.rule.id == rule_id), None)


def kind_of(rule: Rule) -> str:
    """Name the kind of test a rule makes."""
    match rule.body:
        case Measure():
            return "measure"
        case Absence():
            return "absence"
        case Claim():
            return "claim"
        case Combination():
            return "combination"


def number_claim(claim: Claim, zones: tuple[Zone, ...], number: Number, groups: dict[int, str]) -> Detection:
    """Number all phrases of a claim-like test."""

    def numbers(phrases: tuple[str, ...]) -> frozenset[int]:
        return frozenset(number(phrase) for phrase in phrases)

    return Detection(
        zones=frozenset(zones),
        phrases={number(phrase): phrase for phrase in claim.phrases},
        cancelled_by=claim.cancelled_by,
        softened_by=claim.softened_by,
        unless=numbers(claim.unless),
        unless_in_block=numbers(claim.unless_in_block),
        unless_on_page=numbers(claim.unless_on_page),
        unless_on_page_in=frozenset(claim.unless_on_page_in),
        also=numbers(claim.also),
        also_in_block=numbers(claim.also_in_block),
        also_on_page=numbers(claim.also_on_page),
        groups=groups,
    )


def number_cues(operator: Operator, number: Number) -> Cues:
    """Number all cues of an operator."""
    return Cues(
        operator=operator,
        numbers={scope: frozenset(number(cue) for cue in getattr(operator, scope)) for scope in SCOPES},
    )


def group_lists(rule: Rule, terms: Terms) -> dict[str, str]:
    """Return the sub-lists (`condition__neurology`) of the grouped lists a measure uses, with the group's name."""
    measure = rule.measure
    if measure is None or measure.count != "groups":
        return {}
    used = {name for phrase in measure.phrases for name in lists_used(phrase)}
    return {name: name.split("__", 1)[1] for name in terms if "__" in name and name.split("__", 1)[0] in used}
