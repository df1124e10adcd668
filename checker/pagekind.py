"""Decide what a page is for: offer, promotion, information or institution, with the reasons."""

from checker.detect import detect
from checker.models import Genre, KindReason, KindVerdict, PageKind
from checker.rulebook.pack import SignalEntry
from checker.rulebook.pack_schema import Signal
from checker.scene import Scene
from checker.signs import fact_value, host_ending

UNTOLD: dict[PageKind, Genre] = {
    PageKind.OFFER: Genre.CLINIC,
    PageKind.PROMOTION: Genre.PROMOTIONAL_ARTICLE,
    PageKind.INFORMATION: Genre.ARTICLE,
    PageKind.INSTITUTION: Genre.INSTITUTION,
}
"""The sort of page within a kind when no sign tells it."""

_BY_COMMERCE = (PageKind.OFFER, PageKind.PROMOTION)


def judge_kind(scene: Scene, found: frozenset[str], *, assumed: PageKind | None = None) -> KindVerdict:
    """Add up the pack's signals and name the page kind.

    When signals conflict the more commercial kind wins, unless the others weigh more.

    Args:
        scene: the page laid out for judging.
        found: rules found on the page, before page kind is known.
        assumed: return this kind instead (for rule examples).
    """
    cell_words = _cell_words(scene)
    if assumed is not None:
        return KindVerdict(kind=assumed, genre=UNTOLD[assumed], reasons=(), cell_words=cell_words)
    seen = [(entry.signal, reason) for entry in scene.pack.signals for reason in _reasons(scene, entry, found)]
    reasons = [reason for _, reason in seen]
    points = {kind: sum(reason.weight for reason in reasons if reason.kind is kind) for kind in PageKind}
    thresholds = scene.pack.kinds.thresholds
    reached = [kind for kind in PageKind if kind in thresholds and points[kind] >= thresholds[kind]]
    kind = _choose(reached, points)
    if kind in _BY_COMMERCE and _evidence(scene, scene.pack.needed_to_sell, found) is None:
        aside = scene.pack.needed_to_sell.signal
        kind = aside.kind
        reasons.append(KindReason(kind=kind, weight=aside.weight, sentence=aside.sentence))
    ranked = sorted(reasons, key=lambda reason: (reason.kind is not kind, -reason.weight))
    genre = _genre(kind, [signal for signal, _ in seen])
    return KindVerdict(kind=kind, genre=genre, reasons=tuple(ranked), cell_words=cell_words)


def _cell_words(scene: Scene) -> float:
    """Count how often cell products are named, in 100 words of the page."""
    hits = {(item.hit.view.index, item.hit.start) for item in detect(scene, scene.pack.subject)}
    return round(100 * len(hits) / max(scene.page.counts.words, 1), 2)


def _genre(kind: PageKind, seen: list[Signal]) -> Genre:
    """Name the sort of page that most signs point to, commercial or not as its kind is."""
    sold = kind in _BY_COMMERCE
    points: dict[Genre, float] = {}
    for signal in seen:
        if (signal.kind in _BY_COMMERCE) is sold and signal.genre is not None:
            points[signal.genre] = points.get(signal.genre, 0.0) + signal.genre_weight
    return max(points, key=points.__getitem__, default=UNTOLD[kind])


def _choose(reached: list[PageKind], points: dict[PageKind, float]) -> PageKind:
    """Name the most commercial kind that was reached, unless what is not commercial outweighs it."""
    commercial = [kind for kind in _BY_COMMERCE if kind in reached]
    selling = max((points[kind] for kind in commercial), default=0.0)
    for kind in (PageKind.INSTITUTION, PageKind.INFORMATION):
        if kind in reached and points[kind] > selling:
            return kind
    return commercial[0] if commercial else PageKind.INFORMATION


def _reasons(scene: Scene, entry: SignalEntry, found: frozenset[str]) -> list[KindReason]:
    signal = entry.signal
    if signal.unless_rules and found & set(signal.unless_rules):
        return []
    quote = _evidence(scene, entry, found)
    if quote is None:
        return []
    return [KindReason(kind=signal.kind, weight=signal.weight, sentence=signal.sentence, quote=quote)]


def _evidence(scene: Scene, entry: SignalEntry, found: frozenset[str]) -> str | None:
    """Return what shows a signal (possibly without words), or None when it is absent."""
    signal = entry.signal
    if signal.rules:
        return "" if len(found & set(signal.rules)) >= signal.at_least else None
    if signal.phrases:
        return _phrase_evidence(scene, entry)
    if signal.hosts:
        return host_ending(scene.page.url, signal.hosts)
    if signal.link_prefixes:
        links = [link.href for link in scene.page.links if link.href.lower().startswith(signal.link_prefixes)]
        return links[0] if len(links) >= signal.at_least else None
    return fact_value(scene.page, signal.fact, signal.values)


def _phrase_evidence(scene: Scene, entry: SignalEntry) -> str | None:
    hits = [item.hit for item in detect(scene, entry.detection) if item.counts]
    if len({(hit.view.index, hit.start) for hit in hits}) < entry.signal.at_least:
        return None
    start, end = scene.quote_span(hits[0].view, hits[0].start, hits[0].end)
    return scene.page.text[start:end]
