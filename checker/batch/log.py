"""The log of finished addresses, `results.jsonl`: a line is there whole and on the disk, or the address runs again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from checker.batch.record import Record, line_of, record_of
from checker.errors import OutputError

LONGEST_LINE_BYTES = 64 * 2**20


class Log:
    """Appends records, one line each, every line on the disk before the next one."""

    def __init__(self, path: Path) -> None:
        """Open the log, and drop what a stop in the middle of a line left at its end.

        Raises:
            OutputError: it cannot be written.
        """
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            self._end = whole_lines_end(path)
            os.ftruncate(self._file, self._end)
            os.lseek(self._file, self._end, os.SEEK_SET)
        except OSError as error:
            raise OutputError(path, f"cannot be written ({error.strerror})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def append(self, line: bytes) -> None:
        """Write one line, and return once it is on the disk.

        Raises:
            OutputError: it could not be written; the log ends with the line before.
        """
        try:
            left = memoryview(line)
            while left:
                left = left[os.write(self._file, left) :]
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, self._end)
            os.lseek(self._file, self._end, os.SEEK_SET)
            raise OutputError(self._path, f"could not be written ({error.strerror})") from error
        self._end += len(line)

    def add(self, record: Record) -> None:
        """Write one record, as `append`."""
        self.append(line_of(record))


def whole_lines_end(path: Path) -> int:
    """Return the offset behind the last line break of a file."""
    end = path.stat().st_size
    with path.open("rb") as file:
        while end:
            start = max(0, end - 2**16)
            file.seek(start)
            found = file.read(end - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
    return 0


def records(path: Path) -> Iterator[Record]:
    """Yield every record of a log; a later one of the same address replaces an earlier one.

    Raises:
        OutputError: a line is damaged; it names which.
    """
    return (record for _, record in places(path))


def places(path: Path) -> Iterator[tuple[int, Record]]:
    """Yield every record of a log with the byte where its line begins.

    Raises:
        OutputError: a line is damaged; it names which.
    """
    if not path.exists():
        return
    start = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                return  # torn by a stop; the address runs again
            try:
                yield start, record_of(line)
            except ValueError as error:
                raise OutputError(path, f"line {number} is damaged; remove it, and its address runs again") from error
            start += len(line)
