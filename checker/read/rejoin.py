"""Find words that a line break of the source tore apart, so that the folded copy can join them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_LEFT = re.compile(r"([^\W\d_]++)(-?)$")
_RIGHT = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(
    r"(?:e?ment|ments|[ts]ions?|tional|ings?|ed|ly|ity|ities|ness|able|ible|ical|ous|ies|tive|ance|ence|apy|apies|"
    r"eases?|ated|ating|ation|ations|tation|logy|matory|eration|cure|cal|ic|ics)$"
)
_ALONE = frozenset("bcdfghjklmnpqrstvwz")
_BEFORE_LETTER = frozenset(
    {"vitamin", "vitamins", "type", "types", "hepatitis", "group", "grade", "class", "factor", "phase", "stage", "the"}
)
_REACH = 40


def rejoined(text: str, breaks: Sequence[int]) -> tuple[tuple[int, int, str], ...]:
    """Return the cuts `(start, end, instead)` that join torn words, in order of their place.

    `breaks` are offsets of the spaces at which a source line ended. A cut is made only where the page itself
    shows the whole word, or where one half cannot be a word.
    """
    return tuple(_cuts(text, breaks))


def _cuts(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    known: Counter[str] | None = None
    rough = frozenset(text.lower().split())
    for at in breaks:
        halves = _halves(text, at, rough)
        if halves is None:
            continue
        known = _words(text) if known is None else known
        left, hyphen, right = halves
        if hyphen:
            yield at - 1, at + 1, "" if _is_one_word(left, right, known) else "-"
        elif _is_torn(text, at, left, right, known):
            yield at, at + 1, ""


def _halves(text: str, at: int, rough: frozenset[str]) -> tuple[str, str, str] | None:
    """Return the letters before a break, a hyphen or nothing, and the letters after; None if no word can be torn.

    `rough` holds the words of the text with their punctuation, for a quick first look.
    """
    if not text[at + 1 : at + 2].islower():
        return None
    end = text.find(" ", at + 1)
    before = text[text.rfind(" ", 0, at) + 1 : at]
    after = text[at + 1 : end if end >= 0 else len(text)]
    could_be = before.endswith("-") or len(before) == 1 or (before + after).lower().rstrip(".,;:!?") in rough
    left, right = _LEFT.search(before[-_REACH:]), _RIGHT.match(after)
    if not could_be or left is None or right is None:
        return None
    return left[1].lower(), left[2], right[0].lower()


def _words(text: str) -> Counter[str]:
    return Counter(_RIGHT.findall(text.lower()))


def _is_one_word(left: str, right: str, known: Counter[str]) -> bool:
    """Say for `treat-` / `ment` whether the hyphen is only there because the line ended."""
    if known[left + right]:
        return True
    if known[left] > 1 and known[right] > 1:
        return False
    return _ENDING.fullmatch(right) is not None


def _is_torn(text: str, at: int, left: str, right: str, known: Counter[str]) -> bool:
    """Say for `r` / `educed` whether these are two halves of one word."""
    if known[left + right] and known[right] == 1 and (known[left] == 1 or len(left) == 1):
        return len(left) + len(right) > 3
    if len(left) != 1 or left not in _ALONE or known[right] > 1 or len(right) < 4:
        return False
    previous = text[max(0, at - _REACH) : at - 1].split()
    return bool(previous) and previous[-1].lower() not in _BEFORE_LETTER
