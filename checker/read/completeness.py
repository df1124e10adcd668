"""Compare what was read with a crude scan of the markup and a second reader, and say what is missing."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from checker.models import Limit
from checker.read.source import Source

_NO_TAG = rb"<(?![a-zA-Z/!?])"
_BEHIND_TAG = re.compile(rb">\s*+((?:[^<]|%b)[^<]*+(?:%b[^<]*+)*+)" % (_NO_TAG, _NO_TAG))
"""Text that follows a tag."""
_SKIPPED = re.compile(b"<(?P<name>!--|script|style|title)")
_NO_BREAK = "\u00a0".encode()
_NO_LETTERS = b" \n\t\r\f" + bytes(range(0x80, 0xC0))
"""White space, and the bytes behind the first of a character's."""
_FEWEST = 200
_SHARE = 0.8
_FEWEST_DIFFERENT_WORDS = 5
_MOST_DIFFERENT = 0.03
"""Share of the words on which two readers may differ: markup that browsers have to repair joins or parts a few."""

LIMITS: dict[str, str] = {
    "truncated_body": "The server broke off before the whole page had arrived; what followed was not read.",
    "undecodable_bytes": "Some characters of the page could not be decoded and are missing from the text.",
    "text_cut": "The page is so long that only its first part was read.",
    "elements_cut": "The page has so many elements that only its first part was read.",
    "markup_refused": "The page's markup could not be taken apart; its words were read without their places.",
    "text_missed": "A second look at the page found much more text than was read.",
    "readers_disagree": "Two independent readers of the page's markup found different words; some may be missing.",
}
"""Every limit of the reader with its sentence."""


def limit(name: str) -> Limit:
    """Return the limit with that name."""
    return Limit(id=name, sentence=LIMITS[name])


def misses_text(source: Source, read_text: str) -> bool:
    """Say whether far less was read than a crude scan of the markup shows."""
    crude = _letters(crude_text(source))
    return crude >= _FEWEST and _letters(read_text) < _SHARE * crude


def readers_disagree(first: str, second: str) -> bool:
    """Say whether more than a few of the words in two readings of a page differ, wherever they stand."""
    words, others = Counter(first.split()), Counter(second.split())
    different = max((words - others).total(), (others - words).total())
    return different >= _FEWEST_DIFFERENT_WORDS and different > _MOST_DIFFERENT * max(words.total(), others.total())


def _letters(text: str) -> int:
    """Count characters but white space: unlike words they are the same however inline elements join."""
    raw = text.encode("utf-8", "replace").replace(_NO_BREAK, b"")
    return len(raw.translate(None, _NO_LETTERS))


def crude_text(source: Source) -> str:
    """Return the text between tags, without comments, scripts, styles and head; linear in time for any input."""
    behind_tags = _BEHIND_TAG.findall(b">" + b" ".join(_outside(source)))
    text = b" ".join(behind_tags).decode("utf-8", "replace")
    return html.unescape(text) if "&" in text else text


def styles_of(source: Source) -> Iterator[str]:
    """Yield the content of each `<style>` element of a page."""
    raw, lower = source.raw, source.lower
    at = lower.find(b"<style")
    while at >= 0:
        begin = lower.find(b">", at)
        end = lower.find(b"</style", begin)
        if begin < 0:
            return
        yield raw[begin + 1 : end if end >= 0 else len(raw)].decode("utf-8", "replace")
        at = lower.find(b"<style", end) if end >= 0 else -1


def _outside(source: Source) -> Iterator[bytes]:
    """Yield the stretches outside comments, scripts, styles and titles."""
    raw, lower = source.raw, source.lower
    position = 0
    while found := _SKIPPED.search(lower, position):
        yield raw[position : found.start()]
        closer = b"-->" if found["name"] == b"!--" else b"</" + found["name"]
        end = lower.find(closer, found.end())
        if end < 0:
            return
        position = end + len(closer) if closer == b"-->" else lower.find(b">", end) + 1 or len(raw)
    yield raw[position:]
