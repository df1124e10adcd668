"""Captures and WARC files for tests, made without a network."""

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from checker.evidence.folder import Saved, Stamp, save_capture
from checker.evidence.manifest import Options
from checker.models import Capture, CapturedPage, Choice, Cut, Exchange, PackInfo, Role, TlsFacts
from checker.status import Status
from tests.net.server import reply

NOON = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
RULES = PackInfo(name="rules", version="1", sha256="0" * 64, rules=1)
TLS = TlsFacts(version="TLSv1.3", cipher="TLS_AES_256_GCM_SHA384", certificate_sha256="ab" * 32)

CLINIC = (
    "<html lang=en><head><title>Knee Clinic</title></head><body><h1>Knees</h1><p>"
    + "We treat arthritis with stem cells at our clinic. Our cells cure arthritis, guaranteed. "
    "Book your free consultation today. "
    + "This sentence only makes the page a little longer. " * 20
    + "</p></body></html>"
).encode()
PAGE = reply(200, "Content-Type: text/html; charset=utf-8", body=CLINIC)


def exchange(
    response: bytes = PAGE,
    url: str = "https://clinic.example/",
    *,
    role: Role = Role.PAGE,
    cut: Cut = Cut.WHOLE,
    tls: TlsFacts | None = TLS,
) -> Exchange:
    return Exchange(
        role=role,
        url=url,
        request=f"GET {url} HTTP/1.1\r\nHost: clinic.example\r\n\r\n".encode(),
        response=response,
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=1),
        dialled=("192.0.2.1",),
        peer_address="192.0.2.1",
        peer_port=443,
        tls=tls,
        cut=cut,
    )


def captured(exchanges: Sequence[Exchange] = (), *, body: bytes = CLINIC) -> Capture:
    """Return a capture of one page whose last exchange delivered `body`."""
    kept = tuple(exchanges) or (exchange(),)
    page = CapturedPage(
        requested_url=kept[0].url,
        choice=Choice.ASKED,
        final_url=kept[-1].url,
        status=Status.OK,
        detail="",
        status_code=200,
        content_type="text/html",
        body_size_bytes=len(body),
        body_sha256=sha256(body).hexdigest(),
        notes=(),
        exchanges=tuple(range(len(kept))),
    )
    return Capture(started_at=NOON, ended_at=NOON + timedelta(seconds=2), pages=(page,), exchanges=kept)


def saved(folder: Path, capture: Capture | None = None, *, stamp: Stamp | None = None) -> Saved:
    return save_capture(capture or captured(), folder, rules=RULES, options=Options(), stamp=stamp)


def record(block: bytes = PAGE, *lines: str, kind: str = "response", length: int | str | None = None) -> bytes:
    """Return a WARC record; lines replace the usual header line of the same name, an empty value drops it."""
    usual = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "WARC-Date": "2026-11-25T12:00:00Z",
        "WARC-Target-URI": "https://clinic.example/",
        "Content-Type": "application/http;msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
    }
    extra = []
    for line in lines:
        name, _, value = line.partition(": ")
        usual.pop(name, None)
        extra += [line] if value else []
    head = [*(f"{name}: {value}" for name, value in usual.items()), *extra]
    return "\r\n".join(["WARC/1.1", *head, "", ""]).encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Return records as a .warc.gz, each packed on its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
