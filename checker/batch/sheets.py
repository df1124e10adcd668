"""The run's tables as CSV files and as one workbook, row by row, so that their size never matters."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.batch.columns import MEANING, TABLES
from checker.batch.database import Database
from checker.batch.whole_file import writing
from checker.errors import MissingExtraError
from checker.export.cells import Cell, as_text, guarded

SHEET_ROWS = 1_048_576
"""Rows of a sheet in Excel; https://support.microsoft.com, "Excel specifications and limits"."""

_WIDE = frozenset(
    {"url", "address", "strongest_quote", "quote", "sentence", "title", "reasons", "why", "ask", "excerpt"}
)
_TEXT_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


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


def write_workbook(database: Database, path: Path) -> None:
    """Write all tables as a workbook in which every text is a text.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
        OutputError: it could not be written; what was there before stays.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("A workbook (xlsx)", "XlsxWriter", "batch") from error
    with writing(path) as temporary:
        book = xlsxwriter.Workbook(str(temporary), {**_TEXT_ONLY, "tmpdir": str(path.parent)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EFF1"})
        for table in TABLES:
            _sheet(book.add_worksheet(table), database, table, head)
        book.close()


def _sheet(sheet: Any, database: Database, table: str, head: Any) -> None:
    names = list(database.columns(table))
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.set_column(column, column, 44 if name in _WIDE else 14)
        sheet.write_string(0, column, str(guarded(name)), head)
    line = 0
    for line, row in enumerate(database.rows(table), 1):
        if line == SHEET_ROWS - 1:
            sheet.write_string(line, 0, "More rows than a sheet holds; the CSV file and run.sqlite have all.")
            break
        for column, cell in enumerate(row):
            _cell(sheet, line, column, _fit(cell))
    sheet.autofilter(0, 0, max(line, 1), len(names) - 1)


def _cell(sheet: Any, line: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str) and cell:
        sheet.write_string(line, column, as_text(cell))
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)


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
