"""Join the places of a phrase's parts: which follow each other as the phrase says."""

from bisect import bisect_left
from dataclasses import dataclass

from checker.rulebook.words import JOINTS, LONGEST_JOINT

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """One part of a phrase."""

    part: int
    gap_words: int | None
    """Words that may stand before it; None when it follows directly."""
    optional: bool


Links = tuple[Link, ...]


def chained(text: str, links: Links, places: list[list[Span]]) -> list[Span]:
    """Return where a phrase of several parts occurs, by start; for each start the nearest parts, at their longest.

    None of the parts may be left out, see `chained_with_optional`.

    Works from the last part to the first, so that its cost grows with the places and not with their combinations.

    Args:
        text: the sentence.
        links: the phrase's parts.
        places: for each part its places, by start.
    """
    found = places[-1]
    for position in range(len(links) - 2, -1, -1):
        found = _before(text, places[position], found, links[position + 1].gap_words)
        if not found:
            return []
    return found if len(found) < 2 else sorted(set(found))


def _before(text: str, firsts: list[Span], seconds: list[Span], gap_words: int | None) -> list[Span]:
    """Return each first place that a second one follows, drawn out to where the second ends."""
    found = []
    for start, end in firsts:
        finish = _reached(text, end, seconds, gap_words)
        if finish is not None:
            found.append((start, finish))
    return found


def _reached(text: str, end: int, seconds: list[Span], gap_words: int | None) -> int | None:
    """Return where the next place within reach ends, the longest of those that begin there."""
    index = bisect_left(seconds, (end + 1,))
    last = len(seconds)
    while index < last:
        start, finish = seconds[index]
        if gap_words is None:
            follows = text[end:start] in JOINTS
            if not follows and start - end > LONGEST_JOINT:
                return None
        else:
            follows = text.count(" ", end, start) <= gap_words + 1
            if not follows:
                return None
        index += 1
        while index < last and seconds[index][0] == start:
            finish = max(finish, seconds[index][1])
            index += 1
        if follows:
            return finish
    return None


def chained_with_optional(text: str, links: Links, places: list[list[Span]]) -> list[Span]:
    """Return the same for a phrase some of whose parts may be left out."""
    complete: list[list[Span]] = [[] for _ in links]
    rest_optional = True
    for position in range(len(links) - 1, -1, -1):
        for start, end in places[position]:
            finish = _finish(text, links, complete, position, end)
            finish = end if finish is None and rest_optional else finish
            if finish is not None:
                complete[position].append((start, finish))
        rest_optional = rest_optional and links[position].optional
    found: set[Span] = set()
    for position, link in enumerate(links):
        found.update(complete[position])
        if not link.optional:
            break
    return sorted(found)


def _finish(text: str, links: Links, complete: list[list[Span]], position: int, end: int) -> int | None:
    """Return where the chain goes on to whose place at `position` ends at `end`; None when it breaks."""
    gap_words: int | None = None
    for following in range(position + 1, len(links)):
        gap_words = links[following].gap_words if gap_words is None else gap_words
        finish = _reached(text, end, complete[following], gap_words)
        if finish is not None or not links[following].optional:
            return finish
    return None
