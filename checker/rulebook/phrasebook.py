"""Find phrases in sentences: one linear pass decides which parts occur, the same parts alone then locate.

All parts of a pack's phrases stand in one `re2.Set`. Its answer names the parts that occur in a sentence; a phrase of
several parts occurs when they follow each other as it says.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import re2

from checker.errors import CheckerError
from checker.rulebook.engine import compile_phrase, options
from checker.rulebook.phrases import Lists, Part, parts_of

_ALWAYS = r"(?s)^."
"""Matches any text: its absence from an answer shows that RE2 ran out of memory, which it does not report."""
_JOINERS = frozenset(" -/\"'")
_MAX_JOIN = 3
_WORDS = re.compile(r"[^\s\-/,]+")

Span = tuple[int, int]
Places = dict[int, list[Span]]


class MatchingError(CheckerError):
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
        self._parts: list[tuple[int, ...]] = []
        """For each part: the patterns of which any may match."""
        self._part_numbers: dict[tuple[int, ...], int] = {}
        self._is_list: list[bool] = []
        self._patterns: list[str] = []
        self._pattern_numbers: dict[str, int] = {}
        self._parts_with: dict[int, list[int]] = defaultdict(list)
        self._compiled: dict[tuple[int, bool], Any] = {}
        self._set: Any = None
        self._sentinel = -1
        self._whole: dict[int, int] = {}
        self._by_key: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what RE2 compiled: it is made anew."""
        return {**self.__dict__, "_compiled": {}, "_set": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over a stored book and compile it."""
        self.__dict__.update(state)
        self.close()

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
        patterns = tuple(self._pattern_number(pattern) for pattern in part.patterns)
        number = self._part_numbers.get(patterns)
        if number is None:
            number = self._part_numbers[patterns] = len(self._parts)
            self._parts.append(patterns)
            self._is_list.append(part.is_list)
            for pattern in patterns:
                self._parts_with[pattern].append(number)
        return number

    def _pattern_number(self, pattern: str) -> int:
        number = self._pattern_numbers.setdefault(pattern, len(self._patterns))
        if number == len(self._patterns):
            self._patterns.append(pattern)
        return number

    def _index(self, number: int, links: tuple[_Link, ...]) -> None:
        """File a phrase under the part that decides it, or under its most telling part."""
        if len(links) == 1:
            self._whole[links[0].part] = number
            return
        needed = [link.part for link in links if not link.optional]
        telling = next((part for part in needed if not self._is_list[part]), needed[0])
        self._by_key[telling].append((number, frozenset(needed)))

    def close(self) -> None:
        """Compile the set; phrases added afterwards are refused by `decide`.

        Raises:
            PhraseError: RE2 refuses a pattern.
        """
        chosen = re2.Set.SearchSet(options())
        for pattern in self._patterns:
            try:
                chosen.Add(pattern)
            except re2.error:
                compile_phrase(pattern)
                raise
        self._sentinel = chosen.Add(_ALWAYS)
        chosen.Compile()
        self._set = chosen

    def patterns(self) -> tuple[str, ...]:
        """Return every pattern in use, for measurements."""
        return tuple(self._patterns)

    def decide(self, text: str) -> list[int]:
        """Return the numbers of all phrases that occur in `text`.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about this text.
        """
        if not text:
            return []
        patterns = self._set.Match(text)
        if self._sentinel not in patterns:
            raise MatchingError("the pattern engine ran out of memory on this page")
        parts = {part for pattern in patterns for part in self._parts_with.get(pattern, ())}
        found = [self._whole[part] for part in parts if part in self._whole]
        seen: Places = {}
        for part in parts & self._by_key.keys():
            for number, needed in self._by_key[part]:
                if needed <= parts and self._chains(number, text, seen):
                    found.append(number)
        return found

    def locate(self, number: int, text: str) -> list[Span]:
        """Return where phrase `number` occurs in `text`, leftmost first."""
        links = self._phrases[number]
        return self._places(links[0].part, text) if len(links) == 1 else self._chains(number, text, {})

    def _chains(self, number: int, text: str, seen: Places) -> list[Span]:
        """Find a phrase of several parts; `seen` keeps the places of parts for the other phrases."""
        links = self._phrases[number]
        found = _chained(text, links, [self._seen(link.part, text, seen) for link in links])
        if found or not any(self._is_list[link.part] for link in links):
            return found
        # The first, longest term of a list may hide one that overlaps it and fits.
        return _chained(text, links, [self._seen_all(link.part, text, seen) for link in links])

    def _seen(self, part: int, text: str, seen: Places) -> list[Span]:
        if part not in seen:
            seen[part] = self._places(part, text)
        return seen[part]

    def _seen_all(self, part: int, text: str, seen: Places) -> list[Span]:
        """Return the places of a part, and for a list also terms that overlap or lie inside another."""
        if not self._is_list[part]:
            return self._seen(part, text, seen)
        key = -1 - part
        if key not in seen:
            seen[key] = self._every_term(part, text)
        return seen[key]

    def _every_term(self, part: int, text: str) -> list[Span]:
        """Return a list's places with those that begin inside another, and each without its last word."""
        return sorted(
            {span for number in self._parts[part] for span in self._terms_of(number, text)}, key=_longest_first
        )

    def _terms_of(self, number: int, text: str) -> set[Span]:
        pattern = self._compile(number, longest=True)
        found: set[Span] = set()
        todo = [match.span() for match in pattern.finditer(text)]
        while todo:
            start, end = todo.pop()
            if (start, end) in found:
                continue
            found.add((start, end))
            words = [match.span() for match in _WORDS.finditer(text[start:end])]
            if len(words) > 1:
                todo += [match.span() for match in (pattern.search(text, start + words[1][0]),) if match]
                shorter = start + words[-2][1]
                found.update({(start, shorter)} if pattern.fullmatch(text[start:shorter]) else ())
        return found

    def _places(self, part: int, text: str) -> list[Span]:
        longest = self._is_list[part]
        patterns = [self._compile(number, longest=longest) for number in self._parts[part]]
        found = [match.span() for pattern in patterns for match in pattern.finditer(text)]
        return sorted(set(found), key=_longest_first) if len(patterns) > 1 else found

    def _compile(self, number: int, *, longest: bool) -> Any:
        pattern = self._compiled.get((number, longest))
        if pattern is None:
            pattern = self._compiled[number, longest] = compile_phrase(self._patterns[number], longest=longest)
        return pattern


def _longest_first(span: Span) -> Span:
    return span[0], -span[1]


def _chained(text: str, links: tuple[_Link, ...], places: list[list[Span]]) -> list[Span]:
    found = set()
    for start, position in _starts(links, places):
        finish = _follow(text, links, places, start, position)
        if finish is not None:
            found.add((start[0], finish))
    return sorted(found)


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
