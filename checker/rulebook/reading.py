"""What occurs in the lines of a page: the wordings that a walk found, and the phrases they make.

A set of lines is kept as the bits of one number. Each part of a phrase has such a set, and a phrase can only occur in
the lines that all its parts have in common; only there are the places of its parts joined.
"""

from collections.abc import Iterable, Iterator, KeysView, Sequence
from functools import reduce
from operator import and_, or_

from checker.rulebook.bits import bits
from checker.rulebook.chains import Span, chained, chained_with_optional
from checker.rulebook.plan import Plan
from checker.rulebook.trie import Found, spans_at

Lines = int
"""Lines of a reading, one bit each."""
TOGETHER = 4096
"""Lines gathered at a time: setting one bit copies the whole number."""


class Reading:
    """Folded lines and what occurs in each."""

    __slots__ = ("_may", "lines")

    def __init__(self, texts: Sequence[str], plan: Plan) -> None:
        self._may: dict[int, Lines] = {}
        self.lines = tuple(
            Line(text, number, found, plan, self._may)
            for number, (text, found) in enumerate(zip(texts, plan.tree.walk(texts), strict=True))
        )
        for expression, number, spans in plan.expressions.occurring(texts):
            self.lines[number].add(plan.kind_of_expression[expression], spans)
        self._may |= _common(plan, _by_part(plan, self.lines))

    @property
    def present(self) -> KeysView[int]:
        """The phrases that may occur in some line."""
        return self._may.keys()

    def may(self, number: int) -> Lines:
        """Return the lines in which phrase `number` may occur: all its parts do."""
        return self._may.get(number, 0)

    def may_any(self, numbers: Iterable[int]) -> Lines:
        """Return the lines in which one of several phrases may occur."""
        return reduce(or_, map(self.may, numbers), 0)

    def saying(self, number: int, among: Lines) -> "Iterator[Line]":
        """Yield those of some lines in which phrase `number` occurs."""
        return (line for line in map(self.lines.__getitem__, bits(self.may(number) & among)) if line.spans(number))


_Cut = tuple[frozenset[int], list[int], list[int]]
"""Of a text the kinds of wordings found as words, and where each of its words begins and ends."""


def _by_part(plan: Plan, lines: "Sequence[Line]") -> dict[int, Lines]:
    """Return for each part that occurs the lines in which wordings of it do."""
    found: dict[int, Lines] = {}
    for start in range(0, len(lines), TOGETHER):
        for kind, where in _by_kind(lines[start : start + TOGETHER]).items():
            for part in plan.kinds[kind]:
                found[part] = found.get(part, 0) | where << start
    return found


def _by_kind(lines: "Sequence[Line]") -> dict[int, Lines]:
    found: dict[int, Lines] = {}
    bit = 1
    for line in lines:
        for kind in line.kinds():
            found[kind] = found.get(kind, 0) | bit
        bit <<= 1
    return found


def _common(plan: Plan, parts: dict[int, Lines]) -> dict[int, Lines]:
    """Return the phrases whose parts have lines in common, with these; lists whose terms are among them then occur."""
    found: dict[int, Lines] = {}
    for number, needed, belongs in plan.terms:
        lines = reduce(and_, (parts.get(part, 0) for part in needed))
        if lines:
            found[number] = lines
            for part in belongs:
                parts[part] = parts.get(part, 0) | lines
    for first, lines in parts.items():
        for number, others in plan.under.get(first, ()):
            where = lines
            for part in others:
                where &= parts.get(part, 0)
            if where:
                found[number] = where
    return found


class Line:
    """One folded text and what occurs in it.

    It knows nothing of its reading: a page's lines go with their last user, without the garbage collector.
    """

    __slots__ = ("_cut", "_exact", "_found", "_may", "_phrases", "_places", "_plan", "number", "text")

    def __init__(self, text: str, number: int, found: Found, plan: Plan, may: dict[int, Lines]) -> None:
        self.text = text
        self.number = number
        """Its place among the lines read with it."""
        self._found = found
        self._plan = plan
        self._may = may
        self._exact: dict[int, list[Span]] = {}
        self._phrases: dict[int, list[Span]] = {}
        self._places: dict[int, list[Span]] = {}
        self._cut: _Cut | None = None

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
            possible = self._may.get(number, 0) >> self.number & 1
            found = self._phrases[number] = self._joined(number) if possible else []
        return found

    def every(self, number: int) -> list[Span]:
        """Return all places of a phrase of one part, those inside others too."""
        possible = self._may.get(number, 0) >> self.number & 1
        return self._places_of(self._plan.phrases[number][0].part) if possible else []

    def _joined(self, number: int) -> list[Span]:
        links = self._plan.phrases[number]
        if len(links) == 1:
            return _outermost(self._places_of(links[0].part))
        join = chained_with_optional if number in self._plan.with_optional else chained
        return join(self.text, links, [self._places_of(link.part) for link in links])

    def _places_of(self, part: int) -> list[Span]:
        places = self._places.get(part)
        if places is None:
            places = self._places[part] = self._gathered(part)
        return places

    def _gathered(self, part: int) -> list[Span]:
        kinds = self._plan.kinds_of[part]
        found, starts, ends = self._cut or self._cut_up()
        places: list[Span] = []
        for kind in kinds & found:
            places += spans_at(self._found[kind], starts, ends)
        if self._exact:
            for kind in kinds.intersection(self._exact):
                places += self._exact[kind]
        for number in self._plan.inner_of.get(part, ()):
            if self._may.get(number, 0) >> self.number & 1:
                places += self.spans(number)
        return sorted(set(places)) if len(places) > 1 else places

    def _cut_up(self) -> _Cut:
        self._cut = frozenset(self._found), *self._plan.tree.edges(self.text)
        return self._cut


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
