"""Run a rule pack over labelled pages and sentences, and count what it got right.

A manifest is a file of JSON lines; docs/measuring.md documents its fields. A line with `file` is a page, a line with
`text` is a sentence judged alone, with the page kind its label implies.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from checker.assess import assess
from checker.base_rates import BaseRate, base_rates, count_page
from checker.examine import examine
from checker.models import Band, Fetched, Outcome, PageKind, Severity, State, Zone
from checker.read import Readers, page_of_text, read_page
from checker.rulebook.pack import Pack
from checker.walls.recognise import page_or_wall

Row = dict[str, Any]

COUNTED = frozenset({Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM})
"""Severities whose claim rules count in precision and recall."""

LABELLED_KIND: dict[str, PageKind] = {
    "marketing": PageKind.OFFER,
    "legit_provider": PageKind.INSTITUTION,
    "regulator": PageKind.INSTITUTION,
    "academic": PageKind.INSTITUTION,
}
"""The page kind a label implies; every other label means information."""

DISCLOSURES: dict[str, tuple[str, ...]] = {
    "risks": ("disclosure-risk",),
    "experimental": ("disclosure-experimental",),
    "not_fda_approved": ("disclosure-regulatory-status",),
    "trial_id": ("trial-no-id",),
    "named_doctor": ("credential-no-doctor",),
}
"""What a page discloses, and the absence rules that must then stay quiet."""

DENIED = frozenset({"negated", "warning", "question", "attributed"})
"""Contexts in which a critical rule must never fire."""


@dataclass(slots=True)
class RuleCount:
    """How one rule did."""

    fired: int = 0
    confirmed: int = 0
    elsewhere: int = 0
    """Fired on a sentence that claims something else."""
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Labelled sentences that named this rule, on which no named rule fired."""


@dataclass(slots=True)
class Measured:
    """What a run counted."""

    rules: dict[str, RuleCount] = field(default_factory=lambda: defaultdict(RuleCount))
    bands: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(labelled band, our band) of pages in the pack's language."""
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    genres: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(labelled kind, our genre)."""
    base_rates: list[BaseRate] = field(default_factory=list)
    """Published shares of clinic sites, with the count on pages labelled as marketing."""
    by_site: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    """(labelled band, our band) for each web site."""
    other_languages: Counter[str] = field(default_factory=Counter)
    wanted: int = 0
    """Labelled claims that a counted rule answers for."""
    found: int = 0
    fires: int = 0
    """Fires of counted claim rules that a label confirms or refutes."""
    false: int = 0
    critical_denied: list[str] = field(default_factory=list)
    """Critical rules that fired on a denied, asked, warned-of or attributed sentence."""
    disclosure_errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of fires that a label confirms; None when nothing fired."""
        return round(1 - self.false / self.fires, 4) if self.fires else None

    @property
    def recall(self) -> float | None:
        """Share of labelled claims that a named rule found; None without labels."""
        return round(self.found / self.wanted, 4) if self.wanted else None

    @property
    def agreement(self) -> float | None:
        """Share of pages with the labelled band, a neighbour counting half; None without pages."""
        return _agreement(self.bands)

    @property
    def agreement_per_site(self) -> float | None:
        """Agreement averaged over web sites, because pages of one site resemble each other; None without pages."""
        shares = [share for share in map(_agreement, self.by_site.values()) if share is not None]
        return round(sum(shares) / len(shares), 4) if shares else None


def _agreement(bands: Counter[tuple[str, str]]) -> float | None:
    order = {"few": 0, "some": 1, "many": 2}
    near = {0: 1.0, 1: 0.5}
    good = sum(
        near.get(abs(order.get(want, 9) - order.get(got, 99)), 0.0) * number for (want, got), number in bands.items()
    )
    pages = bands.total()
    return round(good / pages, 4) if pages else None


def read_manifest(path: Path) -> list[Row]:
    """Return the rows of a manifest.

    Raises:
        ValueError: a line is not a JSON object with `file` or `text`; names the line.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}:{number}: is not JSON ({error.msg}); write one object a line") from error
        if not isinstance(row, dict) or not ({"file", "text"} & row.keys()):
            raise ValueError(f"{path}:{number}: has neither 'file' nor 'text'; see docs/measuring.md")
        rows.append(row)
    return rows


def measure(rows: Iterable[Row], folder: Path, pack: Pack) -> Measured:
    """Judge every row and count.

    Args:
        rows: pages and sentences; those in other languages count only as such.
        folder: where the pages' files are.
        pack: the rules.
    """
    measured = Measured(base_rates=base_rates(pack))
    for row in rows:
        if "file" in row:
            _page(row, folder, pack, measured)
        elif row.get("lang", pack.language) == pack.language:
            _sentence(row, pack, measured)
    return measured


def _claims(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (item for item in outcomes if item.state is State.FIRED and item.kind == "claim" and not item.good)


def _answers(rule: str, patterns: Iterable[str], categories: dict[str, str]) -> bool:
    return any(fnmatchcase(rule, pattern) or pattern == f"family-{categories.get(rule, '')}" for pattern in patterns)


def _categories(pack: Pack) -> dict[str, str]:
    return {entry.rule.id: entry.category for entry in pack.entries}


def _counted(pack: Pack, patterns: Iterable[str]) -> list[str]:
    """List the rules of counted severity that a label's patterns name."""
    categories = _categories(pack)
    listed = tuple(patterns)
    return [
        entry.rule.id
        for entry in pack.entries
        if entry.kind == "claim" and entry.rule.severity in COUNTED and _answers(entry.rule.id, listed, categories)
    ]


def _sentence(row: Row, pack: Pack, measured: Measured) -> None:
    text = row["text"]
    kind = LABELLED_KIND.get(row.get("kind", ""), PageKind.INFORMATION)
    zone = Zone(row.get("zone") or ("testimonial" if row.get("context") == "testimonial" else "text"))
    page = page_of_text(text, zone=zone, lead_in=row.get("lead_in", ""), heading=row.get("heading", ""))
    outcomes = examine(page, pack, kind=kind).outcomes
    fired = {item.rule: item for item in _claims(outcomes)}
    named = [tuple(patterns) for patterns in row.get("rules", ())]
    categories = _categories(pack)
    for rule, item in fired.items():
        count = measured.rules[rule]
        count.fired += 1
        right = any(_answers(rule, patterns, categories) for patterns in named)
        wrong = not row.get("types")
        count.confirmed += right
        count.elsewhere += not right and not wrong
        if wrong:
            count.false_alarms.append(text)
        if item.severity in COUNTED:
            measured.fires += 1
            measured.false += wrong
        if item.severity is Severity.CRITICAL and wrong and row.get("context") in DENIED:
            measured.critical_denied.append(f"{rule}: {text}")
    for patterns in named:
        _wanted(patterns, set(fired), text, pack, measured)


def _wanted(patterns: tuple[str, ...], fired: set[str], text: str, pack: Pack, measured: Measured) -> None:
    answering = _counted(pack, patterns)
    if not answering:
        return
    measured.wanted += 1
    categories = _categories(pack)
    if any(_answers(rule, patterns, categories) for rule in fired):
        measured.found += 1
        return
    for rule in answering:
        measured.rules[rule].missed.append(text)


def _page(row: Row, folder: Path, pack: Pack, measured: Measured) -> None:
    body = (folder / row["file"]).read_bytes()
    url = row.get("url") or row["file"]
    fetched = Fetched(requested_url=url, final_url=url, body=body, content_type="text/html")
    page, _ = page_or_wall(read_page(fetched, readers=Readers.LEXBOR), fetched, pack.known_walls)
    examination = examine(page, pack)
    assessment, outcomes = assess(page, examination, pack)
    if row.get("lang", pack.language) != pack.language:
        measured.other_languages[assessment.band.value] += 1
        return
    bands = (row.get("band", "unlabelled"), assessment.band.value)
    measured.bands[bands] += 1
    measured.by_site[row.get("site", "")][bands] += 1
    measured.kinds[(row.get("kind", "unlabelled"), examination.kind.kind.value)] += 1
    measured.genres[(row.get("kind", "unlabelled"), examination.kind.genre.value)] += 1
    if assessment.band is not Band.COULD_NOT_JUDGE:
        _disclosures(row, outcomes, measured)
        if row.get("kind") == "marketing":
            count_page(measured.base_rates, outcomes)
        _page_claims(row, outcomes, pack, measured)


def _page_claims(row: Row, outcomes: Iterable[Outcome], pack: Pack, measured: Measured) -> None:
    """Compare a page's fired claims with its labelled sentences; only an exhaustive list can refute one."""
    fired = [(item, finding.sentence) for item in _claims(outcomes) for finding in item.findings]
    labels = [(_plain(claim["quote"]), tuple(claim.get("rules", ()))) for claim in row.get("claims", ())]
    for quote, patterns in labels:
        here = {item.rule for item, sentence in fired if _same(_plain(sentence), quote)}
        _wanted(patterns, here, quote, pack, measured)
    for item, sentence in fired:
        known = any(_same(_plain(sentence), quote) for quote, _ in labels)
        count = measured.rules[item.rule]
        count.fired += 1
        count.confirmed += known
        if row.get("exhaustive") and not known and item.severity in COUNTED:
            count.false_alarms.append(sentence)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _disclosures(row: Row, outcomes: Iterable[Outcome], measured: Measured) -> None:
    fired = {item.rule for item in outcomes if item.state is State.FIRED}
    for label in row.get("disclosures", ()):
        disclosure = label["type"] if isinstance(label, dict) else label
        for rule in DISCLOSURES.get(disclosure, ()):
            if rule in fired:
                measured.disclosure_errors.append(f"{rule}: {row['file']}")
