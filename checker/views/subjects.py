"""Statements put together by what they are about."""

from dataclasses import dataclass

from checker.models import Outcome
from checker.views.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page says about one thing."""

    category: str
    outcomes: tuple[Outcome, ...]
    """Strongest first, with those that stronger ones stand for."""


def by_subject(digest: Digest) -> tuple[Subject, ...]:
    """Return all statements by category, the category with the strongest statement first."""
    found: dict[str, dict[str, Outcome]] = {}
    for statement in digest.statements:
        for each in (statement, *digest.parts.get(statement.rule, ())):
            found.setdefault(each.category, {})[each.rule] = each
    return tuple(Subject(category=name, outcomes=tuple(each.values())) for name, each in found.items())
