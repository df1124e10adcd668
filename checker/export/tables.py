"""A result as tables with documented columns, for spreadsheets. Column names stay; new columns come last."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.export.cells import Cell
from checker.export.review import NO_REVIEWS, Reviews
from checker.models import Finding, Result, SetAside, Source
from checker.views.collection import last_visited
from checker.views.links import place_link, safe_href
from checker.views.numbering import Numbered, numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: a heading for each column with its meaning, and the rows under them."""

    name: str
    columns: dict[str, str]
    """Name of each column, with its meaning."""
    rows: tuple[tuple[Cell, ...], ...]


FINDINGS = {
    "number": "F-001 for words that are a warning sign, O-001 for what has no words of its own (something left out, "
    "several things together), G-001 for a good sign; only for this result",
    "key": "Stays the same in later checks as long as the page says the same words; reviews are joined by it",
    "rule": "Id of the rule, see docs/rules.md",
    "title": "What the rule says about the page",
    "severity": "How much it matters if the reading is right: critical, high, medium, low, info",
    "confidence": "How often this reading is right: high, medium, low",
    "category": "What the rule is about",
    "kind": "claim, absence, measure, identifier or combination; absences and some combinations have no quote",
    "address": "Address of the page the words stand on, after redirects",
    "last_visited": "When the page was fetched (UTC); of a saved page, when it was judged",
    "heading": "Headings above the words, outermost first, with > between them",
    "zone": "Where the words stand: title, text, list, footer …",
    "quote": "The page's own words",
    "sentence": "The sentence around them",
    "lead_in": "The line a list item or short heading completes",
    "hidden": "yes when a browser would probably not show the words",
    "disguised": "yes when the words are written with look-alike or invisible letters",
    "softened_by": "What weakens the statement, such as hedge for “may”",
    "start": "Offset of the quote in the page's text, in characters",
    "end": "Offset behind the quote",
    "live_link": "Opens the page at the quote in most browsers",
    "reason": "Why the rule ended so",
    "why": "Why it matters",
    "ask": "The question to ask",
    "sources": "Published warnings behind the rule",
    "source_addresses": "Their addresses",
    "decision": "For the reviewer: confirmed, rejected, unclear or empty",
    "note": "For the reviewer",
    "reviewer": "For the reviewer: a name or initials",
    "date": "For the reviewer: the day of the decision",
}
"""The last four columns come back with `--review`; a reviewer may sort, filter and remove the others, but not `key`."""

OUTCOMES = {
    "rule": "Id of the rule",
    "category": "What the rule is about",
    "kind": "claim, absence, measure, identifier or combination",
    "good": "yes for a good sign",
    "title": "What the rule says about the page when it fires",
    "state": "fired, not_found, not_applicable or could_not_check",
    "reason": "Why the rule ended so",
    "severity": "How much it matters if the reading is right",
    "confidence": "How often this reading is right",
    "points": "Contribution to the sum before caps; negative for a good sign",
    "places": "How many places made it fire",
    "set_aside": "How many mentions looked like a hit and were not counted",
    "measured": "For a measure: the value",
    "base_rate_percent": "For an absence: share of clinic sites that leave this out, where a study counted it",
    "replaced_by": "Id of the combination that stands for this rule in the sum",
    "sources": "Published warnings behind the rule",
}

SET_ASIDE = {
    "rule": "Id of the rule that did not fire here",
    "title": "What the rule would have said",
    "quote": "The words that looked like a hit",
    "sentence": "The sentence around them",
    "reason": "What cancelled it: negation, question, attribution …",
    "cue": "The words on the page that decided it",
    "start": "Offset of the quote in the page's text",
    "end": "Offset behind the quote",
    "address": "Address of the page it stands on",
}

IDENTIFIERS = {
    "number": "The number in the registry's own spelling",
    "name": "What kind of number it is",
    "format": "Id of its format in rules/identifiers.yaml",
    "registry": "Who gives out such numbers",
    "family": "What it stands for: trial, paper, person, firm, permit, product, reference",
    "verdict": "What its form says: well_formed, passes_check, fails_check, placeholder, malformed; not looked up",
    "look_up": "Address at which a reader can look it up",
    "note": "What such a number does not mean",
    "places": "How often it stands in the page's text",
    "quote": "As first written on the page",
    "start": "Offset of that place in the page's text",
    "end": "Offset behind it",
    "zone": "Where that place is",
    "link": "The first link address that holds the number",
    "address": "Address of the page it was first seen on",
}

CAPTURE = {
    "fact": "Block and field of the result, see the sections above",
    "value": "Its value; lists are joined by “; ”",
}

COLUMNS = {
    "findings": FINDINGS,
    "outcomes": OUTCOMES,
    "set_aside": SET_ASIDE,
    "identifiers": IDENTIFIERS,
    "capture": CAPTURE,
}
"""The columns of every table, with their meaning; docs/fields.md is made from it."""

_CAPTURE_BLOCKS = ("run", "pack", "capture", "page", "kind", "assessment")


def findings_table(result: Result, reviews: Reviews = NO_REVIEWS) -> Table:
    """Return one row for each place that made a rule fire, and for each rule that fired without words of its own."""
    rows = tuple(_finding_row(item, result, reviews) for item in numbered(result))
    return _table("findings", rows)


def _finding_row(item: Numbered, result: Result, reviews: Reviews) -> tuple[Cell, ...]:
    outcome, review = item.outcome, reviews.of(item)
    return (
        item.number,
        item.key,
        outcome.rule,
        outcome.title,
        outcome.severity.value,
        outcome.confidence.value,
        outcome.category,
        outcome.kind,
        _address(item.finding, result),
        moment(last_visited(result)),
        *(_place(item.finding, result) if item.finding else [""] * 11),
        outcome.reason,
        outcome.why,
        outcome.ask,
        "; ".join(f"{source.title} ({cited_by(source)})" for source in outcome.sources),
        " ".join(filter(None, (safe_href(source.url) for source in outcome.sources))),
        review.decision,
        review.note,
        review.reviewer,
        review.date,
    )


def _place(finding: Finding, result: Result) -> Iterator[Cell]:
    yield " > ".join(finding.heading_path)
    yield finding.zone.value
    yield finding.quote
    yield finding.sentence
    yield finding.lead_in
    yield _yes(finding.hidden)
    yield _yes(finding.disguised)
    yield "; ".join(finding.softened_by)
    yield finding.start
    yield finding.end
    yield place_link(_address(finding, result), finding)


def _address(finding: Finding | SetAside | None, result: Result) -> str:
    """Return the page on which something stands: one of several of a site, or the one that was given."""
    return (finding.page if finding else "") or result.capture.final_url


def outcomes_table(result: Result) -> Table:
    """Return one row for each rule, whatever became of it."""
    rows = (
        (
            each.rule,
            each.category,
            each.kind,
            _yes(each.good),
            each.title,
            each.state.value,
            each.reason,
            each.severity.value,
            each.confidence.value,
            each.points,
            len(each.findings),
            len(each.set_aside),
            each.measured,
            each.base_rate_percent,
            each.replaced_by,
            "; ".join(source.title for source in each.sources),
        )
        for each in result.outcomes
    )
    return _table("outcomes", tuple(rows))


def set_aside_table(result: Result) -> Table:
    """Return one row for each mention that looked like a hit and was not counted."""
    rows = (
        (
            each.rule,
            each.title,
            spot.quote,
            spot.sentence,
            spot.reason,
            spot.cue,
            spot.start,
            spot.end,
            _address(spot, result),
        )
        for each in result.outcomes
        for spot in each.set_aside
    )
    return _table("set_aside", tuple(rows))


def identifiers_table(result: Result) -> Table:
    """Return one row for each official number."""
    rows = (
        (
            each.number,
            each.name,
            each.format,
            each.registry,
            each.family.value,
            each.verdict.value,
            safe_href(each.look_up),
            each.note,
            len(each.places),
            *((place.quote, place.start, place.end, place.zone.value) if place else ("", None, None, "")),
            each.link,
            (place.page if place else "") or result.capture.final_url,
        )
        for each in result.identifiers
        for place in [each.places[0] if each.places else None]
    )
    return _table("identifiers", tuple(rows))


def capture_table(result: Result) -> Table:
    """Return one row for each fact of the fetch, the reading and the conclusion."""
    rows = [("schema_version", result.schema_version)]
    rows += [row for block in _CAPTURE_BLOCKS for row in _facts(getattr(result, block), block)]
    return _table("capture", tuple(rows))


def _facts(value: object, name: str) -> Iterator[tuple[str, str]]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _facts(getattr(value, field.name), f"{name}.{field.name}")
    elif isinstance(value, tuple) and any(dataclasses.is_dataclass(each) for each in value):
        for number, each in enumerate(value, 1):
            yield from _facts(each, f"{name}.{number}")
    elif isinstance(value, tuple):
        yield name, "; ".join(str(each) for each in value)
    elif isinstance(value, datetime):
        yield name, moment(value)
    else:
        yield name, "" if value is None else str(value)


def _table(name: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(name=name, columns=COLUMNS[name], rows=rows)


def tables(result: Result, reviews: Reviews = NO_REVIEWS) -> tuple[Table, ...]:
    """Return every table of a result, findings first, in the order of `COLUMNS`."""
    others = (outcomes_table, set_aside_table, identifiers_table, capture_table)
    return (findings_table(result, reviews), *(make(result) for make in others))


def moment(at: datetime) -> str:
    """Return a time as `2026-11-22T03:46:05Z`."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def cited_by(source: Source) -> str:
    """Return who published a source and when, where that is known."""
    return ", ".join(filter(None, (source.organisation, source.year)))


def _yes(value: bool) -> str:  # noqa: FBT001 - a fact to print, not a switch
    return "yes" if value else ""
