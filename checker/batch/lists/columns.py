"""Find the column that holds the addresses, and what the others are called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from checker.batch.lists.rows import MAX_COLUMNS, Row, Sheet

SAMPLE_ROWS = 50
"""Rows looked at to tell which column it is."""

NAME_CHARACTERS = 60

NAMES = ("url", "address", "web address", "website", "web site", "web", "link", "site", "domain", "homepage", "page")
"""What people call the column, best first."""

_ADDRESS = re.compile(r"(https?://\S+|[^\s/\\:@]+\.[^\s/\\:.@\d]{2,}(:\d+)?([/?#]\S*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Rows with the address first and the other cells under their names."""

    columns: tuple[str, ...]
    """Names of the other columns."""
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()


def laid_out(sheet: Sheet) -> Laid:
    """Put the address of each row first; a first row without an address holds the names of the columns."""
    if sheet.columns is not None:
        return Laid(columns=sheet.columns[1:], rows=sheet.rows)
    sample = list(islice(sheet.rows, SAMPLE_ROWS))
    good = [row.cells for row in sample if not row.problem]
    header = good[0] if good and not any(map(looks_like_address, good[0])) else ()
    at = _column(header, good[bool(header) :])
    width = max(map(len, good), default=1)
    names = tuple(_names(header, width, at))
    notes = (f"Only the first {MAX_COLUMNS} columns are kept.",) if width > MAX_COLUMNS + 1 else ()
    rows = (_moved(row, at, len(names)) for row in chain(sample, sheet.rows) if not header or row.cells != header)
    return Laid(columns=names, rows=rows, notes=notes)


def looks_like_address(cell: str) -> bool:
    """Tell whether a cell may hold a web address."""
    return bool(_ADDRESS.fullmatch(cell.strip()))


def _column(header: Sequence[str], rows: list[tuple[str, ...]]) -> int:
    called = [name.strip().lower() for name in header]
    for name in NAMES:
        if name in called:
            return called.index(name)
    width = max(map(len, rows), default=1)
    count = [sum(len(row) > at and looks_like_address(row[at]) for row in rows) for at in range(width)]
    return count.index(max(count))


def _names(header: Sequence[str], width: int, at: int) -> Iterator[str]:
    taken: set[str] = set()
    for number in range(min(width, MAX_COLUMNS + 1)):
        if number == at:
            continue
        name = plain_name(header[number]) if number < len(header) else ""
        name = name or f"column {number + 1}"
        while name.lower() in taken:
            name = f"{name} ({number + 1})"
        taken.add(name.lower())
        yield name


def plain_name(text: str) -> str:
    """Return a name for a column that every program takes: one short line of printable characters."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())[:NAME_CHARACTERS]


def _moved(row: Row, at: int, width: int) -> Row:
    if row.problem:
        return row
    rest = [*row.cells[:at], *row.cells[at + 1 :]][:width]
    address = row.cells[at] if at < len(row.cells) else ""
    return Row(line=row.line, cells=(address, *rest, *[""] * (width - len(rest))))
