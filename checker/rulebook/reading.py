"""What occurs in the lines of a page: the wordings that a walk found, and the phrases they make.

A set of lines is kept as the bits of one number. Each part of a phrase has such a set, and a phrase can only occur in
the lines that all its parts have in common; only there are the places of its parts joined.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, compress
from operator import or_

from checker.rulebook.bits import bits
from checker.rulebook.chains import Span, chained
from checker.rulebook.plan import Plan
from checker.rulebook.trie import Found, words_at
from checker.rulebook.words import split_words

Lines = int
"""Lines of a reading, one bit each."""
TOGETHER = 4096
"""Lines gathered at a time: setting one bit copies the whole number."""


class Reading:
    """Folded lines and what occurs in each."""

    __slots__ = ("lines", "may", "plan", "present")

    def __init__(self, texts: Sequence[str], plan: Plan) -> None:
        self.plan = plan
        """The phrases it was read with."""
        self.lines = tuple(Line(text, number, self, plan.tree.walk(text)) for number, text in enumerate(texts))
        for expression, number, spans in plan.expressions.occurring(texts):
            self.lines[number].add(plan.kind_of_expression[expression], spans)
        self.may = _common(plan, self._by_part())
        """For each phrase the lines in which it may occur: all its parts do."""
        self.present = frozenset(compress(range(len(self.may)), self.may))
        """The phrases that may occur in some line."""

    def may_any(self, numbers: Iterable[int]) -> Lines:
        """Return the lines in which one of several phrases may occur."""
        return reduce(or_, map(self.may.__getitem__, numbers), 0)

    def saying(self, number: int, among: Lines) -> "Iterator[Line]":
        """Yield those of some lines in which phrase `number` occurs."""
        return (line for line in map(self.lines.__getitem__, bits(self.may[number] & among)) if line.spans(number))

    def _by_part(self) -> list[Lines]:
        """Return for each part the lines in which wordings of it occur."""
        found = [0] * len(self.plan.kinds_of)
        for start in range(0, len(self.lines), TOGETHER):
            for kind, lines in _by_kind(self.lines[start : start + TOGETHER]).items():
                for part in self.plan.kinds[kind]:
                    found[part] |= lines << start
        return found


def _by_kind(lines: "Sequence[Line]") -> dict[int, Lines]:
    found: dict[int, Lines] = {}
    bit = 1
    for line in lines:
        for kind in line.kinds():
            found[kind] = found.get(kind, 0) | bit
        bit <<= 1
    return found


def _common(plan: Plan, parts: list[Lines]) -> list[Lines]:
    """Return for each phrase the lines its parts have in common; where it is a term of lists, those then occur too."""
    found = []
    inner = plan.inner
    for number, (first, others) in enumerate(plan.needs):
        lines = parts[first]
        if lines:
            for part in others:
                lines &= parts[part]
            if number in inner:
                for part in inner[number]:
                    parts[part] |= lines
        found.append(lines)
    return found


class Line:
    """One folded text and what occurs in it."""

    __slots__ = ("_ends", "_exact", "_found", "_phrases", "_places", "_reading", "number", "text")

    def __init__(self, text: str, number: int, reading: Reading, found: Found) -> None:
        self.text = text
        self.number = number
        """Its place among the lines read with it."""
        self._reading = reading
        self._found = found
        self._exact: dict[int, list[Span]] = {}
        self._phrases: dict[int, list[Span]] = {}
        self._places: dict[int, list[Span]] = {}
        self._ends: list[int] = []

    def kinds(self) -> Iterable[int]:
        """Return the kinds of wordings that occur."""
        return self._found.keys() | self._exact.keys() if self._exact else self._found

    def add(self, kind: int, spans: list[Span]) -> None:
        """Take in places that were found as characters and not as words."""
        self._exact.setdefault(kind, []).extend(spans)

    def has(self, number: int) -> bool:
        """Tell whether a phrase occurs."""
        return bool(self.spans(number))

    def spans(self, number: int) -> list[Span]:
        """Return where phrase `number` occurs, leftmost first; empty when it does not."""
        found = self._phrases.get(number)
        if found is None:
            possible = self._reading.may[number] >> self.number & 1
            found = self._phrases[number] = self._joined(number) if possible else []
        return found

    def every(self, number: int) -> list[Span]:
        """Return all places of a phrase of one part, those inside others too."""
        possible = self._reading.may[number] >> self.number & 1
        return self._places_of(self._reading.plan.phrases[number][0].part) if possible else []

    def _joined(self, number: int) -> list[Span]:
        links = self._reading.plan.phrases[number]
        if len(links) == 1:
            return _outermost(self._places_of(links[0].part))
        return chained(self.text, links, [self._places_of(link.part) for link in links])

    def _places_of(self, part: int) -> list[Span]:
        places = self._places.get(part)
        if places is None:
            places = self._places[part] = self._gathered(part)
        return places

    def _gathered(self, part: int) -> list[Span]:
        plan = self._reading.plan
        kinds = plan.kinds_of[part]
        places: list[Span] = []
        for kind in kinds.intersection(self._found):
            ends = self._ends or self._cut()
            places += [(ends[2 * first], ends[2 * last + 1]) for first, last in map(words_at, self._found[kind])]
        for kind in kinds.intersection(self._exact):
            places += self._exact[kind]
        for number in plan.inner_of.get(part, ()):
            places += self.spans(number)
        return sorted(set(places)) if len(places) > 1 else places

    def _cut(self) -> list[int]:
        """Find where each word, and what stands before it, ends."""
        self._ends = list(accumulate(map(len, split_words(self.text))))
        return self._ends


def _outermost(places: list[Span]) -> list[Span]:
    """Keep places that do not overlap: leftmost first, of those the longest."""
    if len(places) < 2:
        return places
    kept: list[Span] = []
    for start, end in places:
        if kept and start == kept[-1][0]:
            kept[-1] = (start, end)
        elif not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
