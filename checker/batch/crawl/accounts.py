"""What became of an archive's records, stretch by stretch: `archives.jsonl`, the log of what was read."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checker.errors import OutputError
from checker.evidence.salvage import FIRST, Damage, Spot

SET_ASIDE = "not_about_the_subject"
"""Name for pages that `--only-about` leaves out."""

CHANGED = "changed"
"""Name for pages whose content has not the digest that the archive states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A stretch of an archive that was read, and what became of every record in it."""

    archive: str
    """Its name."""
    start: Spot
    end: Spot
    """Where the record behind it begins; the end of the archive when `complete`."""
    complete: bool
    """True for the last stretch of an archive."""
    records: int
    pages: int
    """Records that have a row."""
    left_out: dict[str, int]
    """The others, by why they have none."""
    damage: tuple[Damage, ...]
    stopped: str = ""
    """Why nothing behind its end could be read, or empty."""


def line_of(account: Account) -> bytes:
    """Return an account as one line of JSON."""
    return json.dumps(dataclasses.asdict(account), separators=(",", ":")).encode() + b"\n"


def accounts(path: Path) -> Iterator[Account]:
    """Yield every account of a log.

    Raises:
        OutputError: a line is damaged; it names which.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                return  # torn by a stop; the stretch is read again
            try:
                yield _adapter().validate_json(line)
            except ValueError as error:
                message = f"line {number} is damaged; remove it and all behind it, and their stretches are read again"
                raise OutputError(path, message) from error


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Account)


@dataclass(slots=True)
class Reached:
    """How far an archive was read, and what became of its records."""

    end: Spot = FIRST
    complete: bool = False
    records: int = 0
    pages: int = 0
    left_out: Counter[str] = dataclasses.field(default_factory=Counter)
    damage: int = 0
    stopped: str = ""

    def add(self, account: Account) -> None:
        """Add a stretch."""
        self.end = max(self.end, account.end)
        self.complete |= account.complete
        self.records += account.records
        self.pages += account.pages
        self.left_out.update(account.left_out)
        self.damage += len(account.damage)
        self.stopped = account.stopped


def reached(said: Iterable[Account]) -> dict[str, Reached]:
    """Return how far each archive was read."""
    found: dict[str, Reached] = {}
    for account in said:
        found.setdefault(account.archive, Reached()).add(account)
    return found
