"""The values that travel from the network to the report: what was fetched, read, found and concluded.

All are frozen and keyword-only. Offsets always point into `Page.text`; times are UTC; sizes are bytes.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checker.status import Status


class Zone(StrEnum):
    """Where on the page a block of text stands."""

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    TESTIMONIAL = "testimonial"
    FAQ_QUESTION = "faq_question"
    FAQ_ANSWER = "faq_answer"
    ALT = "alt"
    BUTTON = "button"
    FORM = "form"
    NAV = "nav"
    FOOTER = "footer"
    JSONLD = "jsonld"
    HIDDEN = "hidden"
    """Only named by rules: matches any block whose `hidden` is true, whatever its zone."""


class Severity(StrEnum):
    """How much a finding matters if the reading is right."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Confidence(StrEnum):
    """How often the reading is right."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PageKind(StrEnum):
    """What the page is for, from most to least commercial."""

    OFFER = "offer"
    """A provider offers treatment here."""
    PROMOTION = "promotion"
    """Promotes treatment without offering it first-hand: advertorial, lead generation, one-sided article."""
    INFORMATION = "information"
    """Article, news, encyclopaedia, forum."""
    INSTITUTION = "institution"
    """Regulator, registry, journal, hospital programme, charity, university."""


class State(StrEnum):
    """How a rule ended. Every rule ends in exactly one of these."""

    FIRED = "fired"
    NOT_FOUND = "not_found"
    NOT_APPLICABLE = "not_applicable"
    COULD_NOT_CHECK = "could_not_check"


class Band(StrEnum):
    """The conclusion a reader gets, in words."""

    MANY = "many"
    SOME = "some"
    FEW = "few"
    COULD_NOT_JUDGE = "could_not_judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed."""

    url: str
    """Address that answered with the redirect."""
    status_code: int
    """HTTP status of that answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer to one request for a page, or the bytes of a saved page."""

    requested_url: str
    """Address or file name as the user gave it."""
    final_url: str
    """Address that delivered the body, after redirects; equals `requested_url` for a file."""
    body: bytes
    """The body after content decoding (gzip), before character decoding."""
    content_type: str = ""
    """The `Content-Type` header, empty when there was none."""
    status_code: int = 200
    """HTTP status; 200 for a file."""
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers in order, names in lower case."""
    redirects: tuple[Hop, ...] = ()
    """Redirects followed, in order."""
    peer_address: str = ""
    """Numeric address that answered; empty for a file."""
    wire_size_bytes: int = 0
    """Bytes received for the body, before decompression."""
    truncated: bool = False
    """True when the server announced or encoded more than it delivered."""
    fetched_at: datetime | None = None
    """When the answer arrived (UTC); None for a file whose time is unknown."""
    notes: tuple[str, ...] = ()
    """Oddities worth a line in the report, each a full sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A copy of a text for matching: lower case, plain letters, single spaces.

    `origin[i]` is the offset in the original text of the character that folded character `i` came from;
    it never decreases, and `len(origin) == len(text) + 1` (the last entry is the original length).
    """

    text: str
    origin: tuple[int, ...] | range
    disguised: frozenset[int] = frozenset()
    """Offsets (in the folded text) of letters that only folding made plain: look-alike letters, full-width or
    mathematical letters, letters after an invisible character inside a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text: a paragraph, heading, list item, table cell, caption."""

    zone: Zone
    start: int
    end: int
    heading_path: tuple[str, ...] = ()
    """Headings above this block, outermost first; for a heading, those above it."""
    lead_in: tuple[int, int] | None = None
    """Offsets of the text this fragment completes ("We treat:" above a list item), or None."""
    css_path: str = ""
    """A CSS selector that finds the element in the page."""
    hidden: bool = False
    """True when a browser would probably not show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, as offsets into `Page.text`, inside one block."""

    start: int
    end: int
    block: int
    """Index into `Page.blocks`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the page; `href` is as written, resolved against the page's address."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A machine-readable statement of the page: a meta tag or a JSON-LD value."""

    name: str
    """`meta:author`, `jsonld:@type`, `jsonld:datePublished` …"""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCounts:
    """How much was read, and what was seen but not read."""

    words: int
    hidden_words: int
    sentences: int
    images: int
    """Images: text inside them was not read."""
    scripts: int
    frames: int
    """Embedded pages and videos: their content was not read."""
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Something that made the reading incomplete."""

    id: str
    """Stable name: `readers_disagree`, `truncated_body`, `text_cut`, `undecodable_bytes` …"""
    sentence: str
    """What happened and what it means for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as read: its whole text with the place of every block."""

    url: str
    title: str
    language: str
    """ISO 639-1 code of the running text, or `und` when it cannot be told."""
    text: str
    """All blocks' text in page order, joined by line breaks. Nothing ever rewrites it."""
    folded: Folded
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    counts: ReadCounts
    links: tuple[Link, ...] = ()
    facts: tuple[Fact, ...] = ()
    encoding: str = "utf-8"
    status: Status = Status.OK
    """`ok`, or why the text cannot be judged (script_built, empty_text, consent_wall, blocked, parked)."""
    limits: tuple[Limit, ...] = ()


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
    """claim, absence, measure or combination."""
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
    reasons: tuple[KindReason, ...]


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
    fetched_at: datetime | None
    notes: tuple[str, ...] = ()


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
    outcomes: tuple[Outcome, ...] = field(default=())
    """Every rule of the pack, in pack order."""
