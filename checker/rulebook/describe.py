"""Describe a rule in plain text, for the terminal and the documentation."""

from collections.abc import Iterator

from checker.rulebook.pack import RuleEntry
from checker.rulebook.schema import Absence, Body, Claim, Combination, Example, IdentifierTest, Measure, Rule


def describe(entry: RuleEntry) -> str:
    """Return everything a rule says about itself, as text."""
    return "\n".join(_lines(entry))


def _lines(entry: RuleEntry) -> Iterator[str]:
    rule = entry.rule
    yield rule.id
    yield rule.title
    yield ""
    yield f"Why it matters: {rule.why}"
    if rule.ask:
        yield f"Ask the clinic: {rule.ask}"
    weight = f"good sign ({rule.protects.value})" if rule.protects else f"severity {rule.severity.value}"
    yield f"Weight: {weight}, confidence {rule.confidence.value}, needs {rule.needs.value}, category {entry.category}"
    yield ""
    yield from rule_lines(rule)
    for line in rule.false_alarms:
        yield f"Known false alarm: {line}"
    yield ""
    for source in entry.sources:
        yield f"Source {source.key}: {source.organisation}, {source.title} ({source.year}). {source.url}"
    yield ""
    yield from (f"Fires on:       {example_text(example)}" for example in rule.examples.fires)
    yield from (f"Stays quiet on: {example_text(example)}" for example in rule.examples.quiet)


def rule_lines(rule: Rule) -> Iterator[str]:
    """Yield what a rule looks for and where it applies, a line each."""
    for place, others in (rule.places or {}).items():
        yield f"Only for clinics in: {place}" + (f", where one of these fired: {', '.join(others)}" if others else "")
    yield from body_lines(rule.body)


def body_lines(body: Body) -> Iterator[str]:
    """Yield what a rule looks for, a line each."""
    if isinstance(body, Combination):
        yield from _combination_lines(body)
        return
    if isinstance(body, IdentifierTest):
        yield f"Looks at numbers: {', '.join(body.formats)}"
        yield f"Fires when one is: {', '.join(verdict.value.replace('_', ' ') for verdict in body.verdicts)}"
        return
    yield _what(body)
    yield from (f"  {phrase}" for phrase in body.phrases)
    yield from (f"  a number: {name}" for name in _numbers(body))
    for label, names in (
        ("Cancelled by", body.cancelled_by),
        ("Softened by", body.softened_by),
        ("Unless the clause says", body.unless),
        ("Unless the paragraph says", body.unless_in_block),
        ("Unless the page says", body.unless_on_page),
        ("  counting only in", tuple(zone.value for zone in body.unless_on_page_in)),
        ("Only if the sentence says", body.also),
        ("Only if the paragraph says", body.also_in_block),
        ("Only if the page says", body.also_on_page),
    ):
        if names:
            yield f"{label}: {', '.join(names)}"


def _combination_lines(body: Combination) -> Iterator[str]:
    for group in body.all_of:
        yield f"Needs {group.at_least} of: {', '.join(group.of)}"
    if body.none_of:
        yield f"Unless: {', '.join(body.none_of)}"
    if body.min_pages:
        yield f"Only where {body.min_pages} pages of the site were read"
    if body.on_different_pages:
        yield "Each on a page of its own"


def _numbers(body: Claim) -> tuple[str, ...]:
    match body:
        case Measure(identifiers=formats):
            return formats
        case Absence(satisfied_by_identifiers=families):
            return tuple(f"any of kind {family.value}" for family in families)
        case _:
            return ()


def _what(body: Claim) -> str:
    match body:
        case Measure():
            steps = ", ".join(f"{level.at_least:g} ({level.severity.value})" for level in body.levels)
            per = f" per {body.per_words} words" if body.per_words else ""
            return f"Counts {body.count.value}{per}; from {steps}:"
        case Absence():
            also = f" or a finding of {', '.join(body.satisfied_by)}" if body.satisfied_by else ""
            return f"Fires when the page has none of these{also}:"
        case _:
            return "Looks for:"


def example_text(example: Example) -> str:
    """Return an example on one line, with where it stands."""
    above = " / ".join(text for text in (example.heading, example.lead_in) if text)
    text = example.text or " + ".join(example.fired)
    shown = f"[{above}] {text}" if above else text
    why = f"  ({example.why})" if example.why else ""
    return " ".join(shown.split()) + why
