"""Parts of a page: menu, footer, testimonial, questions and answers, told by element, role and class name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from checker.read.names import (
    ANSWER_WORDS,
    CONSENT_WORDS,
    FAQ_WORDS,
    FOOTER_WORDS,
    NAV_WORDS,
    NO_REVIEW,
    QUESTION_WORDS,
    SMALL_FOOTERS,
    STORY_FIRST,
    STORY_SECOND,
    TAB_WORDS,
    TESTIMONIAL_WORDS,
    class_words,
)


class Part(StrEnum):
    """Kinds of regions."""

    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    TESTIMONIAL = "testimonial"
    QUOTE = "quote"
    FAQ = "faq"
    QUESTION = "question"
    ANSWER = "answer"
    FORM = "form"


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page with counts that later decide whether the name was right."""

    part: Part
    parent: "Region | None" = None
    certain: bool = True
    """False when only a class name says so."""
    after_heading: bool = False
    """True when a heading or a text ending in a colon stands directly before."""
    depth: int = 0
    words: int = 0
    link_words: int = 0
    longest: int = 0
    holds_page: bool = False
    """True when it contains a main heading or another landmark."""
    question: str = ""
    """While zones are given: that question."""
    answering: bool = False
    """While zones are given: the last heading in here was a question."""

    def chain(self) -> "Iterator[Region]":
        """Yield this region and those around it, innermost first."""
        region: Region | None = self
        while region is not None:
            yield region
            region = region.parent

    def note(self, words: int, link_words: int) -> None:
        """Count one block of text in this region and all around it."""
        region: Region | None = self
        while region is not None:
            region.words += words
            region.link_words += link_words
            if words > region.longest:
                region.longest = words
            region = region.parent

    def note_page(self) -> None:
        """Note that a main heading or another landmark stands in here."""
        for region in self.chain():
            region.holds_page = True


_DEEPEST = 12
_TAGS = {
    "nav": Part.NAV,
    "footer": Part.FOOTER,
    "header": Part.HEADER,
    "blockquote": Part.QUOTE,
    "details": Part.FAQ,
    "dl": Part.FAQ,
    "form": Part.FORM,
}
_ROLES = {
    "navigation": Part.NAV,
    "menubar": Part.NAV,
    "menu": Part.NAV,
    "contentinfo": Part.FOOTER,
    "banner": Part.HEADER,
}
_NEVER_BY_NAME = frozenset(
    {"html", "body", "main", "head", "h1", "h2", "h3", "h4", "h5", "h6", "img", "a", "svg", "input"}
)
_SMALL = frozenset({Part.QUOTE, Part.TESTIMONIAL, Part.ANSWER})


def enter(tag: str, found: tuple[Part, bool] | None, around: Region | None) -> Region | None:
    """Return the region an element's text belongs to: a new one if it begins the part `found`, or the one around it."""
    if found is None or not _is_new(tag, found[0], around):
        return around
    part, certain = found
    depth = 0 if around is None else around.depth + 1
    return Region(part=part, parent=around, certain=certain, depth=min(depth, _DEEPEST))


def _is_new(tag: str, part: Part, around: Region | None) -> bool:
    """Say whether a part is worth a region of its own inside the one around it."""
    if around is None:
        return True
    if around.depth >= _DEEPEST or (tag == "footer" and part is Part.FOOTER and around.part in _SMALL):
        return False
    return around.part is not part or tag in ("details", "dl")


def part_of(tag: str, attrs: Mapping[str, str]) -> tuple[Part, bool] | None:
    """Tell which part of a page an element begins, and whether that is certain."""
    role = attrs.get("role", "").lower()
    if role in _ROLES:
        return _ROLES[role], True
    if tag in _TAGS:
        return _TAGS[tag], True
    if "itemprop" in attrs and attrs["itemprop"] in ("acceptedAnswer", "suggestedAnswer"):
        return Part.ANSWER, True
    if "itemtype" in attrs and attrs["itemtype"].rstrip("/").endswith(("FAQPage", "schema.org/Question")):
        return Part.FAQ, True
    if tag in _NEVER_BY_NAME:
        return None
    if "class" not in attrs and "id" not in attrs:
        return None
    return part_by_name(f"{attrs.get('class', '')} {attrs.get('id', '')}"[:500])


def part_by_name(names: str) -> tuple[Part, bool] | None:
    """Tell a part from class and id names; the answer is never certain, except for questions and answers."""
    for name in names.split():
        part = _part_of_name(name)
        if part is not None:
            return part, False
    return None


@lru_cache(maxsize=8192)
def _part_of_name(name: str) -> Part | None:
    return _part_of_words(class_words(name))


def _part_of_words(words: tuple[str, ...]) -> Part | None:
    found = set(words)
    if found & CONSENT_WORDS:
        return Part.FOOTER
    if found & FOOTER_WORDS:
        return None if found & SMALL_FOOTERS else Part.FOOTER
    if _is_testimonial(words, found):
        return Part.TESTIMONIAL
    if found & FAQ_WORDS:
        return _faq_part(found)
    if found & NAV_WORDS and not found & TAB_WORDS:
        return Part.NAV
    return None


def _faq_part(found: set[str]) -> Part:
    if found & ANSWER_WORDS:
        return Part.ANSWER
    return Part.QUESTION if found & QUESTION_WORDS else Part.FAQ


def _is_testimonial(words: tuple[str, ...], found: set[str]) -> bool:
    if found & TESTIMONIAL_WORDS:
        return not found & NO_REVIEW
    return any(first in STORY_FIRST and second in STORY_SECOND for first, second in pairwise(words))
