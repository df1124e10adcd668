"""What was kept of a visit: every exchange with its exact bytes, and the pages they belong to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checker.status import Status


class Role(StrEnum):
    """What an exchange was for."""

    PAGE = "page"
    REDIRECT = "redirect"
    """An answer that only named another address."""
    ROBOTS = "robots"
    """The site's rules for programs."""
    SITEMAP = "sitemap"


class Cut(StrEnum):
    """Why the stored answer is not the whole answer: the values of `WARC-Truncated` (WARC 1.1, 5.13)."""

    WHOLE = ""
    LENGTH = "length"
    """A size limit was reached."""
    TIME = "time"
    """A time limit was reached."""
    DISCONNECT = "disconnect"
    """The connection broke off."""
    UNSPECIFIED = "unspecified"
    """The rest was not needed, and not received."""


class Choice(StrEnum):
    """Who chose a page."""

    ASKED = "asked"
    """A person gave its address."""
    FURTHER = "further"
    """The tool chose it from the site of the asked page before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """What is known of an encrypted connection."""

    version: str
    """`TLSv1.3` and the like."""
    cipher: str
    """Name of the cipher suite."""
    certificate_sha256: str
    """SHA-256 of the certificate (DER) the other side showed; empty when an archive does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, byte for byte as they crossed the connection (inside the encryption)."""

    role: Role
    url: str
    request: bytes
    response: bytes
    """Everything that was received: status line, headers, body with its chunks and packing."""
    started_at: datetime
    ended_at: datetime
    """When the last bytes arrived."""
    dialled: tuple[str, ...]
    """Numeric addresses that were tried, in order."""
    peer_address: str
    """The one that answered, or empty."""
    peer_port: int
    tls: TlsFacts | None
    cut: Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedPage:
    """One page that was asked for, and what came of it."""

    requested_url: str
    """Address as the person gave it, or as the tool chose it."""
    choice: Choice
    final_url: str
    """Address that answered last; empty when none did."""
    status: Status
    """`ok` when a page arrived, else why not."""
    detail: str
    """What is particular to this failure, or empty."""
    status_code: int | None
    """HTTP status of the last answer; None when no page arrived."""
    content_type: str
    body_size_bytes: int
    """Of the body after unpacking; 0 when no page arrived."""
    body_sha256: str
    """SHA-256 of the body after unpacking; empty when no page arrived."""
    notes: tuple[str, ...]
    """Oddities noted when it arrived, each a full sentence."""
    exchanges: tuple[int, ...]
    """Which exchanges of the capture belong to it, in order: redirects first, the page last."""
    topic: str = ""
    """For a further page: what it was chosen for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Everything kept of one visit to one or more pages."""

    started_at: datetime
    ended_at: datetime
    pages: tuple[CapturedPage, ...]
    """In the order asked for; a site's main page stands before its further pages."""
    exchanges: tuple[Exchange, ...]
    """In the order they were made."""

    def of(self, page: CapturedPage) -> tuple[Exchange, ...]:
        """Return the exchanges that delivered a page, redirects first."""
        return tuple(self.exchanges[number] for number in page.exchanges)

    @property
    def sites(self) -> tuple[tuple[CapturedPage, ...], ...]:
        """Return the asked pages, each with the further pages of its site."""
        found: list[list[CapturedPage]] = []
        for page in self.pages:
            if page.choice is Choice.ASKED or not found:
                found.append([])
            found[-1].append(page)
        return tuple(map(tuple, found))
