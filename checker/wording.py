"""Words of others made fit to show: nothing invisible in them, and cut where they are too long."""

import unicodedata
from collections.abc import Callable

from checker.catalogue import Words, words

_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that Unicode calls printable but that show nothing."""


def visible(text: str) -> str:
    """Return the text with every control, invisible or direction-changing character spelled out as `␣U+202E␣`.

    Spaces of all widths, tabs and line breaks stay.
    """
    if text.isprintable() and (text.isascii() or _INVISIBLE_LETTERS.isdisjoint(text)):
        return text
    return "".join(character if _shows(character) else f"␣U+{ord(character):04X}␣" for character in text)


def _shows(character: str) -> bool:
    if character.isprintable():
        return character not in _INVISIBLE_LETTERS
    return character in "\t\n" or unicodedata.category(character) == "Zs"


def clip(text: str, limit: int, shown_by: Callable[[str], str] = visible, w: Words | None = None) -> str:
    """Return at most about `limit` characters of a text, made fit to show, saying so when it was longer.

    Args:
        text: Words of others.
        limit: Characters shown.
        shown_by: Makes the characters fit for the place they are shown in.
        w: The language in which to say that something was cut; English by default.

    """
    shown = shown_by(text[:limit])
    if len(text) <= limit and len(shown) <= limit:
        return shown
    w = w or words()
    return f"{shown[:limit].rstrip()} {w('format.cut', count=w.count('character', len(text)))}"
