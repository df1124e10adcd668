"""The sums of what changed since an earlier run, and the changes that an overview shows."""

from dataclasses import dataclass

from checker.batch.changes import BAND, NO_LONGER_LISTED, NOT_IN_BASELINE, NOT_READABLE_NOW, READABLE_AGAIN
from checker.batch.database import NEWEST_FIRST, Database
from checker.batch.folder import RunFacts
from checker.models.changes import Cause, ChangeKind

SHOWN = 40
"""New signs on the overview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSums:
    """How a run differs from an earlier one."""

    baseline_started_at: str
    """UTC."""
    baseline_tool_version: str
    baseline_rules_sha256: str
    rules_changed: bool
    """True when other rules, or another version, judged the earlier run."""
    not_in_baseline: int
    """Judged pages that the earlier run does not hold."""
    no_longer_listed: int
    """Pages of the earlier run that this one does not hold."""
    not_readable_now: int
    """Pages that were judged before and are not now. Nothing of them counts as gone."""
    readable_again: int
    """Pages that are judged now and were not before."""
    new_pages: int
    """Pages that count as new as a whole: a higher band, or warning signs where nothing was known before."""
    higher_band: int
    """Pages with more warning signs than before, other than by the rules alone."""
    other_bands: int
    """Pages whose band is lower, or higher by the rules alone."""
    new_signs: dict[str, int]
    """Warning signs that are new on their page, by severity."""
    gone: int
    """Places of rules that are gone."""
    reworded: int
    unknown: int
    """Places of which one of the runs does not know."""
    by_rules_only: int
    """Differences that only other rules brought about."""

    def is_new(self, severities: frozenset[str]) -> bool:
        """Tell whether anything counts as new: a page as a whole, or a sign of one of these severities."""
        return bool(self.new_pages or severities & self.new_signs.keys())


def change_sums(database: Database, baseline: RunFacts, facts: RunFacts) -> ChangeSums:
    """Count the changes of a run."""
    counted = {
        (str(what), str(counts)): int(count or 0)
        for what, counts, count in database.ask("SELECT what, counts, COUNT(*) FROM changes GROUP BY 1, 2")
    }

    def of(what: str) -> int:
        return counted.get((what, "yes"), 0) + counted.get((what, ""), 0)

    by_rules = database.ask("SELECT COUNT(*) FROM changes WHERE cause = ?", Cause.RULES_CHANGED.value)
    return ChangeSums(
        baseline_started_at=baseline.started_at,
        baseline_tool_version=baseline.tool_version,
        baseline_rules_sha256=baseline.pack.sha256,
        rules_changed=(baseline.pack.sha256, baseline.tool_version) != (facts.pack.sha256, facts.tool_version),
        not_in_baseline=of(NOT_IN_BASELINE),
        no_longer_listed=of(NO_LONGER_LISTED),
        not_readable_now=of(NOT_READABLE_NOW),
        readable_again=of(READABLE_AGAIN),
        new_pages=sum(counted.get((what, "yes"), 0) for what in (NOT_IN_BASELINE, READABLE_AGAIN, BAND)),
        higher_band=counted.get((BAND, "yes"), 0),
        other_bands=counted.get((BAND, ""), 0),
        new_signs=_new_signs(database),
        gone=of(ChangeKind.GONE.value),
        reworded=of(ChangeKind.REWORDED.value),
        unknown=of(ChangeKind.UNKNOWN.value),
        by_rules_only=int(by_rules[0][0] or 0),
    )


def _new_signs(database: Database) -> dict[str, int]:
    question = """SELECT severity, COUNT(DISTINCT page || ' ' || rule) FROM changes
        WHERE counts = 'yes' AND rule <> '' GROUP BY 1"""
    return {str(severity): int(count or 0) for severity, count in database.ask(question)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change as the overview shows it."""

    url: str
    what: str
    band_before: str
    band_now: str
    title: str
    severity: str
    sentence: str


def newest(database: Database) -> list[Shown]:
    """Return what is new, weightiest first."""
    question = f"""SELECT url, what, band_before, band_now, title, severity, MAX(sentence_now) FROM changes
        WHERE counts = 'yes' GROUP BY page, what, rule ORDER BY {NEWEST_FIRST} LIMIT ?"""  # noqa: S608 - a constant
    names = list(Shown.__dataclass_fields__)
    rows = database.ask(question, SHOWN)
    return [Shown(**dict(zip(names, map(str, row), strict=True))) for row in rows]
