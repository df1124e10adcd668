"""The run as one SQLite file: built from the list and the log, then asked for every table. The only place with SQL."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

from checker.batch import columns
from checker.batch.columns import Columns
from checker.batch.crawl.accounts import Account, Reached, reached
from checker.batch.folder import RuleFacts
from checker.batch.listing import Listing
from checker.batch.record import NOT_READ, Record
from checker.batch.table_rows import Row, archive_row, finding_rows, host_of, site_row
from checker.batch.whole_file import writing
from checker.errors import OutputError
from checker.export.cells import Cell

OWN = "list: "
"""Stands before the names of the list's own columns."""

_ORDER = (
    "CASE band WHEN 'many' THEN 1 WHEN 'some' THEN 2 WHEN 'could_not_judge' THEN 3 WHEN 'not_read' THEN 4 ELSE 5 END"
)
"""Most warning signs first. What was not judged stands before few: it is unknown, not harmless."""

WORST_FIRST = f"{_ORDER}, points DESC, statements DESC, line, archive, offset, page"


NEWEST_FIRST = (
    "counts DESC, CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 "
    "WHEN 'info' THEN 5 ELSE 0 END, url, rowid"
)
"""What is new and weighs most first; what is said of a page as a whole stands before."""

_IN_ORDER = {
    "findings": "SELECT findings.* FROM sites CROSS JOIN findings ON findings.page = sites.page "
    "ORDER BY sites.rowid, findings.rowid",
    "changes": f"SELECT * FROM changes ORDER BY {NEWEST_FIRST}",  # noqa: S608 - the order is a constant
}
"""Findings come in the order of their sites, changes by how new and weighty they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What the logs of a run hold."""

    records: Iterable[Record]
    """Of one page the last counts."""
    accounts: Iterable[Account] = ()
    changes: Iterable[Row] = ()
    """Rows of the table `changes`."""


class Database:
    """A run's tables."""

    def __init__(self, connection: sqlite3.Connection, own_columns: tuple[str, ...]) -> None:
        self._connection = connection
        self.own_columns = own_columns

    @classmethod
    def build(cls, path: Path, listing: Listing, rules: tuple[RuleFacts, ...], logged: Logged) -> Self:
        """Make the file anew, whole or not at all, and open it.

        Args:
            path: the file.
            listing: the list or archives; records of other addresses are left out.
            rules: what judged.
            logged: what came of them.

        Raises:
            OutputError: it cannot be written.
        """
        with writing(path) as temporary:
            try:
                with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN")
                    _Filling(connection, listing).fill(rules, logged)
            except sqlite3.Error as error:
                raise OutputError(path, f"could not be written ({error})") from error
        return cls(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True), listing.columns)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def columns(self, table: str) -> dict[str, str]:
        """Return the names of a table's columns with their meaning."""
        named = {name: meaning for name, (_, meaning) in columns.TABLES[table].items()}
        return named | ({f"{OWN}{name}": "From the list" for name in self.own_columns} if table == "sites" else {})

    def rows(self, table: str) -> Iterator[Row]:
        """Yield a table's rows in order."""
        yield from self._connection.execute(_IN_ORDER.get(table, f"SELECT * FROM [{table}] ORDER BY rowid"))  # noqa: S608

    def ask(self, question: str, *values: Cell) -> list[Row]:
        """Return the answer to a query of this module's callers."""
        return list(self.answers(question, *values))

    def answers(self, question: str, *values: Cell) -> Iterator[Row]:
        """Yield the rows of an answer that may be too long to hold at once."""
        yield from self._connection.execute(question, values)


class _Filling:
    """Fills an empty file."""

    def __init__(self, connection: sqlite3.Connection, listing: Listing) -> None:
        self._connection = connection
        self._listing = listing
        self._own = len(listing.columns)
        self._fired: Counter[str] = Counter()
        self._unchecked: Counter[str] = Counter()
        self._not_applicable: Counter[str] = Counter()

    def fill(self, rules: tuple[RuleFacts, ...], logged: Logged) -> None:
        sites = {**columns.SITES, **{f"{OWN}{name}": ("TEXT", "") for name in self._listing.columns}}
        self._create("sites", sites)
        self._create("unsorted", sites, kind="TEMP TABLE")
        self._create(
            "passages", dict.fromkeys(("key", "host", "page", "url", "excerpt"), ("TEXT", "")), kind="TEMP TABLE"
        )
        self._connection.execute(_BEFORE)
        for table in columns.TABLES.keys() - {"sites"}:
            self._create(table, columns.TABLES[table])
        self._add_records({rule.id: rule for rule in rules}, logged.records)
        self._add_list()
        self._add_archives(logged.accounts)
        self._add("changes", logged.changes)
        self._add("rules", (self._rule(rule) for rule in rules))
        self._connection.executescript(_AFTER)  # which first commits what was added

    def _create(self, table: str, named: Columns, *, kind: str = "TABLE") -> None:
        made = ", ".join(f"{_quoted(name)} {holds}" for name, (holds, _) in named.items())
        self._connection.execute(f"CREATE {kind} [{table}] ({made})")

    def _add(self, table: str, rows: Iterable[Row]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is not None:
            places = ", ".join("?" * len(first))
            self._connection.executemany(f"INSERT INTO [{table}] VALUES ({places})", chain([first], rows))  # noqa: S608

    def _add_records(self, rules: Mapping[str, RuleFacts], records: Iterable[Record]) -> None:
        targets = {target.url: target for target in self._listing.targets}
        archives = {archive.name for archive in self._listing.archives}
        for record in records:
            target = targets.get(record.url) if record.origin is None else None
            if target is None and (record.origin is None or record.origin.archive not in archives):
                continue
            # An address tried again had no page before, and so no row in any other table.
            self._connection.execute("DELETE FROM temp.unsorted WHERE page = ?", (record.key,))
            own = target.extra if target else ()
            self._add("unsorted", [(*site_row(target, record), *own, *[""] * (self._own - len(own)))])
            where = (host_of(record.url), record.key, record.url)
            self._add("passages", ((each.key, *where, each.excerpt) for each in record.passages))
            if record.judged:
                self._add("findings", finding_rows(record, rules))
                self._fired.update(fired.rule for fired in record.fired)
                self._unchecked.update(record.could_not_check)
                self._not_applicable.update(record.not_applicable)

    def _add_list(self) -> None:
        self._add("repeats", ((each.line, each.address, each.first_line) for each in self._listing.repeats))
        blank = [None] * (len(columns.SITES) - 7)
        bad = ((each.line, each.text, "", "", NOT_READ, each.status, each.reason) for each in self._listing.bad)
        self._add("unsorted", ((*row, *blank, *[""] * self._own) for row in bad))

    def _add_archives(self, accounts: Iterable[Account]) -> None:
        names = {archive.name for archive in self._listing.archives}
        known = [account for account in accounts if account.archive in names]
        found = reached(known)
        self._add("archives", (archive_row(each, found.get(each.name, Reached())) for each in self._listing.archives))
        for archive in self._listing.archives:
            left_out = found.get(archive.name, Reached()).left_out
            self._add("left_out", ((archive.name, why, count) for why, count in left_out.most_common()))
        self._add("damage", ((each.archive, place.offset, place.what) for each in known for place in each.damage))

    def _rule(self, rule: RuleFacts) -> Row:
        counts = (self._fired[rule.id], self._unchecked[rule.id], self._not_applicable[rule.id])
        facts = (rule.id, rule.category, rule.kind, int(rule.good), rule.severity, rule.confidence)
        return (*facts, rule.title, rule.why, rule.ask, rule.sources, *counts)


_BEFORE = "CREATE INDEX temp.by_page ON unsorted (page)"

_AFTER = f"""
CREATE INDEX temp.by_key ON passages (key);
CREATE TEMP TABLE shared AS SELECT key, COUNT(DISTINCT host) AS sites, MIN(excerpt) AS excerpt
    FROM passages GROUP BY key HAVING sites > 1;
INSERT INTO same_text SELECT key, sites, shared.excerpt, host, page, url FROM shared JOIN passages USING (key)
    ORDER BY sites DESC, key, host, page;
CREATE TEMP TABLE widest AS SELECT page, MAX(sites) AS sites FROM same_text GROUP BY page;
CREATE INDEX temp.widest_by_page ON widest (page);
UPDATE unsorted SET same_text_sites = COALESCE((SELECT sites - 1 FROM widest WHERE widest.page = unsorted.page), 0)
    WHERE points IS NOT NULL;
INSERT INTO sites SELECT * FROM unsorted ORDER BY {WORST_FIRST};
CREATE INDEX sites_by_page ON sites (page);
CREATE INDEX sites_by_url ON sites (url);
CREATE INDEX sites_by_band ON sites (band, status);
CREATE INDEX findings_by_page ON findings (page);
CREATE INDEX findings_by_rule ON findings (rule);
"""  # noqa: S608 - the order is a constant


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
