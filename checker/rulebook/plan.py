"""How the phrases of a book are found in a text: what they need, and under which of their parts each is filed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from checker.rulebook.chains import Links
from checker.rulebook.expressions import Expressions
from checker.rulebook.reading import Reading
from checker.rulebook.trie import NO_KIND, WordTree

Filed = tuple[int, int]
"""The parts a phrase needs, and its number."""


class Drawer:
    """Phrases, each filed under one of its parts, so that only those are tried of which that part occurs."""

    def __init__(self) -> None:
        self._under: dict[int, list[Filed]] = {}
        self._by_kind: dict[int, tuple[Filed, ...]] = {}

    def file(self, part: int, needs: int, number: int) -> None:
        """File a phrase."""
        self._under.setdefault(part, []).append((needs, number))

    def possible(self, have: int, present: Iterable[int], kinds: list[int]) -> set[int]:
        """Return the phrases all of whose parts are among those in `have`, given the kinds of wordings present."""
        found: set[int] = set()
        for kind in present:
            entries = self._by_kind.get(kind)
            if entries is None:
                entries = self._by_kind[kind] = self._entries(kinds[kind])
            for needs, number in entries:
                if have & needs == needs:
                    found.add(number)
        return found

    def _entries(self, parts: int) -> tuple[Filed, ...]:
        return tuple(entry for part in _bits(parts) for entry in self._under.get(part, ()))


class Plan:
    """Everything that reading a text with a book's phrases takes."""

    def __init__(self, tree: WordTree, expressions: Expressions) -> None:
        self._tree = tree
        self._expressions = expressions
        self.phrases: list[Links] = []
        self.needs: list[int] = []
        self.kinds: list[int] = [NO_KIND]
        self.kinds_of: list[frozenset[int]] = []
        self.inner_of: dict[int, tuple[int, ...]] = {}
        self._kind_numbers: dict[int, int] = {}
        self._of_expression: dict[int, int] = defaultdict(int)
        """For each expression the parts it belongs to, later the kind."""
        self._of_inner: dict[int, int] = defaultdict(int)
        """The same for phrases that are terms of lists."""
        self._sought = Drawer()
        self._inner = Drawer()

    def add(self, links: Links) -> int:
        """Take a phrase in and number it."""
        self.phrases.append(links)
        needs = 0
        for link in links:
            if not link.optional:
                needs |= 1 << link.part
        self.needs.append(needs)
        return len(self.phrases) - 1

    def add_part(self, part: int, expressions: frozenset[int], phrases: frozenset[int]) -> None:
        """Take a part in with what it stands for besides wordings."""
        for expression in expressions:
            self._of_expression[expression] |= 1 << part
        if phrases:
            self.inner_of[part] = tuple(sorted(phrases))
        for phrase in phrases:
            self._of_inner[phrase] |= 1 << part

    def close(self, parts: int, sought: set[int], samples: Iterable[str]) -> None:
        """Name the kinds of wordings, and file every phrase under its part that is rarest in sample texts."""
        self._tree.seal(self._kind)
        self._of_expression = {number: self._kind(bits) for number, bits in self._of_expression.items()}
        self._of_inner = {number: self._kind(bits) for number, bits in self._of_inner.items()}
        of_part: list[set[int]] = [set() for _ in range(parts)]
        for kind, bits in enumerate(self.kinds):
            for part in _bits(bits):
                of_part[part].add(kind)
        self.kinds_of = [frozenset(kinds) for kinds in of_part]
        self._file(sought, Counter())
        counts: Counter[int] = Counter()
        for reading in self.readings(tuple(samples)).values():
            counts.update(_bits(reading.parts))
        self._file(sought, counts)

    def _kind(self, parts: int) -> int:
        """Number the wordings that belong to just these parts."""
        kind = self._kind_numbers.setdefault(parts, len(self.kinds))
        if kind == len(self.kinds):
            self.kinds.append(parts)
        return kind

    def _file(self, sought: set[int], counts: Counter[int]) -> None:
        self._sought, self._inner = Drawer(), Drawer()
        for drawer, numbers in ((self._sought, sought), (self._inner, self._of_inner)):
            for number in sorted(numbers):
                needed = [link.part for link in self.phrases[number] if not link.optional]
                drawer.file(min(needed, key=lambda part: (counts[part], part)), self.needs[number], number)

    def readings(self, texts: tuple[str, ...]) -> dict[str, Reading]:
        """Return what occurs in each of several folded texts."""
        expressions = self._expressions.occurring(texts)
        return {text: self._read(text, expressions.get(index, ())) for index, text in enumerate(texts)}

    def _read(self, text: str, expressions: Iterable[int]) -> Reading:
        found = self._tree.walk(text)
        for number in expressions:
            spans = self._expressions.spans(number, text)
            if spans:
                found.setdefault(self._of_expression[number], []).extend(spans)
        reading = Reading(text, self, found)
        if found:
            present = self._with_inner(reading)
            reading.sought = sorted(self._sought.possible(reading.parts, present, self.kinds))
        return reading

    def _with_inner(self, reading: Reading) -> set[int]:
        """Let lists occur whose terms are phrases that may occur, again while one makes another possible."""
        present = set(reading.found)
        while True:
            possible = self._inner.possible(reading.parts, present, self.kinds)
            fresh = {self._of_inner[number] for number in possible} - present
            if not fresh:
                return present
            present |= fresh
            for kind in fresh:
                reading.parts |= self.kinds[kind]


def _bits(number: int) -> Iterator[int]:
    """Yield the places of the bits that are set, by way of text, which is faster than shifting so long a number."""
    text = bin(number)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)
