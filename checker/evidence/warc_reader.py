"""Read WARC files of any origin (1.0, 1.1 and the drafts 0.17, 0.18), strictly and within limits.

What cannot be right ends the reading with its place; the records before it have been given out. Names and addresses in
the file are never used as paths, and nothing in it is fetched.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from checker.errors import CaptureError, DamageError
from checker.evidence.unpack import DEFAULT_ARCHIVE_LIMITS, STEP_BYTES, ArchiveLimits, Unpacked
from checker.evidence.warc import Fields

_VERSION = re.compile(rb"WARC/(1\.[01]|0\.1[78])\r?\n")
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_SIZE = re.compile(r"[0-9]{1,15}", re.ASCII)
_END = b"\r\n\r\n"
_ONCE = ("warc-type", "warc-record-id", "warc-date", "content-length", "warc-target-uri")
_NEEDED = _ONCE[:4]
_DIGESTS = {"md5", "sha1", "sha256", "sha512"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of an archive."""

    number: int
    """Counted from 1."""
    offset: int
    """Byte of the file where it begins; in a packed file, where the packed piece begins that holds it."""
    fields: Fields
    """Its header in order, names in lower case."""
    date: datetime
    size_bytes: int
    """Of its content."""
    block: bytes | None
    """Its content; None when it is larger than is kept."""

    @property
    def type(self) -> str:
        """Return what kind of record it is: `response`, `request` and so on."""
        return self.value("warc-type")

    @property
    def id(self) -> str:
        """Return its id without angle brackets."""
        return self.value("warc-record-id").strip("<>")

    @property
    def url(self) -> str:
        """Return the address it is about, or nothing."""
        return self.value("warc-target-uri").removeprefix("<").removesuffix(">")

    def value(self, name: str) -> str:
        """Return the value of a field, or nothing."""
        return next((value for key, value in self.fields if key == name), "")


def read_records(file: BinaryIO, path: Path, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS) -> Iterator[Record]:
    """Yield the records of an archive in file order.

    Args:
        file: opened for reading bytes.
        path: its name, for messages.
        limits: how much is read.

    Raises:
        CaptureError: at the first place that cannot be right, naming record and byte.

    """
    source = Unpacked(file, path, limits)
    if source.ended():
        raise DamageError(path, "at byte 0", 0, "the file is empty; a WARC begins with WARC/1.1 or similar")
    number = 0
    while not source.ended():
        number += 1
        if number > limits.records:
            raise CaptureError(path, f"it has more than {limits.records:,} records; the rest was not read")
        yield _Reader(source, path, limits, number, source.offset).record()


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Unpacked
    path: Path
    limits: ArchiveLimits
    number: int
    offset: int

    def record(self) -> Record:
        fields = self._fields()
        values = dict(reversed(fields))
        for name in _ONCE:
            count = sum(key == name for key, _ in fields)
            if count > 1 or (count == 0 and name in _NEEDED):
                raise self._error(f"its header has {count} {name} lines instead of one")
        size_bytes = self._size(values["content-length"])
        date = self._date(values["warc-date"])
        block = self._block(size_bytes)
        return Record(
            number=self.number, offset=self.offset, fields=fields, date=date, size_bytes=size_bytes, block=block
        )

    def _fields(self) -> Fields:
        first = self.source.line(self.limits.header_bytes)
        if not _VERSION.fullmatch(first):
            raise self._error("it does not begin as a WARC record of a known version")
        left = self.limits.header_bytes - len(first)
        fields: list[tuple[str, str]] = []
        for _ in range(self.limits.header_lines):
            line = self.source.line(left)
            left -= len(line)
            if not line.endswith(b"\n"):
                break
            if line in {b"\r\n", b"\n"}:
                return tuple(fields)
            self._add(fields, line)
        raise self._error("its header does not end")

    def _add(self, fields: list[tuple[str, str]], line: bytes) -> None:
        try:
            text = line.rstrip(b"\r\n").decode("utf-8")
        except UnicodeDecodeError:
            raise self._error("its header is not text in UTF-8") from None
        if fields and text[:1] in {" ", "\t"}:
            name, value = fields.pop()
            text = f"{name}: {value} {text.strip()}"
        found = _FIELD.fullmatch(text)
        if not found:
            raise self._error("its header has a line that is not 'name: value', or a control character in it")
        fields.append((found[1].lower(), found[2].strip()))

    def _size(self, text: str) -> int:
        if not _SIZE.fullmatch(text):
            raise self._error("its Content-Length is not a possible number of bytes")
        return int(text)

    def _date(self, text: str) -> datetime:
        try:
            at = datetime.fromisoformat(text)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._error("its WARC-Date is not a date") from None

    def _block(self, size_bytes: int) -> bytes | None:
        kept = size_bytes <= self.limits.block_bytes
        parts = []
        left = size_bytes
        while left:
            part = self.source.read(min(left, STEP_BYTES))
            if not part:
                raise self._error(f"the file ends {left:,} bytes before the record's Content-Length says")
            left -= len(part)
            if kept:
                parts.append(part)
        if self.source.read(len(_END)) != _END:
            raise self._error("its content does not end where its Content-Length says")
        return b"".join(parts) if kept else None

    def _error(self, what: str) -> DamageError:
        return DamageError(self.path, f"record {self.number:,}, at byte {self.offset:,}", self.offset, what)


def digest_fits(labelled: str, data: bytes) -> bool | None:
    """Tell whether data have a digest written as `sha256:…` (hexadecimal or base 32); None when it cannot be told."""
    algorithm, _, value = labelled.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _DIGESTS or not value:
        return None
    own = hashlib.new(algorithm, data, usedforsecurity=False)
    base32 = base64.b32encode(own.digest()).decode()
    return value.lower() == own.hexdigest() or value.upper().rstrip("=") == base32.rstrip("=")
