"""The sums of a run, which must add up: rows of the list = addresses judged + not judged + not read + rows left out."""

import dataclasses
import json
from dataclasses import dataclass

from checker.batch.database import Database
from checker.batch.folder import RunFacts
from checker.batch.listing import Listing
from checker.batch.record import NOT_READ
from checker.models import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What became of every row of the list."""

    rows: int
    """Rows of the list that say something."""
    repeats: int
    """Rows that name an address named before."""
    bad_rows: int
    """Rows that name no address which could be checked."""
    addresses: int
    """Different addresses: rows without repeats and bad rows."""
    many: int
    some: int
    few: int
    could_not_judge: int
    """Pages that were read without coming to a conclusion."""
    not_read: int
    """Addresses without a page, each under its status."""
    waiting: int
    """Addresses not tried yet, because the run was stopped."""
    not_read_by_status: dict[str, int]
    could_not_judge_by_status: dict[str, int]
    bad_rows_by_status: dict[str, int]

    @property
    def judged(self) -> int:
        """Count the pages with a band that says something."""
        return self.many + self.some + self.few

    @property
    def add_up(self) -> bool:
        """Tell whether nothing is missing and nothing is counted twice."""
        addresses = self.judged + self.could_not_judge + self.not_read + self.waiting
        return self.addresses == addresses and self.rows == self.addresses + self.repeats + self.bad_rows


def totals(database: Database, listing: Listing) -> Totals:
    """Count what the database holds against the list."""
    question = "SELECT band, COUNT(*) FROM sites WHERE url <> '' GROUP BY band"
    bands = {str(band): int(count or 0) for band, count in database.ask(question)}
    done = sum(bands.values())
    return Totals(
        rows=listing.rows,
        repeats=len(listing.repeats),
        bad_rows=len(listing.bad),
        addresses=len(listing.targets),
        many=bands.get(Band.MANY.value, 0),
        some=bands.get(Band.SOME.value, 0),
        few=bands.get(Band.FEW.value, 0),
        could_not_judge=bands.get(Band.COULD_NOT_JUDGE.value, 0),
        not_read=bands.get(NOT_READ, 0),
        waiting=len(listing.targets) - done,
        not_read_by_status=_by_status(database, "band = 'not_read' AND url <> ''"),
        could_not_judge_by_status=_by_status(database, "band = 'could_not_judge'"),
        bad_rows_by_status=_by_status(database, "url = ''"),
    )


def _by_status(database: Database, where: str) -> dict[str, int]:
    question = f"SELECT status, COUNT(*) FROM sites WHERE {where} GROUP BY status ORDER BY 2 DESC, 1"  # noqa: S608
    return {str(status): int(count or 0) for status, count in database.ask(question)}


def summary_json(sums: Totals, facts: RunFacts, listing: Listing) -> str:
    """Return `summary.json`."""
    said = {
        "list": listing.source,
        "started_at": facts.started_at,
        "tool_version": facts.tool_version,
        "rules": dataclasses.asdict(facts.pack),
        "complete": sums.waiting == 0,
        **dataclasses.asdict(sums),
        "judged": sums.judged,
        "adds_up": sums.add_up,
        "sums": {
            "rows": "addresses + repeats + bad_rows",
            "addresses": "many + some + few + could_not_judge + not_read + waiting",
        },
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
