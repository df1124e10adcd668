"""Pull bytes out of a file that may be packed with gzip, in bounded steps, knowing where each packed piece begins.

Nothing here trusts the file: pieces may be cut, endless, empty a million times over, or unpack to gigabytes.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from checker.errors import DamageError

STEP_BYTES = 65_536
_MAGIC = b"\x1f\x8b"
_GZIP_WBITS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """How much of an archive is read. Sizes are bytes."""

    records: int = 100_000
    """Records, and packed pieces."""
    header_bytes: int = 65_536
    """Of one record's header."""
    header_lines: int = 200
    block_bytes: int = 20_000_000
    """Of a record's content that is kept; larger ones are passed over."""
    unpacked_bytes: int = 4_000_000_000
    """Of the whole archive after unpacking."""
    ratio: int = 200
    """Unpacked to packed size of one piece, judged once more than `ratio_free_bytes` are unpacked."""
    ratio_free_bytes: int = 1_000_000


DEFAULT_ARCHIVE_LIMITS = ArchiveLimits()
"""Wide enough for a crawl of a few ten thousand pages, narrow enough to end in seconds whatever the file holds."""


class Unpacked:
    """The content of a file, plain or unpacked, from front to back."""

    def __init__(self, file: BinaryIO, path: Path, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS) -> None:
        self._file = file
        self._path = path
        self._limits = limits
        self._ready = b""
        self._at = 0
        self._waiting = file.read(STEP_BYTES)
        self._packed = self._waiting.startswith(_MAGIC)
        self._engine: zlib._Decompress | None = None
        self._read_bytes = len(self._waiting)
        self._given_bytes = 0
        self._pieces = 0
        self._piece_begins = 0
        self._piece_given_bytes = 0

    @property
    def offset(self) -> int:
        """Return where in the file the next byte stands; in a packed file, where the piece begins that holds it."""
        if not self._packed:
            return self._position - self._left
        return self._piece_begins if self._left or self._engine else self._position

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer only where the file ends."""
        parts = []
        while size > 0 and not self.ended():
            part = self._take(size)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def line(self, limit: int) -> bytes:
        """Return the next bytes up to and with a line feed, or as many as the limit or the file has."""
        line = b""
        while len(line) < limit and not self.ended():
            room = limit - len(line)
            end = self._ready.find(b"\n", self._at, self._at + room) + 1
            line += self._take(end - self._at if end else room)
            if end:
                break
        return line

    def ended(self) -> bool:
        """Tell whether nothing is left."""
        return not self._left and not self._fill()

    @property
    def _position(self) -> int:
        return self._read_bytes - len(self._waiting)

    @property
    def _left(self) -> int:
        return len(self._ready) - self._at

    def _take(self, size: int) -> bytes:
        part = self._ready[self._at : self._at + size]
        self._at += len(part)
        return part

    def _fill(self) -> bool:
        """Get the next bytes ready; return whether there are any."""
        self._ready, self._at = b"", 0
        while not self._ready:
            if not self._waiting:
                self._waiting = self._file.read(STEP_BYTES)
                self._read_bytes += len(self._waiting)
            if not self._waiting:
                if self._engine:
                    raise self._error("the file ends in the middle of a packed record")
                return False
            self._ready = self._step() if self._packed else self._take_plain()
            self._given_bytes += len(self._ready)
            if self._given_bytes > self._limits.unpacked_bytes:
                raise self._error(f"it unpacks to more than {self._limits.unpacked_bytes / 1e9:g} GB")
        return True

    def _take_plain(self) -> bytes:
        data, self._waiting = self._waiting, b""
        return data

    def _step(self) -> bytes:
        if self._engine is None:
            self._begin()
        engine = self._engine
        assert engine is not None  # noqa: S101 - for the type checker: `_begin` made it
        try:
            data = engine.decompress(self._waiting, STEP_BYTES)
        except zlib.error:
            raise self._error("the packed data are damaged") from None
        self._waiting = engine.unused_data if engine.eof else engine.unconsumed_tail
        self._piece_given_bytes += len(data)
        packed_bytes = self._position - self._piece_begins
        if self._piece_given_bytes > max(self._limits.ratio_free_bytes, packed_bytes * self._limits.ratio):
            raise self._error(f"a packed record unpacks to more than {self._limits.ratio} times its size")
        if engine.eof:
            self._engine = None
        return data

    def _begin(self) -> None:
        while len(self._waiting) < len(_MAGIC):
            more = self._file.read(STEP_BYTES)
            self._read_bytes += len(more)
            self._waiting += more
            if not more:
                break
        self._piece_begins = self._position
        if not self._waiting.startswith(_MAGIC):
            raise self._error("what follows the last record is not packed as the records are")
        self._pieces += 1
        if self._pieces > self._limits.records:
            raise self._error(f"it has more than {self._limits.records:,} packed pieces")
        self._piece_given_bytes = 0
        self._engine = zlib.decompressobj(_GZIP_WBITS)

    def _error(self, what: str) -> DamageError:
        return DamageError(self._path, f"at byte {self._piece_begins:,}", self._piece_begins, what)
