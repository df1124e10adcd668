"""Paragraphs of a page that stand on other sites of a run too."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from checker.batch.passages import passages
from checker.errors import ResultError
from checker.models import Result
from checker.views.background import Elsewhere, Shared

DATABASE = "run.sqlite"
SHOWN = 20
"""Paragraphs named; a site that copies everything needs no more."""

SITES = 12


def read_elsewhere(run: Path, result: Result) -> Elsewhere:
    """Return which longer paragraphs of the page stand on other sites of a batch, those on most sites first.

    Args:
        run: the folder of a finished run.
        result: of a page, which need not be part of that run.

    Raises:
        ResultError: the folder holds no finished run.
    """
    database = run / DATABASE
    if not database.is_file():
        raise ResultError(run, f"holds no finished run ({DATABASE} is missing). Make one with: clinic-check batch")
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = sorted(_shared(connection, result), key=lambda each: -each.sites)
    except sqlite3.DatabaseError as error:
        raise ResultError(database, f"cannot be read as a run of this tool ({error})") from error
    return Elsewhere(run=run.name or str(run), paragraphs=tuple(found[:SHOWN]), more=max(0, len(found) - SHOWN))


def _shared(connection: sqlite3.Connection, result: Result) -> Iterator[Shared]:
    own = {urlsplit(page.url).hostname or "" for page in result.texts}
    for page in result.texts:
        for passage in passages(page):
            rows = connection.execute("SELECT DISTINCT host FROM same_text WHERE key = ? ORDER BY host", (passage.key,))
            others = [str(host) for (host,) in rows if str(host) not in own]
            if others:
                yield Shared(excerpt=passage.excerpt, hosts=tuple(others[:SITES]), sites=len(others))
