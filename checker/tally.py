"""What a measurement has counted so far: each rule, and the whole."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from checker.base_rates import BaseRate


@dataclass(slots=True)
class RuleCount:
    """How one rule did."""

    pages_tried: int = 0
    """Judged pages on which it ended fired or not found."""
    pages_fired: int = 0
    fired: int = 0
    """Sentences on which a claim rule fired."""
    confirmed: int = 0
    elsewhere: int = 0
    """Fired on a sentence that claims something else."""
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Labelled sentences that named this rule, on which no named rule fired."""


@dataclass(slots=True)
class Tally:
    """What a run counted."""

    pages: int = 0
    """Pages in the pack's language that could be judged."""
    sentences: int = 0
    """Sentences in the pack's language."""
    rules: dict[str, RuleCount] = field(default_factory=lambda: defaultdict(RuleCount))
    bands: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(labelled band, our band) of pages in the pack's language."""
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    genres: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(labelled kind, our genre)."""
    base_rates: list[BaseRate] = field(default_factory=list)
    """Published shares of clinic sites, with the count on pages labelled as marketing."""
    by_site: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    """(labelled band, our band) for each web site."""
    other_languages: Counter[str] = field(default_factory=Counter)
    wanted: int = 0
    """Labelled claims that a counted rule answers for."""
    found: int = 0
    fires: int = 0
    """Fires of counted claim rules that a label confirms or refutes."""
    false: int = 0
    critical_denied: list[str] = field(default_factory=list)
    """Critical rules that fired on a denied, asked, warned-of or attributed sentence."""
    disclosure_errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of fires that a label confirms; None when nothing fired."""
        return round(1 - self.false / self.fires, 4) if self.fires else None

    @property
    def recall(self) -> float | None:
        """Share of labelled claims that a named rule found; None without labels."""
        return round(self.found / self.wanted, 4) if self.wanted else None

    @property
    def agreement(self) -> float | None:
        """Share of pages with the labelled band, a neighbour counting half; None without pages."""
        return _agreement(self.bands)

    @property
    def agreement_per_site(self) -> float | None:
        """Agreement averaged over web sites, because pages of one site resemble each other; None without pages."""
        shares = [share for share in map(_agreement, self.by_site.values()) if share is not None]
        return round(sum(shares) / len(shares), 4) if shares else None


def _agreement(bands: Counter[tuple[str, str]]) -> float | None:
    order = {"few": 0, "some": 1, "many": 2}
    near = {0: 1.0, 1: 0.5}
    good = sum(
        near.get(abs(order.get(want, 9) - order.get(got, 99)), 0.0) * number for (want, got), number in bands.items()
    )
    pages = bands.total()
    return round(good / pages, 4) if pages else None
