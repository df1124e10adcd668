"""Read a list of addresses in any of its forms; bad rows are named by line, and the others are checked."""

import gzip
import io
import sys
import zlib
from pathlib import Path
from urllib.parse import urldefrag

from checker.batch.listing import BadRow, Listing, Repeat, Target
from checker.batch.lists.columns import Laid, laid_out
from checker.batch.lists.csv_list import DELIMITERS, csv_sheet
from checker.batch.lists.rows import Row, Sheet
from checker.batch.lists.sitemap_list import sitemap_sheet
from checker.batch.lists.text_list import text_sheet
from checker.batch.lists.xlsx_list import xlsx_sheet
from checker.errors import ListError, TargetError
from checker.net.addresses import Networks
from checker.net.gate import gate
from checker.net.refusals import shown
from checker.status import Status, explained
from checker.targets import STANDARD_INPUT
from checker.wording import visible

MAX_LIST_BYTES = 300 * 2**20
"""A million rows of 300 characters."""

CELL_CHARACTERS = 2_000
"""Kept of a cell beside the address."""

_WITH_COLUMNS = (".csv", ".tsv", ".tab")


def read_list(path: Path, *, allowed: Networks = ()) -> Listing:
    """Return the addresses of a list: CSV, XLSX, sitemap or one a line; `-` is standard input.

    Args:
        path: the file; what it is, its content tells.
        allowed: private networks that may be contacted.

    Raises:
        ListError: the file cannot be read at all, or names no address.
        MissingExtraError: a workbook, and the library that reads it is not installed.
    """
    laid = laid_out(_sheet(_bytes(path), path))
    listing = _understood(laid, path, allowed)
    if not listing.rows:
        raise ListError(path, "names no address; write one a line, or a CSV file with a column called url")
    return listing


def _bytes(path: Path) -> bytes:
    try:
        if str(path) == STANDARD_INPUT:
            body = sys.stdin.buffer.read(MAX_LIST_BYTES + 1)
        else:
            with path.open("rb") as file:
                body = file.read(MAX_LIST_BYTES + 1)
        if body.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                body = packed.read(MAX_LIST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ListError(
            path, f"cannot be opened ({getattr(error, 'strerror', None) or error}); check the name"
        ) from error
    if len(body) > MAX_LIST_BYTES:
        raise ListError(path, f"is larger than {MAX_LIST_BYTES // 2**20} MB; split it")
    return body


def _sheet(body: bytes, path: Path) -> Sheet:
    if body.startswith(b"PK\x03\x04"):
        return xlsx_sheet(body, path)
    text = decoded(body)
    if text[:500].lstrip().startswith(("<?xml", "<urlset", "<sitemapindex")):
        return sitemap_sheet(text, path)
    return csv_sheet(text) if _has_columns(text, path) else text_sheet(text)


def decoded(body: bytes) -> str:
    """Return a list's text with plain line ends: by its byte-order mark, else UTF-8, else as Excel for Windows."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", "replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _has_columns(text: str, path: Path) -> bool:
    """Tell a table from a plain list by its name, or by a delimiter in its first row."""
    if path.suffix.lower() in _WITH_COLUMNS:
        return True
    first = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    before_remark = first.partition(" #")[0]
    return any(sign in before_remark for sign in DELIMITERS)


def _understood(laid: Laid, path: Path, allowed: Networks) -> Listing:
    targets: dict[str, Target] = {}
    repeats: list[Repeat] = []
    bad: list[BadRow] = []
    for row in laid.rows:
        try:
            target = _target(row, allowed)
        except TargetError as error:
            bad.append(_bad(row, error))
            continue
        first = targets.setdefault(target.url, target)
        if first is not target:
            repeats.append(Repeat(line=row.line, address=target.address, first_line=first.line))
    return Listing(
        source="standard input" if str(path) == STANDARD_INPUT else visible(path.name),
        columns=laid.columns,
        targets=tuple(targets.values()),
        repeats=tuple(repeats),
        bad=tuple(bad),
        notes=laid.notes,
    )


def _target(row: Row, allowed: Networks) -> Target:
    """Return what a row names.

    Raises:
        TargetError: it names no address that may be contacted.
    """
    if row.problem:
        raise TargetError("", Status.BAD_URL, row.problem)
    address = row.cells[0].strip()
    full = address if "://" in address or not address else f"https://{address}"
    url = urldefrag(gate(full, allowed=allowed)).url
    return Target(
        line=row.line, address=address, url=url, extra=tuple(cell.strip()[:CELL_CHARACTERS] for cell in row.cells[1:])
    )


def _bad(row: Row, error: TargetError) -> BadRow:
    next_step = "" if row.problem else f" {explained(error.status).next_step}"
    reason = f"{error.detail[:1].upper()}{error.detail[1:]}.{next_step}"
    return BadRow(line=row.line, text=shown(", ".join(row.cells)), status=error.status.value, reason=reason)
