"""Tell what a person means by a target: a web address, a saved page, or standard input."""

import re
from pathlib import Path

from checker.errors import TargetError
from checker.status import Status

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_BARE_HOST = re.compile(r"[^\s/\\:]+\.[^\s/\\:.]{2,}(:\d+)?([/?#]\S*)?")
_FILE_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".txt")

STANDARD_INPUT = "-"


def as_target(text: str) -> str | Path:
    """Return a full address for a web page, a path for a saved page.

    A name without a scheme that is no file and looks like a host is taken as https.

    Raises:
        TargetError: it is neither an existing file nor anything like an address.
    """
    stripped = text.strip()
    if not stripped:
        raise TargetError("(empty)", Status.BAD_URL, "nothing was given")
    path = Path(text)
    if path.exists():
        return path
    if _BARE_HOST.fullmatch(stripped) and not stripped.lower().endswith(_FILE_ENDINGS):
        return f"https://{stripped}"
    if _SCHEME.match(stripped):
        return stripped
    if stripped.lower().endswith(_FILE_ENDINGS):
        return path
    raise TargetError(text, Status.UNREADABLE_FILE, "there is no such file, and it is not a web address")
