"""Visit pages and keep everything that was sent and received, without judging any of it."""

import hashlib
from collections.abc import Callable, Sequence

from checker.errors import TargetError
from checker.models import Capture, CapturedPage, Choice, Fetched
from checker.net.tape import Tape
from checker.status import Status

PAGES_AT_MOST = 50
"""Pages of one capture: all of it is held in memory until it is written in one go."""

Read = Callable[[str], Fetched]
"""Requests the page at an address, with a tape running, or raises TargetError."""


def take(urls: Sequence[str], read: Read, tape: Tape) -> Capture:
    """Return a capture of the pages at these addresses, in this order.

    Args:
        urls: what to visit.
        read: visits one address.
        tape: what `read` records on.

    """
    started_at = tape.clock()
    pages = tuple(visit(url, read, tape) for url in urls)
    return Capture(started_at=started_at, ended_at=tape.clock(), pages=pages, exchanges=tape.exchanges)


def visit(url: str, read: Read, tape: Tape, *, choice: Choice = Choice.ASKED) -> CapturedPage:
    """Request one page and return what came of it; a failure is a value here, and the tape keeps what was received."""
    before = tape.last_reel()
    fetched, failure = _try(read, url)
    reel = tape.last_reel()
    if reel is before:  # refused before anything was asked
        reel = None
    return CapturedPage(
        requested_url=url,
        choice=choice,
        final_url=reel.answered_last if reel else "",
        status=failure.status if failure else Status.OK,
        detail=failure.detail if failure else "",
        status_code=fetched.status_code if fetched else None,
        content_type=fetched.content_type if fetched else "",
        body_size_bytes=len(fetched.body) if fetched else 0,
        body_sha256=hashlib.sha256(fetched.body).hexdigest() if fetched else "",
        notes=fetched.notes if fetched else (),
        exchanges=tuple(reel.numbers) if reel else (),
    )


def _try(read: Read, url: str) -> tuple[Fetched | None, TargetError | None]:
    try:
        return read(url), None
    except TargetError as error:
        return None, error
