"""Compare two results of one page: what is new, gone, reworded or the same, and whether page or rules changed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.attribution import Attribution, attribution
from checker.models import Band, Finding, Identifier, Outcome, Result, Severity, State
from checker.models.changes import Change, ChangeKind, Changes, Edition, Subject, Words
from checker.pairs import REWORDED_FROM, Pair, pairs
from checker.status import Status, explained

SCHEMA_VERSION = "1"

MAX_PLACES = 50
"""Places a result keeps of one rule; of a rule with so many, a missing place is not known to be gone."""

_ORDER = (ChangeKind.NEW, ChangeKind.GONE, ChangeKind.REWORDED, ChangeKind.UNKNOWN, ChangeKind.SAME)
_SEVERITIES = tuple(Severity)
_READ = frozenset({Status.OK, Status.PARTIAL})


def compare(old: Result, new: Result, *, old_text: str | None = None, new_text: str | None = None) -> Changes:
    """Return what differs between two results.

    Args:
        old: the earlier result.
        new: the later result.
        old_text: the page's text behind `old`, where it was kept: tells what was there before and no rule looked for.
        new_text: the page's text behind `new`, where it was kept.
    """
    why = attribution(old, new, old_text, new_text)
    comparable = _judged(old) and _judged(new)
    found = [*finding_changes(old.outcomes, new.outcomes, why), *_numbers(old, new, why)]
    if not comparable:
        found = [replace(change, kind=ChangeKind.UNKNOWN, cause=None, similarity=None, note="") for change in found]
    return Changes(
        schema_version=SCHEMA_VERSION,
        old=_edition(old),
        new=_edition(new),
        page_changed=why.page_changed,
        source_changed=why.source_changed,
        rules_changed=why.rules_changed,
        comparable=comparable,
        reworded_from=REWORDED_FROM,
        notices=tuple(_notices(old, new, why)),
        changes=tuple(sorted(found, key=_weight)),
    )


def _weight(change: Change) -> tuple[int, int, int]:
    severity = _SEVERITIES.index(change.severity) if change.severity else len(_SEVERITIES)
    return (_ORDER.index(change.kind), list(Subject).index(change.subject), severity)


def _judged(result: Result) -> bool:
    return result.page.status in _READ and result.assessment.band is not Band.COULD_NOT_JUDGE


def _edition(result: Result) -> Edition:
    capture, assessment = result.capture, result.assessment
    return Edition(
        address=capture.final_url,
        visited_at=capture.fetched_at or result.run.started_at,
        status=result.page.status,
        band=assessment.band,
        headline=assessment.headline,
        points=assessment.points,
        genre=result.kind.genre,
        language=result.page.language,
        words=result.page.counts.words,
        source_sha256=capture.sha256,
        text_sha256=result.page.text_sha256,
        pack=f"{result.pack.name} {result.pack.version}",
        pack_sha256=result.pack.sha256,
        tool_version=result.run.tool_version,
    )


def finding_changes(
    old: Iterable[Outcome], new: Iterable[Outcome], why: Attribution, *, most_places: int = MAX_PLACES
) -> Iterator[Change]:
    """Yield what became of every place of every rule.

    Args:
        old: how the rules ended before; of a rule that is not among them, nothing is known to have been there.
        new: how they end now.
        why: what differs between the two as wholes.
        most_places: places that were kept of one rule; of a rule with so many, a missing place is not known to be gone.
    """
    before = {each.rule: each for each in old}
    after = {each.rule: each for each in new}
    for rule in {**after, **before}:
        was, now = before.get(rule), after.get(rule)
        for pair in pairs(_places(was), _places(now)):
            yield _change(pair, was, now, why, most_places)


def _places(outcome: Outcome | None) -> tuple[Finding | None, ...]:
    """Return the places of a rule that fired; one None for a rule that fired without words of its own."""
    if outcome is None or outcome.state is not State.FIRED:
        return ()
    return outcome.findings or (None,)


def _change(pair: Pair, was: Outcome | None, now: Outcome | None, why: Attribution, most_places: int) -> Change:
    told_by = now if pair.kind is ChangeKind.NEW else was
    other = was if pair.kind is ChangeKind.NEW else now
    assert told_by is not None  # noqa: S101 - a pair comes from the outcome that holds one of its sides
    is_open = pair.kind in {ChangeKind.NEW, ChangeKind.GONE} and _open(other, most_places)
    kind = ChangeKind.UNKNOWN if is_open else pair.kind
    return Change(
        subject=_subject(told_by),
        kind=kind,
        cause=why.of(kind, _sentence(pair)),
        rule=told_by.rule,
        title=told_by.title,
        severity=told_by.severity,
        before=_words(pair.before),
        after=_words(pair.after),
        similarity=pair.similarity,
        note=_note(pair, other, most_places),
    )


def _open(other: Outcome | None, most_places: int) -> bool:
    """Tell whether a result does not know what became of a place of a rule."""
    if other is None:
        return False
    return other.state is State.COULD_NOT_CHECK or len(other.findings) >= most_places


def _note(pair: Pair, other: Outcome | None, most_places: int) -> str:
    if pair.kind not in {ChangeKind.NEW, ChangeKind.GONE}:
        return ""
    side = "earlier" if pair.kind is ChangeKind.NEW else "later"
    if other is None:
        return f"The {side} rule pack does not hold this rule."
    if len(other.findings) >= most_places:
        return f"The {side} result lists only the first {most_places} places of this rule."
    if other.state in {State.COULD_NOT_CHECK, State.NOT_APPLICABLE}:
        return f"In the {side} result: {other.reason}"
    aside = next((each for each in other.set_aside if each.sentence == _sentence(pair)), None)
    return f"The {side} result sets this sentence aside ({aside.reason.replace('_', ' ')})." if aside else ""


def _sentence(pair: Pair) -> str:
    """Return the sentence whose presence in the other text tells page and rules apart; empty without words."""
    place = pair.after or pair.before
    return place.sentence if place else ""


def _subject(outcome: Outcome) -> Subject:
    if outcome.good:
        return Subject.GOOD_SIGN
    return Subject.OMISSION if outcome.kind == "absence" else Subject.STATEMENT


def _words(finding: Finding | None) -> Words | None:
    if finding is None:
        return None
    return Words(
        quote=finding.quote,
        sentence=finding.sentence,
        start=finding.start,
        end=finding.end,
        zone=finding.zone,
        heading=finding.heading_path[-1] if finding.heading_path else "",
    )


def _numbers(old: Result, new: Result, why: Attribution) -> Iterator[Change]:
    before = {(each.format, each.number): each for each in old.identifiers}
    after = {(each.format, each.number): each for each in new.identifiers}
    for key, identifier in {**after, **before}.items():
        kind = ChangeKind.SAME if key in before and key in after else ChangeKind.NEW
        kind = kind if key in after else ChangeKind.GONE
        yield Change(
            subject=Subject.NUMBER,
            kind=kind,
            cause=why.of(kind, _written(identifier)),
            rule=identifier.format,
            title=identifier.number,
            severity=None,
            before=_number(before.get(key)),
            after=_number(after.get(key)),
        )


def _written(identifier: Identifier) -> str:
    return identifier.places[0].quote if identifier.places else ""


def _number(identifier: Identifier | None) -> Words | None:
    if identifier is None or not identifier.places:
        return None
    place = identifier.places[0]
    return Words(quote=place.quote, sentence="", start=place.start, end=place.end, zone=place.zone, heading="")


def _notices(old: Result, new: Result, why: Attribution) -> Iterator[str]:
    if old.capture.final_url != new.capture.final_url:
        yield f"These are two different addresses: {old.capture.final_url} and {new.capture.final_url}."
    if _edition(new).visited_at < _edition(old).visited_at:
        yield "The result given as the later one is the earlier one by its date."
    for name, result in (("earlier", old), ("later", new)):
        yield from _reading(name, result)
    if old.kind.kind is not new.kind.kind:
        yield (
            f"The page was taken for {old.kind.kind.value} before and for {new.kind.kind.value} now; "
            "rules that apply to one kind of page come and go with it."
        )
    if why.source_changed and not why.page_changed:
        yield "The page says the same words; only its source differs."


def _reading(name: str, result: Result) -> Iterator[str]:
    if not _judged(result):
        why = explained(result.page.status).sentence
        reason = result.assessment.reliability_line if result.page.status in _READ else why
        yield f"The {name} check could not judge the page: {reason} Nothing is listed as new or gone."
    for limit in result.page.limits:
        yield f"The {name} reading is incomplete: {limit.sentence} What seems new or gone may be neither."
