"""Tell whether what was read can be judged: empty shells, challenges, consent walls and parked domains cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.models import Zone
from checker.read.phrases import BLOCKED, CONSENT, NEEDS_SCRIPT, PARKED
from checker.status import Status

FEWEST_WORDS = 50
_SHORT_PAGE = 220
"""A challenge or for-sale page is short; a clinic's page may mention any of the phrases."""
_SCRIPTS = 3
_BODY = frozenset(Zone) - {Zone.META, Zone.ALT, Zone.JSONLD, Zone.NAV, Zone.FOOTER, Zone.FORM, Zone.BUTTON, Zone.TITLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the decision rests on."""

    shown: str
    """Folded text of all visible blocks."""
    words: int
    """Words a visitor sees, in all zones but meta tags, picture descriptions and JSON-LD."""
    body_words: int
    """Those of them that are no menu, footer, form or button."""
    scripts: int
    has_app_root: bool
    noscript: str = ""
    """Folded hidden text: it may ask for scripts."""


def condition(seen: Seen) -> Status:
    """Return `ok`, or why the text cannot be judged."""
    short = seen.words < _SHORT_PAGE
    if short and _count(seen.shown, BLOCKED):
        return Status.BLOCKED
    if short and _count(seen.shown, PARKED):
        return Status.PARKED
    if seen.body_words < FEWEST_WORDS and _count(seen.shown, CONSENT):
        return Status.CONSENT_WALL
    if seen.words >= FEWEST_WORDS:
        return Status.OK
    if seen.scripts > _SCRIPTS or seen.has_app_root or _count(seen.shown + "\n" + seen.noscript, NEEDS_SCRIPT):
        return Status.SCRIPT_BUILT
    return Status.EMPTY_TEXT


def body_zone(zone: Zone) -> bool:
    """Say whether a zone belongs to the page's own text."""
    return zone in _BODY


def _count(text: str, phrases: Sequence[str]) -> int:
    return sum(phrase in text for phrase in phrases)
