"""Find the data files that travel with the code: rules and report templates."""

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "_data"

ROOT = _PACKED if _PACKED.is_dir() else _HERE.parent
"""Folder that holds `rules/` and `reports/`: inside an installed package, or the top of a checkout."""

RULES = ROOT / "rules"
REPORTS = ROOT / "reports"


def cache_folder() -> Path | None:
    """Return this user's folder for what can be made again, or None where there is none that only they can write.

    It is `$XDG_CACHE_HOME/clinic-check` or `~/.cache/clinic-check`, and made if missing.
    """
    try:
        base = os.environ.get("XDG_CACHE_HOME")
        path = (Path(base) if base else Path.home() / ".cache") / "clinic-check"
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.stat()
    except (OSError, RuntimeError):
        return None
    own = hasattr(os, "getuid") and status.st_uid == os.getuid() and not status.st_mode & 0o022
    return path if own else None
