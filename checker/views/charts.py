"""Charts as values: how long each bar is and where it stands, in units of a drawing 360 wide; without words.

What is counted are findings: places of rules that fired, good signs left out. The same are numbered F-001 and on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.models import Band, Finding, Outcome, Severity, State, Zone

WIDTH = 360
"""Width of every drawing: at the size of a phone's screen its text is read as it stands."""

ROW = 36
"""Height of a row: its words, and the bar below them."""

MOST_BARS = 8
"""Categories shown by name; the rest are summed."""

OTHER = "other"
"""Key of that sum."""

CATEGORIES = (
    *("cure", "safety", "condition", "mechanism", "evidence", "hype", "rhetoric", "product", "regulation", "trial"),
    *("credential", "disclosure", "sales", "travel", "page", "site", "combination"),
)
"""Categories that have a name in the reports; those of other packs are summed with the rest."""

SLOTS = 24
"""Parts of the strip, from the beginning of the page's text to its end."""

TALLEST = 72
"""Height of the tallest bar of the strip."""

CEILING = 16
"""Room above the tallest bar for its number."""

_SLOT_WIDTH = WIDTH / SLOTS
_GAP = 3
_LEAST = 3.0
"""Length of the shortest bar that stands for something: one finding must be seen beside a hundred."""

_BANDS = (Band.MANY, Band.SOME, Band.COULD_NOT_JUDGE, Band.FEW)
"""In the order of every list: what is unknown is not known to be harmless, so it stands before few."""

_SEVERITIES = tuple(Severity)
_ZONES = tuple(zone.value for zone in Zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a chart."""

    key: str
    """What it counts: a category, a band, or `other`."""
    count: int
    y: int
    """Top of the row."""
    width: float
    """Length of the bar; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Horizontal bars, one below the other."""

    bars: tuple[Bar, ...]
    total: int
    """All that was counted."""
    height: int
    """Height of the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many findings are of one kind."""

    key: str
    """A zone or a severity."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One part of the page's text, with what was found in it."""

    number: int
    """From 1 on, in reading order."""
    count: int
    severity: Severity
    """The weightiest finding in it."""
    x: float
    y: float
    """Top of the bar."""
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Where on the given page its findings stand."""

    slots: tuple[Slot, ...]
    """Parts in which something was found; the others are empty."""
    parts: int
    """How many parts the text was cut into."""
    zones: tuple[Count, ...]
    """Findings by the kind of place, most first; what a browser would not show counts as `hidden`."""
    severities: tuple[Count, ...]
    """Findings by severity, weightiest first."""
    total: int
    """Findings on the given page."""
    elsewhere: int
    """Findings on other pages of its site; they are not drawn."""
    baseline: int
    """Where the bars stand."""


def by_category(outcomes: Iterable[Outcome]) -> BarChart:
    """Return the findings by category, most first; what has no name here, and the smallest, come last as `other`."""
    counted = Counter(_named(outcome.category) for outcome, _ in _findings(outcomes))
    rest = counted.pop(OTHER, 0)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    rest += sum(count for _, count in ranked[MOST_BARS:])
    return _chart([*ranked[:MOST_BARS], *([(OTHER, rest)] if rest else [])])


def by_band(counts: Mapping[Band, int]) -> BarChart:
    """Return four bars: how many pages came out in each band, those in none too."""
    return _chart([(band.value, counts.get(band, 0)) for band in _BANDS])


def on_page(outcomes: Iterable[Outcome], *, characters: int) -> Strip:
    """Return where the findings stand on the page that was given.

    Args:
        outcomes: of the check.
        characters: length of that page's text, into which the findings' offsets point.
    """
    found = list(_findings(outcomes))
    here = [(outcome, place) for outcome, place in found if not place.page]
    length = max([characters, *(place.end for _, place in here)])
    zones = Counter(Zone.HIDDEN.value if place.hidden else place.zone.value for _, place in here)
    weights = Counter(outcome.severity for outcome, _ in here)
    return Strip(
        slots=tuple(_slots(here, length)),
        parts=SLOTS,
        zones=tuple(Count(key=key, count=zones[key]) for key in sorted(zones, key=lambda key: _rank(zones, key))),
        severities=tuple(Count(key=each.value, count=weights[each]) for each in _SEVERITIES if weights[each]),
        total=len(here),
        elsewhere=len(found) - len(here),
        baseline=CEILING + TALLEST,
    )


def _findings(outcomes: Iterable[Outcome]) -> Iterator[tuple[Outcome, Finding]]:
    fired = (each for each in outcomes if each.state is State.FIRED and not each.good)
    return ((outcome, place) for outcome in fired for place in outcome.findings)


def _named(category: str) -> str:
    return category if category in CATEGORIES else OTHER


def _rank(zones: Counter[str], key: str) -> tuple[int, int]:
    return -zones[key], _ZONES.index(key)


def _chart(counts: list[tuple[str, int]]) -> BarChart:
    most = max((count for _, count in counts), default=0)
    return BarChart(
        bars=tuple(
            Bar(key=key, count=count, y=ROW * row, width=_length(count, most, WIDTH))
            for row, (key, count) in enumerate(counts)
        ),
        total=sum(count for _, count in counts),
        height=ROW * len(counts),
    )


def _slots(places: list[tuple[Outcome, Finding]], length: int) -> Iterator[Slot]:
    filled: dict[int, list[Severity]] = {}
    for outcome, place in places:
        filled.setdefault(min(SLOTS - 1, place.start * SLOTS // max(1, length)), []).append(outcome.severity)
    most = max(map(len, filled.values()), default=0)
    for number, severities in sorted(filled.items()):
        height = _length(len(severities), most, TALLEST)
        yield Slot(
            number=number + 1,
            count=len(severities),
            severity=min(severities, key=_SEVERITIES.index),
            x=round(number * _SLOT_WIDTH + _GAP / 2, 1),
            y=round(CEILING + TALLEST - height, 1),
            width=_SLOT_WIDTH - _GAP,
            height=height,
        )


def _length(count: int, most: int, longest: int) -> float:
    return max(_LEAST, round(longest * count / most, 1)) if count else 0.0
