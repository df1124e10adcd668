"""Make every file of a run from its list and its log; the same list and log give the same files again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from checker.batch.baseline import Baseline
from checker.batch.change_sums import ChangeSums, change_sums
from checker.batch.changes import changes
from checker.batch.crawl.accounts import accounts
from checker.batch.database import Database, Logged
from checker.batch.folder import Folder
from checker.batch.log import records
from checker.batch.metadata import metadata
from checker.batch.pages import pages
from checker.batch.sheets import dictionary, write_csv, write_workbook
from checker.batch.totals import Totals, summary_json, totals
from checker.errors import MissingExtraError
from checker.save import save_as

_SEVERITIES = "SELECT DISTINCT severity FROM findings WHERE good_sign = ''"

STALE = ("many*.html", "some*.html", "few*.html", "could-not-judge*.html", "not-read*.html", "same-text.html")
"""Pages of an earlier stop that may not be needed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a run came to."""

    sums: Totals
    severities: frozenset[str]
    """Of the warning signs met."""
    left_out: tuple[str, ...]
    """A sentence for each file that could not be made here."""
    changes: ChangeSums | None
    """Since the baseline; None without one."""


def finish(folder: Folder, baseline: Baseline | None = None) -> Finished:
    """Write all files.

    Args:
        folder: the run.
        baseline: an earlier run to compare with.

    Raises:
        OutputError: one could not be written. The log is complete, so that another try makes them all.
    """
    listing, facts, path = folder.inputs(), folder.facts(), folder.path
    logged = Logged(
        records=records(folder.results),
        accounts=accounts(folder.archives),
        changes=changes(folder, baseline) if baseline else (),
    )
    database = Database.build(path / "run.sqlite", listing, facts.rules, logged)
    sums = totals(database, listing)
    changed = change_sums(database, baseline.facts, facts) if baseline else None
    for table in ("sites", "findings"):
        write_csv(database, table, path / f"{table}.csv")
    (path / "changes.csv").unlink(missing_ok=True)
    if changed:
        write_csv(database, "changes", path / "changes.csv")
    left_out = tuple(_workbook(database, path / "run.xlsx"))
    others = {
        "data-dictionary.md": dictionary(database),
        "metadata.json": metadata(database, facts, listing),
        "summary.json": summary_json(sums, facts, listing, changed),
    }
    made = {
        save_as(text, path / name, replace=True)
        for name, text in chain(pages(database, sums, facts, listing, changed), others.items())
    }
    for old in {file for pattern in STALE for file in path.glob(pattern)} - made:
        old.unlink()
    severities = frozenset(str(severity) for (severity,) in database.ask(_SEVERITIES))
    database.close()
    return Finished(sums=sums, severities=severities, left_out=left_out, changes=changed)


def _workbook(database: Database, path: Path) -> Iterator[str]:
    try:
        write_workbook(database, path)
    except MissingExtraError as error:
        yield f"run.xlsx was left out: {error}"
