"""Archives for measurements: generated pages, packed record by record as crawlers do, few of them about the subject."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.pages import page
from checker.rulebook.about import compile_about
from checker.rulebook.load import load_rules

DISTINCT = 200
"""Pages made; each stands in the archive many times under other addresses, so that making them does not count."""

_LETTERS = bytes(range(ord("a"), ord("z") + 1))
_OTHER_LETTERS = bytes.maketrans(_LETTERS + _LETTERS.upper(), (_LETTERS[13:] + _LETTERS[:13]) * 2)
"""Other letters give words of the same length that say nothing of the subject; the rest of the page stays as it is."""


def write_archive(path: Path, pages: int, *, about_every: int) -> None:
    """Write an archive in which one page of so many is about the subject."""
    on, off = _bodies()
    with path.open("wb") as file:
        for number in range(pages):
            bodies = on if number % about_every == 0 else off
            file.write(gzip.compress(_record(number, bodies[number // about_every % DISTINCT]), 6))


def _bodies() -> tuple[list[bytes], list[bytes]]:
    about = compile_about(load_rules().about)
    on = [page(number) for number in range(DISTINCT)]
    assert all(about.search(body) for body in on)
    return on, [_without_subject(body, about) for body in on]


def _without_subject(body: bytes, about: Any) -> bytes:
    while about.search(body):
        body = about.sub(lambda found: found[0].translate(_OTHER_LETTERS), body)
    return body


def _record(number: int, body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
    block = head % len(body) + body
    fields = "\r\n".join(_fields(number, block))
    return f"WARC/1.1\r\n{fields}\r\n\r\n".encode() + block + b"\r\n\r\n"


def _fields(number: int, block: bytes) -> Iterator[str]:
    yield "WARC-Type: response"
    yield f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>"
    yield "WARC-Date: 2026-11-25T12:00:00Z"
    yield f"WARC-Target-URI: https://site-{number}.example/page"
    yield "WARC-IP-Address: 192.0.2.1"
    yield f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}"
    yield "Content-Type: application/http; msgtype=response"
    yield f"Content-Length: {len(block)}"
