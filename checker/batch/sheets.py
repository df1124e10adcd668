"""The run's tables as CSV files, row by row, so that their size never matters, and what their columns mean."""

import csv
from functools import lru_cache
from pathlib import Path

from checker.batch.columns import MEANING, TABLES
from checker.batch.database import Database
from checker.batch.whole_file import writing
from checker.export.cells import Cell, guarded


def write_csv(database: Database, table: str, path: Path) -> None:
    """Write a table as CSV: UTF-8 with its mark (Excel asks for it), every cell quoted, formulas guarded.

    Raises:
        OutputError: it could not be written; what was there before stays.
    """
    with writing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([guarded(name) for name in database.columns(table)])
        writer.writerows([_fit(cell) for cell in row] for row in database.rows(table))


def _fit(cell: Cell) -> Cell:
    return _fit_text(cell) if isinstance(cell, str) else cell


@lru_cache(maxsize=20_000)
def _fit_text(text: str) -> str:
    """Return a guarded text; most cells hold what another one of the last few thousand held."""
    return str(guarded(text))


def dictionary(database: Database) -> str:
    """Return `data-dictionary.md`: every table and column in words."""
    lines = [
        "# Data dictionary",
        "",
        "The same columns stand in `sites.csv`, `findings.csv`, `run.xlsx` and `run.sqlite`. In CSV and workbook an",
        "apostrophe stands before a text that a spreadsheet might take for a formula; remove it when you read the data",
        "with a program. Texts of pages are quotes: they are the pages' words, not ours.",
    ]
    for table, meaning in MEANING.items():
        lines += ["", f"## {table}", "", meaning, "", "| column | type | meaning |", "|---|---|---|"]
        kinds = {name: kind.lower() for name, (kind, _) in TABLES[table].items()}
        lines += [
            f"| `{_plain(name)}` | {kinds.get(name, 'text')} | {_plain(says)} |"
            for name, says in database.columns(table).items()
        ]
    return "\n".join([*lines, "", *_statuses()]) + "\n"


def _statuses() -> list[str]:
    from checker.status import SIDE, explained

    head = ["## Statuses", "", "| status | meaning | whose move | what to do |", "|---|---|---|---|"]
    rows = ((status, explained(status)) for status in SIDE)
    return head + [
        f"| `{name.value}` | {each.sentence} | {each.side.value} | {each.next_step} |" for name, each in rows
    ]


def _plain(text: str) -> str:
    return str(guarded(text)).replace("|", "\\|").replace("`", "'")
