"""What occurs in one sentence: the wordings a walk found, and the phrases they make."""

from typing import Protocol

from checker.rulebook.chains import Links, Span, chained
from checker.rulebook.trie import Found


class Known(Protocol):
    """What a reading asks of the book it was read with."""

    phrases: list[Links]
    needs: list[int]
    """For each phrase the parts that must occur, one bit a part."""
    kinds: list[int]
    """For each kind of wording the parts it belongs to, one bit a part."""
    kinds_of: list[frozenset[int]]
    """For each part its kinds."""
    inner_of: dict[int, tuple[int, ...]]
    """For parts with terms that are phrases: those phrases."""


class Reading:
    """One folded text and what occurs in it."""

    __slots__ = ("_known", "_phrases", "_places", "found", "parts", "sought", "text")

    def __init__(self, text: str, known: Known, found: Found) -> None:
        self.text = text
        self.found = found
        """Places by kind of wording."""
        self.parts = 0
        """The parts that may occur, one bit a part; only those with terms that are phrases may yet prove absent."""
        for kind in found:
            self.parts |= known.kinds[kind]
        self.sought: list[int] = []
        """Numbers of the sought phrases all of whose parts may occur; `spans` tells whether they do."""
        self._known = known
        self._phrases: dict[int, list[Span]] = {}
        self._places: dict[int, list[Span]] = {}

    def has(self, number: int) -> bool:
        """Tell whether a phrase occurs."""
        needs = self._known.needs[number]
        return self.parts & needs == needs and bool(self.spans(number))

    def spans(self, number: int) -> list[Span]:
        """Return where phrase `number` occurs, leftmost first; empty when it does not."""
        found = self._phrases.get(number)
        if found is None:
            found = self._phrases[number] = self._joined(number)
        return found

    def _joined(self, number: int) -> list[Span]:
        needs = self._known.needs[number]
        if self.parts & needs != needs:
            return []
        links = self._known.phrases[number]
        if len(links) == 1:
            return _outermost(self._places_of(links[0].part))
        return chained(self.text, links, [self._places_of(link.part) for link in links])

    def every(self, number: int) -> list[Span]:
        """Return all places of a phrase of one part, those inside others too."""
        part = self._known.phrases[number][0].part
        return self._places_of(part) if self.parts >> part & 1 else []

    def _places_of(self, part: int) -> list[Span]:
        places = self._places.get(part)
        if places is None:
            kinds = self._known.kinds_of[part] & self.found.keys()
            places = [span for kind in kinds for span in self.found[kind]]
            for number in self._known.inner_of.get(part, ()):
                places += self.spans(number)
            if len(places) > 1:
                places = sorted(set(places))
            self._places[part] = places
        return places


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
