"""Store a capture as a folder: complete, or not at all.

Everything is written into a hidden folder beside the wanted one, forced to the disk, and given its name in one step. A
process killed at any moment leaves the named folder whole or absent.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import OutputError, TargetError
from checker.evidence.manifest import (
    MANIFEST_NAME,
    NOT_STAMPED,
    STAMP_NAME,
    SUMS_NAME,
    WARC_NAME,
    Manifest,
    Options,
    StampNote,
    manifest_of,
    render_manifest,
)
from checker.evidence.warc import write_warc
from checker.facts import sha256
from checker.models import Capture, PackInfo
from checker.status import explained
from checker.version import __version__

STAMPED = "manifest.tsr holds the time stamp of a third party for this file (RFC 3161)."

Stamp = Callable[[bytes], bytes]
"""Takes the bytes of a manifest, returns the answer of a time-stamping authority, or raises TargetError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A capture that has been stored."""

    folder: Path
    manifest: Manifest
    manifest_sha256: str
    """The number to keep elsewhere: with it, nobody can change the folder unnoticed."""


def check_free(folder: Path) -> None:
    """Return when a capture can get this name.

    Raises:
        OutputError: something is there already, or the place cannot be written.

    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OutputError(folder, "exists and is no folder; choose another name")
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputError(folder, "exists and is not empty; choose another name, captures are never overwritten")
    if not folder.resolve().parent.is_dir():
        raise OutputError(folder, f"there is no folder {folder.parent}; make it first")


def save_capture(
    capture: Capture, folder: Path, *, rules: PackInfo, options: Options, stamp: Stamp | None = None
) -> Saved:
    """Store a capture under this name, readable for its owner only.

    Args:
        capture: what to store.
        folder: a name that is free, or an empty folder.
        rules: the rules that are installed.
        options: what the person asked for.
        stamp: gets a time stamp for the manifest; its failure is stated in the manifest and does not stop the storing.

    Raises:
        OutputError: the name is taken, or the place cannot be written; nothing is left behind.

    """
    check_free(folder)
    members, stored = write_warc(capture, _about(rules))
    noted = StampNote(obtained=stamp is not None, note=STAMPED if stamp else NOT_STAMPED)
    manifest = manifest_of(capture, members, stored, rules=rules, options=options, timestamp=noted)
    manifest, token = _stamped(manifest, stamp)
    text = render_manifest(manifest)
    files = {WARC_NAME: b"".join(member.data for member in members), MANIFEST_NAME: text}
    files |= {STAMP_NAME: token} if token else {}
    with _new_folder(folder) as place:
        for name, data in {**files, SUMS_NAME: render_sums(files)}.items():
            _write(place / name, data)
    return Saved(folder=folder, manifest=manifest, manifest_sha256=sha256(text))


def render_sums(files: Mapping[str, bytes]) -> bytes:
    """Return digests as `sha256sum -c` reads them, ending with the digest of the lines themselves as a comment."""
    lines = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(files.items()))
    return f"{lines}# {sha256(lines.encode())}\n".encode()


def _about(rules: PackInfo) -> tuple[tuple[str, str], ...]:
    return (
        ("software", f"clinic-check {__version__}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("rules", f"{rules.name} {rules.version} sha256:{rules.sha256}"),
    )


def _stamped(manifest: Manifest, stamp: Stamp | None) -> tuple[Manifest, bytes]:
    if stamp is None:
        return manifest, b""
    try:
        return manifest, stamp(render_manifest(manifest))
    except TargetError as error:
        what = explained(error.status).sentence
        note = f"{NOT_STAMPED} A stamp was asked for at {error.target} and not obtained: {what} ({error.detail})"
        return replace(manifest, timestamp=StampNote(obtained=False, note=note)), b""


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Give a hidden folder to fill; at the end of the block it gets its name, or disappears."""
    parent, start = folder.resolve().parent, f".{folder.name}.unfinished-"
    try:
        _clear(parent, start)
        place = Path(tempfile.mkdtemp(dir=parent, prefix=start))
        lock = _lock(place)
    except OSError as error:
        raise OutputError(parent, f"cannot be written ({error.strerror}); choose another folder") from error
    try:
        yield place
        _force(place)
        # NOTE: renaming a folder replaces an empty folder and nothing else, so two captures cannot mix.
        place.rename(folder.resolve())
        _force(parent)
    except OSError as error:
        raise OutputError(folder, f"could not be stored ({error.strerror}); nothing was left behind") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _clear(parent: Path, start: str) -> None:
    """Remove what killed processes left of captures of the same name: nobody holds its lock any more."""
    for left in [path for path in parent.iterdir() if path.name.startswith(start)]:
        lock = _lock(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return a handle that keeps a folder locked while this process lives, or None when it is locked already."""
    try:
        import fcntl  # not on every system; without it nothing is cleared away
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system lets folders be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
