"""Find phrases in sentences: one linear pass decides which parts occur, the same parts alone then locate.

All parts of a pack's phrases stand in one `re2.Set`. Its answer names the parts that occur in a sentence; a phrase of
several parts occurs when they follow each other as it says.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import re2

from checker.rulebook.phrases import Lists, Part, compile_phrase, options, parts_of

_ALWAYS = r"(?s)^."
"""Matches any text: its absence from an answer shows that RE2 ran out of memory, which it does not report."""
_JOINERS = frozenset(" -/\"'")
_MAX_JOIN = 3

Span = tuple[int, int]


class MatchingError(RuntimeError):
    """RE2 could not decide; the page must not be called clean."""


@dataclass(frozen=True, slots=True)
class _Link:
    """One part of a phrase by number."""

    part: int
    gap_words: int | None
    optional: bool


class PhraseBook:
    """Every distinct phrase of a pack, numbered from 0."""

    def __init__(self) -> None:
        self._phrases: list[tuple[_Link, ...]] = []
        self._phrase_numbers: dict[tuple[_Link, ...], int] = {}
        self._parts: list[Part] = []
        self._part_numbers: dict[str, int] = {}
        self._compiled: dict[int, Any] = {}
        self._set: Any = None
        self._sentinel = -1
        self._whole: dict[int, int] = {}
        self._by_key: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)

    def add(self, phrase: str, lists: Lists) -> int:
        """Number a phrase; equal phrases get the same number.

        Raises:
            PhraseError: the phrase is not in the phrase language.
        """
        parts = parts_of(phrase, lists)
        links = tuple(_Link(self._part(part), part.gap_words, part.optional) for part in parts)
        number = self._phrase_numbers.get(links)
        if number is None:
            number = self._phrase_numbers[links] = len(self._phrases)
            self._phrases.append(links)
            self._index(number, links)
        return number

    def _part(self, part: Part) -> int:
        number = self._part_numbers.get(part.pattern)
        if number is None:
            number = self._part_numbers[part.pattern] = len(self._parts)
            self._parts.append(part)
        return number

    def _index(self, number: int, links: tuple[_Link, ...]) -> None:
        """File a phrase under the part that decides it, or under its most telling part."""
        if len(links) == 1:
            self._whole[links[0].part] = number
            return
        needed = [link.part for link in links if not link.optional]
        telling = next((part for part in needed if not self._parts[part].is_list), needed[0])
        self._by_key[telling].append((number, frozenset(needed)))

    def close(self) -> None:
        """Compile the set; phrases added afterwards are refused by `decide`.

        Raises:
            PhraseError: RE2 refuses a pattern.
        """
        chosen = re2.Set.SearchSet(options())
        for part in self._parts:
            try:
                chosen.Add(part.pattern)
            except re2.error:
                compile_phrase(part.pattern)
                raise
        self._sentinel = chosen.Add(_ALWAYS)
        chosen.Compile()
        self._set = chosen

    def decide(self, text: str) -> list[int]:
        """Return the numbers of all phrases that occur in `text`.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about this text.
        """
        if not text:
            return []
        parts = set(self._set.Match(text))
        if self._sentinel not in parts:
            raise MatchingError("the pattern engine ran out of memory on this page")
        found = [self._whole[part] for part in parts if part in self._whole]
        for part in parts & self._by_key.keys():
            for number, needed in self._by_key[part]:
                if needed <= parts and self.locate(number, text):
                    found.append(number)
        return found

    def locate(self, number: int, text: str) -> list[Span]:
        """Return where phrase `number` occurs in `text`, leftmost first."""
        links = self._phrases[number]
        if len(links) == 1:
            return self._places(links[0].part, text)
        places = [self._places(link.part, text) for link in links]
        found = []
        for start, end in _starts(links, places):
            finish = _follow(text, links, places, start, end)
            if finish is not None:
                found.append((start[0], finish))
        return sorted(set(found))

    def _places(self, number: int, text: str) -> list[Span]:
        pattern = self._compiled.get(number)
        if pattern is None:
            part = self._parts[number]
            pattern = self._compiled[number] = compile_phrase(part.pattern, longest=part.is_list)
        return [match.span(1) for match in pattern.finditer(text)]


def _starts(links: tuple[_Link, ...], places: list[list[Span]]) -> list[tuple[Span, int]]:
    """Return the places where a chain may begin: those of the first part, and of the next while parts are optional."""
    starts: list[tuple[Span, int]] = []
    for position, link in enumerate(links):
        starts += [(span, position) for span in places[position]]
        if not link.optional:
            break
    return starts


def _follow(text: str, links: tuple[_Link, ...], places: list[list[Span]], at: Span, position: int) -> int | None:
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
