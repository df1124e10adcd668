"""R10 to R12: servers that only take their time, at every stage of an answer."""

import gzip
import socket
import time
import zlib
from collections.abc import Iterator

from checker.status import Status
from tests.net.server import Script, reply

from .animal import QUICK, Animal
from .bodies import CHUNKED, HTML, OK, PAGE, chunk, drip, page

SECURE = "https://secure.example.com:{port}/"


_PACKER = zlib.compressobj(wbits=31)
PACKED_START = _PACKER.compress(PAGE) + _PACKER.flush(zlib.Z_SYNC_FLUSH)
EMPTY_BLOCK = b"\0\0\0\xff\xff"
"""A stored block of no bytes (RFC 1951, 3.2.4): packed data that unpack to nothing."""


def pause() -> None:
    """Wait as a slow server does."""
    time.sleep(0.05)


def silent_after(first: bytes) -> Script:
    """Say something, then nothing more."""

    def script(line: socket.socket, _request: bytes) -> None:
        line.sendall(first)
        while line.recv(65_536):
            pass

    return script


SILENT = {
    "before the answer": b"",
    "inside the first line": b"HTTP/1.1 2",
    "after the first line": OK,
    "inside a header": OK + b"Content-Ty",
    "before the body": page(body=b"", length=1_000),
    "inside the body": page(length=10**6),
    "inside a chunk size": CHUNKED + b"5",
    "inside a chunk": CHUNKED + b"fffff\r\n" + PAGE,
    "before the last chunk": CHUNKED + chunk(PAGE),
    "inside the trailers": CHUNKED + chunk(PAGE) + b"0\r\nX: y\r\n",
    "after an early hint": b"HTTP/1.1 103 Early Hints\r\n\r\n",
    "inside packed data": page("Content-Encoding: gzip", body=gzip.compress(PAGE)[:600], length=10**6),
}
DRIPS = {
    "R10 letters of the body": (page(length=10**6), b"x"),
    "R10 spaces of the body": (page(length=-1), b" "),
    "R10 chunks of one letter": (CHUNKED, chunk(b"x")),
    "R10 digits of a chunk size": (CHUNKED, b"0"),
    "R10 a chunk extension": (CHUNKED + b"5;", b"x"),
    "R10 trailers": (CHUNKED + b"0\r\n", b"X: y\r\n"),
    "R10 empty packed blocks": (page("Content-Encoding: gzip", length=-1, body=PACKED_START), EMPTY_BLOCK),
    "R11 header lines": (OK, b"X: y\r\n"),
    "R11 letters of a header": (OK + b"X: ", b"y"),
    "R11 letters of the first line": (b"HTTP/1.1 200 ", b"y"),
    "R12 early hints": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "R12 continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "R12 processing": (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
}


def redirects_slowly(line: socket.socket, _request: bytes) -> None:
    """Redirect to itself after a while."""
    time.sleep(0.3)
    line.sendall(reply(302, HTML, "Location: /"))


def animals() -> Iterator[Animal]:
    for name, first in SILENT.items():
        for encrypted in (False, True):
            yield _slow("R10", f"silent {name}", silent_after(first), encrypted=encrypted)
    for name, (first, drops) in DRIPS.items():
        row, _, what = name.partition(" ")
        for encrypted in (False, True):
            yield _slow(row, f"drips {what}", drip(first, drops, pause), encrypted=encrypted)
    for name, script in {
        "says nothing": silent_after(b""),
        "drips": drip(b"\x16\x03\x03\x40\x00", b"\x02", pause),
    }.items():
        yield Animal(
            row="R11", name=f"handshake {name}", serves=script, expected=Status.TIMEOUT, limits=QUICK,
            address=SECURE, speaks_first=True, waits=True,
        )  # fmt: skip
    yield Animal(
        row="R15", name="slow redirects", serves=redirects_slowly, expected=Status.TIMEOUT, limits=QUICK, waits=True,
        connections=3,
    )  # fmt: skip


def _slow(row: str, name: str, serves: Script, *, encrypted: bool) -> Animal:
    return Animal(
        row=row,
        name=f"{name}, encrypted" if encrypted else name,
        serves=serves,
        expected=Status.TIMEOUT,
        address=SECURE if encrypted else "http://127.0.0.1:{port}/",
        encrypted=encrypted,
        limits=QUICK,
        waits=True,
    )
