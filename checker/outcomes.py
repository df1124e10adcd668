"""Say what a rule came to on a page."""

from checker.models import Outcome, Severity, State
from checker.rulebook.pack import RuleEntry

MAX_PLAIN = 50
"""Outcomes kept ready per rule; some reasons hold words of the page."""


def outcome(
    entry: RuleEntry, state: State, reason: str, *, severity: Severity | None = None, **rest: object
) -> Outcome:
    """Return what a rule came to; `rest` are further fields of `Outcome`."""
    if severity or "measured" in rest or any(rest.values()):
        return _outcome(entry, state, reason, severity or entry.rule.severity, **rest)
    found = entry.plain.get(reason)
    if found is None or found.state is not state:
        found = _outcome(entry, state, reason, entry.rule.severity)
        if len(entry.plain) < MAX_PLAIN:
            entry.plain[reason] = found
    return found


def _outcome(entry: RuleEntry, state: State, reason: str, severity: Severity, **rest: object) -> Outcome:
    rule = entry.rule
    absence = rule.absence
    return Outcome(
        rule=rule.id,
        category=entry.category,
        title=rule.title,
        why=rule.why,
        ask=rule.ask,
        kind=entry.kind,
        good=rule.protects is not None,
        state=state,
        reason=reason,
        severity=severity,
        confidence=rule.confidence,
        base_rate_percent=absence.base_rate_percent if absence else None,
        sources=entry.sources,
        **rest,  # type: ignore[arg-type]  # the callers above name Outcome's own fields
    )
