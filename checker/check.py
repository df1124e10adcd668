"""The whole job: from a target to a result. Reads like the flow in the README."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from checker.assess import assess
from checker.errors import TargetError
from checker.examine import examine
from checker.models import CaptureFacts, Fetched, Page, PageFacts, Result, Run
from checker.read import read_page
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.status import Status
from checker.version import __version__

SCHEMA_VERSION = "1"
MAX_FILE_BYTES = 20 * 1024 * 1024
"""Largest saved page that is read, the same as for a fetched one."""


def check_url(
    url: str, *, pack: Pack | None = None, allow_addresses: Sequence[IPv4Network | IPv6Network] = ()
) -> Result:
    """Fetch a page and judge it.

    Args:
        url: a full http or https address.
        pack: the rules; the bundled ones by default.
        allow_addresses: networks that may be contacted although they are not public.

    Raises:
        TargetError: the page could not be fetched; carries the status and what to do.
        RulePackError: the bundled rules are damaged.
    """
    from checker.net.client import fetch  # slow to import, and not needed for files
    from checker.net.policy import Policy

    started = _start()
    fetched = fetch(url, policy=Policy(allowed=tuple(allow_addresses)))
    return check_fetched(fetched, pack=pack or load_rules(), started=started, allow_addresses=allow_addresses)


def check_html(html: str | bytes, *, url: str = "saved page", pack: Pack | None = None) -> Result:
    """Judge a page that is already here.

    Args:
        html: the page's source; bytes are decoded as a browser would.
        url: the address or name shown in the result.
        pack: the rules; the bundled ones by default.

    Raises:
        TargetError: the content is not a web page.
        RulePackError: the bundled rules are damaged.
    """
    started = _start()
    body = html.encode("utf-8") if isinstance(html, str) else html
    charset = "text/html; charset=utf-8" if isinstance(html, str) else ""
    fetched = Fetched(requested_url=url, final_url=url, body=body, content_type=charset, wire_size_bytes=len(body))
    return check_fetched(fetched, pack=pack or load_rules(), started=started)


def check_file(path: Path, *, pack: Pack | None = None) -> Result:
    """Judge a saved page.

    Raises:
        TargetError: the file cannot be read or is not a web page.
    """
    return check_html(read_file(path), url=path.name, pack=pack)


def read_file(path: Path) -> bytes:
    """Return a saved page's bytes.

    Raises:
        TargetError: there is no such file, it is a folder, may not be read, or is too large.
    """
    try:
        if path.is_dir():
            raise TargetError(str(path), Status.UNREADABLE_FILE, "it is a folder; name a file in it")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise TargetError(str(path), Status.TOO_LARGE, f"more than {MAX_FILE_BYTES // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise TargetError(str(path), Status.UNREADABLE_FILE, error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    at: datetime
    clock_s: float


def _start() -> _Start:
    return _Start(at=datetime.now(UTC), clock_s=time.monotonic())


def check_fetched(
    fetched: Fetched,
    *,
    pack: Pack,
    started: _Start | None = None,
    allow_addresses: Sequence[IPv4Network | IPv6Network] = (),
) -> Result:
    """Read and judge what was fetched.

    Raises:
        TargetError: the body is not a web page.
    """
    return read_and_judge(fetched, pack=pack, started=started, allow_addresses=allow_addresses)[1]


def read_and_judge(
    fetched: Fetched,
    *,
    pack: Pack,
    started: _Start | None = None,
    allow_addresses: Sequence[IPv4Network | IPv6Network] = (),
) -> tuple[Page, Result]:
    """Return a page as read and what it came to, for callers that need its text too.

    Raises:
        TargetError: the body is not a web page.
    """
    started = started or _start()
    _refuse_other_files(fetched)
    page = read_page(fetched)
    examination = examine(page, pack)
    assessment, outcomes = assess(page, examination, pack)
    return page, Result(
        schema_version=SCHEMA_VERSION,
        run=Run(
            tool_version=__version__,
            started_at=started.at,
            elapsed_s=round(time.monotonic() - started.clock_s, 3),
            allowed_addresses=tuple(str(network) for network in allow_addresses),
        ),
        pack=pack.info,
        capture=_capture_facts(fetched),
        page=_page_facts(page),
        kind=examination.kind,
        assessment=assessment,
        outcomes=outcomes,
        identifiers=examination.identifiers,
    )


MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"RIFF": "an image or sound file",
    b"\x1f\x8b": "a compressed file",
}
"""First bytes of files that people mistake for pages."""


def _refuse_other_files(fetched: Fetched) -> None:
    for magic, name in MAGIC.items():
        if fetched.body.startswith(magic):
            raise TargetError(fetched.requested_url, Status.NOT_HTML, name)
    if not fetched.body.strip():
        raise TargetError(fetched.requested_url, Status.EMPTY_TEXT, "0 bytes")


def _capture_facts(fetched: Fetched) -> CaptureFacts:
    return CaptureFacts(
        requested_url=fetched.requested_url,
        final_url=fetched.final_url,
        status_code=fetched.status_code,
        redirects=fetched.redirects,
        peer_address=fetched.peer_address,
        content_type=fetched.content_type,
        size_bytes=len(fetched.body),
        sha256=hashlib.sha256(fetched.body).hexdigest(),
        fetched_at=fetched.fetched_at,
        notes=fetched.notes,
    )


def _page_facts(page: Page) -> PageFacts:
    return PageFacts(
        title=page.title,
        language=page.language,
        encoding=page.encoding,
        status=page.status,
        counts=page.counts,
        limits=page.limits,
        text_sha256=hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
