"""What the files beside the rules may say: word lists, operators, page kinds, scoring, authorities."""

from dataclasses import dataclass, field

from checker.models import Genre, PageKind, Severity, Zone
from checker.rulebook.schema import READER_ZONES, STRICT, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A word list, plain or grouped."""

    __pydantic_config__ = STRICT

    name: str
    about: str
    source: str = ""
    terms: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A context operator: cues that change what a sentence says."""

    __pydantic_config__ = STRICT

    operator: str
    """Name; equals the file name."""
    about: str
    """What it recognises."""
    factor: float = 0.0
    """Weight left to a softened hit; 0 for operators that only cancel."""
    window_words: int = 12
    """How far a forward or backward cue reaches."""
    structural: str = ""
    """A test on form instead of words: `question`, `testimonial`, or empty."""
    opening: tuple[str, ...] = ()
    """Cues with which the sentence begins."""
    forward: tuple[str, ...] = ()
    """Cues before the hit, in its clause."""
    backward: tuple[str, ...] = ()
    """Cues after the hit, in its clause."""
    overlapping: tuple[str, ...] = ()
    """Cues that share words with the hit."""
    sentence: tuple[str, ...] = ()
    """Cues anywhere in the sentence."""
    nearby: tuple[str, ...] = ()
    """Cues in the sentence, the one before or the one after, in the same block."""
    block: tuple[str, ...] = ()
    """Cues anywhere in the same block."""
    heading: tuple[str, ...] = ()
    """Cues in a heading above or in the lead-in."""
    pseudo: tuple[str, ...] = ()
    """Wordings that look like a cue and are none ("not only"); in their sentence form alone decides nothing either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Words that end the reach of a cue."""

    __pydantic_config__ = STRICT

    about: str
    terminators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One sign of what a page is for."""

    __pydantic_config__ = STRICT

    id: str
    kind: PageKind
    genre: Genre | None = None
    """The sort of page it points to, within the kind."""
    genre_weight: float = 1.0
    """How strongly it points there."""
    weight: float
    """Points for the kind; 0 for a sign that only tells the sort of page."""
    sentence: str
    """The reason as shown: "It invites readers to book a consultation."."""
    phrases: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = READER_ZONES
    cancelled_by: tuple[str, ...] = ()
    at_least: int = 1
    """How many hits (or rules) are needed."""
    fact: str = ""
    """Name of a machine-readable fact, with `values`."""
    values: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Endings of the page's host name."""
    link_prefixes: tuple[str, ...] = ()
    """Beginnings of link addresses ("tel:")."""
    rules: tuple[str, ...] = ()
    """Rules found on the page, of which `at_least` different ones are needed."""
    unless_rules: tuple[str, ...] = ()
    """Rules found on the page that silence the signal; an absence rule is found when the page does say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Words that show that a page's subject is cell products."""

    __pydantic_config__ = STRICT

    phrases: tuple[str, ...]
    zones: tuple[Zone, ...] = READER_ZONES


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """How the page kind is decided."""

    __pydantic_config__ = STRICT

    about: str
    subject: Subject
    thresholds: dict[PageKind, float]
    """Points a kind needs."""
    needed_to_sell: Signal
    """What a page must speak of before it can offer or promote anything; otherwise it is of this signal's kind."""
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSign:
    """One sign that a clinic is in a place: words, a host name, or machine-readable facts."""

    __pydantic_config__ = STRICT

    phrases: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = (*READER_ZONES, Zone.FOOTER, Zone.FORM, Zone.NAV)
    cancelled_by: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Endings of the page's host name."""
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Facts that must all be there: name pattern (`jsonld:*addressRegion`) to the values that count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its own law on advertising, and how a page shows that its clinic is there."""

    __pydantic_config__ = STRICT

    name: str
    """As shown to readers: "Florida"."""
    signs: tuple[PlaceSign, ...]
    """One is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All places that rules know."""

    __pydantic_config__ = STRICT

    about: str
    places: dict[str, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyTest:
    """One JAMA benchmark item and what shows it."""

    __pydantic_config__ = STRICT

    id: str
    title: str
    phrases: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = (*READER_ZONES, Zone.FOOTER)
    facts: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    """Formats of numbers (`identifiers.yaml`) that also show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transparency:
    """The four JAMA benchmark items."""

    __pydantic_config__ = STRICT

    about: str
    items: tuple[TransparencyTest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A published warning, law or study."""

    __pydantic_config__ = STRICT

    title: str
    organisation: str
    url: str
    year: str
    read: str
    says: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGroup:
    """Categories that share one cap."""

    __pydantic_config__ = STRICT

    categories: tuple[str, ...]
    cap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFloors:
    """Points from which a band applies."""

    __pydantic_config__ = STRICT

    some: float
    many: float
    many_cell_words: float = 0.0
    """Mentions of cell products per 100 words that `many` by points alone needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """All numbers of the assessment, in one place."""

    __pydantic_config__ = STRICT

    version: str
    about: str
    severity_points: dict[Severity, float]
    good_sign_points: dict[Strength, float]
    good_sign_cap: float
    claim_factor: dict[PageKind, float]
    absence_factor: dict[PageKind, float]
    repeat_factors: tuple[float, ...]
    groups: dict[str, PointGroup]
    bands: BandFloors
    min_words: int
    """Below this many words nothing is judged."""
    absence_min_words: int
    """Below this many words nothing is called missing."""
    critical_floor: tuple[PageKind, ...]
    """Page kinds on which a critical claim alone makes `many`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRate:
    """What share of clinic sites a study saw doing something."""

    __pydantic_config__ = STRICT

    what: str
    rules: tuple[str, ...]
    """Ids of rules, or patterns of ids (`hype-*`), that find it."""
    percent: float
    source: str
    """The study's key in the authorities file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """The pack's name and version."""

    __pydantic_config__ = STRICT

    name: str
    version: str
    licence: str
    about: str
    base_rates: tuple[PublishedRate, ...] = ()
    """Shares that belong to no single rule; a rule about missing information carries its own."""
