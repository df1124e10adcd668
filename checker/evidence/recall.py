"""Turn stored exchanges into pages again: those of a capture, and those of a WARC file of any origin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import CaptureError, TargetError
from checker.evidence.unpack import DEFAULT_ARCHIVE_LIMITS, ArchiveLimits
from checker.evidence.warc_reader import Record, digest_fits, read_records
from checker.models import Capture, CapturedPage, Cut, Exchange, Fetched, Role, TlsFacts
from checker.net.answers import READABLE_TYPES
from checker.net.replay import replay
from checker.status import Status

PAGES_AT_MOST = 1_000
"""Pages of one archive that are judged."""

PART_ONLY = "The archive holds only a part of this answer."

_STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})")
_NEWER_HTTP = re.compile(rb"HTTP/[23](\.0)?(?= )")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_TYPE = re.compile(rb"(?im)^content-type[ \t]*:[ \t]*([^;\r\n]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """An answer in an archive that may be a web page."""

    path: Path
    record: Record

    @property
    def changed(self) -> bool:
        """Tell whether its content has not the digest it states."""
        record = self.record
        return record.block is not None and digest_fits(record.value("warc-block-digest"), record.block) is False

    def fetched(self) -> Fetched:
        """Return the page.

        Raises:
            CaptureError: its content does not have the digest it states.
            TargetError: it is no page, for the reason it carries.

        """
        record = self.record
        if record.block is None:
            raise TargetError(record.url, Status.TOO_LARGE, f"{record.size_bytes / 1e6:,.0f} MB")
        if self.changed:
            what = f"record {record.number:,} ({record.url}): its content does not have the digest it states"
            raise CaptureError(self.path, f"{what}; it was changed, so it is not judged")
        fetched = replay(record.url, (_exchange(record, record.block),))
        if not record.value("warc-truncated"):
            return fetched
        return replace(fetched, truncated=True, notes=(*fetched.notes, PART_ONLY))


def captured_page(capture: Capture, page: CapturedPage) -> Fetched:
    """Return a page of a capture as it arrived.

    A page that did not arrive then is returned if its answer was received whole and is a page to this release.

    Raises:
        TargetError: it did not arrive, for the reason of that day; or it is no page to this release.

    """
    exchanges = capture.of(page)
    that_day = None if page.status is Status.OK else TargetError(page.requested_url, page.status, page.detail)
    if that_day and not exchanges:
        raise that_day
    try:
        fetched = replay(page.requested_url, exchanges)
    except TargetError as error:
        if that_day is None or (error.status, error.detail) == (that_day.status, that_day.detail):
            raise  # the same, with the headers by which a wall is recognised
        raise that_day from error
    if that_day and exchanges[-1].cut is not Cut.WHOLE:
        raise that_day
    # Some of what was noted then cannot be seen in the bytes.
    return replace(fetched, notes=tuple(dict.fromkeys((*page.notes, *fetched.notes))))


def archived_pages(path: Path, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS) -> Iterator[ArchivedPage]:
    """Yield the answers of a WARC file that may be web pages; pictures, redirects and the like are passed over.

    Raises:
        CaptureError: the file is no WARC, or is damaged from some place on: what came before has been given out.

    """
    pages = 0
    try:
        with path.open("rb") as file:
            for record in read_records(file, path, limits):
                if not _may_be_page(record):
                    continue
                pages += 1
                if pages > PAGES_AT_MOST:
                    raise CaptureError(path, f"it has more than {PAGES_AT_MOST:,} pages; the rest was not judged")
                yield ArchivedPage(path=path, record=record)
    except OSError as error:
        raise CaptureError(path, f"cannot be read ({error.strerror}); name a WARC or a capture's folder") from error
    if not pages:
        raise CaptureError(path, "no web page is stored in it")


def _may_be_page(record: Record) -> bool:
    if record.type != "response" or not record.url.lower().startswith(("http:", "https:")):
        return False
    if record.block is None:
        return True
    status = _STATUS.match(record.block)
    end = _HEAD_END.search(record.block)
    types = _TYPE.findall(record.block, 0, end.start() if end else len(record.block))
    media_type = types[-1].strip().lower().decode("latin-1") if types else ""
    return bool(status) and not status[1].startswith(b"3") and media_type in {"", *READABLE_TYPES}  # type: ignore[index]


def _exchange(record: Record, block: bytes) -> Exchange:
    protocol, cipher = record.value("warc-protocol"), record.value("warc-cipher-suite")
    tls = None
    if protocol.startswith("tls/"):
        tls = TlsFacts(version=protocol.replace("tls/", "TLSv"), cipher=cipher, certificate_sha256="")
    return Exchange(
        role=Role.PAGE,
        url=record.url,
        request=b"",
        # Crawlers store newer protocols in the older one's spelling, except for the first word.
        response=_NEWER_HTTP.sub(b"HTTP/1.1", block, count=1) if _NEWER_HTTP.match(block) else block,
        started_at=record.date,
        ended_at=record.date,
        dialled=(),
        peer_address=record.value("warc-ip-address"),
        peer_port=0,
        tls=tls,
        cut=Cut.WHOLE,
    )
