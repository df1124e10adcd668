"""Run a rule pack over labelled pages and sentences, and count what it got right.

A manifest is a file of JSON lines; docs/measuring.md documents its fields. A line with `file` is a page, a line with
`text` is a sentence judged alone, with the page kind its label implies.
"""

import json
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from checker.assess import assess
from checker.base_rates import base_rates, count_page
from checker.examine import examine
from checker.models import Band, Fetched, Outcome, PageKind, Severity, State, Zone
from checker.read import Readers, page_of_text, read_page
from checker.rulebook.pack import Pack
from checker.tally import Tally
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


def measure(rows: Iterable[Row], folder: Path, pack: Pack) -> Tally:
    """Judge every row and count.

    Args:
        rows: pages and sentences; those in other languages count only as such.
        folder: where the pages' files are.
        pack: the rules.
    """
    measured = Tally(base_rates=base_rates(pack))
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


def _sentence(row: Row, pack: Pack, measured: Tally) -> None:
    text = row["text"]
    kind = LABELLED_KIND.get(row.get("kind", ""), PageKind.INFORMATION)
    zone = Zone(row.get("zone") or ("testimonial" if row.get("context") == "testimonial" else "text"))
    page = page_of_text(text, zone=zone, lead_in=row.get("lead_in", ""), heading=row.get("heading", ""))
    outcomes = examine(page, pack, kind=kind).outcomes
    fired = {item.rule: item for item in _claims(outcomes)}
    named = [tuple(patterns) for patterns in row.get("rules", ())]
    categories = _categories(pack)
    measured.sentences += 1
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


def _wanted(patterns: tuple[str, ...], fired: set[str], text: str, pack: Pack, measured: Tally) -> None:
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


def _page(row: Row, folder: Path, pack: Pack, measured: Tally) -> None:
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
        _tried(outcomes, measured)
        _disclosures(row, outcomes, measured)
        if row.get("kind") == "marketing":
            count_page(measured.base_rates, outcomes)
        _page_claims(row, outcomes, pack, measured)


def _tried(outcomes: Iterable[Outcome], measured: Tally) -> None:
    measured.pages += 1
    for item in outcomes:
        if item.state in {State.FIRED, State.NOT_FOUND}:
            measured.rules[item.rule].pages_tried += 1
            measured.rules[item.rule].pages_fired += item.state is State.FIRED


def _page_claims(row: Row, outcomes: Iterable[Outcome], pack: Pack, measured: Tally) -> None:
    """Compare a page's fired claims with its labelled sentences; only an exhaustive list can refute one."""
    fired = [(item, finding.sentence) for item in _claims(outcomes) for finding in item.findings]
    labels = [(_plain(claim["quote"]), tuple(claim.get("rules", ()))) for claim in row.get("claims", ())]
    for quote, patterns in labels:
        here = {item.rule for item, sentence in fired if _same(_plain(sentence), quote)}
        _wanted(patterns, here, quote, pack, measured)
    categories = _categories(pack)
    for item, sentence in fired:
        claimed = [patterns for quote, patterns in labels if _same(_plain(sentence), quote)]
        right = any(_answers(item.rule, patterns, categories) for patterns in claimed)
        count = measured.rules[item.rule]
        count.fired += 1
        count.confirmed += right
        count.elsewhere += bool(claimed) and not right
        if row.get("exhaustive") and not claimed and item.severity in COUNTED:
            count.false_alarms.append(sentence)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def _disclosures(row: Row, outcomes: Iterable[Outcome], measured: Tally) -> None:
    fired = {item.rule for item in outcomes if item.state is State.FIRED}
    for label in row.get("disclosures", ()):
        disclosure = label["type"] if isinstance(label, dict) else label
        for rule in DISCLOSURES.get(disclosure, ()):
            if rule in fired:
                measured.disclosure_errors.append(f"{rule}: {row['file']}")
