"""The first sheet of an Excel workbook, read without trusting the file."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.batch.lists.rows import MAX_COLUMNS, Row, Sheet
from checker.errors import ListError, MissingExtraError

MAX_UNPACKED_BYTES = 300 * 2**20
MAX_PARTS = 5_000
MAX_RATIO = 200
"""Unpacked to packed size of the whole workbook; sheets of addresses stay below 20."""


def xlsx_sheet(body: bytes, path: Path) -> Sheet:
    """Return the rows of the first sheet with anything in it.

    Raises:
        ListError: it is no workbook, or would unpack to an unreasonable size.
        MissingExtraError: openpyxl is not installed.
    """
    _check_size(body, path)
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingExtraError("Reading a workbook (xlsx)", "openpyxl", "batch") from error
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        return Sheet(rows=iter(list(_rows(book.worksheets[0]))))
    except Exception as error:
        raise ListError(path, f"cannot be read as a workbook ({type(error).__name__}); save it as CSV") from error


def _check_size(body: bytes, path: Path) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ListError(path, "is a damaged workbook; save it again, or as CSV") from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > min(MAX_UNPACKED_BYTES, max(len(body), 2**15) * MAX_RATIO) or len(parts) > MAX_PARTS:
        raise ListError(path, f"would unpack to {unpacked / 2**20:,.0f} MB, which no list does; save it as CSV")


def _rows(sheet: Any) -> Iterator[Row]:
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1):
        cells = ["" if value is None else str(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Row(line=line, cells=tuple(cells))
