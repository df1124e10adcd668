"""Write reports: complete or not at all, and never over something that is there."""

import os
import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from checker.errors import OutputError

_UNSAFE = re.compile(r"[^a-z0-9.-]+")
MAX_STEM = 80


def report_name(target: str, at: datetime, ending: str) -> str:
    """Return `<host>-<date>.<ending>`, made of letters, digits, dots and dashes only.

    Args:
        target: an address or a file name.
        at: the day to name.
        ending: `html` or `json`.
    """
    host = urlsplit(target).hostname if "://" in target else Path(target).stem
    stem = _UNSAFE.sub("-", (host or "page").lower()).strip(".-")[:MAX_STEM] or "page"
    return f"{stem}-{at:%Y-%m-%d}.{ending}"


def save_new(text: str, folder: Path, name: str) -> Path:
    """Write under a name that is not taken yet (`name-2` and so on), and return where.

    Raises:
        OutputError: the folder cannot be written.
    """
    wanted = folder / name
    for number in range(1, 10_000):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        if not path.exists() and _save(text, path, os.link):
            return path
    raise OutputError(wanted, "there are too many reports of this name; move some away")


def save_as(text: str, path: Path, *, replace: bool = False) -> Path:
    """Write to exactly this file.

    Args:
        text: the whole content.
        path: where.
        replace: overwrite what is there.

    Raises:
        OutputError: the file exists and may not be replaced, or cannot be written.
    """
    if replace:
        _save(text, path, os.replace)
    elif path.exists() or not _save(text, path, os.link):
        raise OutputError(path, "exists already; choose another name, or add --force to replace it")
    return path


def _save(text: str, path: Path, give_name: Callable[[str, Path], None]) -> bool:
    """Write to a temporary file and give it its name in one step; False when the name was taken meanwhile."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".clinic-check-")
    except OSError as error:
        raise OutputError(path.parent, f"cannot be written ({error.strerror}); choose another folder") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        give_name(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise OutputError(path, f"could not be written ({error.strerror}); nothing was left behind") from error
    finally:
        Path(temporary).unlink(missing_ok=True)
    return True
