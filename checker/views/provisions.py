"""Provisions that a reviewer may wish to consider beside a finding. Naming one concludes nothing."""

from functools import cache

from checker.models import Outcome
from checker.resources import RULES
from checker.rulebook.provision_schema import Provision
from checker.rulebook.provisions import read_provisions


@cache
def bundled_provisions() -> tuple[Provision, ...]:
    """Return the provisions that come with the tool, by jurisdiction in the file's order."""
    return read_provisions(RULES)


def provisions_for(outcome: Outcome) -> tuple[Provision, ...]:
    """Return what a reviewer may wish to consider beside this outcome; nothing for a good sign."""
    if outcome.good:
        return ()
    return tuple(each for each in bundled_provisions() if {outcome.rule, outcome.category} & {*each.applies_to})
