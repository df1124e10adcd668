"""What a patient takes along on two sheets of paper: the report's strongest parts, cut so that they always fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from checker.models import Finding, Outcome, Result
from checker.views.digest import IN_FULL, Digest, best_first

_Item = TypeVar("_Item")

QUOTE_CHARACTERS = 120
MISSING, GOOD, UNCHECKED = 5, 4, 3
"""Entries of each list that fit side by side."""

QUESTIONS = 5
TERMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Generic[_Item]):
    """The beginning of a list, and how much of it is left out."""

    items: tuple[_Item, ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement with its best quote."""

    outcome: Outcome
    finding: Finding | None
    """None where neither the rule nor what it stands for has words of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is printed of each part."""

    statements: Cut[Statement]
    missing: Cut[Outcome]
    good: Cut[Outcome]
    unchecked: Cut[str]
    questions: tuple[str, ...]


def paper(result: Result, digest: Digest) -> Paper:
    """Return what fits on two sheets."""
    open_rules = tuple(dict.fromkeys(each.reason for each in digest.unchecked))
    return Paper(
        statements=_cut(tuple(_statement(each, digest) for each in digest.statements), IN_FULL),
        missing=_cut(digest.missing, MISSING),
        good=_cut(digest.good, GOOD),
        unchecked=_cut((*result.assessment.could_not_see, *open_rules), UNCHECKED),
        questions=digest.questions[:QUESTIONS],
    )


def _statement(outcome: Outcome, digest: Digest) -> Statement:
    """Pair a statement with its own best quote, or with that of a part it stands for."""
    places = [
        place for each in (outcome, *digest.parts.get(outcome.rule, ())) for place in best_first(each.findings)[:1]
    ]
    return Statement(outcome=outcome, finding=places[0] if places else None)


def _cut(items: Sequence[_Item], most: int) -> Cut[_Item]:
    return Cut(items=tuple(items[:most]), rest=max(0, len(items) - most))
