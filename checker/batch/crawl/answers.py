"""What an archived answer is before anyone unpacks it: a page, or why it is none; and its body for a first look."""

import re
from dataclasses import dataclass

from checker.errors import TargetError
from checker.evidence.warc_reader import Record
from checker.net import answers
from checker.net.answers import REDIRECTS
from checker.net.decoding import Decoder, read_codings

HEAD_BYTES = 262_144
"""Of an answer, looked at for where its head ends."""

REDIRECT = "redirect"
NO_WEB_ADDRESS = "no_web_address"
NO_HTTP = "no_http_answer"
OTHER_RECORD = "other_record"

KINDS = frozenset({"warcinfo", "request", "metadata", "revisit", "resource", "conversion", "continuation"})
"""Kinds of record besides `response` (WARC 1.1, 6); none of them is an answer with its content."""

_HEAD = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n")
_HEADER = r"(?im)^%s[ \t]*:[ \t]*([^\r\n]*)"
_TYPE, _CODING, _TRANSFER = (
    re.compile((_HEADER % name).encode()) for name in ("content-type", "content-encoding", "transfer-encoding")
)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """An archived HTTP answer."""

    code: int
    head: bytes
    body_start: int


def answer_of(record: Record) -> Answer | None:
    """Return the HTTP answer that a record holds; None when it holds none, or is too large to be kept."""
    found = _HEAD.match(record.block, 0, HEAD_BYTES) if record.block else None
    return Answer(int(found[1]), found[0], found.end()) if found else None


def why_no_page(record: Record, answer: Answer | None) -> str:
    """Return why a record is no page to judge, as a name; nothing for one that may be a page.

    Names are those of the status catalogue, of kinds of WARC record, and the constants of this module.
    """
    if record.type != "response":
        return record.type if record.type in KINDS else OTHER_RECORD
    if not record.url.lower().startswith(("http:", "https:")):
        return NO_WEB_ADDRESS
    if record.block is None:
        return ""  # too large, which its row says
    if answer is None:
        return NO_HTTP
    if answer.code in REDIRECTS:
        return REDIRECT
    try:
        answers.check_status("", "", answer.code, ())
        answers.check_type("", (_TYPE.findall(answer.head) or [b""])[-1].decode("latin-1"))
    except TargetError as error:
        return error.status.value
    return ""


def first_look(record: Record, answer: Answer) -> bytes | None:
    """Return an answer's body, unpacked; None where it cannot be unpacked here, and so nothing is known about it."""
    block = record.block or b""
    try:
        codings = read_codings("", tuple(each.decode("latin-1") for each in _CODING.findall(answer.head)))
    except TargetError:
        return None
    body: bytes | None = block[answer.body_start :]
    if _TRANSFER.search(answer.head):
        body = _unchunked(block, answer.body_start)
    return _decoded(body, codings) if body is not None and codings else body


def _unchunked(block: bytes, at: int) -> bytes | None:
    """Join a body sent in chunks (RFC 9112, 7.1); many archives keep the header and not the chunks."""
    parts: list[bytes] = []
    while chunk := _CHUNK.match(block, at):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(block[chunk.end() : chunk.end() + size])
        at = chunk.end() + size + 2
    return None


def _decoded(body: bytes, codings: tuple[str, ...]) -> bytes | None:
    decoder = Decoder("", codings)
    try:
        decoder.feed(body)
    except TargetError:
        return None
    return decoder.finish().body
