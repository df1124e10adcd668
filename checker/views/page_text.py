"""Show the text that was judged, with every finding marked where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.models import Outcome, PageText, Result, TextBlock, Zone

SHOWN_CHARACTERS = 200_000
"""Characters of all pages together that are shown; what holds a finding is shown even where it is more."""

LONGEST_PART = 2_000
"""Where not everything is shown, longer blocks are cut to parts: one may hold a whole page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding as it is marked in the text."""

    anchor: str
    """Where a report tells of it: see `anchor_of`."""
    place: str
    """Where it begins in the text: see `place_of`."""
    rule: str
    title: str
    """What the rule found, one sentence."""
    good: bool
    """True for a good sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Words that the same findings cover."""

    text: str
    marks: tuple[Mark, ...]
    """The findings that cover them, strongest first; none for plain words."""
    begins: tuple[Mark, ...]
    """Of these, those that begin here."""
    set_aside: bool
    """True when a rule met these words and did not count them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block of the page, or a part of a long one."""

    start: int
    end: int
    zone: Zone
    hidden: bool
    """True when a browser would probably not show it."""
    level: int
    """Of a heading: 1 for the outermost and so on; 0 for anything else."""
    segments: tuple[Segment, ...]
    """All of its text, in order."""
    after_gap: bool
    """True when text before it is left out."""
    elsewhere: bool
    """True when it stands in another kind of place than the block before it, or that is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """The text of a page, ready to show."""

    url: str
    blocks: tuple[ShownBlock, ...]
    left_out: int
    """Characters of its blocks that are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    start: int
    end: int
    mark: Mark | None
    """None for a mention that was set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    start: int
    end: int
    block: TextBlock
    holds_a_finding: bool


def anchor_of(rule: str, index: int) -> str:
    """Return the id under which a report tells of a finding; `index` is its place in the outcome's `findings`."""
    return f"f-{rule}-{index + 1}"


def place_of(rule: str, index: int) -> str:
    """Return the id of the place in the shown text where a finding begins."""
    return f"t-{rule}-{index + 1}"


def highlighted(result: Result, *, limit: int = SHOWN_CHARACTERS) -> tuple[ShownPage, ...]:
    """Return the text of each page that was read, with its findings marked, the given page first.

    All of it, or, where it is longer than `limit`, its beginning and whatever holds a finding.
    """
    if not result.texts:
        return ()
    spans = _spans(result)
    total = sum(len(page.text) for page in result.texts)
    longest = total if total <= limit else LONGEST_PART
    parts = [list(_parts(page, spans[number], longest)) for number, page in enumerate(result.texts)]
    room = limit - sum(_length(part) for each in parts for part in each if part.holds_a_finding)
    shown = []
    for page, own_spans, own_parts in zip(result.texts, spans, parts, strict=True):
        blocks = tuple(_blocks(_Sweep(page.text, own_spans), own_parts, room))
        left_out = sum(map(_length, own_parts)) - sum(block.end - block.start for block in blocks)
        shown.append(ShownPage(url=page.url, blocks=blocks, left_out=left_out))
        room -= sum(_length(part) for part in own_parts if not part.holds_a_finding)
    return tuple(shown)


def _spans(result: Result) -> list[list[_Span]]:
    """Return what each page's text is marked with: findings of the strongest outcomes first, then mentions."""
    number_of = {page.url: number for number, page in reversed(list(enumerate(result.texts)))} | {"": 0}
    found: list[list[_Span]] = [[] for _ in result.texts]
    outcomes = sorted(result.outcomes, key=lambda each: -abs(each.points))
    for outcome in outcomes:
        for index, finding in enumerate(outcome.findings):
            span = _Span(start=finding.start, end=finding.end, mark=_mark(outcome, index))
            found[number_of[finding.page]].append(span)
    for mention in (mention for outcome in outcomes for mention in outcome.set_aside):
        found[number_of[mention.page]].append(_Span(start=mention.start, end=mention.end, mark=None))
    return found


def _mark(outcome: Outcome, index: int) -> Mark:
    anchor, place = anchor_of(outcome.rule, index), place_of(outcome.rule, index)
    return Mark(anchor=anchor, place=place, rule=outcome.rule, title=outcome.title, good=outcome.good)


def _parts(page: PageText, spans: Sequence[_Span], longest: int) -> Iterator[_Part]:
    """Cut a page to its blocks, long ones at spaces, and tell which hold a finding."""
    findings = sorted((span.start, span.end) for span in spans if span.mark)
    reached, following = 0, 0
    for block in page.blocks:
        for start, end in _cut(page.text, block.start, block.end, longest):
            while following < len(findings) and findings[following][0] < end:
                reached = max(reached, findings[following][1])
                following += 1
            yield _Part(start=start, end=end, block=block, holds_a_finding=reached > start)


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        at = text.rfind(" ", start + 1, start + longest) + 1 or start + longest
        yield start, at
        start = at
    yield start, end


def _length(part: _Part) -> int:
    return part.end - part.start


class _Sweep:
    """Walks a text from left to right and knows which spans cover the place it is at."""

    def __init__(self, text: str, spans: Sequence[_Span]) -> None:
        self._text = text
        self._spans = spans
        ends = [(span.end, 0, number) for number, span in enumerate(spans)]
        starts = [(span.start, 1, number) for number, span in enumerate(spans)]
        self._edges = sorted(ends + starts, reverse=True)
        self._open: set[int] = set()
        self._begun: set[int] = set()

    def segments(self, start: int, end: int) -> Iterator[Segment]:
        """Yield the segments of the text between two offsets, which lie after those asked for before."""
        while start < end:
            self._go_to(start)
            until = min(end, self._edges[-1][0]) if self._edges else end
            yield self._segment(start, until)
            start = until

    def _go_to(self, offset: int) -> None:
        while self._edges and self._edges[-1][0] <= offset:
            _, opens, number = self._edges.pop()
            (self._open.add if opens else self._open.discard)(number)

    def _segment(self, start: int, end: int) -> Segment:
        if not self._open:
            return Segment(text=self._text[start:end], marks=(), begins=(), set_aside=False)
        covering = sorted(self._open)
        fresh = [number for number in covering if number not in self._begun]
        self._begun.update(fresh)
        return Segment(
            text=self._text[start:end],
            marks=tuple(self._marks(covering)),
            begins=tuple(self._marks(fresh)),
            set_aside=any(self._spans[number].mark is None for number in covering),
        )

    def _marks(self, numbers: Iterable[int]) -> Iterator[Mark]:
        for number in numbers:
            mark = self._spans[number].mark
            if mark is not None:
                yield mark


def _blocks(sweep: _Sweep, parts: Iterable[_Part], room: int) -> Iterator[ShownBlock]:
    """Yield the parts that hold a finding, and the others up to the first for which there is no room."""
    gap, before = False, None
    for part in parts:
        if not part.holds_a_finding:
            room -= _length(part)
        if part.holds_a_finding or room >= 0:
            yield _block(part, tuple(sweep.segments(part.start, part.end)), after_gap=gap, before=before)
            before = part.block
        gap = not part.holds_a_finding and room < 0


def _block(part: _Part, segments: tuple[Segment, ...], *, after_gap: bool, before: TextBlock | None) -> ShownBlock:
    block = part.block
    return ShownBlock(
        start=part.start,
        end=part.end,
        zone=block.zone,
        hidden=block.hidden,
        level=block.level,
        segments=segments,
        after_gap=after_gap,
        elsewhere=after_gap or before is None or (before.zone, before.hidden) != (block.zone, block.hidden),
    )
