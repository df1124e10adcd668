"""Look at a stored capture and find every place that is not as it was stored. Offline, and reads only this folder."""

import io
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checker.errors import CaptureError
from checker.evidence.manifest import (
    MANIFEST_NAME,
    STAMP_NAME,
    SUMS_NAME,
    WARC_NAME,
    Manifest,
    StoredRecord,
    parse_manifest,
)
from checker.evidence.unpack import ArchiveLimits
from checker.evidence.warc_reader import Record, digest_fits, read_records
from checker.facts import sha256
from checker.models import Capture, Exchange

SIZES_AT_MOST = {WARC_NAME: 1_000_000_000, MANIFEST_NAME: 50_000_000, STAMP_NAME: 200_000, SUMS_NAME: 10_000}
"""Bytes of each file that are read; a larger one is no file of ours."""

LIMITS = ArchiveLimits(block_bytes=12_000_000, unpacked_bytes=1_500_000_000, ratio=1_100)
"""Fits whatever a capture can hold: 10 MB of one answer, packed as tightly as gzip can (RFC 1951: 1,032 times)."""

NAMES = tuple(SIZES_AT_MOST)
"""All files a capture can have. Names are never taken from the capture itself."""

_SUM = re.compile(r"([0-9a-f]{64})  (\S+)\n")
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Fault(StrEnum):
    """What kind of thing is wrong."""

    CHANGED = "changed"
    INCOMPLETE = "incomplete"
    """Something is missing or cannot be read, so that nothing can be said about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One place that is not as it was stored."""

    fault: Fault
    file: str
    what: str
    record: str = ""
    """Which record of the file, in words, or empty."""
    first_byte: int | None = None
    last_byte: int | None = None

    def __str__(self) -> str:
        record = f", {self.record}" if self.record else ""
        place = "" if self.first_byte is None else f", bytes {self.first_byte:,} to {self.last_byte:,}"
        return f"{self.file}{record}{place}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found in a stored capture."""

    folder: Path
    problems: tuple[Problem, ...]
    others: tuple[str, ...]
    """Names in the folder that do not belong to the capture, and were not looked at."""
    manifest_sha256: str
    manifest: Manifest | None
    """None when it has changed or cannot be read."""
    files: Mapping[str, bytes]
    capture: Capture | None
    """None when there are problems."""


def inspect(folder: Path) -> Inspection:
    """Return everything that is wrong with a stored capture, and the capture when nothing is.

    Raises:
        CaptureError: there is no capture at all.

    """
    names = _names(folder)
    files, problems = _read_files(folder, names)
    sums, found = _read_sums(files)
    problems += found
    problems += _wrong_files(files, sums)
    manifest = None
    if all(problem.file != MANIFEST_NAME for problem in problems):
        manifest, found = _read_manifest(files)
        problems += found
    records: tuple[Record, ...] = ()
    if manifest and WARC_NAME in files:
        problems = [*_wrong_ranges(files[WARC_NAME], manifest), *(each for each in problems if each.file != WARC_NAME)]
    if manifest and not problems:
        records, found = _read_warc(folder, files[WARC_NAME], manifest)
        problems += found
    capture = _capture(manifest, records) if manifest and not problems else None
    return Inspection(
        folder=folder,
        problems=tuple(problems),
        others=tuple(name for name in names if name not in NAMES),
        manifest_sha256=sha256(files[MANIFEST_NAME]) if MANIFEST_NAME in files else "",
        manifest=manifest,
        files=files,
        capture=capture,
    )


def open_capture(folder: Path) -> tuple[Capture, Manifest, str]:
    """Return a stored capture that is as it was stored, its manifest, and the manifest's SHA-256.

    Raises:
        CaptureError: there is none, or it has changed.

    """
    found = inspect(folder)
    if found.capture is None or found.manifest is None:
        message = f"this capture is not as it was stored ({found.problems[0]}); see clinic-check verify"
        raise CaptureError(folder, message)
    return found.capture, found.manifest, found.manifest_sha256


def _names(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise CaptureError(folder, f"cannot be opened ({error.strerror}); name the folder of a capture") from error
    if not {MANIFEST_NAME, SUMS_NAME, WARC_NAME} & set(names):
        raise CaptureError(folder, "there is no capture here; clinic-check capture makes one")
    return names


def _read_files(folder: Path, names: Sequence[str]) -> tuple[dict[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    problems = []
    for name in NAMES:
        if name not in names:
            if name != STAMP_NAME:
                problems.append(Problem(fault=Fault.INCOMPLETE, file=name, what="is missing"))
            continue
        try:
            files[name] = _read(folder / name, SIZES_AT_MOST[name])
        except (OSError, ValueError) as error:
            what = f"cannot be read ({getattr(error, 'strerror', None) or error})"
            problems.append(Problem(fault=Fault.INCOMPLETE, file=name, what=what))
    return files, problems


def _read(path: Path, limit: int) -> bytes:
    with os.fdopen(os.open(path, _OPEN), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("it is no ordinary file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValueError(f"it is larger than {limit:,} bytes")
    return data


def _changed(name: str, data: bytes, what: str) -> Problem:
    return Problem(fault=Fault.CHANGED, file=name, what=what, first_byte=0, last_byte=max(len(data) - 1, 0))


def _read_sums(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """Return the digest of each file, when the list of digests is sound in itself."""
    if SUMS_NAME not in files:
        return {}, []
    data = files[SUMS_NAME]
    *lines, last = data.decode("ascii", "replace").splitlines(keepends=True) or [""]
    found = [_SUM.fullmatch(line) for line in lines]
    sums = {match[2]: match[1] for match in found if match}
    sound = last == f"# {sha256(''.join(lines).encode())}\n" and len(sums) == len(lines) and None not in found
    if sound and {MANIFEST_NAME, WARC_NAME} <= set(sums) <= set(NAMES):
        return sums, []
    return {}, [
        _changed(SUMS_NAME, data, "is not as it was stored: its last line is not the SHA-256 of its other lines")
    ]


def _wrong_files(files: Mapping[str, bytes], sums: Mapping[str, str]) -> Iterator[Problem]:
    for name, stated in sums.items():
        if name in files and sha256(files[name]) != stated:
            yield _changed(name, files[name], "is not as it was stored: it has another SHA-256 than SHA256SUMS states")
        elif name == STAMP_NAME and name not in files:
            yield Problem(fault=Fault.INCOMPLETE, file=name, what="is missing")
    if sums and STAMP_NAME in files and STAMP_NAME not in sums:
        yield _changed(STAMP_NAME, files[STAMP_NAME], "was not there when the capture was stored")


def _read_manifest(files: Mapping[str, bytes]) -> tuple[Manifest | None, list[Problem]]:
    try:
        return parse_manifest(files[MANIFEST_NAME]), []
    except ValueError as error:
        what = f"cannot be read as a manifest: {' '.join(str(error).split())[:200]}"
        return None, [Problem(fault=Fault.INCOMPLETE, file=MANIFEST_NAME, what=what)]


def _wrong_ranges(warc: bytes, manifest: Manifest) -> Iterator[Problem]:
    """Compare every record's bytes with the manifest, so that a change is found to the record."""
    end = 0
    for number, record in enumerate(manifest.records, 1):
        last = record.offset + record.size_bytes - 1
        place = (record.offset, last) if record.offset == end else None
        end = last + 1
        if place is None:
            yield Problem(fault=Fault.CHANGED, file=MANIFEST_NAME, what="its records do not follow each other")
        elif sha256(warc[record.offset : end]) != record.sha256:
            missing = max(0, end - max(len(warc), record.offset))
            what = f"{missing:,} bytes are missing at the end" if missing else "not the bytes that were stored"
            yield Problem(
                fault=Fault.CHANGED,
                file=WARC_NAME,
                record=_named(number, record),
                first_byte=record.offset,
                last_byte=last,
                what=what,
            )
    if len(warc) > end:
        yield Problem(
            fault=Fault.CHANGED,
            file=WARC_NAME,
            first_byte=end,
            last_byte=len(warc) - 1,
            what="these bytes were not there when the capture was stored",
        )
    if not _numbers_fit(manifest):
        what = "its pages name exchanges, or its exchanges records, that are not there"
        yield Problem(fault=Fault.CHANGED, file=MANIFEST_NAME, what=what)
    if [(WARC_NAME, end)] != [(file.name, file.size_bytes) for file in manifest.files]:
        yield Problem(fault=Fault.CHANGED, file=MANIFEST_NAME, what="its files are not its records")


def _numbers_fit(manifest: Manifest) -> bool:
    records, exchanges = range(len(manifest.records)), range(len(manifest.exchanges))
    held = [number for each in manifest.exchanges for number in (each.request, each.response) if number is not None]
    return set(held) <= set(records) and all(set(page.exchanges) <= set(exchanges) for page in manifest.pages)


def _named(number: int, record: StoredRecord) -> str:
    return f"record {number} ({record.type}{' of ' + record.url if record.url else ''})"


def _read_warc(folder: Path, warc: bytes, manifest: Manifest) -> tuple[tuple[Record, ...], list[Problem]]:
    try:
        records = tuple(read_records(io.BytesIO(warc), folder / WARC_NAME, LIMITS))
    except CaptureError as error:
        return (), [Problem(fault=Fault.CHANGED, file=WARC_NAME, what=str(error))]
    problems = []
    if [(record.id, record.type) for record in records] != [(record.id, record.type) for record in manifest.records]:
        problems.append(Problem(fault=Fault.CHANGED, file=WARC_NAME, what="its records are not those of the manifest"))
    for record, stored in zip(records, manifest.records, strict=False):
        if record.block is None or not digest_fits(record.value("warc-block-digest"), record.block):
            what = "its content does not have the digest it states"
            named = _named(record.number, stored)
            problems.append(Problem(fault=Fault.CHANGED, file=WARC_NAME, record=named, what=what))
    return records, problems


def _capture(manifest: Manifest, records: Sequence[Record]) -> Capture:
    """Put the bytes of the records and the facts of the manifest together again."""

    def block(number: int | None) -> bytes:
        return b"" if number is None else records[number].block or b""

    exchanges = tuple(
        Exchange(
            role=stored.role,
            url=stored.url,
            request=block(stored.request),
            response=block(stored.response),
            started_at=stored.started_at,
            ended_at=stored.ended_at,
            dialled=stored.dialled,
            peer_address=stored.peer_address,
            peer_port=stored.peer_port,
            tls=stored.tls,
            cut=stored.cut,
        )
        for stored in manifest.exchanges
    )
    return Capture(
        started_at=manifest.started_at, ended_at=manifest.ended_at, pages=manifest.pages, exchanges=exchanges
    )
