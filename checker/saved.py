"""Saved pages: reading their bytes, and telling them from other files."""

from pathlib import Path

from checker.errors import TargetError
from checker.file_kinds import other_kind
from checker.models import Fetched
from checker.status import Status

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Largest saved page that is read, the same as for a fetched one."""


def read_file(path: Path) -> bytes:
    """Return a saved page's bytes.

    Raises:
        TargetError: there is no such file, it is a folder, may not be read, or is too large.
    """
    try:
        if path.is_dir():
            raise TargetError(
                str(path), Status.UNREADABLE_FILE, "it is a folder; name a file in it, or judge a capture"
            )
        if path.stat().st_size > MAX_FILE_BYTES:
            raise TargetError(str(path), Status.TOO_LARGE, f"more than {MAX_FILE_BYTES // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise TargetError(str(path), Status.UNREADABLE_FILE, error.strerror or str(error)) from error


def refuse_other_files(fetched: Fetched) -> None:
    """Raise TargetError for bytes that are no page at all."""
    kind = other_kind(fetched.body)
    if kind:
        raise TargetError(fetched.requested_url, Status.NOT_HTML, kind)
    if not fetched.body.strip():
        raise TargetError(fetched.requested_url, Status.EMPTY_TEXT, "0 bytes")
