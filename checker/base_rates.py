"""How often clinic pages do what studies have counted on clinic sites, to set beside the published share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from checker.models import Outcome, State
from checker.rulebook.pack import Pack


@dataclass(slots=True, kw_only=True)
class BaseRate:
    """One thing a study counted, and how many of our pages do it."""

    what: str
    """The thing, as a rule's title or in the words of `pack.yaml`."""
    rules: tuple[str, ...]
    """Rules (or patterns of their ids) of which one must fire."""
    published_percent: float
    source: str
    """Key of the study in the authorities file."""
    pages: int = 0
    """Pages on which the question could be judged."""
    found: int = 0

    @property
    def percent(self) -> float | None:
        """Share of judged pages in percent, or None without pages."""
        return round(100 * self.found / self.pages, 1) if self.pages else None


def base_rates(pack: Pack) -> list[BaseRate]:
    """Return everything with a published share: the list in `pack.yaml`, then rules about missing information."""
    return [*_listed(pack), *_missing(pack)]


def _listed(pack: Pack) -> Iterator[BaseRate]:
    for rate in pack.head.base_rates:
        yield BaseRate(what=rate.what, rules=rate.rules, published_percent=rate.percent, source=rate.source)


def _missing(pack: Pack) -> Iterator[BaseRate]:
    for entry in pack.entries:
        absence = entry.rule.absence
        if absence and absence.base_rate_percent is not None:
            yield BaseRate(
                what=entry.rule.title,
                rules=(entry.rule.id,),
                published_percent=absence.base_rate_percent,
                source=absence.base_rate_source,
            )


def count_page(rates: Iterable[BaseRate], outcomes: Iterable[Outcome]) -> None:
    """Add one clinic page; where no rule could be judged the page does not count."""
    judged = [item for item in outcomes if item.state in {State.FIRED, State.NOT_FOUND}]
    for rate in rates:
        states = [item.state for item in judged if any(fnmatchcase(item.rule, rule) for rule in rate.rules)]
        if states:
            rate.pages += 1
            rate.found += State.FIRED in states
