"""A page laid out for judging: every sentence in folded form, with what occurs in it.

A short fragment (list item, sub-heading, table cell) is read together with the line it completes, so that
"multiple sclerosis" under "We treat:" reads as "we treat: multiple sclerosis".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple

from checker.models import Block, Page, Sentence, Zone
from checker.read.fold import fold
from checker.rulebook.bits import bits_at
from checker.rulebook.pack import Pack
from checker.rulebook.reading import Line, Lines

Span = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class View:
    """One sentence as the rules see it."""

    index: int
    block: int
    text: str
    """Folded; a fragment's lead-in stands in front."""
    lead: str
    """That lead-in, or empty."""
    own_start: int
    """Where the sentence's own words begin in `text`."""
    folded_start: int
    """Where they begin in the page's folded text."""
    zone: Zone
    """Where it stands; hidden when its block is."""
    line: Line
    """What occurs in `text`."""
    boundaries: list[Span] | None = None
    """Places of words that end a clause, once located."""
    clauses: dict[Span, Span] = field(default_factory=dict)
    """The clause of each hit, once found."""


class Scene:
    """A page with what occurs in each sentence; what is said twice is read once, as one line."""

    def __init__(self, page: Page, pack: Pack) -> None:
        self.page = page
        self.pack = pack
        places = [_place(page, sentence) for sentence in page.sentences]
        numbers = {text: number for number, text in enumerate(dict.fromkeys(place.text for place in places))}
        self.said: Lines = (1 << len(numbers)) - 1
        """The lines that sentences say; behind them stand headings that are none."""
        headings = {text for block in page.blocks for text in block.heading_path}
        self._above = {text: numbers.setdefault(_bare(text), len(numbers)) for text in sorted(headings)}
        """Headings with the line each makes, which no sentence need say."""
        for place in places:
            if place.own_start:
                self._above[place.lead] = numbers.setdefault(place.lead, len(numbers))
        self.reading = pack.book.read(tuple(numbers))
        """What occurs in each line."""
        self.views = tuple(_views(page, places, self.reading.lines, numbers))
        self.reached: dict[str, Lines] = {}
        """Lines that an operator may reach, once asked."""
        self._in_zones: dict[frozenset[Zone], Lines] = {}
        self._around: dict[tuple[str, int], Lines] = {}

    def lines_in(self, zones: frozenset[Zone]) -> Lines:
        """Return the lines said in some zones."""
        found = self._in_zones.get(zones)
        if found is None:
            lines = (lines for zone, lines in self._by_zone.items() if zone in zones)
            found = self._in_zones[zones] = reduce(or_, lines, 0)
        return found

    def lines_in_blocks_of(self, zones: frozenset[Zone]) -> Lines:
        """Return the lines of blocks in some zones, hidden or not."""
        blocks = self.page.blocks
        return reduce(or_, (lines for block, lines in self._by_block.items() if blocks[block].zone in zones), 0)

    def says_any(self, numbers: Iterable[int]) -> bool:
        """Tell whether a sentence says one of several phrases."""
        return any(True for number in numbers for _ in self.reading.saying(number, self.said))

    def views_of(self, line: int) -> list[View]:
        """Return the sentences that say a line."""
        return self._by_line[line]

    def block_of(self, view: View) -> Block:
        """Return the block a sentence stands in."""
        return self.page.blocks[view.block]

    def around(self, view: View, scope: str) -> Lines:
        """Return the lines beyond a sentence: "nearby", "block" (with itself) or "heading" (with its lead-in)."""
        key = (scope, view.index)
        found = self._around.get(key)
        if found is None:
            found = self._around[key] = self._beyond(view, scope)
        return found

    def _beyond(self, view: View, scope: str) -> Lines:
        match scope:
            case "nearby":
                near = self.views[max(view.index - 1, 0) : view.index + 2]
                return bits_at(sorted({other.line.number for other in near if other.block == view.block}))
            case "block":
                return self._by_block[view.block]
            case _:
                above = [*self.block_of(view).heading_path, *([view.lead] if view.lead else [])]
                return bits_at(sorted({self._above[text] for text in above}))

    def circles(self, scope: str) -> Iterable[tuple[Lines, Lines]]:
        """Return lines that stand beyond sentences, each time with the lines of all those sentences.

        What is nearby stands in the same block, and for it the blocks are returned.
        """
        if scope == "heading":
            return self._by_heading.items()
        return ((lines, lines) for lines in self._by_block.values())

    @cached_property
    def _by_heading(self) -> dict[Lines, Lines]:
        found: dict[Lines, set[int]] = {}
        for view in self.views:
            found.setdefault(self.around(view, "heading"), set()).add(view.line.number)
        return {above: bits_at(sorted(numbers)) for above, numbers in found.items()}

    @cached_property
    def _by_zone(self) -> dict[Zone, Lines]:
        found: dict[Zone, set[int]] = {}
        for zone, views in groupby(self.views, key=lambda view: view.zone):
            found.setdefault(zone, set()).update(view.line.number for view in views)
        return {zone: bits_at(sorted(numbers)) for zone, numbers in found.items()}

    @cached_property
    def _by_line(self) -> dict[int, list[View]]:
        found: dict[int, list[View]] = {}
        for view in self.views:
            found.setdefault(view.line.number, []).append(view)
        return found

    @cached_property
    def _by_block(self) -> dict[int, Lines]:
        found: dict[int, set[int]] = {}
        for view in self.views:
            found.setdefault(view.block, set()).add(view.line.number)
        return {block: bits_at(sorted(numbers)) for block, numbers in found.items()}

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


class _Place(NamedTuple):
    """Where a sentence stands, folded."""

    text: str
    lead: str
    own_start: int
    folded_start: int


def _views(page: Page, places: list[_Place], lines: Sequence[Line], numbers: dict[str, int]) -> Iterator[View]:
    for index, place in enumerate(places):
        number = page.sentences[index].block
        block = page.blocks[number]
        yield View(
            index=index,
            block=number,
            text=place.text,
            lead=place.lead,
            own_start=place.own_start,
            folded_start=place.folded_start,
            zone=Zone.HIDDEN if block.hidden else block.zone,
            line=lines[numbers[place.text]],
        )


def _place(page: Page, sentence: Sentence) -> _Place:
    start = page.folded.place_of(sentence.start)
    own = page.folded.text[start : page.folded.place_of(sentence.end)].rstrip()
    lead_in = page.blocks[sentence.block].lead_in
    lead = page.folded.text[slice(*map(page.folded.place_of, lead_in))].strip() if lead_in else ""
    text = f"{lead} {own}" if lead else own
    return _Place(text, lead, len(text) - len(own), start)


def _bare(text: str) -> str:
    return fold(text).text.strip()
