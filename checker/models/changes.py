"""What differs between two results of one page, and whether the page changed or the rules did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checker.models.names import Band, Genre, Severity, Zone
from checker.status import Status


class ChangeKind(StrEnum):
    """What became of a finding from the earlier result to the later one."""

    NEW = "new"
    GONE = "gone"
    REWORDED = "reworded"
    SAME = "same"
    UNKNOWN = "unknown"
    """One of the two results could not check it; this is no change."""


class Cause(StrEnum):
    """What brought a change about."""

    PAGE_CHANGED = "page_changed"
    RULES_CHANGED = "rules_changed"
    """The rule pack, or the version of the tool that applies it."""
    BOTH_CHANGED = "both_changed"
    """Page and rules changed, and the results do not show which of them made the difference."""
    UNEXPLAINED = "unexplained"
    """Neither the page nor the rules changed."""


class Subject(StrEnum):
    """What a change is about."""

    STATEMENT = "statement"
    """Something the page says."""
    OMISSION = "omission"
    """Something the page does not mention."""
    GOOD_SIGN = "good_sign"
    NUMBER = "number"
    """An official number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The page's own words in one of the two results."""

    quote: str
    """The words that made the rule fire, or the number as written."""
    sentence: str
    """The sentence around them; empty for a number."""
    start: int
    """Offset of the quote in that result's text."""
    end: int
    """Offset behind the quote."""
    zone: Zone
    """What sort of place it is."""
    heading: str
    """The nearest heading above, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding, omission, good sign or number in both results."""

    subject: Subject
    """What it is about."""
    kind: ChangeKind
    """What became of it."""
    cause: Cause | None
    """What brought it about; null where nothing changed or nothing can be said."""
    rule: str
    """Id of the rule; of a number, the id of its format."""
    title: str
    """What the rule says about a page; of a number, the number."""
    severity: Severity | None
    """How much it matters if the reading is right; null for a number."""
    before: Words | None
    """The words in the earlier result; null where there were none."""
    after: Words | None
    """The words in the later result; null where there are none."""
    similarity: float | None = None
    """Of reworded sentences: share of words in common, 0 to 1."""
    note: str = ""
    """What else is known about it, one sentence, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One of the two results, in short."""

    address: str
    """Address of the page, after redirects."""
    visited_at: datetime
    """When it was fetched; of a saved page, when it was judged (UTC)."""
    status: Status
    """`ok`, or what kept the page from being read or judged."""
    band: Band
    """The conclusion."""
    headline: str
    """The band in words."""
    points: float
    """Sum after caps, 0 to 100."""
    genre: Genre
    """The sort of page."""
    language: str
    """Language of the page's text: `en`, or `und` when it is not known."""
    words: int
    """Words read."""
    source_sha256: str
    """Hash of the page's source."""
    text_sha256: str
    """Hash of the page's text."""
    pack: str
    """Name and version of the rule pack."""
    pack_sha256: str
    """Hash over the rules."""
    tool_version: str
    """Version of the tool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two results."""

    schema_version: str
    """Version of this form."""
    old: Edition
    """The earlier result."""
    new: Edition
    """The later result."""
    page_changed: bool
    """True when the page's text differs."""
    source_changed: bool
    """True when the page's source differs, which it may without a change of text."""
    rules_changed: bool
    """True when the rule pack or the tool's version differs."""
    comparable: bool
    """False when one of the two pages could not be read or judged; then nothing counts as new or gone."""
    reworded_from: float
    """Share of words from which two sentences of one rule count as reworded."""
    notices: tuple[str, ...]
    """What a reader must know before the changes, each a full sentence."""
    changes: tuple[Change, ...]
    """All findings of both results: changed ones first, the weightiest first."""
