"""The outcomes of a result sorted into what a reader meets, strongest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.models import Band, Finding, Outcome, Result, SetAside, Severity, Source, State, Zone
from checker.status import Status

IN_FULL = 5
"""Statements shown in full to a patient; the rest follow in a compact list."""

OFF_PAGE = frozenset({Zone.TITLE, Zone.META, Zone.ALT, Zone.JSONLD, Zone.HIDDEN})
"""Where text stands that no visitor sees as running text."""

_LARGE_SHARE_UNCHECKED = 0.2
_SEVERITIES = tuple(Severity)
_MENUS = frozenset({Zone.NAV, Zone.BUTTON, Zone.FORM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The outcomes of a result sorted into what a reader meets, strongest first."""

    statements: tuple[Outcome, ...]
    """What the page says: claims, measures and combinations that fired."""
    parts: dict[str, tuple[Outcome, ...]]
    """For a combination's id: the outcomes it stands for."""
    missing: tuple[Outcome, ...]
    """What the page does not mention."""
    good: tuple[Outcome, ...]
    unchecked: tuple[Outcome, ...]
    set_aside: tuple[tuple[Outcome, SetAside], ...]
    questions: tuple[str, ...]
    """What to ask about this page, without repeats."""
    sources: tuple[Source, ...]
    """All sources behind what is shown, in order of appearance."""
    numbers: dict[str, int]
    """For a source's key: its number in that list."""


def digest(result: Result) -> Digest:
    """Sort the outcomes of a result into what a reader meets."""
    fired = sorted((each for each in result.outcomes if each.state is State.FIRED), key=_strength)
    shown = [each.rule for each in fired if each.kind == "combination"]
    bad = [each for each in fired if not each.good]
    statements = tuple(each for each in bad if each.kind != "absence" and each.replaced_by not in shown)
    missing = tuple(each for each in bad if each.kind == "absence")
    good = tuple(each for each in fired if each.good)
    parts = {rule: tuple(each for each in bad if each.replaced_by == rule) for rule in shown}
    sources = _sources((*_with_parts(statements, parts), *missing, *good))
    return Digest(
        statements=statements,
        parts=parts,
        missing=missing,
        good=good,
        unchecked=tuple(each for each in result.outcomes if each.state is State.COULD_NOT_CHECK),
        set_aside=tuple((each, mention) for each in result.outcomes for mention in each.set_aside),
        questions=_without_repeats(each.ask for each in (*statements[:IN_FULL], *missing[:2])),
        sources=sources,
        numbers={source.key: number for number, source in enumerate(sources, 1)},
    )


def _with_parts(statements: tuple[Outcome, ...], parts: dict[str, tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    return tuple(outcome for each in statements for outcome in (each, *parts.get(each.rule, ())))


def _sources(outcomes: tuple[Outcome, ...]) -> tuple[Source, ...]:
    return tuple({source.key: source for each in outcomes for source in each.sources}.values())


def best_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Put the places a visitor of the page sees as running text first, and titles, menus and hidden data last."""
    if len(findings) < 2:
        return findings
    return tuple(sorted(findings, key=lambda each: (each.hidden, each.zone in OFF_PAGE, each.zone in _MENUS)))


def _strength(outcome: Outcome) -> tuple[float, int]:
    return (-abs(outcome.points), _SEVERITIES.index(outcome.severity))


def _without_repeats(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def unchecked_comes_first(result: Result) -> bool:
    """Tell whether so much could not be checked that a reader must learn it before the findings."""
    unchecked = sum(each.state is State.COULD_NOT_CHECK for each in result.outcomes)
    unread = result.page.status is Status.PARTIAL or result.assessment.band is Band.COULD_NOT_JUDGE
    return unread or unchecked > _LARGE_SHARE_UNCHECKED * len(result.outcomes)
