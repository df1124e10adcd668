"""Decide between candidates that claim the same place of a text."""

from bisect import bisect_left, insort

from checker.identifiers.finder import Candidate


def without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Return those that stand, in text order: a whole number before a near miss, the longer, then the earlier format.

    A trap takes its place like a number.
    """
    taken: list[tuple[int, int]] = []
    kept: list[Candidate] = []
    for item in sorted(candidates, key=_strength):
        if _free(taken, item):
            insort(taken, (item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def _strength(item: Candidate) -> tuple[bool, int, int, int]:
    return (item.near_miss, item.start - item.end, item.rank, item.start)


def _free(taken: list[tuple[int, int]], item: Candidate) -> bool:
    at = bisect_left(taken, (item.start, item.end))
    after = at == len(taken) or item.end <= taken[at][0]
    return after and (at == 0 or taken[at - 1][1] <= item.start)
