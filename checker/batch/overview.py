"""What the overview pages show, asked from the run's database."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.batch.database import OWN, WORST_FIRST, Database
from checker.batch.record import NOT_READ
from checker.catalogue import words
from checker.models import Band, SetAside
from checker.status import JUDGED, Explanation, Status, explained
from checker.views.passage import Passage, passage

BANDS: dict[str, str] = {
    Band.MANY.value: words().of(Band.MANY),
    Band.SOME.value: words().of(Band.SOME),
    Band.COULD_NOT_JUDGE.value: words().of(Band.COULD_NOT_JUDGE),
    NOT_READ: "Not read",
    Band.FEW.value: words().of(Band.FEW),
}
"""In the order of every list: what is unknown stands before few, for it is not known to be harmless."""

TOO_SHORT = Explanation(
    sentence="The page was read, and has too few words to judge by.",
    side=explained(Status.EMPTY_TEXT).side,
    next_step=explained(Status.EMPTY_TEXT).next_step,
)
_READ = frozenset(status.value for status in JUDGED)

ALL = -1
"""For a limit of SQLite: none."""

PASSAGE_CHARACTERS = 260
SIGNS_SHOWN = 6
TEXTS_SHOWN = 200
SITES_OF_A_TEXT = 12
_OWN_SHOWN = 4
_STEPS = ((0, 0), (1, 2), (3, 5), (6, 10), (11, 20), (21, 40), (41, None))
"""Bars of the chart: from and to how many statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A row of the overview."""

    line: int
    address: str
    url: str
    band: str
    status: str
    detail: str
    statements: int | None
    critical: int | None
    high: int | None
    quote: str
    sentence: str
    """Around the quote."""
    sign: str
    """What the rule behind the quote says."""
    reasons: str
    title: str
    same_text_sites: int | None
    report: str
    archive: str
    """Archive that holds the page, or empty."""
    fetched_at: str
    own: tuple[tuple[str, str], ...]
    """The list's own columns that say something, with their names."""

    @property
    def words(self) -> Passage:
        """Return the quote within its sentence."""
        said = SetAside(quote=self.quote, sentence=self.sentence, start=0, end=0, reason="", cue="")
        return passage(said, PASSAGE_CHARACTERS)

    @property
    def explanation(self) -> Explanation:
        """Return in words why it was not read or not judged."""
        return why_not(self.status)


_SITE = (
    "SELECT line, address, url, band, status, status_detail, statements, critical, high, strongest_quote, "
    "strongest_sentence, "
    "(SELECT title FROM rules WHERE id = strongest_rule), reasons, title, same_text_sites, report, archive, fetched_at"
)


def sites(database: Database, bands: tuple[str, ...], *, most: int = ALL) -> Iterator[Site]:
    """Yield sites of some bands, most warning signs first.

    Args:
        database: the run.
        bands: which.
        most: how many at most.
    """
    own = database.own_columns
    named = "".join(f', "{OWN}{name}"'.replace('"', '"') for name in (column.replace('"', '""') for column in own))
    marks = ", ".join("?" * len(bands))
    question = f"{_SITE}{named} FROM sites WHERE band IN ({marks}) ORDER BY {WORST_FIRST} LIMIT ?"
    return (_site(row, own) for row in database.answers(question, *bands, most))


def _site(row: tuple[object, ...], own: tuple[str, ...]) -> Site:
    names = list(Site.__dataclass_fields__)[:-1]
    said = [(name, str(cell)) for name, cell in zip(own, row[len(names) :], strict=True) if cell]
    return Site(**dict(zip(names, row, strict=False)), own=tuple(said[:_OWN_SHOWN]))  # type: ignore[arg-type]  # as selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of the chart: sites with so many statements, by band."""

    label: str
    many: int
    some: int
    few: int

    @property
    def sites(self) -> int:
        """Count all of them."""
        return self.many + self.some + self.few


def spread(database: Database) -> list[Bar]:
    """Count judged sites by how many statements they make."""
    counted = database.ask("SELECT statements, band, COUNT(*) FROM sites WHERE statements IS NOT NULL GROUP BY 1, 2")
    bars = []
    for least, most in _STEPS:
        by_band = dict.fromkeys(("many", "some", "few"), 0)
        for statements, band, count in counted:
            if least <= int(statements or 0) and (most is None or int(statements or 0) <= most):
                by_band[str(band)] += int(count or 0)
        label = f"{least} or more" if most is None else str(least) if least == most else f"{least} to {most}"
        bars.append(Bar(label=label, **by_band))
    return bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A warning sign and on how many pages it was met."""

    rule: str
    title: str
    pages: int


def frequent_signs(database: Database) -> list[Sign]:
    """Return the statements met on most pages."""
    question = (
        "SELECT id, title, fired FROM rules WHERE fired > 0 AND good = 0 AND kind <> 'absence' "
        "ORDER BY fired DESC, id LIMIT ?"
    )
    return [
        Sign(rule=str(rule), title=str(title), pages=int(fired or 0))
        for rule, title, fired in database.ask(question, SIGNS_SHOWN)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameText:
    """A group of sites and the paragraphs that all of them have."""

    hosts: tuple[str, ...]
    """At most twelve of their names."""
    sites: int
    """How many they are."""
    paragraphs: int
    excerpts: tuple[str, ...]
    """How the first of the paragraphs begin."""


def same_text(database: Database) -> list[SameText]:
    """Return groups of sites with the same paragraphs, those that share most first."""
    question = """
        SELECT hosts, sites, COUNT(*), GROUP_CONCAT(excerpt, char(10)) FROM (
            SELECT key, sites, MIN(excerpt) AS excerpt, GROUP_CONCAT(DISTINCT host) AS hosts
            FROM (SELECT * FROM same_text ORDER BY key, host) GROUP BY key)
        GROUP BY hosts ORDER BY COUNT(*) * sites DESC, hosts LIMIT ?"""
    return [
        SameText(
            hosts=tuple(str(hosts).split(",")[:SITES_OF_A_TEXT]),
            sites=int(count or 0),
            paragraphs=int(paragraphs or 0),
            excerpts=tuple(str(excerpts).split("\n")[:3]),
        )
        for hosts, count, paragraphs, excerpts in database.ask(question, TEXTS_SHOWN)
    ]


def with_explanations(by_status: dict[str, int]) -> Iterator[tuple[int, Explanation]]:
    """Yield how many addresses have each status, with the status in words."""
    for status, count in by_status.items():
        yield count, why_not(status)


def why_not(status: str) -> Explanation:
    """Return in words why an address with this status was not read or not judged."""
    return TOO_SHORT if status in _READ else explained(Status(status))
