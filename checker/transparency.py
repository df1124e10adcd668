"""See which of the four JAMA benchmark items a page meets: authorship, attribution, disclosure, currency.

Kept apart from the warning signs, so that a missing author does not look like danger.
"""

from checker.detect import detect
from checker.identifiers.findings import matching, seen_at
from checker.models import Identifier, TransparencyItem
from checker.rulebook.pack import TransparencyEntry
from checker.scene import Scene


def transparency(scene: Scene, identifiers: tuple[Identifier, ...] = ()) -> tuple[TransparencyItem, ...]:
    """Return the four items, each with what showed it."""
    return tuple(_item(scene, entry, identifiers) for entry in scene.pack.transparency)


def _item(scene: Scene, entry: TransparencyEntry, identifiers: tuple[Identifier, ...]) -> TransparencyItem:
    evidence = _fact(scene, entry) or _number(entry, identifiers) or _words(scene, entry)
    return TransparencyItem(id=entry.id, title=entry.title, seen=bool(evidence), evidence=evidence)


def _fact(scene: Scene, entry: TransparencyEntry) -> str:
    values = (fact.value.strip() for fact in scene.page.facts if fact.name in entry.facts)
    return next((value for value in values if value), "")


def _number(entry: TransparencyEntry, identifiers: tuple[Identifier, ...]) -> str:
    seen = seen_at(matching(identifiers, entry.identifiers), entry.detection.zones)
    return next((item.number for item in seen), "")


def _words(scene: Scene, entry: TransparencyEntry) -> str:
    hits = [item.hit for item in detect(scene, entry.detection)]
    if not hits:
        return ""
    start, end = scene.quote_span(hits[0].view, hits[0].start, hits[0].end)
    return scene.page.text[start:end]
