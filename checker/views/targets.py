"""Which finding of a report each marked place of the page's text leads to."""

from checker.models import Result, View
from checker.views.numbering import Numbered
from checker.views.page_text import anchor_of

PLACES_SHOWN = 40
"""Places of one rule that a journalist sees."""

ENTRIES_SHOWN = 300
"""Numbered findings that a regulator sees; the tables list them all."""


def targets(result: Result, view: View, items: tuple[Numbered, ...]) -> dict[str, str]:
    """Return, for the anchor of each finding, the id of the part of the report that tells of it.

    That is the finding's own entry where the view has one, else what the report says of its rule.
    """
    own = _own_entries(result, view, items)
    return {
        anchor: anchor if anchor in own else f"o-{outcome.rule}"
        for outcome in result.outcomes
        for anchor in (anchor_of(outcome.rule, index) for index in range(len(outcome.findings)))
    }


def _own_entries(result: Result, view: View, items: tuple[Numbered, ...]) -> set[str]:
    match view:
        case View.PATIENT:
            return set()
        case View.JOURNALIST:
            return {
                anchor_of(outcome.rule, index)
                for outcome in result.outcomes
                if not outcome.good
                for index in range(min(PLACES_SHOWN, len(outcome.findings)))
            }
        case View.REGULATOR:
            findings = [item for item in items if item.number.startswith("F")][:ENTRIES_SHOWN]
            return {anchor_of(item.outcome.rule, item.index) for item in findings if item.index is not None}
