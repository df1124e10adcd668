"""What is kept of one address: a line of `results.jsonl`, from which the tables and the overview are made."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from checker.errors import TargetError
from checker.models import Band, Finding, Result, State
from checker.views.digest import best_first, digest

NOT_READ = "not_read"
"""Stands where a band would, for an address without a page."""

QUOTE_CHARACTERS = 300
SENTENCE_CHARACTERS = 600
PLACES_A_RULE = 20
"""Places kept for one rule; a page may repeat itself, and the report has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of the page that made a rule fire."""

    quote: str
    """At most 300 characters of them."""
    sentence: str
    """The sentence around them, at most 600 characters."""
    heading: str
    """The nearest heading above, or empty."""
    zone: str
    start: int
    """Offset of the quote in the page's text, in characters."""
    end: int
    hidden: bool
    """True when a browser would probably not show it."""
    disguised: bool
    """True when written with look-alike or invisible letters."""
    softened_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired on the page."""

    rule: str
    severity: str
    """As weighed on this page; the rule itself may say less."""
    points: float
    replaced_by: str
    """Combination that stands for this rule in the sum, or empty."""
    count: int
    """Places found, also those not kept here."""
    places: tuple[Place, ...] = ()
    """What a visitor of the page sees first comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the page, to find the same text on other sites."""

    key: str
    """The same for the same words, whatever their case and spacing."""
    excerpt: str
    """How it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an archived page comes from."""

    archive: str
    """Name of the archive."""
    offset: int
    """Byte where its record begins, or the packed piece that holds it."""
    within: int
    """Records before it in the same packed piece."""
    fetched_at: str
    """UTC, when the archive's maker received the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One address, or one archived page, and what came of it."""

    url: str
    """Canonical address; of an archived page, the address as its archive has it."""
    status: str
    """Name in the status catalogue: `ok`, or why the page was not read or not judged."""
    detail: str
    """The particulars of a failure, or empty."""
    checked_at: str
    """UTC, as `2026-11-22T03:46:05Z`."""
    elapsed_s: float
    final_url: str = ""
    """Address that delivered the page, after redirects; empty when none did."""
    http_status: int | None = None
    band: str = NOT_READ
    """`many`, `some`, `few`, `could_not_judge`, or `not_read` when there was no page."""
    points: float | None = None
    """Only for sorting; None when not judged."""
    kind: str = ""
    genre: str = ""
    title: str = ""
    language: str = ""
    words: int | None = None
    reasons: tuple[str, ...] = ()
    statements: int = 0
    """Statements to ask about: what the report counts, combinations once."""
    missing: int = 0
    """Things the page does not mention."""
    good: int = 0
    """Good signs seen."""
    fired: tuple[Fired, ...] = ()
    could_not_check: tuple[str, ...] = ()
    """Rules that could not be checked."""
    not_applicable: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    """What made the reading incomplete, each a full sentence."""
    numbers: tuple[str, ...] = ()
    """Official numbers on the page; nothing was looked up."""
    passages: tuple[Passage, ...] = ()
    body_sha256: str = ""
    text_sha256: str = ""
    report: str = ""
    """File of the report, within the run's folder; empty when there is none."""
    fetched_at: str = ""
    """UTC, when the page arrived, or when the archive's maker received it; empty when there is none."""
    origin: Origin | None = None
    """Of an archived page."""

    @property
    def key(self) -> str:
        """Return what no other record of a run has: the address, or the page's place in its archive."""
        return key_of_page(self.url, self.origin)

    @property
    def judged(self) -> bool:
        """Tell whether the page got a band that says something."""
        return self.band not in {NOT_READ, Band.COULD_NOT_JUDGE.value}


def key_of_page(url: str, origin: Origin | None) -> str:
    """Return what tells a page from all others of a run."""
    if origin is None:
        return url
    return f"{origin.archive}@{origin.offset}" + (f"+{origin.within}" if origin.within else "")


def of_failure(
    url: str, error: TargetError, *, checked_at: str, elapsed_s: float, origin: Origin | None = None
) -> Record:
    """Return the record of an address, or archived page, that could not be read."""
    return Record(
        url=url,
        status=error.status.value,
        detail=error.detail[:500],
        checked_at=checked_at,
        elapsed_s=elapsed_s,
        fetched_at=origin.fetched_at if origin else "",
        origin=origin,
    )


def of_result(
    url: str,
    result: Result,
    *,
    report: str,
    passages: tuple[Passage, ...],
    elapsed_s: float,
    origin: Origin | None = None,
) -> Record:
    """Return the record of a page that was read."""
    shown = digest(result)
    assessment, page = result.assessment, result.page
    judged = assessment.band is not Band.COULD_NOT_JUDGE
    return Record(
        url=url,
        status=page.status.value,
        detail="",
        checked_at=utc_text(result.run.started_at),
        elapsed_s=elapsed_s,
        final_url=result.capture.final_url,
        http_status=result.capture.status_code,
        band=assessment.band.value,
        points=assessment.points if judged else None,
        kind=result.kind.kind.value if judged else "",
        genre=result.kind.genre.value if judged else "",
        title=page.title[:300],
        language=page.language,
        words=page.counts.words,
        reasons=assessment.reasons,
        statements=len(shown.statements),
        missing=len(shown.missing),
        good=len(shown.good),
        fired=tuple(_fired(result)),
        could_not_check=_in_state(result, State.COULD_NOT_CHECK) if judged else (),
        not_applicable=_in_state(result, State.NOT_APPLICABLE),
        limits=tuple(limit.sentence for limit in page.limits),
        numbers=tuple(f"{each.name} {each.number}"[:200] for each in result.identifiers[:50]),
        passages=passages,
        body_sha256=result.capture.sha256,
        text_sha256=page.text_sha256,
        report=report,
        fetched_at=utc_text(result.capture.fetched_at) if result.capture.fetched_at else "",
        origin=origin,
    )


def utc_text(moment: datetime) -> str:
    """Return a moment as records have it: `2026-11-22T03:46:05Z`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _fired(result: Result) -> list[Fired]:
    fired = [each for each in result.outcomes if each.state is State.FIRED]
    return [
        Fired(
            rule=each.rule,
            severity=each.severity.value,
            points=each.points,
            replaced_by=each.replaced_by,
            count=len(each.findings),
            places=tuple(_place(finding) for finding in best_first(each.findings)[:PLACES_A_RULE]),
        )
        for each in sorted(fired, key=lambda each: -each.points)
    ]


def _place(finding: Finding) -> Place:
    return Place(
        quote=finding.quote[:QUOTE_CHARACTERS],
        sentence=finding.sentence[:SENTENCE_CHARACTERS],
        heading=finding.heading_path[-1][:200] if finding.heading_path else "",
        zone=finding.zone.value,
        start=finding.start,
        end=finding.end,
        hidden=finding.hidden,
        disguised=finding.disguised,
        softened_by=finding.softened_by,
    )


def _in_state(result: Result, state: State) -> tuple[str, ...]:
    return tuple(each.rule for each in result.outcomes if each.state is state)


def key_of(words: list[str]) -> str:
    """Return what two texts of the same words share."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def line_of(record: Record) -> bytes:
    """Return a record as one line of JSON in UTF-8, its line break included; halves of characters become `?`."""
    text = json.dumps(record, default=_fields, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def _fields(value: Any) -> dict[str, Any]:
    """Return a value's fields by name; unlike `dataclasses.asdict` this copies nothing, and takes a quarter."""
    return {name: getattr(value, name) for name in value.__slots__}


def record_of(line: bytes) -> Record:
    """Return the record a line holds.

    Raises:
        ValueError: it is no complete record.
    """
    record: Record = _adapter().validate_json(line)
    return record


@cache
def _adapter() -> Any:
    from pydantic import ConfigDict, TypeAdapter, with_config

    for kind in (Record, Fired, Place, Passage, Origin):
        with_config(ConfigDict(extra="forbid"))(kind)
    return TypeAdapter(Record)
