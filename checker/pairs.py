"""Find which place of a rule in one result is which place in another: the same words, nearly the same, or neither."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from checker.models import Finding
from checker.models.changes import ChangeKind

REWORDED_FROM = 0.6
"""Share of words in common from which two sentences of one rule count as one sentence reworded."""

MOST_COMPARED = 2_500
"""Pairs of sentences of one rule that are compared word by word; beyond that, places are only new or gone."""

Places = tuple[Finding | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A place before, after, or both; None also stands for a rule that fired without words of its own."""

    kind: ChangeKind
    before: Finding | None = None
    after: Finding | None = None
    similarity: float | None = None


def pairs(before: Places, after: Places) -> Iterator[Pair]:
    """Yield every place of both sides once: the same words first, then the nearest, then what is left over."""
    waiting: dict[tuple[str, str], list[Finding | None]] = defaultdict(list)
    for place in before:
        waiting[_spoken(place)].append(place)
    fresh: list[Finding | None] = []
    for place in after:
        same = waiting[_spoken(place)]
        if same:
            yield Pair(kind=ChangeKind.SAME, before=same.pop(0), after=place)
        else:
            fresh.append(place)
    lost = [place for places in waiting.values() for place in places]
    yield from _reworded(lost, fresh)
    yield from (Pair(kind=ChangeKind.NEW, after=place) for place in fresh)
    yield from (Pair(kind=ChangeKind.GONE, before=place) for place in lost)


def _reworded(lost: list[Finding | None], fresh: list[Finding | None]) -> Iterator[Pair]:
    """Yield the nearest pairs and take them out of the lists."""
    if len(lost) * len(fresh) > MOST_COMPARED:
        return
    couples = [(old, new) for old in lost if old for new in fresh if new]
    ratios = [similarity(old.sentence, new.sentence) for old, new in couples]
    for ratio, (old, new) in sorted(zip(ratios, couples, strict=True), key=lambda each: -each[0]):
        if ratio >= REWORDED_FROM and old in lost and new in fresh:
            lost.remove(old)
            fresh.remove(new)
            yield Pair(kind=ChangeKind.REWORDED, before=old, after=new, similarity=round(ratio, 2))


def similarity(one: str, other: str) -> float:
    """Return the share of words that two sentences have in common, in order, 0 to 1."""
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def _spoken(place: Finding | None) -> tuple[str, str]:
    return (" ".join(place.sentence.split()), " ".join(place.quote.split())) if place else ("", "")
