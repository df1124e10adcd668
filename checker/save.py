"""Write reports: complete or not at all, and never over something that is there unless told so."""

import os
import re
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from checker.errors import OutputError
from checker.models import View

_UNSAFE = re.compile(r"[^a-z0-9.-]+")
MAX_STEM = 80


def report_name(target: str, at: datetime, ending: str, view: View = View.PATIENT) -> str:
    """Return `<host>-<date>.<ending>`, made of letters, digits, dots and dashes only.

    Args:
        target: an address or a file name.
        at: the day to name.
        ending: `html`, `json`, `findings.csv` …
        view: for whom; all but the patient's, the one most people want, add their name after the date.
    """
    host = urlsplit(target).hostname if "://" in target else Path(target).stem
    stem = _UNSAFE.sub("-", (host or "page").lower()).strip(".-")[:MAX_STEM] or "page"
    reader = "" if view is View.PATIENT else f"-{view.value}"
    return f"{stem}-{at:%Y-%m-%d}{reader}.{ending}"


def save(content: str | bytes, output: Path | None, name: str, *, replace: bool = False) -> Path:
    """Write where a person asked for; return the path.

    Args:
        content: all of it; text is written as UTF-8.
        output: a file, a folder that exists, or None for the working folder.
        name: what the file is called in a folder.
        replace: overwrite `output` when it is a file that exists.

    Raises:
        OutputError: the file exists and may not be replaced, or cannot be written.
    """
    if output is None or output.is_dir():
        return save_new(content, output or Path(), name)
    return save_as(content, output, replace=replace)


def save_new(content: str | bytes, folder: Path, name: str) -> Path:
    """Write under a name that is not taken yet (`name-2` and so on), and return where.

    Raises:
        OutputError: the folder cannot be written.
    """
    wanted = folder / name
    for number in range(1, 10_000):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        if not path.exists() and _save(content, path, os.link):
            return path
    raise OutputError(wanted, "there are too many reports of this name; move some away")


def save_as(content: str | bytes, path: Path, *, replace: bool = False) -> Path:
    """Write to exactly this file.

    Args:
        content: all of it; text is written as UTF-8.
        path: where.
        replace: overwrite what is there.

    Raises:
        OutputError: the file exists and may not be replaced, or cannot be written.
    """
    if replace:
        _save(content, path, os.replace)
    elif path.exists() or not _save(content, path, os.link):
        raise OutputError(path, "exists already; choose another name, or add --force to replace it")
    return path


def _save(content: str | bytes, path: Path, give_name: Callable[[str, Path], None]) -> bool:
    """Write to a temporary file and give it its name in one step; False when the name was taken meanwhile."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".clinic-check-")
    except OSError as error:
        raise OutputError(path.parent, f"cannot be written ({error.strerror}); choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
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
