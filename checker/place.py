"""Tell where a page's clinic is, as far as the page or its address says so."""

from checker.detect import detect
from checker.rulebook.pack import Detection, PlaceEntry
from checker.rulebook.pack_schema import PlaceSign
from checker.scene import Scene
from checker.signs import fact_value, host_ending


def places_of(scene: Scene) -> dict[str, str]:
    """Return each place of the pack that the page shows, with the words, host or fact that shows it."""
    found = {key: _evidence(scene, entry) for key, entry in scene.pack.places.items()}
    return {key: evidence for key, evidence in found.items() if evidence}


def _evidence(scene: Scene, entry: PlaceEntry) -> str:
    shown = (_sign(scene, sign, detection) for sign, detection in entry.signs)
    return next((evidence for evidence in shown if evidence), "")


def _sign(scene: Scene, sign: PlaceSign, detection: Detection) -> str:
    if sign.facts:
        values = [fact_value(scene.page, name, wanted) for name, wanted in sign.facts.items()]
        return ", ".join(value for value in values if value) if all(values) else ""
    host = host_ending(scene.page.url, sign.hosts)
    if host:
        return host
    hits = [item.hit for item in detect(scene, detection) if item.counts]
    if not hits:
        return ""
    start, end = scene.quote_span(hits[0].view, hits[0].start, hits[0].end)
    return scene.page.text[start:end]
