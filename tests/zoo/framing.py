"""R7 to R13, R16 and R17: answers that break the rules of HTTP, never end, or are no pages."""

import itertools
import socket
from collections.abc import Iterator

from checker.net.policy import Limits
from checker.status import Status
from tests.net.server import Script, repeats, reply, resets, says

from .animal import Animal
from .bodies import CHUNKED, HTML, LAST, OK, PAGE, chunk, page

BAD, LARGE, FINE, CUT = Status.BAD_RESPONSE, Status.TOO_LARGE, Status.OK, Status.PARTIAL
PIECE = chunk(PAGE)
END = b"0\r\n\r\n"
LONG = 5_000_000


def plain(*lines: str) -> bytes:
    """Return an answer with exactly these header lines."""
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode("latin-1") + PAGE


LENGTHS = {
    **{f"length {text!r}": (plain(f"Content-Length: {text}"), BAD) for text in (
        "-5", "+5", "0x5", "five", "1e3", "5 5", "5;6", "5, 6", "1_000", "\xb2", "9" * 30, "5\x00")},
    "no length at all": (page(length=-1), FINE),
    "two equal lengths": (page(f"Content-Length: {len(PAGE)}"), FINE),
    "two equal lengths in one line": (page(f"Content-Length: {len(PAGE)}, {len(PAGE)}", length=-1), FINE),
    "two different lengths": (page("Content-Length: 7"), BAD),
    "length 0 and a page": (page(length=0), Status.EMPTY_TEXT),
    "length shorter than the page": (page(length=2_000), FINE),
    "length one longer than the page": (page(length=len(PAGE) + 1), CUT),
    "length 10^18 and a page": (page(length=10**18), CUT),
    "length 10^18 and nothing": (page(length=10**18, body=b""), BAD),
}  # fmt: skip
CODINGS = {
    **{f"transfer coding {text!r}": (plain(f"Transfer-Encoding: {text}"), BAD) for text in (
        "gzip", "identity", "xchunked", "chunked, gzip", "gzip, chunked", "chunked, chunked", "chunked;q=1",
        "chun\x0bked", "\x0bchunked", "chunked\x00", "deflate", "*", "chunked, identity")},
    "chunked twice": (plain("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), BAD),
    "chunked in capitals": (OK + HTML.encode() + b"\r\nTransfer-Encoding: CHUNKED\r\n\r\n" + PIECE + END, FINE),
    "length and chunks": (page("Transfer-Encoding: chunked", body=PIECE + END, length=3), FINE),
    "chunks and length": (CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n") + PIECE + END, FINE),
}  # fmt: skip
CHUNKS = {
    **{f"chunk size {size!r}": (CHUNKED + size + b"\r\n" + PAGE, BAD) for size in (
        b"zz", b"-5", b"+5", b"0x5", b"", b" 5", b"5 6", b"f" * 30, b"5\x00", b"5_0", b"\xff", b"5,5")},
    "chunk longer than the rest": (CHUNKED + b"fffff\r\n" + PAGE, CUT),
    "chunk of 10^18 bytes": (CHUNKED + b"de0b6b3a7640000\r\n" + PAGE, CUT),
    "no end after a chunk": (CHUNKED + PIECE, CUT),
    "half a last chunk": (CHUNKED + PIECE + b"0\r\n", CUT),
    "no line end after a chunk": (CHUNKED + PIECE[:-2] + END, BAD),
    "rubbish after the last chunk": (CHUNKED + PIECE + END + b"rubbish" * 100, FINE),
    "a second answer after the first": (CHUNKED + PIECE + END + page(), FINE),
    "a short extension": (CHUNKED + PIECE.replace(b"\r\n", b";a=b\r\n", 1) + END, FINE),
    "an extension of 200 kB": (CHUNKED + PIECE.replace(b"\r\n", b";" + b"x" * 200_000 + b"\r\n", 1) + END, BAD),
    "one byte in each chunk": (CHUNKED + b"".join(chunk(PAGE[at : at + 1]) for at in range(len(PAGE))) + END, FINE),
    "one trailer": (CHUNKED + PIECE + b"0\r\nX: y\r\n\r\n", FINE),
    "a trailer with a control byte": (CHUNKED + PIECE + b"0\r\nX: \x00\r\n\r\n", BAD),
    "a trailer of 5 MB": (CHUNKED + PIECE + b"0\r\nX: " + b"y" * LONG + b"\r\n\r\n", BAD),
}  # fmt: skip
HEADERS = {
    **{f"header line {line[:20]!r}": (OK + line + b"\r\n\r\n" + PAGE, BAD) for line in (
        b"no colon", b": no name", b"a b: c", b"a\x00: b", b"a: b\x00c", b"a: b\x0bc", b"a : b", b"\xff: b",
        b"a(b): c", b"a\r: b", b"Content-Type\t: text/html", b"[a]: b")},
    "201 lines": (page(*["X: y"] * 199), BAD),
    "200 lines": (page(*["X: y"] * 198), FINE),
    "3,000 small lines": (OK + b"X: y\r\n" * 3_000 + b"\r\n" + PAGE, BAD),
    "a line of 5 MB": (OK + b"X: " + b"y" * LONG + b"\r\n\r\n" + PAGE, BAD),
    "a line of 60 kB": (page("X: " + "y" * 60_000), FINE),
    "a name of 5 MB": (OK + b"y" * LONG + b": x\r\n\r\n" + PAGE, BAD),
    "a folded line": (page("X: y\r\n  z"), FINE),
    "line feeds alone": (page().replace(b"\r\n", b"\n", 3), FINE),
    "headers cut off": (OK + b"Content-Ty", BAD),
    "a space before the first line": (OK + b" X: y\r\n\r\n" + PAGE, BAD),
    "cookies": (page(*["Set-Cookie: a=b; Domain=.com"] * 50), FINE),
}  # fmt: skip
FIRST_LINES = {
    **{f"first line {line[:24]!r}": (line + b"\r\nContent-Length: 5\r\n\r\nhello", BAD) for line in (
        b"HTTP/1.1 2000 OK", b"HTTP/1.1 20 OK", b"HTTP/1.1 OK", b"HTTP/1.1 -200 OK", b"HTTP/1.1 2x0 OK", b"HTTP/1.1",
        b"HTTP/2 200 OK", b"HTTP 200 OK", b"http/1.1 200 OK", b"HTTPS/1.1 200 OK",
        b"ICY 200 OK", b"RTSP/1.0 200 OK", b"SIP/2.0 200 OK", b"200 OK", b" HTTP/1.1 200 OK", b"\x00HTTP/1.1 200 OK",
        b"\xef\xbb\xbfHTTP/1.1 200 OK", b"HTTP/1.1\x00200 OK", b"HTTP/1.1 200 O\x00K", b"HTTP/1.1 000 OK",
        b"GET / HTTP/1.1", b"HTTP/1.1 101 Switching", b"HTTP/1.1 200 " + b"y" * LONG)},
    "first line without a reason": (page().replace(b"200 Status", b"200", 1), FINE),
    "a version to come": (page().replace(b"HTTP/1.1", b"HTTP/1.9", 1), FINE),
    "HTTP/1.0": (page().replace(b"HTTP/1.1", b"HTTP/1.0", 1), FINE),
}  # fmt: skip
BANNERS = {
    "SSH": b"SSH-2.0-OpenSSH_9.6\r\n",
    "FTP": b"220 ready\r\n",
    "SMTP": b"220 mail.example.com ESMTP\r\n",
    "POP3": b"+OK ready\r\n",
    "IMAP": b"* OK IMAP4rev1 ready\r\n",
    "a key store": b"-ERR unknown command 'GET'\r\n",
    "a cache": b"ERROR\r\n",
    "a database": b"\x4a\x00\x00\x00\x0a8.0.36\x00" + b"\x08\x00\x00\x00" * 10,
    "a TLS alert": b"\x15\x03\x03\x00\x02\x02\x46",
    "HTTP/2 settings": b"\x00\x00\x00\x04\x00\x00\x00\x00\x00",
    "telnet": b"\xff\xfd\x18\xff\xfd\x20login: ",
    "HTTP/0.9": PAGE,
    "JSON": b'{"error": true}\n',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "all bytes": bytes(range(256)) * 10,
    "empty lines": b"\r\n" * 20,
    "null bytes": b"\0" * 300_000,
    "one byte": b"H",
    "nothing": b"",
    "letters without end of line": b"A" * 300_000,
}
STATUSES: dict[int, Status] = {
    **dict.fromkeys((200, 201, 203, 226, 299), FINE),
    206: CUT,
    **dict.fromkeys((204, 205), Status.EMPTY_TEXT),
    **dict.fromkeys((300, 304, 305, 306, 310, 399), Status.HTTP_ERROR),
    401: Status.LOGIN_WALL,
    **dict.fromkeys((404, 410), Status.NOT_FOUND),
    **dict.fromkeys((400, 402, 407, 418, 421, 431, 451, 499), Status.HTTP_ERROR),
    **dict.fromkeys((403, 429), Status.BLOCKED),
    **dict.fromkeys((500, 501, 502, 503, 504, 508, 511, 520, 599, 600, 700, 999), Status.HTTP_ERROR),
}
LENGTHLESS = {204, 304}
"""Statuses that end with their head (RFC 9112, 6.3)."""

FLOODS = {
    "R7 body without end": (page(length=-1, body=b""), b"x" * 65_536, LARGE),
    "R7 page without end": (page(length=-1), b"<p>more</p>" * 1_000, LARGE),
    "R7 chunks without end": (CHUNKED, chunk(b"x" * 65_536), LARGE),
    "R7 tiny chunks without end": (CHUNKED, chunk(b"x") * 10_000, LARGE),
    "R8 length 10^18, kept": (page(length=10**18), b"x" * 65_536, LARGE),
    "R12 early hints without end": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1_000, BAD),
    "R12 continue without end": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000, BAD),
    "R12 processing without end": (b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 1_000, BAD),
    "R13 header lines without end": (OK, b"X: y\r\n" * 1_000, BAD),
    "R13 one header without end": (OK + b"X: ", b"y" * 65_536, BAD),
    "R13 folded lines without end": (OK + b"X: y\r\n", b" y\r\n" * 1_000, BAD),
    "R13 first line without end": (b"HTTP/1.1 200 ", b"y" * 65_536, BAD),
    "R13 empty lines without end": (b"", b"\r\n" * 10_000, BAD),
    "R13 trailers without end": (CHUNKED + PIECE + b"0\r\n", b"X: y\r\n" * 1_000, BAD),
    "R13 chunk extension without end": (CHUNKED + b"5;", b"x" * 65_536, BAD),
    "R13 chunk size without end": (CHUNKED, b"0" * 65_536, BAD),
}
QUICKLY_LARGE = Limits(wire_bytes=1_000_000)


def greets(banner: bytes) -> Script:
    """Speak first, then wait for the request: closing before would reset the connection."""

    def script(line: socket.socket, _request: bytes) -> None:
        line.sendall(banner)
        line.recv(65_536)

    return script


def animals() -> Iterator[Animal]:
    tables = {"R8": LENGTHS, "R9": CODINGS, "R13": HEADERS, "R13 chunks": CHUNKS, "R16": FIRST_LINES}
    for row, table in tables.items():
        for name, (answer, expected) in table.items():
            shows = LAST if expected is FINE and "shorter" not in name else ""
            yield Animal(row=row, name=name, serves=says(answer), expected=expected, shows=shows)
    for name, banner in BANNERS.items():
        yield Animal(row="R16", name=f"speaks {name}", serves=says(banner), expected=BAD)
        yield Animal(row="R16", name=f"speaks {name} first", serves=greets(banner), expected=BAD, speaks_first=True)
    yield Animal(row="R16", name="reset at once", serves=resets, expected=Status.CONNECTION)
    tls = "https://good.example.com:{port}/"
    for name, banner in {"SSH": BANNERS["SSH"], "HTTP": page(status=400), "null bytes": b"\0" * 1_000}.items():
        yield Animal(
            row="R16", name=f"{name} behind https", serves=greets(banner), expected=Status.TLS, address=tls,
            speaks_first=True,
        )  # fmt: skip
    yield Animal(row="R16", name="https behind http", serves=says(page()), expected=Status.CONNECTION, encrypted=True)
    for status, expected in STATUSES.items():
        answer = reply(status, HTML, body=b"" if status in LENGTHLESS else PAGE)
        yield Animal(row="R17", name=f"status {status}", serves=says(answer), expected=expected)
    for status in LENGTHLESS:
        answer = reply(status, HTML, body=PAGE)
        yield Animal(row="R17", name=f"status {status} with a page", serves=says(answer), expected=STATUSES[status])
    for name, (first, again, expected) in FLOODS.items():
        row, _, what = name.partition(" ")
        serves = repeats(first, itertools.repeat(again))
        yield Animal(row=row, name=what, serves=serves, expected=expected, limits=QUICKLY_LARGE)
