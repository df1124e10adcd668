"""Find the data files that travel with the code: rules and report templates."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PACKED = _HERE / "_data"

ROOT = _PACKED if _PACKED.is_dir() else _HERE.parent
"""Folder that holds `rules/` and `reports/`: inside an installed package, or the top of a checkout."""

RULES = ROOT / "rules"
REPORTS = ROOT / "reports"
