"""Write a capture as WARC 1.1 (ISO 28500:2017), byte for byte as it was received. Pure: same capture, same bytes.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import re
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.facts import sha256
from checker.models import Capture, Cut, Exchange

Fields = tuple[tuple[str, str], ...]

_NAMESPACE = uuid.UUID("5d9a3a0e-6c0b-5b52-9d2c-6a52c1c0a1d7")
"""Makes record ids from their content: writing a capture again gives the same file."""

_GZIP_WBITS = 31
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CODED = re.compile(rb"(?im)^transfer-encoding[ \t]*:")
_INTERIM = re.compile(rb"HTTP/[0-9.]+ +1[0-9][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One record as it stands in the file: a gzip member of its own."""

    id: str
    """`WARC-Record-ID` without its angle brackets."""
    type: str
    """`warcinfo`, `request` or `response`."""
    url: str
    data: bytes
    """The packed record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Which records hold an exchange, counted from 0; None for what was never sent or received."""

    request: int | None
    response: int | None


def write_warc(capture: Capture, about: Fields) -> tuple[tuple[Member, ...], tuple[Stored, ...]]:
    """Return the records of a capture in file order, and for each exchange which of them hold it.

    Args:
        capture: what to store.
        about: what the file says of itself and its maker (fields of `warcinfo`).

    """
    info = _info(capture, about)
    members = [info]
    stored = []
    for exchange in capture.exchanges:
        pair = tuple(_pair(exchange, info.id, salt=len(members)))
        numbers = {member.type: len(members) + number for number, member in enumerate(pair)}
        stored.append(Stored(request=numbers.get("request"), response=numbers.get("response")))
        members += pair
    return tuple(members), tuple(stored)


def moment(at: datetime) -> str:
    """Return a time as WARC 1.1 writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(data: bytes) -> str:
    """Return a labelled digest."""
    return f"sha256:{sha256(data)}"


def _info(capture: Capture, about: Fields) -> Member:
    block = "".join(f"{name}: {value}\r\n" for name, value in about).encode()
    fields = (("WARC-Date", moment(capture.started_at)), ("Content-Type", "application/warc-fields"))
    return _member(
        "warcinfo", "", fields, block, record_id=_record_id("warcinfo", moment(capture.started_at), block, 0)
    )


def _pair(exchange: Exchange, info_id: str, salt: int) -> Iterator[Member]:
    date = moment(exchange.started_at)
    request_id = _record_id("request", exchange.url + date, exchange.request, salt)
    response_id = _record_id("response", exchange.url + date, exchange.response, salt)
    both = bool(exchange.request and exchange.response)
    common = (
        ("WARC-Date", date),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Warcinfo-ID", f"<{info_id}>"),
        *((("WARC-IP-Address", exchange.peer_address),) if exchange.peer_address else ()),
        *_encryption(exchange),
    )
    if exchange.request:
        fields = (
            *common,
            *_concurrent(response_id, together=both),
            ("Content-Type", "application/http;msgtype=request"),
        )
        yield _member("request", exchange.url, fields, exchange.request, record_id=request_id)
    if exchange.response:
        fields = (
            *common,
            *_concurrent(request_id, together=both),
            *((("WARC-Truncated", exchange.cut.value),) if exchange.cut is not Cut.WHOLE else ()),
            *_payload_digest(exchange.response),
            ("Content-Type", "application/http;msgtype=response"),
        )
        yield _member("response", exchange.url, fields, exchange.response, record_id=response_id)


def _concurrent(other_id: str, *, together: bool) -> Fields:
    return (("WARC-Concurrent-To", f"<{other_id}>"),) if together else ()


def _encryption(exchange: Exchange) -> Fields:
    """Return what crawlers write about TLS (https://github.com/iipc/warc-specifications/issues/42)."""
    if exchange.tls is None:
        return ()
    version = exchange.tls.version.lower().replace("tlsv", "tls/")
    return (("WARC-Protocol", version), ("WARC-Cipher-Suite", exchange.tls.cipher))


def _payload_digest(response: bytes) -> Fields:
    """Return the digest of the body where the stored bytes are the body.

    NOTE: of a body in chunks, the standard means the joined chunks and common readers the raw ones
    (https://github.com/iipc/warc-specifications/issues/22); with chunks, or after an interim answer, none is given.
    The block digest covers every byte in any case.
    """
    end = _HEAD_END.search(response)
    if end is None or end[0] != b"\r\n\r\n" or _INTERIM.match(response) or _CODED.search(response, 0, end.start()):
        return ()
    return (("WARC-Payload-Digest", digest(response[end.end() :])),)


def _record_id(kind: str, about: str, block: bytes, salt: int) -> str:
    name = f"{kind} {salt} {about} {sha256(block)}"
    return uuid.uuid5(_NAMESPACE, name).urn


def _member(kind: str, url: str, fields: Fields, block: bytes, *, record_id: str) -> Member:
    head = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id}>"),
        *fields,
        ("WARC-Block-Digest", digest(block)),
        ("Content-Length", str(len(block))),
    )
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    record = b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"
    packer = zlib.compressobj(wbits=_GZIP_WBITS)
    return Member(id=record_id, type=kind, url=url, data=packer.compress(record) + packer.flush())
