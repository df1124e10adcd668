"""Number what a result found, F-001 and on, and give each place a key that outlives its number."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.models import Finding, Outcome, Result
from checker.views.digest import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One place on the page, or one rule that fired without words of its own, as a reviewer refers to it."""

    number: str
    """`F-001` for words that are a warning sign, `O-001` for what has no words (something the page leaves out, several
    things together), `G-001` for a good sign. Only for this result."""
    key: str
    """Rule, then a hash of the sentence and quote: the same words keep it in later checks, wherever they stand."""
    outcome: Outcome
    finding: Finding | None
    """None for a rule that fired without words of its own."""
    index: int | None = None
    """Its place in the outcome's findings."""


_Place = tuple[Outcome, Finding | None, int | None]


def numbered(result: Result) -> tuple[Numbered, ...]:
    """Return everything that fired: words from the weightiest rule on, what has no words, then good signs."""
    shown = digest(result)
    bad = [part for each in shown.statements for part in (each, *shown.parts.get(each.rule, ()))]
    bad = list({each.rule: each for each in (*bad, *shown.missing)}.values())
    letters: dict[str, list[_Place]] = {
        "F": [(each, *found) for each in bad for found in _found(each)],
        "O": [(each, None, None) for each in bad if not each.findings],
        "G": [(each, *found) for each in shown.good for found in _found(each) or [(None, None)]],
    }
    keys: Counter[str] = Counter()
    return tuple(
        Numbered(
            number=f"{letter}-{number:03}",
            key=_own_key(outcome, place, keys),
            outcome=outcome,
            finding=place,
            index=index,
        )
        for letter, places in letters.items()
        for number, (outcome, place, index) in enumerate(places, 1)
    )


def _found(outcome: Outcome) -> list[tuple[Finding | None, int | None]]:
    return [(place, index) for index, place in enumerate(outcome.findings)]


def _own_key(outcome: Outcome, place: Finding | None, taken: Counter[str]) -> str:
    key = finding_key(outcome.rule, place)
    taken[key] += 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"


def finding_key(rule: str, finding: Finding | None) -> str:
    """Return the key of a place: `cure-explicit:5f0c1a2b3c4d`."""
    words = "\0".join(_words(finding)) if finding else ""
    return f"{rule}:{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _words(finding: Finding) -> Iterator[str]:
    for text in (finding.sentence, finding.quote):
        yield " ".join(text.split())
