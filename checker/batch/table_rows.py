"""Records as rows of the tables; the columns stand in `columns`."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from checker.batch.crawl.accounts import Reached
from checker.batch.folder import RuleFacts
from checker.batch.listing import Archive, Target
from checker.batch.record import Fired, Place, Record
from checker.export.cells import Cell

Row = tuple[Cell, ...]

TELLING_WORDS = 3
"""Shorter quotes, such as "stem cells", say little away from their page."""


def host_of(url: str) -> str:
    """Return the name of an address's site, with its port where it has one of its own; empty when it names none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""  # archives hold anything


def site_row(target: Target | None, record: Record) -> Row:
    """Return a page's row of `sites`, without the list's own columns; an archived page has no target."""
    judged = record.judged
    strongest = strongest_words(record)
    return (
        target.line if target else None,
        target.address if target else record.url,
        record.url,
        host_of(record.url),
        record.band,
        record.status,
        record.detail,
        record.statements if judged else None,
        _of_severity(record, "critical") if judged else None,
        _of_severity(record, "high") if judged else None,
        record.missing if judged else None,
        record.good if judged else None,
        strongest[1].quote if strongest and judged else "",
        strongest[1].sentence if strongest and judged else "",
        strongest[0].rule if strongest and judged else "",
        " ".join(record.reasons),
        record.kind,
        record.genre,
        record.title,
        record.language,
        record.words,
        len(record.could_not_check) if judged else None,
        " ".join(record.limits),
        "; ".join(record.numbers),
        None,
        record.final_url,
        record.http_status,
        record.fetched_at,
        record.checked_at,
        record.elapsed_s,
        record.body_sha256,
        record.text_sha256,
        record.report,
        record.points,
        record.origin.archive if record.origin else "",
        record.origin.offset if record.origin else None,
        record.key,
    )


def strongest_words(record: Record) -> tuple[Fired, Place] | None:
    """Return the weightiest rule that has words of the page which speak for themselves, or else any words."""
    said = [(fired, place) for fired in record.fired if fired.points > 0 for place in fired.places[:1]]
    telling = (each for each in said if len(each[1].quote.split()) >= TELLING_WORDS and not each[1].hidden)
    return next(telling, said[0] if said else None)


def _of_severity(record: Record, severity: str) -> int:
    return sum(fired.severity == severity and fired.points > 0 for fired in record.fired)


def finding_rows(record: Record, rules: Mapping[str, RuleFacts]) -> Iterator[Row]:
    """Yield an address's rows of `findings`."""
    host = host_of(record.url)
    for fired in record.fired:
        rule = rules[fired.rule]
        head = (
            record.key,
            record.url,
            host,
            rule.id,
            rule.title,
            fired.severity,
            rule.confidence,
            rule.category,
            rule.kind,
        )
        about = (*head, _yes(rule.good), fired.replaced_by)
        if not fired.places:
            yield (*about, *[""] * 7, None, None, fired.count, record.report)
        for place in fired.places:
            yield (*about, *_place(place), fired.count, record.report)


def _place(place: Place) -> Row:
    return (
        place.quote,
        place.sentence,
        place.heading,
        place.zone,
        _yes(place.hidden),
        _yes(place.disguised),
        "; ".join(place.softened_by),
        place.start,
        place.end,
    )


def archive_row(archive: Archive, reached: Reached) -> Row:
    """Return an archive's row of `archives`."""
    read = (reached.end.offset, _yes(reached.complete), reached.records, reached.pages, reached.damage)
    return (archive.name, archive.size_bytes, *read, reached.stopped)


def _yes(fact: bool) -> str:  # noqa: FBT001 - a fact to print, not a switch
    return "yes" if fact else ""
