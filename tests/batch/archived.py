"""Archives for tests of batches: answers of every sort, some of them damaged."""

import gzip
from base64 import b32encode
from hashlib import sha1

from tests.batch.running import offer
from tests.evidence.builders import packed, record
from tests.net.server import reply

HTML = "Content-Type: text/html; charset=utf-8"
NEUTRAL = (
    "<html lang=en><title>Garden</title><p>" + "Roses grow well beside the wall of the old garden house. " * 30
).encode()


def page(body: bytes, url: str, *lines: str, date: str = "2026-11-25T12:00:00Z") -> bytes:
    """Return the record of a page."""
    return record(reply(200, HTML, *lines, body=body), f"WARC-Target-URI: {url}", f"WARC-Date: {date}")


def answer(status: int, url: str, *lines: str, body: bytes = b"<html>") -> bytes:
    """Return the record of any answer."""
    return record(reply(status, *lines, body=body), f"WARC-Target-URI: {url}")


def changed(url: str) -> bytes:
    """Return the record of a page whose content has not the digest it states."""
    digest = b32encode(sha1(b"what it was").digest()).decode()
    return record(reply(200, HTML, body=offer(99)), f"WARC-Target-URI: {url}", f"WARC-Block-Digest: sha1:{digest}")


def offers(count: int, first: int = 0) -> list[bytes]:
    """Return records of clinics' pages, no two alike."""
    return [page(offer(number), f"https://clinic-{number}.example/") for number in range(first, first + count)]


DAMAGED = packed(*offers(1, 90))[:-30]

MIXED = [
    packed(record(b"software: x\r\n", "WARC-Target-URI: ", kind="warcinfo")),
    packed(page(offer(1), "https://one.example/", date="2026-01-02T03:04:05Z")),
    packed(record(b"GET / HTTP/1.1\r\n\r\n", kind="request")),
    packed(page(offer(2), "https://one.example/", date="2026-05-06T07:08:09Z")),
    packed(answer(301, "https://moved.example/", "Location: https://one.example/")),
    packed(answer(404, "https://gone.example/", HTML)),
    packed(answer(403, "https://shut.example/", HTML)),
    packed(answer(200, "https://pdf.example/", "Content-Type: application/pdf", body=b"%PDF-")),
    packed(record(b"1.2.3.4", "WARC-Target-URI: dns:one.example")),
    packed(record(b"no answer of a web server", "WARC-Target-URI: https://odd.example/")),
    DAMAGED,
    packed(page(NEUTRAL, "https://garden.example/")),
    packed(changed("https://changed.example/")),
    packed(page(b"", "https://empty.example/")),
    packed(page(offer(3), "http://[odd/")),
    packed(page(gzip.compress(offer(4)), "https://packed.example/", "Content-Encoding: gzip")),
    packed(record(b"", kind="revisit")),
    packed(record(b"", kind="something-new")),
]
"""Every sort of record; the comments are in the test that counts them."""


def offset_of(number: int) -> int:
    """Return where a part of the mixed archive begins."""
    return sum(map(len, MIXED[:number]))
