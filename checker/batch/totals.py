"""The sums of a run, which must add up: rows of the list = addresses judged + not judged + not read + rows left out."""

import dataclasses
import json
from dataclasses import dataclass

from checker.batch.change_sums import ChangeSums
from checker.batch.crawl.accounts import SET_ASIDE
from checker.batch.database import Database
from checker.batch.folder import RunFacts
from checker.batch.listing import Listing
from checker.batch.record import NOT_READ
from checker.models import Band

STOPPED_SHOWN = 20
_STOPPED = "SELECT archive, stopped FROM archives WHERE stopped <> '' LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of every record of the archives."""

    archives: int
    unfinished: int
    """Archives that were not read to their end."""
    records: int
    """Records that are accounted for."""
    pages: int
    """Those of them with a row."""
    set_aside: int
    """Pages that do not speak of the subject, left out by --only-about."""
    left_out: dict[str, int]
    """Records that are no page, by why."""
    ahead: int
    """Pages with a row from stretches that are not accounted for yet, because the run was stopped."""
    damaged: int
    """Places that could not be read; what stood there is not among the records."""
    stopped: dict[str, str]
    """Archives that could not be read on, the first of them, with why."""

    @property
    def add_up(self) -> bool:
        """Tell whether every record has a row, was set aside, or is left out by name."""
        return self.records == self.pages + self.set_aside + sum(self.left_out.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What became of every row of the list, or of every record of the archives."""

    rows: int
    """Rows of the list that say something."""
    repeats: int
    """Rows that name an address named before."""
    bad_rows: int
    """Rows that name no address which could be checked."""
    addresses: int
    """Different addresses, or archived pages: rows without repeats and bad rows."""
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
    reading: Reading | None = None
    """Where pages come from archives; then every page is a row."""

    @property
    def judged(self) -> int:
        """Count the pages with a band that says something."""
        return self.many + self.some + self.few

    @property
    def set_aside(self) -> int:
        """Count the archived pages that do not speak of the subject."""
        return self.reading.set_aside if self.reading else 0

    @property
    def all_judged(self) -> bool:
        """Tell whether nothing that could be judged was not."""
        damaged = self.reading.damaged if self.reading else 0
        return self.judged == self.addresses + self.bad_rows and not damaged and self.complete

    @property
    def add_up(self) -> bool:
        """Tell whether nothing is missing and nothing is counted twice."""
        addresses = self.judged + self.could_not_judge + self.not_read + self.waiting
        rows_are_there = self.addresses == addresses and self.rows == self.addresses + self.repeats + self.bad_rows
        read = self.reading
        return rows_are_there and (read is None or (read.add_up and self.addresses == read.pages + read.ahead))

    @property
    def complete(self) -> bool:
        """Tell whether everything was tried."""
        return not self.waiting and not (self.reading and self.reading.unfinished)


def totals(database: Database, listing: Listing) -> Totals:
    """Count what the database holds against the list."""
    question = "SELECT band, COUNT(*) FROM sites WHERE url <> '' GROUP BY band"
    bands = {str(band): int(count or 0) for band, count in database.ask(question)}
    done = sum(bands.values())
    reading = _reading(database) if listing.archives else None
    return Totals(
        rows=done if reading else listing.rows,
        repeats=len(listing.repeats),
        bad_rows=len(listing.bad),
        addresses=done if reading else len(listing.targets),
        many=bands.get(Band.MANY.value, 0),
        some=bands.get(Band.SOME.value, 0),
        few=bands.get(Band.FEW.value, 0),
        could_not_judge=bands.get(Band.COULD_NOT_JUDGE.value, 0),
        not_read=bands.get(NOT_READ, 0),
        waiting=0 if reading else len(listing.targets) - done,
        not_read_by_status=_by_status(database, "band = 'not_read' AND url <> ''"),
        could_not_judge_by_status=_by_status(database, "band = 'could_not_judge'"),
        bad_rows_by_status=_by_status(database, "url = ''"),
        reading=reading,
    )


def _reading(database: Database) -> Reading:
    question = "SELECT COUNT(*), SUM(complete = ''), SUM(records), SUM(pages), SUM(damaged) FROM archives"
    archives, unfinished, records, pages, damaged = (int(each or 0) for each in database.ask(question)[0])
    left_out = {
        str(why): int(count or 0)
        for why, count in database.ask("SELECT why, SUM(records) FROM left_out GROUP BY why ORDER BY 2 DESC, 1")
    }
    set_aside = left_out.pop(SET_ASIDE, 0)
    return Reading(
        archives=archives,
        unfinished=unfinished,
        records=records,
        pages=pages,
        set_aside=set_aside,
        left_out=left_out,
        ahead=_ahead(database),
        damaged=damaged,
        stopped={str(name): str(why) for name, why in database.ask(_STOPPED, STOPPED_SHOWN)},
    )


def _ahead(database: Database) -> int:
    question = "SELECT COUNT(*) FROM sites JOIN archives USING (archive) WHERE offset >= read_to AND complete = ''"
    return int(database.ask(question)[0][0] or 0)


def _by_status(database: Database, where: str) -> dict[str, int]:
    question = f"SELECT status, COUNT(*) FROM sites WHERE {where} GROUP BY status ORDER BY 2 DESC, 1"  # noqa: S608
    return {str(status): int(count or 0) for status, count in database.ask(question)}


def summary_json(sums: Totals, facts: RunFacts, listing: Listing, changes: ChangeSums | None = None) -> str:
    """Return `summary.json`."""
    of_records = {
        "records": "pages + set_aside + the sum of left_out",
        "addresses of archives": "pages + ahead",
    }
    said = {
        "list": listing.source,
        "started_at": facts.started_at,
        "tool_version": facts.tool_version,
        "rules": dataclasses.asdict(facts.pack),
        "complete": sums.complete,
        **dataclasses.asdict(sums),
        "judged": sums.judged,
        "adds_up": sums.add_up,
        "sums": {
            "rows": "addresses + repeats + bad_rows",
            "addresses": "many + some + few + could_not_judge + not_read + waiting",
            **(of_records if sums.reading else {}),
        },
    }
    if changes:
        said["changes"] = dataclasses.asdict(changes)
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
