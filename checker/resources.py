"""Find the data files that travel with the code: rules and report templates."""

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "_data"

ROOT = _PACKED if _PACKED.is_dir() else _HERE.parent
"""Folder that holds `rules/` and `reports/`: inside an installed package, or the top of a checkout."""

RULES = ROOT / "rules"
REPORTS = ROOT / "reports"


def cache_folder() -> Path:
    """Return this user's folder for what can be made again (XDG base directories)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "clinic-check"


def own_folder(path: Path) -> bool:
    """Make a folder that only this user can write; tell whether that is so."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.stat()
    except OSError:
        return False
    return hasattr(os, "getuid") and status.st_uid == os.getuid() and not status.st_mode & 0o022
