"""What was found and concluded: everything a report is made from."""

from dataclasses import dataclass
from datetime import datetime

from checker.models.capture import TlsFacts
from checker.models.names import Band, Confidence, Genre, PageKind
from checker.models.outcome import Identifier, Outcome
from checker.models.page import Hop, Limit, ReadCounts
from checker.status import Status


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
