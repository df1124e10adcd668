"""Read back what reviewers wrote into the empty columns of the findings table."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import ReviewError
from checker.export.cells import unguarded
from checker.views.numbering import Numbered

COLUMNS = ("decision", "note", "reviewer", "date")
DECISIONS = ("confirmed", "rejected", "unclear")
MAX_REVIEW_BYTES = 16 * 1024 * 1024
MAX_CHARACTERS = 10_000
"""Longest text of one reviewer's cell."""

_DELIMITERS = (",", ";", "\t")
"""Spreadsheets write the one their country uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What one reviewer wrote about one finding."""

    decision: str = ""
    """`confirmed`, `rejected`, `unclear` or empty."""
    note: str = ""
    reviewer: str = ""
    date: str = ""
    """As written: spreadsheets rewrite dates in the way of their country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """Everything a reviewer's table holds that belongs to a result, and what does not."""

    by_key: dict[str, Review]
    unknown: tuple[str, ...] = ()
    """One message for each line whose key no finding has."""

    def of(self, item: Numbered) -> Review:
        """Return what was written about a finding; empty when nothing was."""
        return self.by_key.get(item.key, Review())


NO_REVIEWS = Reviews(by_key={})


def read_reviews(path: Path, findings: tuple[Numbered, ...]) -> Reviews:
    """Return the reviewer's columns of a CSV file, joined to the findings by their key.

    Commas, semicolons and tabs are understood. Rows in which the reviewer wrote nothing are passed over.

    Raises:
        ReviewError: the file cannot be read, lacks a column, repeats a key or holds an unknown decision.
    """
    known = {item.key for item in findings}
    reviews: dict[str, Review] = {}
    unknown = []
    for line, row in _rows(path):
        key, review = unguarded(row["key"].strip()), _review(path, line, row)
        if review == Review():
            continue
        if key in reviews:
            raise ReviewError(path, line, f"the key {key!r:.80} stands here a second time; keep one of the rows")
        if key in known:
            reviews[key] = review
        else:
            unknown.append(f"{path}:{line}: no finding of this result has the key {key!r:.80}; the row was left out")
    return Reviews(by_key=reviews, unknown=tuple(unknown))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(path)
    header = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        _check_header(path, names)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, _named(path, reader.line_num, names, row)
    except csv.Error as error:
        raise ReviewError(path, reader.line_num, f"is no well-formed CSV ({error}); save it again as CSV") from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_REVIEW_BYTES:
            raise ReviewError(path, 1, f"is larger than {MAX_REVIEW_BYTES // 2**20} MB, which no such table is")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReviewError(path, 1, f"cannot be opened ({error.strerror or error}); check the name") from error
    except UnicodeDecodeError as error:
        raise ReviewError(path, 1, "is not in UTF-8; save it again as “CSV UTF-8”") from error


def _check_header(path: Path, names: list[str]) -> None:
    missing = [name for name in ("key", *COLUMNS) if name not in names]
    if missing:
        raise ReviewError(
            path,
            1,
            f"has no column {' and no column '.join(missing)}; "
            "start from: clinic-check render RESULT.json --format csv",
        )
    twice = [name for name in ("key", *COLUMNS) if names.count(name) > 1]
    if twice:
        raise ReviewError(path, 1, f"has two columns called {twice[0]}; keep one of them")


def _named(path: Path, line: int, names: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        raise ReviewError(
            path, line, f"has {len(row)} cells under {len(names)} column names; put quotes around the text"
        )
    return dict.fromkeys(names, "") | dict(zip(names, row, strict=False))


def _review(path: Path, line: int, row: dict[str, str]) -> Review:
    written = {name: unguarded(row[name].strip()) for name in COLUMNS}
    for name, text in written.items():
        if len(text) > MAX_CHARACTERS:
            raise ReviewError(path, line, f"the {name} has {len(text):,} characters; keep it below {MAX_CHARACTERS:,}")
    decision = written["decision"].lower()
    if decision and decision not in DECISIONS:
        allowed = ", ".join(DECISIONS)
        raise ReviewError(path, line, f"the decision {decision!r:.40} is unknown; write {allowed}, or leave it empty")
    return Review(**written | {"decision": decision})
