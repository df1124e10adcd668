"""Read an archive to its end whatever is wrong in it: each damaged place is named, and reading goes on behind it.

The next record is looked for by how records begin. A page that stands in a damaged record could imitate that, so what
is read behind damage is only as sure as the archive's keeper; without damage, nothing is ever looked for.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from checker.errors import DamageError
from checker.evidence.unpack import ArchiveLimits
from checker.evidence.warc_reader import Record, read_records

BULK_LIMITS = ArchiveLimits(records=10**9, unpacked_bytes=10**13)
"""For crawls of any size, read record by record; what one record and one packed piece may take stays bounded."""

MOST_DAMAGE = 1_000
"""Damaged places of one archive; with more, the rest is not read."""
MOST_READ_AGAIN_BYTES = 2 * 2**30
"""Bytes of one archive that are read a second time because a record before them promised too much."""
MOST_PROBES = 100_000
"""Places of one archive that look as if a record began there, and do not."""

NOWHERE = sys.maxsize
"""Behind the end of every file."""

_BEGINNING = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d+\r?\n")
_PROBE_BYTES = 4_096
_STEP_BYTES = 2**20


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a record stands in its archive."""

    offset: int
    """Byte where it begins; in a packed archive, where the packed piece begins that holds it."""
    within: int = 0
    """Records before it in the same packed piece."""


FIRST = Spot(0)
"""Where the first record stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A place that cannot be read."""

    offset: int
    """Byte where the damaged record, or packed piece, begins."""
    what: str
    """What is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record and where it stands."""

    spot: Spot
    record: Record


def salvage(
    file: BinaryIO, path: Path, start: Spot = FIRST, limits: ArchiveLimits = BULK_LIMITS
) -> Iterator[Found | Damage]:
    """Yield the records of an archive from a place on, and each place that is damaged, in file order.

    Args:
        file: opened for reading bytes, and can seek.
        path: its name, for messages.
        start: where to begin; a record begins there.
        limits: how much one record may take.

    Raises:
        OSError: the file cannot be read.
    """
    size_bytes = file.seek(0, 2)
    if not size_bytes:
        yield Damage(offset=0, what="the file is empty")
    search = _Search(file)
    offset = start.offset
    while offset < size_bytes:
        try:
            yield from _records(file, path, offset, start, limits)
        except DamageError as error:
            damaged = offset + error.offset
            offset = search.behind(damaged)
            yield Damage(offset=damaged, what=f"{error.what}; {search.outcome(offset)}")
        else:
            return


def _records(file: BinaryIO, path: Path, base: int, start: Spot, limits: ArchiveLimits) -> Iterator[Found]:
    """Yield records that follow each other; their offsets count from the start of the file.

    Raises:
        DamageError: at the first place that cannot be right; its offset counts from `base`.
    """
    file.seek(base)
    spot = Spot(-1)
    for record in read_records(file, path, limits):
        offset = base + record.offset
        spot = Spot(offset, spot.within + 1) if offset == spot.offset else Spot(offset)
        if spot >= start:
            yield Found(spot=spot, record=record)


class _Search:
    """Looks for the next record behind damage, with a limit to how long."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places = 0
        self._probes = 0
        self._again_bytes = 0

    def behind(self, damaged: int) -> int:
        """Return where the next record begins; `NOWHERE` when there is none, or too much is damaged."""
        self._places += 1
        self._again_bytes += self._file.tell() - damaged
        window, begins = b"", self._file.seek(damaged + 1)
        while not self._exhausted:
            block = self._file.read(_STEP_BYTES)
            window += block
            for place in _BEGINNING.finditer(window, 0, len(window) - (_PROBE_BYTES if block else 0)):
                self._probes += 1
                if _begins_record(window[place.start() : place.start() + _PROBE_BYTES]):
                    return begins + place.start()
            if not block:
                break
            begins += max(len(window) - _PROBE_BYTES, 0)
            window = window[-_PROBE_BYTES:]
        return NOWHERE

    def outcome(self, found: int) -> str:
        """Say in words what came of the last search."""
        if found != NOWHERE:
            return f"reading went on at byte {found:,}"
        return "too much is damaged, so the rest was not read" if self._exhausted else "no record was found behind it"

    @property
    def _exhausted(self) -> bool:
        return self._places >= MOST_DAMAGE or self._probes > MOST_PROBES or self._again_bytes > MOST_READ_AGAIN_BYTES


def _begins_record(data: bytes) -> bool:
    if data.startswith(b"WARC/"):
        return b"WARC-" in data
    try:
        return zlib.decompressobj(31).decompress(data, 8).startswith(b"WARC/")
    except zlib.error:
        return False
