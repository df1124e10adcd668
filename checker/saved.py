"""Saved pages: reading their bytes, and telling them from other files."""

from pathlib import Path

from checker.errors import TargetError
from checker.models import Fetched
from checker.status import Status

MAX_FILE_BYTES = 20 * 1024 * 1024
"""Largest saved page that is read, the same as for a fetched one."""

MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"RIFF": "an image or sound file",
    b"\x1f\x8b": "a compressed file",
}
"""First bytes of files that people mistake for pages."""


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
    for magic, name in MAGIC.items():
        if fetched.body.startswith(magic):
            raise TargetError(fetched.requested_url, Status.NOT_HTML, name)
    if not fetched.body.strip():
        raise TargetError(fetched.requested_url, Status.EMPTY_TEXT, "0 bytes")
