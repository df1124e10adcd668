"""The manifest of a capture: what was kept, where it came from, and the digest of every part of it."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime
from functools import cache
from ipaddress import ip_network
from itertools import accumulate
from typing import Any

from checker.evidence.warc import Member, Stored
from checker.facts import sha256
from checker.foreign import closed_adapter, read_json, schema_of
from checker.models import Capture, CapturedPage, Cut, PackInfo, Role, TlsFacts
from checker.net.manners import Manners
from checker.version import __version__

SCHEMA_VERSION = "1"

WARC_NAME = "capture.warc.gz"
MANIFEST_NAME = "manifest.json"
STAMP_NAME = "manifest.tsr"
SUMS_NAME = "SHA256SUMS"

NOT_STAMPED = "Not time-stamped by a third party: the times are those of the computer that made the capture."


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person asked for."""

    allowed_addresses: tuple[str, ...] = ()
    """Networks opened with --allow-address."""
    ignored_robots: str = ""
    """Why robots.txt was not asked; empty when it was asked and obeyed."""
    timestamp_authority: str = ""
    """Address of the time-stamping authority that was asked, or empty."""

    @property
    def manners(self) -> Manners:
        """How the pages were visited, as far as it was stored."""
        allowed = tuple(map(ip_network, self.allowed_addresses))
        return Manners(allowed=allowed, ignored_robots=self.ignored_robots)


@dataclass(frozen=True, slots=True, kw_only=True)
class StampNote:
    """Whether a third party confirmed the time."""

    obtained: bool
    """True when `manifest.tsr` lies beside the manifest."""
    note: str
    """What that means, one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of the capture."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """Where a record stands in the WARC file, packed."""

    id: str
    """Its `WARC-Record-ID`."""
    type: str
    """warcinfo, request or response."""
    url: str
    offset: int
    """First byte in the file."""
    size_bytes: int
    sha256: str
    """Of these bytes of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredExchange:
    """The facts of an exchange; its bytes are in the WARC file."""

    role: Role
    url: str
    started_at: datetime
    ended_at: datetime
    dialled: tuple[str, ...]
    """Numeric addresses that were tried, in order."""
    peer_address: str
    """The one that answered, or empty."""
    peer_port: int
    tls: TlsFacts | None
    cut: Cut
    """Why the stored answer is not the whole answer, or empty (the values of `WARC-Truncated`)."""
    request: int | None
    """Which of `records` holds what was sent, counted from 0; null when nothing was."""
    response: int | None
    """Which of `records` holds what was received; null when nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything a capture says of itself."""

    schema_version: str
    tool_version: str
    rules: PackInfo
    """The rules that were installed; they judged nothing here."""
    options: Options
    started_at: datetime
    ended_at: datetime
    timestamp: StampNote
    pages: tuple[CapturedPage, ...]
    exchanges: tuple[StoredExchange, ...]
    files: tuple[StoredFile, ...]
    """Every file the manifest vouches for."""
    records: tuple[StoredRecord, ...]
    """All records of the WARC file in file order; together they are the whole file."""


def manifest_of(
    capture: Capture,
    members: Sequence[Member],
    stored: Sequence[Stored],
    *,
    rules: PackInfo,
    options: Options,
    timestamp: StampNote,
) -> Manifest:
    """Return the manifest of a capture and the records that hold it."""
    whole = b"".join(member.data for member in members)
    offsets = accumulate((len(member.data) for member in members), initial=0)
    return Manifest(
        schema_version=SCHEMA_VERSION,
        tool_version=__version__,
        rules=rules,
        options=options,
        started_at=capture.started_at,
        ended_at=capture.ended_at,
        timestamp=timestamp,
        pages=capture.pages,
        exchanges=tuple(
            StoredExchange(
                role=exchange.role,
                url=exchange.url,
                started_at=exchange.started_at,
                ended_at=exchange.ended_at,
                dialled=exchange.dialled,
                peer_address=exchange.peer_address,
                peer_port=exchange.peer_port,
                tls=exchange.tls,
                cut=exchange.cut,
                request=place.request,
                response=place.response,
            )
            for exchange, place in zip(capture.exchanges, stored, strict=True)
        ),
        files=(StoredFile(name=WARC_NAME, size_bytes=len(whole), sha256=sha256(whole)),),
        records=tuple(
            StoredRecord(
                id=member.id,
                type=member.type,
                url=member.url,
                offset=offset,
                size_bytes=len(member.data),
                sha256=sha256(member.data),
            )
            for member, offset in zip(members, offsets, strict=False)
        ),
    )


def render_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON: keys in declared order, times in UTC with Z."""
    text = json.dumps(dataclasses.asdict(manifest), ensure_ascii=True, allow_nan=False, indent=2, default=_moment)
    return text.encode() + b"\n"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_manifest(data: bytes) -> Manifest:
    """Return the manifest that `render_manifest` wrote.

    Raises:
        ValueError: it is of another version, lacks a key, has one too many or a value of the wrong type.

    """
    found = read_json(data)
    version = found.get("schema_version") if isinstance(found, dict) else None
    if version != SCHEMA_VERSION:
        raise ValueError(f"its schema_version is {version!r:.40}, and this release reads {SCHEMA_VERSION!r}")
    manifest: Manifest = _adapter().validate_python(found)
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    """Return when values of the right type also make sense."""
    if not manifest.pages:
        raise ValueError("it names no page")
    for network in manifest.options.allowed_addresses:
        ip_network(network)
    times = [time for each in manifest.exchanges for time in (each.started_at, each.ended_at)]
    for time in (manifest.started_at, manifest.ended_at, *times):
        if time.tzinfo is None:
            raise ValueError("a time has no time zone")
        if not 1 < time.year < MAXYEAR:
            raise ValueError("a time lies before or after all others")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the manifest, as published in `reports/capture.schema.json`."""
    return schema_of(_adapter())


@cache
def _adapter() -> Any:
    borrowed = (CapturedPage, PackInfo, TlsFacts)
    return closed_adapter(Manifest, (*borrowed, Options, StampNote, StoredFile, StoredRecord, StoredExchange, Manifest))
