"""One row of a list, whatever form the list has."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_COLUMNS = 100
"""Columns kept beside the address; a list with more is a mistake, and a database would refuse it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, or what is wrong with it."""

    line: int
    cells: tuple[str, ...] = ()
    problem: str = ""
    """Why the row cannot be read; empty when it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list as rows of cells, not yet understood."""

    rows: Iterator[Row]
    columns: tuple[str, ...] | None = None
    """Names of the columns with the address first, where the form of the list fixes them; None: look at the rows."""
