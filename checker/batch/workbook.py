"""The run's tables as one workbook. XlsxWriter lays it out with heads alone; its rows are put in here, as a stream."""

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from checker.batch.columns import TABLES
from checker.batch.database import Database
from checker.batch.table_rows import Row
from checker.batch.whole_file import writing
from checker.errors import MissingExtraError
from checker.export.cells import Cell, guarded

SHEET_ROWS = 1_048_576
"""Rows of a sheet in Excel; https://support.microsoft.com, "Excel specifications and limits"."""

CELL_BYTES = 2 * 32_767
"""Longest text of a cell there, in UTF-16."""

_TOO_MANY = "More rows than a sheet holds; the CSV file and run.sqlite have all."
_LARGE_ROWS = 500_000
"""From here on a sheet may take more than 2 GB, which the archive must be told of beforehand."""

_ROWS_A_WRITE = 200
_WIDE = frozenset(
    {"url", "address", "strongest_quote", "quote", "sentence", "title", "reasons", "why", "ask", "excerpt"}
)
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
"""What a spreadsheet would take for a character that was written by its number."""


def write_workbook(database: Database, path: Path) -> None:
    """Write all tables as a workbook in which every text is a text.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
        OutputError: it could not be written; what was there before stays.
    """
    sheets = {f"xl/worksheets/sheet{number}.xml": table for number, table in enumerate(TABLES, 1)}
    with (
        writing(path) as temporary,
        ZipFile(_laid_out(database, path.parent)) as layout,
        ZipFile(temporary, "w") as book,
    ):
        for part in layout.infolist():
            info = ZipInfo(part.filename, part.date_time)
            info.compress_type, info.external_attr = ZIP_DEFLATED, part.external_attr
            if part.filename in sheets:
                _fill(book, info, layout.read(part), database, sheets[part.filename])
            else:
                book.writestr(info, layout.read(part))


def _laid_out(database: Database, folder: Path) -> io.BytesIO:
    """Return a workbook with the head of every sheet and no row; a folder takes what XlsxWriter puts aside."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("A workbook (xlsx)", "XlsxWriter", "batch") from error
    made = io.BytesIO()
    # Texts stand in their cells, and not in a list that all sheets share and that could not be streamed.
    with xlsxwriter.Workbook(made, {"constant_memory": True, "tmpdir": str(folder)}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EFF1"})
        for table in TABLES:
            _sheet(book.add_worksheet(table), database, table, head)
    return made


def _sheet(sheet: Any, database: Database, table: str, head: Any) -> None:
    names = list(database.columns(table))
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.set_column(column, column, 44 if name in _WIDE else 14)
        sheet.write_string(0, column, str(guarded(name)), head)
    sheet.autofilter(0, 0, max(_lines(database, table), 1), len(names) - 1)


def _lines(database: Database, table: str) -> int:
    return min(database.count(table), SHEET_ROWS - 1)


def _fill(book: ZipFile, info: ZipInfo, layout: bytes, database: Database, table: str) -> None:
    """Write a sheet with its table's rows."""
    lines, columns = _lines(database, table), _letters(len(database.columns(table)))
    before, end, after = layout.partition(b"</sheetData>")
    before = before.replace(f':{columns[-1]}1"/>'.encode(), f':{columns[-1]}{lines + 1}"/>'.encode(), 1)
    rows = _rows(database.rows(table), columns)
    with book.open(info, "w", force_zip64=lines >= _LARGE_ROWS) as sheet:
        sheet.write(before)
        while some := "".join(islice(rows, _ROWS_A_WRITE)):
            sheet.write(some.encode())
        sheet.write(end + after)


def _letters(count: int) -> list[str]:
    """Return the names of the first columns: A, B, and on to AA and ZZ."""
    from xlsxwriter.utility import xl_col_to_name

    return [str(xl_col_to_name(number)) for number in range(count)]


def _rows(rows: Iterable[Row], columns: list[str]) -> Iterator[str]:
    for line, row in enumerate(rows, 2):
        if line == SHEET_ROWS:
            yield _row(line, (_TOO_MANY,), columns)
            return
        yield _row(line, row, columns)


def _row(line: int, row: Iterable[Cell], columns: list[str]) -> str:
    cells = (
        f'<c r="{column}{line}"{_text(cell) if isinstance(cell, str) else f"><v>{cell:.16G}</v></c>"}'
        for column, cell in zip(columns, row, strict=False)
        if cell is not None and cell != ""
    )
    return f'<row r="{line}">{"".join(cells)}</row>'


@lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    """Return what stands in a text's cell; most texts were in another of the last few thousand cells."""
    shown = str(guarded(text)).encode("utf-16-le")[:CELL_BYTES].decode("utf-16-le", "ignore")
    shown = _LOOKS_ESCAPED.sub(r"_x005F\1", shown)
    kept = "" if shown == shown.strip() else ' xml:space="preserve"'
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{kept}>{escaped}</t></is></c>'
