"""What a person asks of `clinic-check batch`; light, because every command loads it."""

from dataclasses import dataclass
from pathlib import Path

from checker.batch.reports import Reports
from checker.net.manners import Manners


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person asked for."""

    source: Path | None
    archives: tuple[str, ...]
    """Names and patterns of archives, instead of a list."""
    only_about: bool
    reports: Reports | None
    """None for what suits the source."""
    output: Path
    resume: bool
    retry: bool
    extra: tuple[Path, ...]
    manners: Manners
    timeout_s: float
    processes: int
    fail_on: str
    strict: bool
    quiet: bool
