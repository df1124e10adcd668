"""How each rule ended on a page: places that fired, mentions set aside, numbers, sources."""

from dataclasses import dataclass

from checker.models.names import Confidence, IdentifierFamily, Severity, State, Verdict, Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place on the page that made a rule fire: `page.text[start:end] == quote`, always."""

    quote: str
    """The words that made the rule fire, exactly as they stand in the page's text."""
    start: int
    """Offset of the first character of the quote in the page's text."""
    end: int
    """Offset behind the last character of the quote."""
    sentence: str
    """The sentence around the quote."""
    sentence_start: int
    """Offset of the sentence in the page's text."""
    zone: Zone
    """What sort of place it is: heading, running text, list …"""
    heading_path: tuple[str, ...]
    """Headings above the place, outermost first."""
    css_path: str
    """A CSS selector that finds the element in the page."""
    lead_in: str = ""
    """The lead-in that a list item or short heading completes, if the match needed it."""
    hidden: bool = False
    """True when a browser would probably not show it."""
    disguised: bool = False
    """True when the words only appear after undoing look-alike or invisible characters."""
    softened_by: tuple[str, ...] = ()
    """Operators that weaken the statement ("may", "researchers hope")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A mention that looked like a hit and was not counted, with the reason."""

    quote: str
    """The words that looked like a hit."""
    start: int
    """Offset of the quote in the page's text."""
    end: int
    """Offset behind the quote."""
    sentence: str
    """The sentence around the quote."""
    reason: str
    """Operator or exception that cancelled it: `negation`, `question`, `unless` …"""
    cue: str
    """The words on the page that decided it; empty when position decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierPlace:
    """One place of a number on the page: `page.text[start:end] == quote`, always."""

    quote: str
    """The number as written on the page."""
    start: int
    """Offset of the quote in the page's text."""
    end: int
    """Offset behind the quote."""
    zone: Zone
    """Where it stands; `hidden` when a browser would probably not show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An official number found on the page, with all its places. Nothing was looked up."""

    format: str
    """Id of its format in `rules/identifiers.yaml`."""
    name: str
    """What kind of number it is: "ClinicalTrials.gov number"."""
    registry: str
    """Who gives out such numbers."""
    family: IdentifierFamily
    """What such a number stands for."""
    number: str
    """In the registry's own spelling; as written on the page when malformed."""
    verdict: Verdict
    """What an offline look at its form says."""
    look_up: str
    """Address at which a reader can look it up, or empty."""
    note: str = ""
    """What such a number does not mean, one sentence, or empty."""
    places: tuple[IdentifierPlace, ...] = ()
    """Where it stands in the page's text, in page order."""
    link: str = ""
    """The first link address that holds it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published warning or study a rule rests on."""

    key: str
    """Id in `rules/authorities.yaml`."""
    title: str
    """Its title."""
    organisation: str
    """Who published it."""
    year: str
    """Year of publication, or empty."""
    url: str
    """Where it can be read."""
    read: str
    """Day the page was last looked up (ISO date)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one rule ended on one page, with everything a report says about it."""

    rule: str
    """Id of the rule; also the name of its file."""
    category: str
    """Folder of the rule: what it is about."""
    title: str
    """What the rule says about a page, one sentence."""
    why: str
    """Why it matters to a reader."""
    ask: str
    """The question a reader may ask, or empty."""
    kind: str
    """claim, absence, measure, identifier or combination."""
    good: bool
    """True for a protective sign."""
    state: State
    """How the rule ended."""
    reason: str
    """One sentence: why the rule ended so."""
    severity: Severity
    """How much it matters if the reading is right."""
    confidence: Confidence
    """How often this reading is right."""
    points: float = 0.0
    """Contribution before category caps; negative for good signs; 0 unless fired."""
    findings: tuple[Finding, ...] = ()
    """The places that made it fire, in page order; empty for a rule without words of its own."""
    set_aside: tuple[SetAside, ...] = ()
    """Mentions that looked like a hit and were not counted."""
    measured: float | None = None
    """For a measure: the value."""
    base_rate_percent: float | None = None
    """For an absence: share of clinic sites that leave this out, where a study counted it."""
    replaced_by: str = ""
    """Id of the combination that stands for this rule in the sum, or empty."""
    sources: tuple[Source, ...] = ()
    """The published warnings and studies it rests on."""
