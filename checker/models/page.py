"""What was fetched and what was read of it."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime

from checker.models.capture import TlsFacts
from checker.models.names import Zone
from checker.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed."""

    url: str
    """Address that answered with the redirect."""
    status_code: int
    """HTTP status of that answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Something that made the reading incomplete."""

    id: str
    """Stable name: `readers_disagree`, `truncated_body`, `text_cut`, `undecodable_bytes` …"""
    sentence: str
    """What happened and what it means for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer to one request for a page, or the bytes of a saved page."""

    requested_url: str
    """Address or file name as the user gave it."""
    final_url: str
    """Address that delivered the body, after redirects; equals `requested_url` for a file."""
    body: bytes
    """The body after content decoding (gzip), before character decoding; with `browser`, what scripts made of it."""
    served_body: bytes | None = None
    """With `browser`: the body as the site sent it, before any script ran; else None."""
    browser: str = ""
    """Name and version of the browser in which the page's scripts ran; empty when none did."""
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
    limits: tuple[Limit, ...] = ()
    """What is known to be missing from the body."""
    fetched_at: datetime | None = None
    """When the answer arrived (UTC); None for a file whose time is unknown."""
    notes: tuple[str, ...] = ()
    """Oddities worth a line in the report, each a full sentence."""
    tls: TlsFacts | None = None
    """How the connection was encrypted; None when it was not, or for a file."""


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

    def place_of(self, offset: int) -> int:
        """Return the place in the folded text of an offset in the original one."""
        return offset if isinstance(self.origin, range) else bisect_left(self.origin, offset)


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
    """Words read."""
    hidden_words: int
    """Of these, words a browser would probably not show."""
    sentences: int
    """Sentences read."""
    images: int
    """Images: text inside them was not read."""
    scripts: int
    """Scripts: what they add in a browser was not read."""
    frames: int
    """Embedded pages and videos: their content was not read."""
    links: int
    """Links on the page."""
    style_sheets: int = 0
    """Style sheets outside the page: they were not read, so text that they hide counts as shown."""
    undecided_styles: int = 0
    """Rules in the page that hide something this tool cannot tell; that counts as shown too."""


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
