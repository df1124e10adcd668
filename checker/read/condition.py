"""Tell whether enough was read to be judged: empty pages and shells that scripts fill cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.models import Zone
from checker.read.phrases import NEEDS_SCRIPT
from checker.status import Status

FEWEST_WORDS = 50
"""A page with as many words that a visitor sees can be judged."""
_SCRIPTS = 3
_BODY = frozenset(Zone) - {Zone.META, Zone.ALT, Zone.JSONLD, Zone.NAV, Zone.FOOTER, Zone.FORM, Zone.BUTTON, Zone.TITLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the decision rests on where there are fewer."""

    shown: str
    """Folded text of all visible blocks."""
    scripts: int
    has_app_root: bool
    noscript: str = ""
    """Folded hidden text: it may ask for scripts."""


def condition(seen: Seen) -> Status:
    """Return why so little text cannot be judged; walls are recognised later, by `checker.walls`."""
    if seen.scripts > _SCRIPTS or seen.has_app_root or _count(seen.shown + "\n" + seen.noscript, NEEDS_SCRIPT):
        return Status.SCRIPT_BUILT
    return Status.EMPTY_TEXT


def body_zone(zone: Zone) -> bool:
    """Say whether a zone belongs to the page's own text."""
    return zone in _BODY


def _count(text: str, phrases: Sequence[str]) -> int:
    return sum(phrase in text for phrase in phrases)
