"""The result that needs the most paper: many rules with the longest words, long quotes, and much that was not read."""

from dataclasses import replace

from checker.models import Finding, Limit, Outcome, Result
from checker.rulebook.load import load_rules
from checker.rulebook.pack import RuleEntry

from . import samples
from .builders import finding, outcome, page_facts, result

SAID = "We write about it at length " * 9 + "and that is what it says " + "with more words after it " * 4
ABOVE = "A heading that is rather long and says several things at once, as headings of such pages often do"


def crowded(statements: int = 30) -> Result:
    """Make it from the rules themselves, so that it grows with them; each statement has three places."""
    entries = sorted(load_rules().entries, key=_length, reverse=True)
    claims = [each for each in entries if each.rule.claim and not each.rule.protects]
    missing = [each for each in entries if each.rule.absence]
    good = [each for each in entries if each.rule.protects]
    return replace(
        result(
            *(_outcome(each, "claim", 50.0) for each in claims[:statements]),
            *(replace(_outcome(each, "absence", 3.0), findings=(), base_rate_percent=75.0) for each in missing),
            *(replace(_outcome(each, "claim", -3.0), good=True) for each in good),
        ),
        page=page_facts(title="A title that goes on " * 9, status=samples.some().page.status, limits=_limits()),
        assessment=replace(
            samples.typical().assessment,
            reasons=("A reason in a full sentence, about as long as those that are made in fact.",) * 4,
            could_not_see=tuple(f"Something that was not read, in a sentence of its own: {n}." for n in range(9)),
        ),
    )


def _limits() -> tuple[Limit, ...]:
    return samples.some().page.limits * 3


def _length(entry: RuleEntry) -> int:
    return len(entry.rule.title + entry.rule.why + entry.rule.ask)


def _outcome(entry: RuleEntry, kind: str, points: float) -> Outcome:
    rule = entry.rule
    return outcome(
        rule.id,
        rule.title,
        why=rule.why,
        ask=rule.ask,
        severity=rule.severity,
        kind=kind,
        points=points,
        category=entry.category,
        sources=entry.sources,
        findings=_places(),
    )


def _places() -> tuple[Finding, ...]:
    return (finding(SAID, "that is what it says", heading_path=(ABOVE,)),) * 3
