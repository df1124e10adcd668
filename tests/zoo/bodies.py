"""What the rows of the zoo serve: a harmless page, and ways to make long and packed ones cheaply."""

import itertools
import socket
import zlib
from collections.abc import Callable, Iterable

from tests.net.server import Script, reply

WORDS = ("knees", "hips", "shoulders", "backs", "hands", "elbows", "ankles", "wrists", "necks", "feet")
LAST = "The last sentence of this page speaks about parking behind the house."
PAGE = (
    "<!DOCTYPE html><html><head><title>Clinic</title></head><body><h1>Our clinic</h1>"
    + "".join(
        f"<p>In room {number} our doctors treat {WORDS[number % 10]} with cells of the patient, "
        f"and {number + 3} people asked us last month how that is done and what it costs.</p>"
        for number in range(40)
    )
    + f"<p>{LAST}</p></body></html>"
).encode()
"""Long enough to be judged, even when a part is missing."""

HTML = "Content-Type: text/html; charset=utf-8"
CHUNKED = reply(200, HTML, "Transfer-Encoding: chunked", length=-1)
OK = b"HTTP/1.1 200 OK\r\n"


def page(*lines: str, status: int = 200, body: bytes = PAGE, length: int | None = None) -> bytes:
    """Return an answer with a page."""
    return reply(status, HTML, *lines, body=body, length=length)


def chunk(data: bytes) -> bytes:
    """Return the data as one chunk."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def stretched(before: bytes, block: bytes, times: int, after: bytes, *lines: str) -> Script:
    """Serve a long page made of one block repeated, without ever holding it in memory."""

    def script(line: socket.socket, _request: bytes) -> None:
        size = len(before) + times * len(block) + len(after)
        line.sendall(reply(200, *(lines or (HTML,)), length=size) + before)
        blocks = max(1, 65_536 // len(block))
        for _ in range(times // blocks):
            line.sendall(block * blocks)
        line.sendall(block * (times % blocks) + after)

    return script


def bomb(megabytes: int, block: bytes = b"\0" * 1_000_000, *, wbits: int = 31) -> bytes:
    """Return packed data, without their end, that unpack to so many blocks (31 gzip, 15 zlib, -15 bare deflate)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    # After a full flush nothing refers to what came before: the same packed block can follow itself.
    first, again = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1)


def drip(first: bytes, drops: bytes | Iterable[bytes], pause: Callable[[], object]) -> Script:
    """Serve a beginning, then one drop after the other for ever."""

    def script(line: socket.socket, _request: bytes) -> None:
        line.sendall(first)
        for drop in itertools.cycle([drops] if isinstance(drops, bytes) else drops):
            pause()
            line.sendall(drop)

    return script


def by_path(answers: dict[str, bytes], otherwise: bytes = b"") -> Script:
    """Serve another answer for each path."""

    def script(line: socket.socket, request: bytes) -> None:
        path = [*request.split(b" "), b"", b""][1].decode("latin-1")
        line.sendall(answers.get(path, otherwise))

    return script
