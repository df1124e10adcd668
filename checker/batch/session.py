"""Begin a run or go on with one: which addresses are still to be checked, and whether they may be."""

from collections.abc import Iterable
from dataclasses import replace

from checker.batch.crawl.accounts import Reached, accounts, reached
from checker.batch.crawl.reading import Stretch
from checker.batch.folder import Folder, RunFacts
from checker.batch.listing import Listing, Target
from checker.batch.log import records
from checker.batch.record import NOT_READ
from checker.errors import OutputError
from checker.evidence.salvage import Spot


def begin(folder: Folder, facts: RunFacts, listing: Listing) -> None:
    """Begin a run in a folder that is empty or not there.

    Raises:
        OutputError: something is there, or it cannot be written.
    """
    if folder.begun:
        raise OutputError(folder.path, "holds a run already; add --resume to go on with it, or choose another folder")
    if folder.foreign:
        raise OutputError(folder.path, "is not empty; choose a new folder for this run")
    folder.begin(facts, listing)


def go_on(folder: Folder, facts: RunFacts, listing: Listing | None) -> None:
    """Make sure that what is to come is checked as what is there was, and take over a changed list.

    Raises:
        OutputError: there is no run, or it was begun with other rules, another tool or other manners.
    """
    if not folder.begun:
        raise OutputError(folder.path, "holds no run to go on with; leave --resume out, and name a list")
    before = folder.facts()
    for what, old, new in _differences(before, facts):
        if old != new:
            raise OutputError(
                folder.path,
                f"was begun with {what} {old or 'none'}, and this is {new or 'none'}; one run has one of them",
            )
    _as_polite(folder, before, facts)
    if (facts.stop_lists, facts.gap_s) != (before.stop_lists, before.gap_s):
        folder.save_facts(replace(before, stop_lists=facts.stop_lists, gap_s=facts.gap_s))
    if listing is not None:
        folder.save_inputs(listing)


def _differences(before: RunFacts, now: RunFacts) -> Iterable[tuple[str, str, str]]:
    yield "clinic-check", before.tool_version, now.tool_version
    yield "rules of SHA-256", before.pack.sha256[:16], now.pack.sha256[:16]
    yield "--allow-address", " ".join(before.allowed_addresses), " ".join(now.allowed_addresses)
    yield "--reports", before.reports, now.reports
    yield "--only-about", "yes" if before.only_about else "", "yes" if now.only_about else ""


def _as_polite(folder: Folder, before: RunFacts, now: RunFacts) -> None:
    """Make sure that no stop list is dropped and no pause becomes shorter; more of either is welcome.

    Raises:
        OutputError: what is to come would be less polite than what there was.
    """
    dropped = [name for name in before.stop_lists if name not in now.stop_lists]
    if dropped:
        raise OutputError(folder.path, f"was begun with --stop-list {' '.join(dropped)}; give it again")
    if now.gap_s < before.gap_s:
        raise OutputError(folder.path, f"was begun with --pace {before.gap_s:g}; give it again, or a longer one")


def stretches(folder: Folder) -> list[Stretch]:
    """Return what is still to be read of each archive.

    Raises:
        OutputError: the list or a log is damaged.
    """
    read = reached(accounts(folder.archives))
    done: dict[str, set[Spot]] = {}
    for record in records(folder.results):
        if record.origin is None:
            continue
        spot = Spot(record.origin.offset, record.origin.within)
        if spot >= read.get(record.origin.archive, Reached()).end:
            done.setdefault(record.origin.archive, set()).add(spot)
    left = [(archive, read.get(archive.name, Reached())) for archive in folder.inputs().archives]
    return [
        Stretch(archive=archive, start=so_far.end, done=frozenset(done.get(archive.name, ())))
        for archive, so_far in left
        if not so_far.complete
    ]


def pending(folder: Folder, *, retry: bool) -> list[Target]:
    """Return the targets without a record; with `retry` also those whose page could not be read.

    Raises:
        OutputError: the list or the log is damaged.
    """
    read = {record.url: record.band != NOT_READ for record in records(folder.results)}
    return [target for target in folder.inputs().targets if target.url not in read or (retry and not read[target.url])]
