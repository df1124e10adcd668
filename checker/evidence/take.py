"""Visit pages and keep everything that was sent and received, without judging any of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.errors import TargetError
from checker.facts import sha256
from checker.models import Capture, CapturedPage, Choice, Fetched, Link
from checker.net.tape import Tape
from checker.read import Readers, read_page
from checker.rulebook.site_schema import SitePages
from checker.site.choose import MOST_PAGES, choose
from checker.status import Status

PAGES_AT_MOST = 50
"""Pages of one capture: all of it is held in memory until it is written in one go."""

Read = Callable[[str], Fetched]
"""Requests the page at an address, with a tape running, or raises TargetError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """How further pages of a site are found."""

    pages: int
    """Pages to read of each site, the asked one among them."""
    wanted: SitePages
    read_sitemap: Callable[[str], tuple[Link, ...]]
    """Returns the links of the sitemap of an address's site, none when there is none."""


def take(urls: Sequence[str], read: Read, tape: Tape, *, further: Further | None = None) -> Capture:
    """Return a capture of the pages at these addresses, in this order, each with further pages of its site.

    Args:
        urls: what to visit.
        read: visits one address.
        tape: what `read` records on.
        further: how further pages are found; None for none.

    """
    started_at = tape.clock()
    pages = tuple(page for url in urls for page in _site(url, read, tape, further))
    return Capture(started_at=started_at, ended_at=tape.clock(), pages=pages, exchanges=tape.exchanges)


def _site(url: str, read: Read, tape: Tape, further: Further | None) -> Iterator[CapturedPage]:
    page, fetched = _visit(url, read, tape)
    yield page
    if not fetched or not further or further.pages < 2:
        return
    links = read_page(fetched, readers=Readers.LEXBOR).links
    links = (*links, *further.read_sitemap(fetched.final_url))
    for chosen in choose(fetched.final_url, links, further.wanted, most=min(further.pages, MOST_PAGES) - 1):
        yield replace(_visit(chosen.url, read, tape)[0], choice=Choice.FURTHER, topic=chosen.topic)


def _visit(url: str, read: Read, tape: Tape) -> tuple[CapturedPage, Fetched | None]:
    """Request one page and return what came of it; a failure is a value here, and the tape keeps what was received."""
    before = tape.last_reel()
    fetched, failure = _try(read, url)
    reel = tape.last_reel()
    if reel is before:  # refused before anything was asked
        reel = None
    page = CapturedPage(
        requested_url=url,
        choice=Choice.ASKED,
        final_url=reel.answered_last if reel else "",
        status=failure.status if failure else Status.OK,
        detail=failure.detail if failure else "",
        status_code=fetched.status_code if fetched else None,
        content_type=fetched.content_type if fetched else "",
        body_size_bytes=len(fetched.body) if fetched else 0,
        body_sha256=sha256(fetched.body) if fetched else "",
        notes=fetched.notes if fetched else (),
        exchanges=tuple(reel.numbers) if reel else (),
    )
    return page, fetched


def _try(read: Read, url: str) -> tuple[Fetched | None, TargetError | None]:
    try:
        return read(url), None
    except TargetError as error:
        return None, error
