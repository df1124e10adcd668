"""See which of the four JAMA benchmark items a page meets: authorship, attribution, disclosure, currency.

Kept apart from the warning signs, so that a missing author does not look like danger.
"""

from checker.detect import detect
from checker.models import TransparencyItem
from checker.rulebook.pack import TransparencyEntry
from checker.scene import Scene


def transparency(scene: Scene) -> tuple[TransparencyItem, ...]:
    """Return the four items, each with what showed it."""
    return tuple(_item(scene, entry) for entry in scene.pack.transparency)


def _item(scene: Scene, entry: TransparencyEntry) -> TransparencyItem:
    evidence = _fact(scene, entry) or _words(scene, entry)
    return TransparencyItem(id=entry.id, title=entry.title, seen=bool(evidence), evidence=evidence)


def _fact(scene: Scene, entry: TransparencyEntry) -> str:
    values = (fact.value.strip() for fact in scene.page.facts if fact.name in entry.facts)
    return next((value for value in values if value), "")


def _words(scene: Scene, entry: TransparencyEntry) -> str:
    hits = [item.hit for item in detect(scene, entry.detection)]
    if not hits:
        return ""
    start, end = scene.quote_span(hits[0].view, hits[0].start, hits[0].end)
    return scene.page.text[start:end]
