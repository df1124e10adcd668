"""Tell what class names can mean, and write those that mean the same alike."""

from functools import lru_cache

from checker.read.names import (
    BUTTON_WORDS,
    COUNTED_WORDS,
    HIDDEN_CLASSES,
    ICON_FONTS,
    MOST_CLASSES,
    QUESTION_WORDS,
    SHOWN_AGAIN,
    class_words,
)
from checker.read.region import part_by_name

_ASKED = BUTTON_WORDS | QUESTION_WORDS
_OTHER = "x"


@lru_cache(maxsize=8192)
def names_apart(names: str) -> tuple[frozenset[str], str]:
    """Return the names in a `class` attribute, and the attribute with only what names mean by themselves.

    Two menu items with a number each are then the same.
    """
    apart = names.split()
    if len(apart) > MOST_CLASSES:
        return frozenset(apart), names
    return frozenset(apart), " ".join(dict.fromkeys(filter(None, map(meaning, apart))))


@lru_cache(maxsize=16384)
def meaning(name: str) -> str:
    """Return a class name or id that says all that this one says, empty if it says nothing about its element."""
    if name.lower() in HIDDEN_CLASSES or name in ICON_FONTS or "accordion" in name or SHOWN_AGAIN.match(name):
        return name
    words = class_words(name)
    if _ASKED.isdisjoint(words) and part_by_name(name) is None:
        return ""
    return "-".join(word if word in COUNTED_WORDS else _OTHER for word in words)
