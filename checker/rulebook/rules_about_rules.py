"""Rules about rules: what must hold between the files of a pack, checked on every load."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from checker.banned import banned_words
from checker.errors import RuleError
from checker.models import Severity
from checker.rulebook.schema import Absence, Claim, Combination, IdentifierTest, Measure, Rule

MIN_EXAMPLES = 4
"""Firing and quiet examples, each, that a rule needs."""
MIN_CRITICAL = 6
"""The same for a claim of severity critical, which can decide a page's band by itself."""
BODIES = ("claim", "absence", "measure", "identifier", "combination")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ARTICLES = frozenset({"000", "001", "002", "003", "004"})

Rules = Sequence[tuple[Path, Rule]]


def problems(
    rules: Rules,
    *,
    operators: Collection[str],
    authorities: Collection[str],
    formats: Collection[str],
    retired: Collection[str],
    places: Collection[str] = (),
) -> list[RuleError]:
    """Return everything wrong between these rule files, in file order."""
    found = list(_twice(rules))
    ids = {rule.id for _, rule in rules}
    for path, rule in rules:
        complaints = [
            *_identity(path, rule, retired),
            *_body(rule),
            *_wording(rule),
            *_examples(rule),
            *_references(rule, ids=ids, operators=operators, authorities=authorities),
            *_places(rule, ids=ids, places=places),
            *_formats(rule, formats),
        ]
        found += [RuleError(path, _line(path, needle), message) for needle, message in complaints]
    return found


Complaint = tuple[str, str]
"""The text to look for when naming the line, and the message."""


def _twice(rules: Rules) -> Iterator[RuleError]:
    first: dict[str, Path] = {}
    for path, rule in rules:
        if rule.id in first:
            yield RuleError(path, 1, f"the id '{rule.id}' is already used by {first[rule.id]}; choose another")
        first.setdefault(rule.id, path)


def _identity(path: Path, rule: Rule, retired: Collection[str]) -> Iterator[Complaint]:
    if rule.id != path.stem:
        yield "id:", f"the id '{rule.id}' differs from the file name '{path.stem}'; make them equal"
    if not ID.fullmatch(rule.id):
        yield "id:", f"the id '{rule.id}' is not kebab-case; use small letters, digits and single dashes"
    if rule.id in retired:
        yield "id:", f"the id '{rule.id}' is retired and never used again; choose another"


def _body(rule: Rule) -> Iterator[Complaint]:
    bodies = [name for name in BODIES if getattr(rule, name) is not None]
    if len(bodies) != 1:
        named = " and ".join(bodies) or "none"
        yield "severity:", f"has {named}; give exactly one of {', '.join(BODIES)}"
        return
    if isinstance(rule.body, IdentifierTest) and not (rule.body.formats and rule.body.verdicts):
        yield "identifier:", "needs `formats` and `verdicts`; say which numbers, and what must be wrong with them"
    if isinstance(rule.body, Claim) and not isinstance(rule.body, Absence) and not rule.body.phrases:
        yield "phrases:", "has no phrases; write at least one"
    if isinstance(rule.body, Absence) and not rule.body.phrases and not rule.body.satisfied_by:
        yield "absence:", "needs `phrases` or `satisfied_by`; say what would count as present"
    if isinstance(rule.body, Measure) and not _rising(rule.body):
        yield "levels:", "needs levels in rising order; sort them by at_least"
    if rule.protects and rule.severity is not Severity.INFO:
        yield "severity:", "a good sign has severity info; its weight is `protects`"


def _rising(measure: Measure) -> bool:
    steps = [level.at_least for level in measure.levels]
    return bool(steps) and steps == sorted(set(steps))


def _wording(rule: Rule) -> Iterator[Complaint]:
    for key in ("title", "why", "ask"):
        text = getattr(rule, key)
        for word in banned_words(text):
            yield f"{key}:", f"{key} says '{word}'; describe the page, not the people (see docs/writing-a-rule.md)"
    if not rule.ask and not rule.protects:
        yield "why:", "has no `ask`; write the question a patient should put to the clinic"


def _examples(rule: Rule) -> Iterator[Complaint]:
    if not rule.false_alarms:
        yield "examples:", "lists no `false_alarms`; name a harmless wording that comes close"
    needed = MIN_CRITICAL if rule.claim and rule.severity is Severity.CRITICAL else MIN_EXAMPLES
    for key, examples in (("fires", rule.examples.fires), ("quiet", rule.examples.quiet)):
        if len(examples) < needed:
            yield f"{key}:", f"has {len(examples)} {key} examples; write at least {needed}"


def _references(
    rule: Rule, *, ids: Collection[str], operators: Collection[str], authorities: Collection[str]
) -> Iterator[Complaint]:
    if not rule.sources:
        yield "sources:", "names no source; every rule rests on a published warning"
    for key in _missing(rule.sources, authorities):
        yield key, f"unknown source '{key}'; add it to authorities.yaml"
    if rule.absence and rule.absence.base_rate_percent is not None:
        for key in _missing([rule.absence.base_rate_source], authorities):
            yield "base_rate_source:", f"unknown study '{key}'; name the page that counted it, from authorities.yaml"
    for article in _missing(rule.articles, ARTICLES):
        yield "articles:", f"unknown article '{article}'; see docs/founding-articles.md"
    for other in _missing(_rules_named(rule), ids):
        yield other, f"names the rule '{other}', which does not exist; correct or remove it"
    for name in _missing(_operators_named(rule), operators):
        yield name, f"unknown operator '{name}'; known are {', '.join(sorted(operators))}"


def _places(rule: Rule, *, ids: Collection[str], places: Collection[str]) -> Iterator[Complaint]:
    wanted = rule.places or {}
    for place in _missing(wanted, places):
        yield place, f"unknown place '{place}'; add it to places.yaml"
    named = [other for others in wanted.values() for other in others]
    for other in _missing(named, ids):
        yield other, f"names the rule '{other}', which does not exist; correct or remove it"
    if named and rule.absence is None:
        yield "places:", "only an absence may name rules that must fire in a place; leave the list empty"


def _missing(named: Iterable[str], known: Collection[str]) -> list[str]:
    return [name for name in named if name not in known]


def _formats(rule: Rule, known: Collection[str]) -> Iterator[Complaint]:
    for body in rule.bodies:
        match body:
            case IdentifierTest(formats=named) | Measure(identifiers=named):
                for name in _missing(named, known):
                    yield name, f"unknown format '{name}'; known are {', '.join(sorted(known))}"
            case _:
                pass


def _operators_named(rule: Rule) -> list[str]:
    claims = [body for body in rule.bodies if isinstance(body, Claim)]
    return [name for body in claims for name in (*body.cancelled_by, *body.softened_by)]


def _rules_named(rule: Rule) -> Iterator[str]:
    for body in rule.bodies:
        match body:
            case Combination():
                yield from (name for group in body.all_of for name in group.of)
                yield from (*body.none_of, *body.replaces)
            case Absence():
                yield from (*body.satisfied_by, *body.not_counted_with, *body.if_found)
            case _:
                pass


def _line(path: Path, needle: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if needle in line:
            return number
    return 1
