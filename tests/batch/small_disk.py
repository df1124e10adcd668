"""A disk that is soon full, and later has room again."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

GROWN = "64m"

WITHOUT_COMPILED_FILES = ("env", "PYTHONDONTWRITEBYTECODE=1")
"""Python 3.11 takes a file that a limit cut short for a compiled module, and fails on it ever after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDisk:
    """A folder in which little can be written."""

    folder: Path
    prefix: tuple[str, ...]
    """What a command line begins with, so that the limit holds for it."""
    message: str
    """What the system says when nothing more fits."""
    mounted: bool

    def grow(self) -> None:
        """Make room. A limit that only the prefix sets needs nothing."""
        if self.mounted:
            _run("mount", "-o", f"remount,size={GROWN}", str(self.folder))


@contextmanager
def small_disk(folder: Path, disk_kb: int, *, file_kb: int) -> Iterator[SmallDisk]:
    """Mount a file system of `disk_kb`; where that is not allowed, let no file grow beyond `file_kb` instead."""
    folder.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={disk_kb}k", "tmpfs", str(folder))
    limited = ("bash", "-c", f'ulimit -f {file_kb}; exec "$@"', "bash", *WITHOUT_COMPILED_FILES)
    try:
        yield SmallDisk(
            folder=folder,
            prefix=() if mounted else limited,
            message="No space left on device" if mounted else "File too large",
            mounted=mounted,
        )
    finally:
        if mounted:
            assert _run("umount", str(folder))


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
