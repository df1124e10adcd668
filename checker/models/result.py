"""What was found and concluded: everything a report is made from."""

from dataclasses import dataclass
from datetime import datetime

from checker.models.capture import TlsFacts
from checker.models.names import (
    Band,
    Confidence,
    Genre,
    IdentifierFamily,
    PageKind,
    Severity,
    State,
    Verdict,
    Zone,
)
from checker.models.page import Hop, Limit, ReadCounts
from checker.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place on the page that made a rule fire: `page.text[start:end] == quote`, always."""

    quote: str
    start: int
    end: int
    sentence: str
    """The sentence around the quote."""
    sentence_start: int
    zone: Zone
    heading_path: tuple[str, ...]
    css_path: str
    lead_in: str = ""
    """The lead-in that a list item or short heading completes, if the match needed it."""
    hidden: bool = False
    disguised: bool = False
    """True when the words only appear after undoing look-alike or invisible characters."""
    softened_by: tuple[str, ...] = ()
    """Operators that weaken the statement ("may", "researchers hope")."""
    page: str = ""
    """Address of the page it stands on where several were read; empty for the page that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A mention that looked like a hit and was not counted, with the reason."""

    quote: str
    start: int
    end: int
    sentence: str
    reason: str
    """Operator or exception that cancelled it: `negation`, `question`, `unless` …"""
    cue: str
    """The words on the page that decided it; empty when position decided."""
    page: str = ""
    """Address of the page it stands on where several were read; empty for the page that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierPlace:
    """One place of a number on the page: `page.text[start:end] == quote`, always."""

    quote: str
    start: int
    end: int
    zone: Zone
    """Where it stands; `hidden` when a browser would probably not show it."""
    page: str = ""
    """Address of the page it stands on where several were read; empty for the page that was given."""


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
    number: str
    """In the registry's own spelling; as written on the page when malformed."""
    verdict: Verdict
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
    title: str
    organisation: str
    year: str
    url: str
    read: str
    """Day the page was last looked up (ISO date)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one rule ended on one page, with everything a report says about it."""

    rule: str
    category: str
    title: str
    why: str
    ask: str
    kind: str
    """claim, absence, measure, identifier or combination."""
    good: bool
    """True for a protective sign."""
    state: State
    reason: str
    """One sentence: why the rule ended so."""
    severity: Severity
    confidence: Confidence
    points: float = 0.0
    """Contribution before category caps; negative for good signs; 0 unless fired."""
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    measured: float | None = None
    """For a measure: the value."""
    base_rate_percent: float | None = None
    """For an absence: share of clinic sites that leave this out, where a study counted it."""
    replaced_by: str = ""
    """Id of the combination that stands for this rule in the sum, or empty."""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReason:
    """One signal that decided the page kind."""

    kind: PageKind
    weight: float
    sentence: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindVerdict:
    """The page kind with its reasons, strongest first."""

    kind: PageKind
    genre: Genre
    """The sort of page within its kind."""
    reasons: tuple[KindReason, ...]
    cell_words: float = 0.0
    """Mentions of cell products per 100 words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyItem:
    """One of the four JAMA benchmark items: authorship, attribution, disclosure, currency."""

    id: str
    title: str
    seen: bool
    evidence: str
    """What showed it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPoints:
    """Points of one category group before and after its cap."""

    group: str
    raw: float
    counted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The conclusion: a band in words, and how it came about."""

    band: Band
    headline: str
    """The band in words, as readers see it."""
    reasons: tuple[str, ...]
    """Why this band, most important first, each a full sentence."""
    points: float
    """Sum after caps, 0 to 100; shown in JSON and the method section only."""
    by_group: tuple[CategoryPoints, ...]
    transparency: tuple[TransparencyItem, ...]
    reliability: Confidence
    reliability_line: str
    """How far this reading can be relied on and why, one sentence."""
    could_not_see: tuple[str, ...]
    """What was not read or not checked, each a full sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """Which rules judged the page."""

    name: str
    version: str
    sha256: str
    rules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What differs between two runs over the same page: kept apart so that the rest can be compared byte for byte."""

    tool_version: str
    started_at: datetime
    elapsed_s: float
    allowed_addresses: tuple[str, ...] = ()
    """Networks the user opened with --allow-address; printed on the report."""
    ignored_robots: str = ""
    """Why the site's robots.txt was not asked (--ignore-robots); printed on the report. Empty when it was obeyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureFacts:
    """What was fetched, without the bytes."""

    requested_url: str
    final_url: str
    status_code: int
    redirects: tuple[Hop, ...]
    peer_address: str
    content_type: str
    size_bytes: int
    sha256: str
    """Of the page that was read; with `browser`, of the page as its scripts left it."""
    fetched_at: datetime | None
    browser: str = ""
    """The browser in which the page's scripts ran before the text was read; empty when none did."""
    served_sha256: str = ""
    """With `browser`: SHA-256 of the page as the site sent it; else empty."""
    notes: tuple[str, ...] = ()
    tls: TlsFacts | None = None
    """How the connection was encrypted; null when it was not, or for a file."""
    manifest_sha256: str = ""
    """SHA-256 of the `manifest.json` of the capture this was judged from; empty when no capture was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What was read, without the text."""

    title: str
    language: str
    encoding: str
    status: Status
    counts: ReadCounts
    limits: tuple[Limit, ...]
    text_sha256: str
    recognised_as: str = ""
    """What stood in front of the page, and the sign that gave it away; empty for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One of several pages of a site: read, or why not."""

    url: str
    topic: str
    """What it was read for; empty for the page that was given."""
    status: Status
    detail: str = ""
    """Where it was not read: what happened."""
    title: str = ""
    words: int = 0
    kind: PageKind | None = None
    """None where it was not judged."""
    body_sha256: str = ""
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything one check found. Every report is made from this value alone."""

    schema_version: str
    run: Run
    pack: PackInfo
    capture: CaptureFacts
    page: PageFacts
    kind: KindVerdict
    assessment: Assessment
    outcomes: tuple[Outcome, ...] = ()
    """Every rule of the pack, in pack order."""
    identifiers: tuple[Identifier, ...] = ()
    """Official numbers found on the page, in page order; those that only a link holds come last."""
    pages: tuple[SitePage, ...] = ()
    """Where several pages of a site were asked for: each of them, the given one first."""
