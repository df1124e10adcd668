"""Make every file of a run from its list and its log; the same list and log give the same files again."""

from collections.abc import Iterator
from pathlib import Path

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


def finish(folder: Folder) -> tuple[Totals, set[str], list[str]]:
    """Write all files; return the sums, the severities met, and a sentence for each file that was left out.

    Raises:
        OutputError: one could not be written. The log is complete, so that another try makes them all.
    """
    listing, facts, path = folder.inputs(), folder.facts(), folder.path
    logged = Logged(records=records(folder.results), accounts=accounts(folder.archives))
    database = Database.build(path / "run.sqlite", listing, facts.rules, logged)
    sums = totals(database, listing)
    write_csv(database, "sites", path / "sites.csv")
    write_csv(database, "findings", path / "findings.csv")
    left_out = list(_workbook(database, path / "run.xlsx"))
    made = dict(pages(database, sums, facts, listing))
    for old in {file for pattern in STALE for file in path.glob(pattern)} - {path / name for name in made}:
        old.unlink()
    made |= {
        "data-dictionary.md": dictionary(database),
        "metadata.json": metadata(database, facts, listing),
        "summary.json": summary_json(sums, facts, listing),
    }
    for name, text in made.items():
        save_as(text, path / name, replace=True)
    severities = {str(severity) for (severity,) in database.ask(_SEVERITIES)}
    database.close()
    return sums, severities, left_out


def _workbook(database: Database, path: Path) -> Iterator[str]:
    try:
        write_workbook(database, path)
    except MissingExtraError as error:
        yield f"run.xlsx was left out: {error}"
