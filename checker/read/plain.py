"""Take plain text apart into paragraphs."""

import re
from collections.abc import Iterator

_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9-]*[\s>/])", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*\s*\Z")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LONG_LINE = 110


def is_plain(text: str, content_type: str) -> bool:
    """Say whether a body is text without markup."""
    if content_type.strip().lower().startswith("text/plain"):
        return True
    return not _LOOKS_LIKE_HTML.search(text, 0, 200_000)


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text; one that a blank line tears in the middle of a sentence stays whole."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    pending = ""
    for part in _parts(lines):
        if pending and part[:1].islower() and not _ENDS.search(pending):
            pending = f"{pending}\n{part}"
            continue
        if pending:
            yield pending
        pending = part
    if pending:
        yield pending


def _parts(text: str) -> Iterator[str]:
    """Split at blank lines, and at every line end where the lines are whole paragraphs."""
    filled = [line for line in text.split("\n") if line.strip()]
    whole = bool(filled) and sum(len(line) > _LONG_LINE for line in filled) * 2 >= len(filled)
    pieces = filled if whole else _BLANK.split(text)
    return (piece.strip() for piece in pieces if piece.strip())
