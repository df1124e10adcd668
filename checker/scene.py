"""A page laid out for judging: every sentence in folded form, with what occurs in it.

A short fragment (list item, sub-heading, table cell) is read together with the line it completes, so that
"multiple sclerosis" under "We treat:" reads as "we treat: multiple sclerosis".
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from checker.models import Block, Page, Sentence, Zone
from checker.read.fold import fold
from checker.rulebook.pack import Pack
from checker.rulebook.reading import Reading

Span = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class View:
    """One sentence as the rules see it."""

    index: int
    block: int
    text: str
    """Folded; a fragment's lead-in stands in front."""
    own_start: int
    """Where the sentence's own words begin in `text`."""
    folded_start: int
    """Where they begin in the page's folded text."""
    zone: Zone
    """Where it stands; hidden when its block is."""
    reading: Reading
    """What occurs in `text`."""
    boundaries: list[Span] | None = None
    """Places of words that end a clause, once located."""
    clauses: dict[Span, Span] = field(default_factory=dict)
    """The clause of each hit, once found."""


class Around:
    """Several texts and what may occur in any of them."""

    __slots__ = ("parts", "readings")

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self.parts = reduce(or_, (reading.parts for reading in readings), 0)
        """One bit for each part of a phrase that may occur in one of them."""


class Scene:
    """A page with what occurs in each sentence."""

    def __init__(self, page: Page, pack: Pack) -> None:
        self.page = page
        self.pack = pack
        self.views = tuple(_views(page, pack))
        self.where: dict[int, list[int]] = defaultdict(list)
        """Sought phrases with the sentences they may occur in."""
        for view in self.views:
            for number in view.reading.sought:
                self.where[number].append(view.index)
        self._saying: dict[int, list[View]] = {}
        self._headings: dict[str, Reading] = {}
        self._around: dict[tuple[str, int], Around] = {}

    def saying(self, number: int) -> list[View]:
        """Return the sentences in which a phrase occurs, sought or not."""
        found = self._saying.get(number)
        if found is None:
            found = self._saying[number] = [view for view in self.views if view.reading.has(number)]
        return found

    def block_of(self, view: View) -> Block:
        """Return the block a sentence stands in."""
        return self.page.blocks[view.block]

    def around(self, view: View, scope: str) -> Around:
        """Return the texts beyond a sentence: "nearby", "block" (with itself) or "heading" (with its lead-in)."""
        key = (scope, view.index)
        found = self._around.get(key)
        if found is None:
            match scope:
                case "nearby":
                    near = self.views[max(view.index - 1, 0) : view.index + 2]
                    readings = [other.reading for other in near if other.block == view.block]
                case "block":
                    readings = self._by_block[view.block]
                case _:
                    texts = [
                        *self.block_of(view).heading_path,
                        *([view.text[: view.own_start]] if view.own_start else []),
                    ]
                    readings = [self._heading(text) for text in texts]
            found = self._around[key] = Around(tuple(readings))
        return found

    @cached_property
    def _by_block(self) -> dict[int, list[Reading]]:
        found: dict[int, list[Reading]] = defaultdict(list)
        for view in self.views:
            found[view.block].append(view.reading)
        return found

    def _heading(self, text: str) -> Reading:
        found = self._headings.get(text)
        if found is None:
            folded = fold(text).text.strip()
            found = self._headings[text] = self.pack.book.read([folded])[folded]
        return found

    def quote_span(self, view: View, start: int, end: int) -> Span:
        """Turn a place in a sentence into offsets of the page's text; the lead-in's part is left out."""
        origin = self.page.folded.origin
        first = view.folded_start + max(start, view.own_start) - view.own_start
        last = view.folded_start + end - view.own_start
        return origin[first], _whole_character(self.page.text, origin[last - 1] + 1, origin[last])

    def disguised(self, view: View, start: int, end: int) -> bool:
        """Tell whether a place reads as it does only after undoing look-alike characters."""
        marks = self.page.folded.disguised
        if not marks:
            return False
        first = view.folded_start + max(start, view.own_start) - view.own_start
        return any(place in marks for place in range(first, view.folded_start + end - view.own_start))


def _whole_character(text: str, end: int, limit: int) -> int:
    """Extend a quote over combining marks that folding dropped."""
    while end < limit and not text[end].isspace() and not text[end].isalnum() and ord(text[end]) > 0x2FF:
        end += 1
    return end


def _views(page: Page, pack: Pack) -> Iterator[View]:
    """Fold every sentence with its lead-in, and read them all at once."""
    places = [_place(page, sentence) for sentence in page.sentences]
    readings = pack.book.read(text for text, _, _ in places)
    for index, (text, own_start, folded_start) in enumerate(places):
        block = page.blocks[page.sentences[index].block]
        yield View(
            index=index,
            block=page.sentences[index].block,
            text=text,
            own_start=own_start,
            folded_start=folded_start,
            zone=Zone.HIDDEN if block.hidden else block.zone,
            reading=readings[text],
        )


def _place(page: Page, sentence: Sentence) -> tuple[str, int, int]:
    """Return a sentence's folded text, where its own words begin in it, and where they begin in the page's."""
    origin = page.folded.origin
    start = bisect_left(origin, sentence.start)
    own = page.folded.text[start : bisect_left(origin, sentence.end)].rstrip()
    lead = _lead_in(page, page.blocks[sentence.block])
    text = f"{lead} {own}" if lead else own
    return text, len(text) - len(own), start


def _lead_in(page: Page, block: Block) -> str:
    if block.lead_in is None:
        return ""
    origin = page.folded.origin
    start, end = (bisect_left(origin, offset) for offset in block.lead_in)
    return page.folded.text[start:end].strip()
