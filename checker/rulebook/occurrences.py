"""Where phrases stand in one sentence, once the set has named the patterns that occur in it.

A phrase of several parts occurs when they follow each other as it says. Places are looked up only for patterns that
are known to occur, and each pattern once per sentence, however many phrases share it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_JOINERS = frozenset(" -/\"'")
_MAX_JOIN = 3
_WORDS = re.compile(r"[^\s\-/,]+")

Span = tuple[int, int]
Compiled = Callable[[tuple[int, bool]], Any]
"""Gives the compiled pattern of a number; true takes the longest match, false the first."""


@dataclass(frozen=True, slots=True)
class Link:
    """One part of a phrase."""

    part: int
    patterns: tuple[int, ...]
    """Patterns of which any may match."""
    is_list: bool
    gap_words: int | None
    """Words that may stand before it; None when it follows directly."""
    optional: bool


Links = tuple[Link, ...]


class Places:
    """The places of patterns and phrases in one sentence."""

    __slots__ = ("_compiled", "_every", "_first", "_present", "_searched", "text")

    def __init__(self, text: str, present: frozenset[int], compiled: Compiled) -> None:
        self.text = text
        # RE2 counts bytes; handing it bytes saves turning offsets back where both are the same.
        self._searched: str | bytes = text.encode() if text.isascii() else text
        self._present = present
        self._compiled = compiled
        self._first: dict[int, list[Span]] = {}
        self._every: dict[int, list[Span]] = {}

    def of(self, links: Links) -> list[Span]:
        """Return where a phrase occurs, leftmost first; empty when it does not."""
        firsts = [self._places(link) for link in links]
        if len(links) == 1:
            return firsts[0]
        found = _chained(self.text, links, firsts)
        if found or not any(link.is_list and self._hides(places) for link, places in zip(links, firsts, strict=True)):
            return found
        # The first, longest term of a list may hide one that overlaps it and fits.
        return _chained(self.text, links, [self._all_places(link) for link in links])

    def _places(self, link: Link) -> list[Span]:
        found = self._first.get(link.part)
        if found is None:
            spans = [
                match.span()
                for number in link.patterns
                if number in self._present
                for match in self._compiled((number, link.is_list)).finditer(self._searched)
            ]
            found = sorted(set(spans), key=_longest_first) if len(link.patterns) > 1 else spans
            self._first[link.part] = found
        return found

    def _hides(self, places: list[Span]) -> bool:
        """Tell whether a place has several words, so that a term may begin or end inside it."""
        return any(len(_WORDS.findall(self.text, start, end)) > 1 for start, end in places)

    def _all_places(self, link: Link) -> list[Span]:
        """Return the places of a part, and for a list also terms that overlap or lie inside another."""
        if not link.is_list:
            return self._places(link)
        found = self._every.get(link.part)
        if found is None:
            spans = {span for number in link.patterns if number in self._present for span in self._terms(number)}
            found = self._every[link.part] = sorted(spans, key=_longest_first)
        return found

    def _terms(self, number: int) -> set[Span]:
        """Return the places of a list's terms with those that begin inside another, each also without its last word."""
        pattern = self._compiled((number, True))
        text = self._searched
        found: set[Span] = set()
        todo = [match.span() for match in pattern.finditer(text)]
        while todo:
            start, end = todo.pop()
            if (start, end) in found:
                continue
            found.add((start, end))
            words = [match.span() for match in _WORDS.finditer(self.text, start, end)]
            if len(words) > 1:
                todo += [match.span() for match in (pattern.search(text, words[1][0]),) if match]
                shorter = words[-2][1]
                found.update({(start, shorter)} if pattern.fullmatch(text[start:shorter]) else ())
        return found


def _longest_first(span: Span) -> Span:
    return span[0], -span[1]


def _chained(text: str, links: Links, places: list[list[Span]]) -> list[Span]:
    found = set()
    for start, position in _starts(links, places):
        finish = _follow(text, links, places, start, position)
        if finish is not None:
            found.add((start[0], finish))
    return sorted(found)


def _starts(links: Links, places: list[list[Span]]) -> list[tuple[Span, int]]:
    """Return the places where a chain may begin: those of the first part, and of the next while parts are optional."""
    starts: list[tuple[Span, int]] = []
    for position, link in enumerate(links):
        starts += [(span, position) for span in places[position]]
        if not link.optional:
            break
    return starts


def _follow(text: str, links: Links, places: list[list[Span]], at: Span, position: int) -> int | None:
    """Return where the shortest chain beginning at a place ends, or None."""
    if all(link.optional for link in links[position + 1 :]):
        return at[1]
    gap: int | None = None
    for following in range(position + 1, len(links)):
        link = links[following]
        gap = link.gap_words if gap is None else gap
        for span in places[following]:
            if span[0] >= at[1] and _joins(text[at[1] : span[0]], gap):
                finish = _follow(text, links, places, span, following)
                if finish is not None:
                    return finish
        if not link.optional:
            return None
    return None


def _joins(between: str, gap_words: int | None) -> bool:
    if gap_words is None:
        return 1 <= len(between) <= _MAX_JOIN and _JOINERS.issuperset(between)
    return bool(between) and len(between.split()) <= gap_words
