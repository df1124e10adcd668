"""The folder of a run: what was asked, which rules judge, and that only one process works on it."""

import dataclasses
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checker.batch.listing import Listing
from checker.batch.reports import Reports
from checker.errors import OutputError
from checker.models import PackInfo
from checker.rulebook.pack import Pack, RuleEntry
from checker.save import save_as
from checker.version import __version__

RESULTS = "results.jsonl"
ARCHIVES = "archives.jsonl"
INPUTS = "inputs.json"
RUN = "run.json"
REPORTS = "sites"
LOCK = ".lock"
UNFINISHED = ".clinic-check-*"
"""Files that a process which ended in the middle of writing left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What the tables and the overview say about a rule."""

    id: str
    category: str
    kind: str
    good: bool
    severity: str
    confidence: str
    title: str
    why: str
    ask: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What holds for a run from its first to its last page."""

    tool_version: str
    pack: PackInfo
    started_at: str
    """UTC."""
    gap_s: float
    """Seconds between two requests to one site."""
    allowed_addresses: tuple[str, ...]
    rules: tuple[RuleFacts, ...]
    reports: Reports = Reports.ALL
    """Which pages get a report."""
    only_about: bool = False
    """True when archived pages are set aside that do not speak of the subject."""
    stop_lists: tuple[str, ...] = ()
    """Names of the files with sites that are never visited."""


def run_facts(
    pack: Pack,
    *,
    started_at: str,
    gap_s: float,
    allowed: tuple[str, ...],
    reports: Reports = Reports.ALL,
    only_about: bool = False,
    stop_lists: tuple[str, ...] = (),
) -> RunFacts:
    """Return the facts of a new run."""
    return RunFacts(
        tool_version=__version__,
        pack=pack.info,
        started_at=started_at,
        gap_s=gap_s,
        allowed_addresses=allowed,
        rules=tuple(_rule(entry) for entry in pack.entries),
        reports=reports,
        only_about=only_about,
        stop_lists=stop_lists,
    )


def _rule(entry: RuleEntry) -> RuleFacts:
    rule = entry.rule
    return RuleFacts(
        id=rule.id,
        category=entry.category,
        kind=entry.kind,
        good=rule.protects is not None,
        severity=rule.severity.value,
        confidence=rule.confidence.value,
        title=rule.title,
        why=rule.why,
        ask=rule.ask,
        sources="; ".join(f"{source.organisation}, {source.year}: {source.url}" for source in entry.sources),
    )


class Folder:
    """A run's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results = path / RESULTS
        self.archives = path / ARCHIVES
        self.reports = path / REPORTS

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder, keep other processes out of it, and leave nothing half written in it, before or after.

        Raises:
            OutputError: it cannot be written, or another run works on it.
        """
        try:
            self.reports.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise OutputError(self.path, f"cannot be written ({error.strerror}); choose another folder") from error
        try:
            _lock(lock, self.path)
            self._clear()
            try:
                yield
            finally:
                self._clear()
        finally:
            os.close(lock)

    def _clear(self) -> None:
        for left in (*self.path.glob(UNFINISHED), *self.reports.glob(UNFINISHED)):
            try:
                left.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(left, f"could not be removed ({error.strerror})") from error

    @property
    def begun(self) -> bool:
        """Tell whether a run was begun here."""
        return (self.path / RUN).exists()

    @property
    def foreign(self) -> bool:
        """Tell whether the folder holds anything that is no run."""
        return (
            not self.begun
            and self.path.exists()
            and any(each.name not in {LOCK, REPORTS} for each in self.path.iterdir())
        )

    def begin(self, facts: RunFacts, listing: Listing) -> None:
        """Keep what was asked, so that a stopped run can go on.

        Raises:
            OutputError: it cannot be written.
        """
        self.save_inputs(listing)
        self.save_facts(facts)

    def save_inputs(self, listing: Listing) -> None:
        """Keep the list as read.

        Raises:
            OutputError: it cannot be written.
        """
        save_as(_json(listing), self.path / INPUTS, replace=True)

    def save_facts(self, facts: RunFacts) -> None:
        """Keep what holds for the run.

        Raises:
            OutputError: it cannot be written.
        """
        save_as(_json(facts), self.path / RUN, replace=True)

    def facts(self) -> RunFacts:
        """Return what holds for this run.

        Raises:
            OutputError: the file is damaged.
        """
        found: RunFacts = self._read(RUN, RunFacts)
        return found

    def inputs(self) -> Listing:
        """Return the list as kept.

        Raises:
            OutputError: the file is damaged.
        """
        found: Listing = self._read(INPUTS, Listing)
        return found

    def _read(self, name: str, kind: type) -> Any:
        path = self.path / name
        try:
            return _adapter(kind).validate_json(path.read_bytes())
        except (OSError, ValueError) as error:
            raise OutputError(path, "is missing or damaged; start again in a new folder") from error


def _json(value: Any) -> str:
    return json.dumps(dataclasses.asdict(value), indent=1) + "\n"


@cache
def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _lock(file: int, path: Path) -> None:
    """Hold the folder until the process ends, however it ends.

    Raises:
        OutputError: another process holds it.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows, where two runs in one folder are the user's own care
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(path, "another run is working in this folder; wait for it, or choose another") from error
