"""A CSV file, also one with a few broken rows: each bad row is named, and the next one is read as if nothing was."""

import csv
from collections.abc import Iterator

from checker.batch.lists.rows import Row, Sheet

DELIMITERS = ",;\t|"
LINES_A_ROW = 50
"""Longest row in lines; a quote that is still open then was never meant to be one."""

_SAMPLE_LINES = 50


def csv_sheet(text: str) -> Sheet:
    """Return the rows of a CSV file with commas, semicolons, tabs or bars; blank rows and `#` rows are left out."""
    lines = text.split("\n")
    return Sheet(rows=_rows(lines, delimiter_of(lines)))


def delimiter_of(lines: list[str]) -> str:
    """Return the sign that stands most often in the first lines; a comma where none stands."""
    sample = "\n".join(lines[:_SAMPLE_LINES])
    return max(DELIMITERS, key=sample.count)


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    at = 0
    while at < len(lines):
        row, taken = _row(lines, at, delimiter)
        if row.problem or any(cell.strip() for cell in row.cells):
            yield row
        at += taken


def _row(lines: list[str], at: int, delimiter: str) -> tuple[Row, int]:
    """Return the row that begins at a line, and how many lines it takes."""
    first = lines[at]
    if first.lstrip().startswith("#"):
        return Row(line=at + 1), 1
    if '"' not in first:
        reader = csv.reader([first], delimiter=delimiter)
    else:
        reader = csv.reader((f"{line}\n" for line in lines[at : at + LINES_A_ROW]), delimiter=delimiter, strict=True)
    try:
        return Row(line=at + 1, cells=tuple(next(reader, ()))), reader.line_num or 1
    except csv.Error as error:
        return Row(line=at + 1, problem=_said(error)), 1


def _said(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters; shorten it"
    return "a quotation mark is never closed; put the whole cell in quotes, and double those inside it"
