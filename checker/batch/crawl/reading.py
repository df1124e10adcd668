"""Read archives in stretches: pages to judge one by one, and for each stretch an account of all its records."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.batch.crawl.accounts import CHANGED, SET_ASIDE, Account
from checker.batch.crawl.answers import answer_of, first_look, why_no_page
from checker.batch.crawl.find import open_archive
from checker.batch.listing import Archive
from checker.batch.record import Origin, utc_text
from checker.batch.worker import Job
from checker.evidence.recall import ArchivedPage
from checker.evidence.salvage import FIRST, Damage, Found, Spot, salvage

STRETCH_RECORDS = 5_000
STRETCH_PAGES = 250
"""A stretch ends after so many records, or pages to judge; it is what is read again after a stop."""

_WIDE_TEXT_BYTES = 1_000
"""A zero byte among so many first ones: text in UTF-16 or UTF-32, in which no pattern of bytes finds words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of an archive to read."""

    archive: Archive
    start: Spot = FIRST
    done: frozenset[Spot] = frozenset()
    """Pages behind the start that have their row already."""


def read_on(stretch: Stretch, about: Any) -> Iterator[Job | Account]:
    """Yield an archive's pages from a place on, and after each stretch its account.

    Args:
        stretch: where to begin.
        about: pattern for the source of pages that are judged; None for all.
    """
    counts = _Counts(stretch.archive.name, stretch.start)
    try:
        with open_archive(stretch.archive) as file:
            for each in salvage(file, Path(stretch.archive.name), stretch.start):
                if isinstance(each, Damage):
                    counts.damage.append(each)
                    continue
                if counts.full:
                    yield counts.closed(each.spot)
                    counts = _Counts(stretch.archive.name, each.spot)
                if counts.takes(each, about) and each.spot not in stretch.done:
                    yield _job(each, stretch.archive.name)
        yield counts.closed(Spot(stretch.archive.size_bytes), complete=True)
    except Exception as error:  # noqa: BLE001 - what reads archives elsewhere raises errors of its own; the account names it
        # Nothing of this stretch is accounted for, so that it is read again once the archive can be.
        stopped = str(getattr(error, "strerror", None) or error) or type(error).__name__
        yield _Counts(stretch.archive.name, counts.start).closed(counts.start, stopped=stopped)


@dataclass(slots=True)
class _Counts:
    archive: str
    start: Spot
    records: int = 0
    pages: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    damage: list[Damage] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return self.records >= STRETCH_RECORDS or self.pages >= STRETCH_PAGES

    def takes(self, found: Found, about: Any) -> bool:
        """Count a record; return whether it is a page to judge."""
        self.records += 1
        why = _why_not(found, about)
        if why == CHANGED:
            what = f"the content of {found.record.url[:200]} has not the digest it states; it was changed"
            self.damage.append(Damage(offset=found.spot.offset, what=what))
        if why:
            self.left_out[why] += 1
        else:
            self.pages += 1
        return not why

    def closed(self, end: Spot, *, complete: bool = False, stopped: str = "") -> Account:
        return Account(
            archive=self.archive,
            start=self.start,
            end=end,
            complete=complete,
            records=self.records,
            pages=self.pages,
            left_out=dict(self.left_out),
            damage=tuple(self.damage),
            stopped=stopped,
        )


def _why_not(found: Found, about: Any) -> str:
    record = found.record
    answer = answer_of(record)
    why = why_no_page(record, answer)
    if why or answer is None:
        return why
    if about is not None and not _speaks_of_it(first_look(record, answer), about):
        return SET_ASIDE
    return CHANGED if ArchivedPage(path=Path(), record=record).changed else ""


def _speaks_of_it(body: bytes | None, about: Any) -> bool:
    """Tell whether a page may speak of the subject; what cannot be looked through may."""
    return body is None or b"\0" in body[:_WIDE_TEXT_BYTES] or about.search(body) is not None


def _job(found: Found, archive: str) -> Job:
    record = found.record
    origin = Origin(
        archive=archive,
        offset=found.spot.offset,
        within=found.spot.within,
        fetched_at=utc_text(record.date),
    )
    page = ArchivedPage(path=Path(archive), record=record)
    return Job(url=record.url[:2_000], fetched=page, elapsed_s=0.0, origin=origin)
