"""Compare what was read with a crude scan of the markup and a second reader, and say what is missing."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from checker.models import Limit

_TAG = re.compile(r"[a-zA-Z/!?]")
_NO_TAG = re.compile(r"<(?![a-zA-Z/!?])")
_SKIPPED = re.compile("<(?P<name>!--|script|style|title)")
_WHITE_SPACE = " \n\t\r\f\u00a0"
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


def misses_text(markup: str, lower: str, read_text: str) -> bool:
    """Say whether far less was read than a crude scan of the markup, given in small letters too, shows."""
    crude = _letters(crude_text(markup, lower))
    return crude >= _FEWEST and _letters(read_text) < _SHARE * crude


def readers_disagree(first: str, second: str) -> bool:
    """Say whether more than a few of the words in two readings of a page differ, wherever they stand."""
    words, others = Counter(first.split()), Counter(second.split())
    different = max((words - others).total(), (others - words).total())
    return different >= _FEWEST_DIFFERENT_WORDS and different > _MOST_DIFFERENT * max(words.total(), others.total())


def _letters(text: str) -> int:
    """Count characters but white space: unlike words they are the same however inline elements join."""
    return len(text) - sum(map(text.count, _WHITE_SPACE))


def crude_text(markup: str, lower: str) -> str:
    """Return the text between tags, without comments, scripts, styles and head; linear in time for any input."""
    text = " ".join(_outside(markup, lower))
    first, *others = text.split("<")
    if _NO_TAG.search(text):
        behind = [part.partition(">")[2] if _TAG.match(part) else f"<{part}" for part in others]
    else:
        behind = [tag.partition(">")[2] for tag in others]
    return html.unescape(" ".join([first, *behind]))


def styles_of(markup: str, lower: str) -> Iterator[str]:
    """Yield the content of each `<style>` element of a page, given as written and in small letters."""
    at = lower.find("<style")
    while at >= 0:
        begin = lower.find(">", at)
        end = lower.find("</style", begin)
        if begin < 0:
            return
        yield markup[begin + 1 : end if end >= 0 else len(markup)]
        at = lower.find("<style", end) if end >= 0 else -1


def _outside(markup: str, lower: str) -> Iterator[str]:
    """Yield the stretches outside comments, scripts, styles and titles."""
    position = 0
    while found := _SKIPPED.search(lower, position):
        yield markup[position : found.start()]
        closer = "-->" if found["name"] == "!--" else f"</{found['name']}"
        end = lower.find(closer, found.end())
        if end < 0:
            return
        position = end + len(closer) if closer == "-->" else lower.find(">", end) + 1 or len(markup)
    yield markup[position:]
