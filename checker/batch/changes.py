"""What a run finds that an earlier one did not, and the other way round: rows of the table `changes`, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.attribution import Attribution, known
from checker.batch.baseline import Baseline, latest_places, records_at
from checker.batch.folder import Folder, RuleFacts, RunFacts
from checker.batch.record import PLACES_A_RULE, Place, Record
from checker.batch.session import stretches
from checker.batch.table_rows import Row, host_of
from checker.compare import finding_changes
from checker.models import Band, Confidence, Finding, Outcome, Severity, State, Zone
from checker.models.changes import Cause, Change, ChangeKind, Subject

NOT_IN_BASELINE = "not_in_baseline"
NO_LONGER_LISTED = "no_longer_listed"
NOT_READABLE_NOW = "not_readable_now"
READABLE_AGAIN = "readable_again"
BAND = "band"

_RANK = (Band.FEW.value, Band.SOME.value, Band.MANY.value)
_NOT_KNOWN_BEFORE = {
    NOT_IN_BASELINE: "The earlier run does not hold this page, so everything on it counts as new.",
    READABLE_AGAIN: "The earlier run could not judge this page, so everything on it counts as new.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """One page in both runs."""

    old: Record | None
    new: Record
    old_rules: tuple[RuleFacts, ...]
    new_rules: tuple[RuleFacts, ...]
    rules_changed: bool

    def row(self, what: str, *, counts: bool = False, cause: Cause | None = None, note: str = "") -> Row:
        """Return a row about the page as a whole."""
        return (*self._head(what, counts), cause, *[""] * 8, None, note)

    def change_row(self, change: Change, *, counts: bool, note: str) -> Row:
        """Return a row about one place of a rule."""
        words = (
            *((change.before.quote, change.before.sentence) if change.before else ("", "")),
            *((change.after.quote, change.after.sentence) if change.after else ("", "")),
        )
        about = (change.rule, change.title, change.severity, change.subject)
        cause = None if note else change.cause
        return (*self._head(change.kind, counts), cause, *about, *words, change.similarity, note or change.note)

    def _head(self, what: str, counts: bool) -> Row:  # noqa: FBT001 - a fact to print
        old = self.old.band if self.old else ""
        return (self.new.key, self.new.url, host_of(self.new.url), what, "yes" if counts else "", old, self.new.band)


def changes(folder: Folder, baseline: Baseline) -> Iterator[Row]:
    """Yield the rows of `changes`.

    Args:
        folder: of the run.
        baseline: the earlier run.

    Raises:
        OutputError: a list or log is damaged.
    """
    facts, listing = folder.facts(), folder.inputs()
    rules_changed = _judge(baseline.facts) != _judge(facts)
    rules = {"old_rules": baseline.facts.rules, "new_rules": facts.rules}
    listed = {target.url for target in listing.targets}
    mine = {url: at for url, at in latest_places(folder.results).items() if listing.archives or url in listed}
    now = (record for _, record in records_at(folder.results, iter(mine.items())) if record)
    for new, (_, old) in zip(now, baseline.records(iter(mine)), strict=True):
        yield from _of_page(_Both(old=old, new=new, rules_changed=rules_changed, **rules))
    if not (listing.archives and stretches(folder)):  # what was not read yet may still come
        for url in baseline.latest.keys() - mine.keys() - listed:
            yield (url, url, host_of(url), NO_LONGER_LISTED, *[""] * 12, None, "")


def _judge(facts: RunFacts) -> tuple[str, str]:
    return (facts.pack.sha256, facts.tool_version)


def _of_page(both: _Both) -> Iterator[Row]:
    old, new = both.old, both.new
    if not new.judged:
        if old and old.judged:
            yield both.row(NOT_READABLE_NOW, note="Nothing of it counts as gone.")
        return
    why = _attribution(old, new, rules_changed=both.rules_changed)
    if old is None or not old.judged:
        what = NOT_IN_BASELINE if old is None else READABLE_AGAIN
        yield both.row(what, counts=new.band != Band.FEW.value)
        yield from _findings(both, (), why, note=_NOT_KNOWN_BEFORE[what])
        return
    if old.band != new.band:
        cause = why.of(ChangeKind.NEW, "")
        rose = _RANK.index(new.band) > _RANK.index(old.band)
        yield both.row(BAND, counts=rose and cause is not Cause.RULES_CHANGED, cause=cause)
    yield from _findings(both, tuple(_outcomes(old, both.old_rules)), why, note="")


def _findings(both: _Both, before: tuple[Outcome, ...], why: Attribution, *, note: str) -> Iterator[Row]:
    fired_before = {outcome.rule for outcome in before if outcome.state is State.FIRED}
    after = tuple(_outcomes(both.new, both.new_rules))
    for change in finding_changes(before, after, why, most_places=PLACES_A_RULE):
        if change.kind is ChangeKind.SAME:
            continue
        is_sign = change.kind is ChangeKind.NEW and change.subject is not Subject.GOOD_SIGN
        by_rules = change.cause is Cause.RULES_CHANGED and not note
        yield both.change_row(change, counts=is_sign and change.rule not in fired_before and not by_rules, note=note)


def _attribution(old: Record | None, new: Record, *, rules_changed: bool) -> Attribution:
    return Attribution(
        page_changed=old is None or old.text_sha256 != new.text_sha256,
        source_changed=old is None or old.body_sha256 != new.body_sha256,
        rules_changed=rules_changed,
        old=known(_sentences(old) if old else ()),
        new=known(_sentences(new)),
    )


def _sentences(record: Record) -> Iterator[str]:
    return (place.sentence for fired in record.fired for place in fired.places)


def _outcomes(record: Record, rules: tuple[RuleFacts, ...]) -> Iterator[Outcome]:
    """Yield how each rule of a run's pack ended, as far as a record says it."""
    fired = {each.rule: each for each in record.fired}
    unchecked, not_applicable = frozenset(record.could_not_check), frozenset(record.not_applicable)
    for rule in rules:
        if rule.id in fired:
            findings = tuple(map(_finding, fired[rule.id].places))
            yield _outcome(rule, State.FIRED, severity=Severity(fired[rule.id].severity), findings=findings)
        elif rule.id in unchecked:
            yield _outcome(rule, State.COULD_NOT_CHECK, reason="The rule could not be checked.")
        elif rule.id in not_applicable:
            yield _outcome(rule, State.NOT_APPLICABLE, reason="The rule did not apply to the page.")
        else:
            yield _outcome(rule, State.NOT_FOUND)


def _outcome(
    rule: RuleFacts,
    state: State,
    *,
    reason: str = "",
    severity: Severity | None = None,
    findings: tuple[Finding, ...] = (),
) -> Outcome:
    return Outcome(
        rule=rule.id,
        category=rule.category,
        title=rule.title,
        why=rule.why,
        ask=rule.ask,
        kind=rule.kind,
        good=rule.good,
        state=state,
        reason=reason,
        severity=severity or Severity(rule.severity),
        confidence=Confidence(rule.confidence),
        findings=findings,
    )


def _finding(place: Place) -> Finding:
    return Finding(
        quote=place.quote,
        start=place.start,
        end=place.end,
        sentence=place.sentence,
        sentence_start=place.start,
        zone=Zone(place.zone),
        heading_path=(place.heading,) if place.heading else (),
        css_path="",
    )
