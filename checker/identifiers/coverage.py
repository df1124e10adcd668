"""Find formats, families and verdicts that a rule names and no example of it needs."""

from collections.abc import Iterable, Iterator

from checker.identifiers.find import identifiers_of
from checker.identifiers.verdicts import SHAPELY
from checker.models import Identifier, Page
from checker.rulebook.pack import Pack, RuleEntry
from checker.rulebook.schema import Absence, IdentifierTest, Measure

Seen = list[tuple[Identifier, ...]]
"""The numbers of each example's page."""


def uncovered_numbers(entry: RuleEntry, pages: Iterable[Page], pack: Pack) -> Iterator[str]:
    """Name the formats, families and verdicts of a rule that none of its examples' pages shows."""
    body = entry.body
    match body:
        case IdentifierTest():
            yield from _of_test(body, _seen(pages, pack))
        case Measure(identifiers=formats) if formats:
            shown = {item.format for numbers in _seen(pages, pack) for item in numbers if item.verdict in SHAPELY}
            yield from _missing("number format", (name for name in formats if name not in shown))
        case Absence(satisfied_by_identifiers=families) if families:
            named = {item.family for numbers in _seen(pages, pack) for item in numbers}
            yield from _missing("kind of number", (family.value for family in families if family not in named))
        case _:
            pass


def _of_test(body: IdentifierTest, seen: Seen) -> Iterator[str]:
    """Ask for an example of each format and each verdict in which no other number would fire."""
    firing = [{(item.format, item.verdict) for item in numbers if item.format in body.formats} for numbers in seen]
    alone = [next(iter(pairs)) for pairs in firing if len(pairs) == 1]
    hits = [pair for pair in alone if pair[1] in body.verdicts]
    yield from _missing("number format", (name for name in body.formats if name not in {pair[0] for pair in hits}))
    verdicts = {pair[1] for pair in hits}
    yield from _missing("verdict", (verdict.value for verdict in body.verdicts if verdict not in verdicts))


def _seen(pages: Iterable[Page], pack: Pack) -> Seen:
    return [identifiers_of(page, pack.finder) for page in pages]


def _missing(what: str, names: Iterable[str]) -> Iterator[str]:
    return (f"no example needs the {what} '{name}'; add one that only it finds, or delete it" for name in names)
