"""A page laid out for judging: every sentence in folded form, with the phrases that occur in it.

A short fragment (list item, sub-heading, table cell) is read together with the line it completes, so that
"multiple sclerosis" under "We treat:" reads as "we treat: multiple sclerosis".
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from checker.models import Block, Page
from checker.read.fold import fold
from checker.rulebook.pack import Pack
from checker.rulebook.phrasebook import Decided

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
    ids: frozenset[int]
    """Phrases that occur in `text`."""
    decided: Decided
    boundaries: list[Span] | None = None
    """Places of words that end a clause, once located."""


class Scene:
    """A page with its sentences decided."""

    def __init__(self, page: Page, pack: Pack) -> None:
        self.page = page
        self.pack = pack
        self.views = tuple(_views(page, pack))
        self.where: dict[int, list[int]] = defaultdict(list)
        for view in self.views:
            for number in view.ids:
                self.where[number].append(view.index)
        self._headings: dict[str, frozenset[int]] = {}

    def spans(self, view: View, number: int) -> list[Span]:
        """Return where a phrase occurs in a sentence."""
        return view.decided.spans(number)

    def block_of(self, view: View) -> Block:
        """Return the block a sentence stands in."""
        return self.page.blocks[view.block]

    @cached_property
    def by_block(self) -> dict[int, list[View]]:
        """Sentences of each block."""
        found: dict[int, list[View]] = defaultdict(list)
        for view in self.views:
            found[view.block].append(view)
        return found

    def block_ids(self, view: View) -> frozenset[int]:
        """Phrases that occur anywhere in the sentence's block."""
        return frozenset().union(*(other.ids for other in self.by_block[view.block]))

    def nearby(self, view: View) -> list[View]:
        """Return the sentence with its neighbours in the same block."""
        last = len(self.views)
        indexes = (view.index - 1, view.index, view.index + 1)
        near = [self.views[i] for i in indexes if 0 <= i < last]
        return [other for other in near if other.block == view.block]

    def heading_ids(self, view: View) -> frozenset[int]:
        """Phrases that occur in a heading above the sentence or in its lead-in."""
        block = self.block_of(view)
        texts = list(block.heading_path)
        if view.own_start:
            texts.append(view.text[: view.own_start])
        return frozenset().union(*(self._decided(text) for text in texts)) if texts else frozenset()

    def _decided(self, text: str) -> frozenset[int]:
        found = self._headings.get(text)
        if found is None:
            found = self._headings[text] = self.pack.book.decide(fold(text).text.strip()).ids
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


def _views(page: Page, pack: Pack) -> list[View]:
    origin = page.folded.origin
    folded = page.folded.text
    views: list[View] = []
    decided: dict[str, Decided] = {}
    for sentence in page.sentences:
        start = bisect_left(origin, sentence.start)
        end = bisect_left(origin, sentence.end)
        own = folded[start:end].rstrip()
        lead = _lead_in(page, page.blocks[sentence.block])
        text = f"{lead} {own}" if lead else own
        if text not in decided:
            decided[text] = pack.book.decide(text)
        views.append(
            View(
                index=len(views),
                block=sentence.block,
                text=text,
                own_start=len(text) - len(own),
                folded_start=start,
                ids=decided[text].ids,
                decided=decided[text],
            )
        )
    return views


def _lead_in(page: Page, block: Block) -> str:
    if block.lead_in is None:
        return ""
    origin = page.folded.origin
    start, end = (bisect_left(origin, offset) for offset in block.lead_in)
    return page.folded.text[start:end].strip()
