"""What a rule pack's YAML files may say: one dataclass per kind of file.

The loader validates every file against these, and the JSON Schemas for editors are generated from them.
Phrases are written in the phrase language of `phrases.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

from checker.models import Confidence, IdentifierFamily, PageKind, Severity, Verdict, Zone

STRICT: dict[str, str | bool] = {"extra": "forbid"}
"""Pydantic configuration of every file: unknown keys are errors."""
READER_ZONES = (
    Zone.TITLE,
    Zone.META,
    Zone.HEADING,
    Zone.TEXT,
    Zone.LIST,
    Zone.TABLE,
    Zone.QUOTE,
    Zone.TESTIMONIAL,
    Zone.FAQ_QUESTION,
    Zone.FAQ_ANSWER,
    Zone.ALT,
    Zone.BUTTON,
    Zone.JSONLD,
)
"""Zones a rule reads unless it says otherwise: all but menus, footers, forms and hidden text."""


class Needs(StrEnum):
    """Which page kinds a rule applies to."""

    ANY = "any"
    PROMOTION = "promotion"
    """Pages that offer or promote treatment."""
    OFFER = "offer"
    """Pages that offer treatment."""


class Strength(StrEnum):
    """How much a good sign weighs."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class Count(StrEnum):
    """What a measure counts."""

    MENTIONS = "mentions"
    DISTINCT = "distinct"
    """Different wordings."""
    GROUPS = "groups"
    """Different groups of a grouped word list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that shows what a rule does; it is run on every self-test."""

    __pydantic_config__ = STRICT

    text: str = ""
    """The sentence or paragraph. A blank line starts a new block."""
    quote: str = ""
    """For a firing example: the words that must be quoted."""
    why: str = ""
    """For a quiet example: the operator or exception that must be recorded, or why it is no hit."""
    zone: Zone = Zone.TEXT
    """Where the text stands."""
    lead_in: str = ""
    """The line that the text completes, such as "We treat:"."""
    heading: str = ""
    """The heading above the text."""
    url: str = ""
    """The page's address, where it matters."""
    kind: PageKind | None = None
    """The page kind to assume; by default one the rule applies to."""
    fired: tuple[str, ...] = ()
    """For a combination: the rules to assume fired."""
    pages: int = 1
    """For a combination: how many pages of the site were read; the rules assumed fired stand on them in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Sentences that must fire and sentences that must stay quiet."""

    __pydantic_config__ = STRICT

    fires: tuple[Example, ...]
    quiet: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Fires when the page says one of the phrases and nothing in the context cancels it."""

    __pydantic_config__ = STRICT

    phrases: tuple[str, ...]
    """One alternative per line, in the phrase language."""
    cancelled_by: tuple[str, ...] = ()
    """Context operators that cancel a hit (names of files in `context/`)."""
    softened_by: tuple[str, ...] = ()
    """Context operators that lower its weight."""
    unless: tuple[str, ...] = ()
    """A hit is dropped when its clause also says one of these."""
    unless_in_block: tuple[str, ...] = ()
    """A hit is dropped when its paragraph also says one of these."""
    unless_on_page: tuple[str, ...] = ()
    """A hit is dropped when the page says one of these anywhere."""
    unless_on_page_in: tuple[Zone, ...] = ()
    """Zones in which `unless_on_page` counts; all zones unless given."""
    also: tuple[str, ...] = ()
    """A hit counts only when its sentence also says one of these."""
    also_in_block: tuple[str, ...] = ()
    """A hit counts only when its paragraph, its heading or its lead-in also says one of these."""
    also_on_page: tuple[str, ...] = ()
    """A hit counts only when the page also says one of these somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(Claim):
    """Fires when the page never says one of the phrases (in the sense of a claim, context included).

    It asks nothing of a page that says none of `also_on_page`.
    """

    __pydantic_config__ = STRICT

    phrases: tuple[str, ...] = ()
    satisfied_by: tuple[str, ...] = ()
    """Rules whose firing also counts as saying it."""
    satisfied_by_facts: tuple[str, ...] = ()
    """Machine-readable facts (`jsonld:*address*`) that also count as saying it."""
    satisfied_by_identifiers: tuple[IdentifierFamily, ...] = ()
    """Kinds of official numbers, in the text or in a link, that also count as saying it."""
    not_counted_with: tuple[str, ...] = ()
    """Rules whose quotes do not count as saying it: "no risk" is not a mention of risk."""
    if_found: tuple[str, ...] = ()
    """Rules of which one must fire for this to apply."""
    base_rate_percent: float | None = None
    """Share of clinic sites that leave this out, where a study counted it."""
    base_rate_source: str = ""
    """The study's key in the authorities file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a measure."""

    __pydantic_config__ = STRICT

    at_least: float
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Claim):
    """Fires when a count over the whole page reaches a level."""

    __pydantic_config__ = STRICT

    count: Count = Count.MENTIONS
    identifiers: tuple[str, ...] = ()
    """Formats of official numbers (`identifiers.yaml`) that are counted too, each number once."""
    per_words: int = 0
    """When given, the count is divided by this many words (1000: mentions per 1,000 words)."""
    min_words: int = 0
    """Below this many words the measure says nothing."""
    levels: tuple[Level, ...]
    """Steps, lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierTest:
    """Fires when the page gives an official number on which an offline look says one of the verdicts."""

    __pydantic_config__ = STRICT

    formats: tuple[str, ...]
    """Formats of `identifiers.yaml`."""
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some rules, of which a number must have fired."""

    __pydantic_config__ = STRICT

    of: tuple[str, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Fires when every group has fired and none of the exceptions has."""

    __pydantic_config__ = STRICT

    all_of: tuple[Group, ...]
    none_of: tuple[str, ...] = ()
    min_pages: int = 0
    """Pages of the site that must have been read; with fewer the rule does not apply."""
    on_different_pages: bool = False
    """Whether the groups must have fired on different pages of the site."""
    replaces: tuple[str, ...] = ()
    """Rules whose points this one stands for: the larger of the two counts, not the sum."""


Body = Claim | IdentifierTest | Combination
"""What a rule tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One published warning, as words to look for, with its proof inside."""

    __pydantic_config__ = STRICT

    id: str
    """Kebab-case; equals the file name; never reused."""
    title: str
    """What the page does, one sentence a patient understands: "The page says …"."""
    why: str
    """Why it matters, at most two sentences."""
    ask: str = ""
    """The question to put to the clinic."""
    severity: Severity
    """How much it matters if the reading is right; `info` for good signs."""
    protects: Strength | None = None
    """Set for a good sign: how much it counts in the clinic's favour."""
    confidence: Confidence
    """How often the reading is right."""
    needs: Needs = Needs.ANY
    places: dict[str, tuple[str, ...]] | None = None
    """Places (keys of `places.yaml`) of which one must be the clinic's. A place may name rules of which one must have
    fired there; only a rule about missing information may do so."""
    zones: tuple[Zone, ...] = READER_ZONES
    words: dict[str, tuple[str, ...]] | None = None
    """Word lists used only in this rule."""
    claim: Claim | None = None
    absence: Absence | None = None
    measure: Measure | None = None
    identifier: IdentifierTest | None = None
    combination: Combination | None = None
    sources: tuple[str, ...]
    """Keys of `authorities.yaml`."""
    articles: tuple[str, ...] = ()
    """Which of the founding articles (docs/founding-articles.md) warned of this or fell for it."""
    false_alarms: tuple[str, ...] = ()
    """Harmless wordings known to come close, or known to fire wrongly."""
    examples: Examples

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The tests this rule makes; a valid rule makes one."""
        named = (self.claim, self.absence, self.measure, self.identifier, self.combination)
        return tuple(body for body in named if body is not None)

    @property
    def body(self) -> Body:
        """The one kind of test this rule makes."""
        if len(self.bodies) != 1:
            msg = "a rule has exactly one of claim, absence, measure, identifier, combination"
            raise ValueError(msg)
        return self.bodies[0]
