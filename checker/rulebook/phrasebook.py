"""Find phrases in sentences: one linear pass decides which patterns occur, the same patterns alone then locate.

All parts of a pack's phrases stand in one `re2.Set`. Its answer names the patterns that occur in a sentence;
`occurrences.py` finds their places and joins the parts of a phrase.
"""

from collections import defaultdict
from typing import Any

import re2

from checker.errors import CheckerError
from checker.rulebook.engine import compile_phrase, options
from checker.rulebook.occurrences import Link, Links, Places, Span
from checker.rulebook.phrases import Lists, Part, parts_of

_ALWAYS = r"(?s)^."
"""Matches any text: its absence from an answer shows that RE2 ran out of memory, which it does not report."""


class MatchingError(CheckerError):
    """RE2 could not decide; the page must not be called clean."""


class Decided:
    """Which phrases occur in one sentence, and where."""

    __slots__ = ("_links", "_places", "_spans", "ids")

    def __init__(self, ids: frozenset[int], places: Places | None, links: list[Links]) -> None:
        self.ids = ids
        self._places = places
        self._links = links
        self._spans: dict[int, list[Span]] = {}

    def spans(self, number: int) -> list[Span]:
        """Return where phrase `number` occurs, leftmost first; empty when it does not."""
        if number not in self.ids or self._places is None:
            return []
        found = self._spans.get(number)
        if found is None:
            found = self._spans[number] = self._places.of(self._links[number])
        return found


class PhraseBook:
    """Every distinct phrase of a pack, numbered from 0."""

    def __init__(self) -> None:
        self._phrases: list[Links] = []
        self._phrase_numbers: dict[Links, int] = {}
        self._part_numbers: dict[tuple[int, ...], int] = {}
        self._patterns: list[str] = []
        self._pattern_numbers: dict[str, int] = {}
        self._compiled: dict[tuple[int, bool], Any] = {}
        self._set: Any = None
        self._sentinel = -1
        self._whole: dict[int, list[int]] = defaultdict(list)
        """For each pattern: phrases of one part that occur when it does."""
        self._chains: dict[int, list[tuple[int, tuple[frozenset[int], ...]]]] = defaultdict(list)
        """For each pattern of a phrase's most telling part: the phrase, and the patterns its other parts need."""

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
        links = tuple(self._link(part) for part in parts_of(phrase, lists))
        number = self._phrase_numbers.get(links)
        if number is None:
            number = self._phrase_numbers[links] = len(self._phrases)
            self._phrases.append(links)
            self._index(number, links)
        return number

    def _link(self, part: Part) -> Link:
        patterns = tuple(self._pattern_number(pattern) for pattern in part.patterns)
        number = self._part_numbers.setdefault(patterns, len(self._part_numbers))
        return Link(number, patterns, part.is_list, part.gap_words, part.optional)

    def _pattern_number(self, pattern: str) -> int:
        number = self._pattern_numbers.setdefault(pattern, len(self._patterns))
        if number == len(self._patterns):
            self._patterns.append(pattern)
        return number

    def _index(self, number: int, links: Links) -> None:
        """File a phrase under the patterns that decide it, or under those of its most telling part."""
        if len(links) == 1:
            for pattern in links[0].patterns:
                self._whole[pattern].append(number)
            return
        needed = [link for link in links if not link.optional]
        telling = next((link for link in needed if not link.is_list), needed[0])
        others = tuple(frozenset(link.patterns) for link in needed if link is not telling)
        for pattern in telling.patterns:
            self._chains[pattern].append((number, others))

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

    def decide(self, text: str) -> Decided:
        """Return the phrases that occur in `text`.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about this text.
        """
        if not text:
            return Decided(frozenset(), None, self._phrases)
        present = frozenset(self._set.Match(text))
        if self._sentinel not in present:
            raise MatchingError("the pattern engine ran out of memory on this page")
        places = Places(text, present, self._compile)
        found = {number for pattern in present for number in self._whole.get(pattern, ())}
        checked = set()
        for pattern in present:
            for number, others in self._chains.get(pattern, ()):
                if number not in checked and not any(present.isdisjoint(other) for other in others):
                    checked.add(number)
                    if places.of(self._phrases[number]):
                        found.add(number)
        return Decided(frozenset(found), places, self._phrases)

    def _compile(self, key: tuple[int, bool]) -> Any:
        pattern = self._compiled.get(key)
        if pattern is None:
            number, longest = key
            pattern = self._compiled[key] = compile_phrase(self._patterns[number], longest=longest)
        return pattern
