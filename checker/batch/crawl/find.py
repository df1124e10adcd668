"""Find archives by name or pattern, on this machine or wherever fsspec reaches, and open them."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from checker.batch.listing import Archive, Listing
from checker.errors import CheckerError, ListError, MissingExtraError

_ELSEWHERE = ("://", "::")
"""What an address of fsspec has and a path has not."""


def find_archives(patterns: Iterable[str]) -> tuple[Archive, ...]:
    """Return the archives that names and patterns stand for, each once, in order of name.

    Raises:
        ListError: a pattern stands for no file, or its place cannot be reached.
        MissingExtraError: an address needs fsspec, which is not installed.
    """
    found = {archive.address: archive for pattern in patterns for archive in _found(pattern)}
    return tuple(sorted(found.values(), key=lambda archive: archive.name))


def archive_listing(patterns: tuple[str, ...]) -> Listing:
    """Return the archives in place of a list, as `find_archives`."""
    archives = find_archives(patterns)
    return Listing(source=" ".join(patterns), columns=(), targets=(), repeats=(), bad=(), archives=archives)


def open_archive(archive: Archive) -> BinaryIO:
    """Open an archive for reading bytes; it can seek.

    Raises:
        OSError: it cannot be opened, or is not the file it was when the run began.
    """
    try:
        file = _opened(archive.address)
    except (ImportError, ValueError, CheckerError) as error:
        raise OSError(str(error)) from error
    if file.seek(0, 2) != archive.size_bytes:
        file.close()
        raise OSError(f"it has not the {archive.size_bytes:,} bytes it had when the run began")
    file.seek(0)
    return file


def _opened(address: str) -> BinaryIO:
    if not _is_elsewhere(address):
        return Path(address).open("rb")
    system, path = _system(address)
    file: BinaryIO = system.open(path, "rb")
    return file


def _is_elsewhere(address: str) -> bool:
    return any(sign in address for sign in _ELSEWHERE)


def _found(pattern: str) -> Iterator[Archive]:
    archives = list(_elsewhere(pattern) if _is_elsewhere(pattern) else _here(pattern))
    if not archives:
        raise ListError(Path(pattern), "stands for no file; check the name, and put a pattern in quotes")
    yield from archives


def _here(pattern: str) -> Iterator[Archive]:
    for name in glob.iglob(pattern, recursive=True):  # noqa: PTH207 - a pattern may begin at the root, which Path.glob refuses
        path = Path(name)
        if path.is_file():
            address = str(path.resolve())
            if not _is_text(address):
                raise ListError(path, "has a name, or lies in a folder with one, that is not UTF-8; rename it")
            yield Archive(name=name, address=address, size_bytes=path.stat().st_size)


def _is_text(name: str) -> bool:
    """Tell whether a name can be written into the files of a run; bytes that are no text have stand-ins in it."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _elsewhere(pattern: str) -> Iterator[Archive]:
    try:
        system, path = _system(pattern)
        is_chained = "::" in pattern  # such an address names one file
        paths = system.glob(path) if glob.has_magic(path) and not is_chained else [path]
        for each in sorted(paths):
            address = pattern if is_chained else str(system.unstrip_protocol(each))
            yield Archive(name=address, address=address, size_bytes=int(system.info(each)["size"]))
    except (OSError, ImportError, ValueError, TypeError) as error:
        raise ListError(Path(pattern), f"cannot be reached ({error}); check the address") from error


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtraError("Reading archives from elsewhere", "fsspec", "archives") from error
    system, path = url_to_fs(address)
    return system, str(path)
