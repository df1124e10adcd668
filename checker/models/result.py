"""What was found and concluded: everything a report is made from."""

from dataclasses import dataclass
from datetime import datetime

from checker.models.capture import TlsFacts
from checker.models.names import Band, Confidence, Genre, PageKind, Zone
from checker.models.outcome import Identifier, Outcome
from checker.models.page import Hop, Limit, ReadCounts
from checker.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReason:
    """One signal that decided the page kind."""

    kind: PageKind
    """The page kind it speaks for."""
    weight: float
    """How much it counts."""
    sentence: str
    """What was seen, one sentence."""
    quote: str = ""
    """The words on the page, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindVerdict:
    """The page kind with its reasons, strongest first."""

    kind: PageKind
    """What the page is for."""
    genre: Genre
    """The sort of page within its kind."""
    reasons: tuple[KindReason, ...]
    """The signals that decided it."""
    cell_words: float = 0.0
    """Mentions of cell products per 100 words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyItem:
    """One of the four JAMA benchmark items: authorship, attribution, disclosure, currency."""

    id: str
    """Stable name of the item."""
    title: str
    """What it asks, in words."""
    seen: bool
    """True when the page says it."""
    evidence: str
    """What showed it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPoints:
    """Points of one category group before and after its cap."""

    group: str
    """Group of rule categories that share a cap."""
    raw: float
    """Points before the cap."""
    counted: float
    """Points after the cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The conclusion: a band in words, and how it came about."""

    band: Band
    """The conclusion."""
    headline: str
    """The band in words, as readers see it."""
    reasons: tuple[str, ...]
    """Why this band, most important first, each a full sentence."""
    points: float
    """Sum after caps, 0 to 100; shown in JSON and the method section only."""
    by_group: tuple[CategoryPoints, ...]
    """The points of each group."""
    transparency: tuple[TransparencyItem, ...]
    """Author, sources, ownership and date; kept apart from the points."""
    reliability: Confidence
    """How far this reading can be relied on."""
    reliability_line: str
    """How far this reading can be relied on and why, one sentence."""
    could_not_see: tuple[str, ...]
    """What was not read or not checked, each a full sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """Which rules judged the page."""

    name: str
    """Name of the rule pack."""
    version: str
    """Its version."""
    sha256: str
    """Hash over every rule file: two packs with the same hash judge alike."""
    rules: int
    """How many rules it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What differs between two runs over the same page: kept apart so that the rest can be compared byte for byte."""

    tool_version: str
    """Version of this tool."""
    started_at: datetime
    """When the check began (UTC)."""
    elapsed_s: float
    """How long it took, in seconds."""
    allowed_addresses: tuple[str, ...] = ()
    """Networks the user opened with --allow-address; printed on the report."""
    ignored_robots: str = ""
    """Why the site's robots.txt was not asked (--ignore-robots); printed on the report. Empty when it was obeyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureFacts:
    """What was fetched, without the bytes."""

    requested_url: str
    """Address or file name as the user gave it."""
    final_url: str
    """Address that delivered the page, after redirects."""
    status_code: int
    """HTTP status; 200 for a file."""
    redirects: tuple[Hop, ...]
    """Redirects that were followed, in order."""
    peer_address: str
    """Numeric address that answered; empty for a file."""
    content_type: str
    """The `Content-Type` header, or empty."""
    size_bytes: int
    """Size of the page's source after unpacking."""
    sha256: str
    """Hash of the page that was read; with `browser`, of the page as its scripts left it."""
    fetched_at: datetime | None
    """When the answer arrived (UTC); null for a file whose time is unknown."""
    browser: str = ""
    """The browser in which the page's scripts ran before the text was read; empty when none did."""
    served_sha256: str = ""
    """With `browser`: SHA-256 of the page as the site sent it; else empty."""
    notes: tuple[str, ...] = ()
    """Oddities of the fetch, each a full sentence."""
    tls: TlsFacts | None = None
    """How the connection was encrypted; null when it was not, or for a file."""
    manifest_sha256: str = ""
    """SHA-256 of the `manifest.json` of the capture this was judged from; empty when no capture was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What was read, without the text."""

    title: str
    """The page's title, or empty."""
    language: str
    """ISO 639-1 code of the running text, or `und` when it cannot be told."""
    encoding: str
    """Character encoding the source was read in."""
    status: Status
    """`ok`, or what kept the page from being read or judged."""
    counts: ReadCounts
    """How much was read."""
    limits: tuple[Limit, ...]
    """What made the reading incomplete."""
    text_sha256: str
    """Hash of the page's text: two captures with the same hash say the same words."""
    recognised_as: str = ""
    """What stood in front of the page, and the sign that gave it away; empty for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """One block of a page's text: a paragraph, heading, list item, table cell, caption."""

    start: int
    """Offset of its first character in the page's text."""
    end: int
    """Offset after its last character; a line break follows, and then the next block."""
    zone: Zone
    """Where on the page it stands."""
    hidden: bool
    """True when a browser would probably not show it."""
    level: int
    """Of a heading: 1 for the outermost, 2 for one under it, and so on; 0 for anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text that was judged, as it was read: every quote of the page is a part of it."""

    url: str
    """Address or file name of the page."""
    text: str
    """All words that were read, in page order."""
    blocks: tuple[TextBlock, ...]
    """The blocks it is made of, in page order, none left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One of several pages of a site: read, or why not."""

    url: str
    """Address that delivered it, or that was asked for."""
    topic: str
    """What it was read for; empty for the page that was given."""
    status: Status
    """`ok`, or what kept it from being read or judged."""
    detail: str = ""
    """Where it was not read: what happened."""
    title: str = ""
    """Its title, or empty."""
    words: int = 0
    """Words that were read."""
    kind: PageKind | None = None
    """What it is for by itself; null where it was not judged."""
    body_sha256: str = ""
    """Hash of its source; empty where it was not read."""
    text_sha256: str = ""
    """Hash of its text; empty where it was not read."""
    fetched_at: datetime | None = None
    """When it arrived (UTC); null where it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything one check found. Every report is made from this value alone."""

    schema_version: str
    """Version of this form; another version may have other fields."""
    run: Run
    """What differs between two runs over the same page."""
    pack: PackInfo
    """The rules that judged it."""
    capture: CaptureFacts
    """What was fetched."""
    page: PageFacts
    """What was read."""
    kind: KindVerdict
    """What the page is for."""
    assessment: Assessment
    """What is concluded."""
    outcomes: tuple[Outcome, ...] = ()
    """Every rule of the pack, in pack order."""
    identifiers: tuple[Identifier, ...] = ()
    """Official numbers found on the page, in page order; those that only a link holds come last."""
    pages: tuple[SitePage, ...] = ()
    """Where several pages of a site were asked for: each of them, the given one first."""
    texts: tuple[PageText, ...] = ()
    """The text of each page that was read, the given one first; empty where no text could be read."""
