"""A loaded rule pack: validated rules, word lists and operators, with every phrase numbered for matching."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.identifiers.finder import Finder
from checker.models import Outcome, PackInfo, Source, Zone
from checker.rulebook.engine import PhraseError
from checker.rulebook.lists import Lists, Terms
from checker.rulebook.pack_schema import Authority, Kinds, Operator, PackHead, PlaceSign, Scoring, Signal
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.phrases import lists_used
from checker.rulebook.schema import Absence, Body, Claim, Combination, IdentifierTest, Measure, Rule
from checker.rulebook.site_schema import SitePages
from checker.rulebook.wall_schema import Wall

IN_SENTENCE = ("opening", "forward", "backward", "overlapping", "sentence")
BEYOND = ("nearby", "block", "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The phrases of one rule, numbered."""

    zones: frozenset[Zone]
    phrases: dict[int, str]
    """Number to the phrase as written."""
    cancelled_by: tuple[str, ...]
    softened_by: tuple[str, ...]
    unless: dict[int, str]
    unless_in_block: dict[int, str]
    unless_on_page: dict[int, str]
    unless_on_page_in: frozenset[Zone]
    """Zones in which it counts; empty for all."""
    also: dict[int, str]
    also_in_block: dict[int, str]
    also_on_page: dict[int, str]
    groups: dict[int, str]
    """For a measure of groups: number of each group's list to the group's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """One operator's cues, those of a scope numbered as one phrase."""

    operator: Operator
    numbers: dict[str, int]
    """Scope to number; scopes without cues are left out."""
    in_sentence: tuple[str, ...]
    """Scopes with cues that look no further than the hit's sentence."""
    beyond: tuple[str, ...]
    """Scopes with cues that look at its neighbours, its block or the headings above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule with its place in the pack."""

    rule: Rule
    category: str
    path: Path
    body: Body
    """The test it makes."""
    kind: str
    """claim, absence, measure, identifier or combination."""
    detection: Detection | None
    """None for a rule without phrases: an identifier or a combination."""
    sources: tuple[Source, ...]
    plain: dict[str, Outcome] = field(default_factory=dict, compare=False, repr=False)
    """Outcomes that say no more than a state and a reason, by the reason: made once, as they recur on every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalEntry:
    """One page-kind signal with its phrases numbered."""

    signal: Signal
    detection: Detection


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """One place with its signs, each with its phrases numbered."""

    name: str
    signs: tuple[tuple[PlaceSign, Detection], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyEntry:
    """One transparency item with its phrases numbered."""

    id: str
    title: str
    detection: Detection
    facts: tuple[str, ...]
    identifiers: tuple[str, ...]
    """Formats of official numbers that also show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything needed to judge a page in one language."""

    head: PackHead
    info: PackInfo
    language: str
    entries: tuple[RuleEntry, ...]
    operators: dict[str, Cues]
    clause_ends: int
    """Number of what ends a clause."""
    signals: tuple[SignalEntry, ...]
    needed_to_sell: SignalEntry
    kinds: Kinds
    subject: Detection
    """The words for cell products, which show whether they are a page's subject."""
    about: str
    """Pattern for the source of pages that speak of the subject, see `rulebook.about`."""
    places: dict[str, PlaceEntry]
    site_pages: SitePages
    transparency: tuple[TransparencyEntry, ...]
    scoring: Scoring
    authorities: Mapping[str, Authority]
    book: PhraseBook
    finder: Finder
    """Finds official numbers."""
    walls: tuple[tuple[Path, Wall], ...]
    """Pages that stand in front of the page, each with its file."""

    by_id: Mapping[str, RuleEntry]

    @property
    def known_walls(self) -> tuple[Wall, ...]:
        """The walls without their files."""
        return tuple(wall for _, wall in self.walls)

    @property
    def asked_of_kind(self) -> frozenset[str]:
        """Rules whose places help to decide the page kind."""
        signals = (entry.signal for entry in self.signals)
        return frozenset(rule for signal in signals for rule in (*signal.rules, *signal.unless_rules))


def kind_of(rule: Rule) -> str:
    """Name the kind of test a rule makes."""
    match rule.body:
        case Measure():
            return "measure"
        case Absence():
            return "absence"
        case Claim():
            return "claim"
        case IdentifierTest():
            return "identifier"
        case Combination():
            return "combination"


class Numbering:
    """Numbers the phrases of one file."""

    def __init__(self, book: PhraseBook, lists: Lists, refused: Callable[[str, PhraseError], None]) -> None:
        self._book = book
        self._lists = lists
        self._refused = refused

    def one(self, phrase: str) -> int:
        """Number a phrase; -1 when it was refused."""
        try:
            return self._book.add(phrase, self._lists)
        except PhraseError as error:
            self._refused(phrase, error)
            return -1

    def any_of(self, phrases: tuple[str, ...]) -> int:
        """Number what stands for any of several phrases; each that is refused is reported."""
        try:
            return self._book.add_any(phrases, self._lists)
        except PhraseError:
            for phrase in phrases:
                self.one(phrase)
            return -1

    def claim(self, claim: Claim, zones: tuple[Zone, ...], groups: dict[str, str]) -> Detection:
        """Number all phrases of a claim-like test; `groups` are lists with the group each stands for."""

        def numbers(phrases: tuple[str, ...]) -> dict[int, str]:
            return {self.one(phrase): phrase for phrase in phrases}

        return Detection(
            zones=frozenset(zones),
            phrases=numbers(claim.phrases),
            cancelled_by=claim.cancelled_by,
            softened_by=claim.softened_by,
            unless=numbers(claim.unless),
            unless_in_block=numbers(claim.unless_in_block),
            unless_on_page=numbers(claim.unless_on_page),
            unless_on_page_in=frozenset(claim.unless_on_page_in),
            also=numbers(claim.also),
            also_in_block=numbers(claim.also_in_block),
            also_on_page=numbers(claim.also_on_page),
            groups={self.one(f"{{{name}}}"): group for name, group in groups.items()},
        )

    def cues(self, operator: Operator) -> Cues:
        """Number all cues of an operator."""
        cues = {scope: getattr(operator, scope) for scope in (*IN_SENTENCE, *BEYOND, "pseudo")}
        numbers = {scope: self.any_of(said) for scope, said in cues.items() if said}
        return Cues(
            operator=operator,
            numbers=numbers,
            in_sentence=tuple(scope for scope in IN_SENTENCE if scope in numbers),
            beyond=tuple(scope for scope in BEYOND if scope in numbers),
        )


def group_lists(rule: Rule, terms: Terms) -> dict[str, str]:
    """Return the sub-lists (`condition__neurology`) of the grouped lists a measure uses, with the group's name."""
    measure = rule.measure
    if measure is None or measure.count != "groups":
        return {}
    used = {name for phrase in measure.phrases for name in lists_used(phrase)}
    return {name: name.split("__", 1)[1] for name in terms if "__" in name and name.split("__", 1)[0] in used}
