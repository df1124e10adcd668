"""What a person asks of `clinic-check batch`; light, because every command loads it."""

from dataclasses import dataclass
from pathlib import Path

from checker.batch.reports import Reports
from checker.net.manners import Manners

LOCAL = "local"
"""For `--engine`: processes of this machine."""

NEW = "new"
"""For `--fail-on`: only what an earlier run did not find."""


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
    engine: str
    """`local`, or the address of a Dask scheduler."""
    fail_on: str
    baseline: Path | None
    """Folder of an earlier run to compare with."""
    new_from: str
    """With `--fail-on new`: the least severity of a new warning sign that counts."""
    strict: bool
    quiet: bool
