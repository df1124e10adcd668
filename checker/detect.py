"""Find where a rule's phrases stand on a page and weigh each place in its context."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.context import Hit, clause, cue_for
from checker.models import Finding, SetAside
from checker.rulebook.pack import Detection
from checker.rulebook.reading import Reading
from checker.scene import Scene, View

Reason = tuple[str, str]
"""Name of the operator or exception, and the words that decided it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A hit with everything its context says against it."""

    hit: Hit
    cancelled: tuple[Reason, ...]
    """Why it does not count; empty when it does."""
    softened: tuple[str, ...]
    """Operators that weaken it."""

    @property
    def counts(self) -> bool:
        """Whether nothing cancels it."""
        return not self.cancelled


def detect(scene: Scene, detection: Detection) -> list[Weighed]:
    """Return every place of a rule's phrases in its zones, in page order, each weighed."""
    hits = list(_hits(scene, detection))
    if not hits or (detection.also_on_page and not any(scene.saying(number) for number in detection.also_on_page)):
        return []
    elsewhere = tuple(_elsewhere(scene, detection))
    found = [_weigh(scene, hit, detection, elsewhere) for hit in hits]
    return sorted(found, key=lambda weighed: (weighed.hit.view.index, weighed.hit.start, -weighed.hit.end))


def _hits(scene: Scene, detection: Detection) -> Iterator[Hit]:
    for number in sorted(detection.phrases.keys() & scene.where.keys()):
        phrase = detection.phrases[number]
        for index in scene.where[number]:
            view = scene.views[index]
            if view.zone not in detection.zones or not _companions_present(scene, view, detection):
                continue
            for start, end in view.reading.spans(number):
                if end > view.own_start:
                    yield Hit(view=view, start=start, end=end, number=number, phrase=phrase)


def _companions_present(scene: Scene, view: View, detection: Detection) -> bool:
    if detection.also and not any(view.reading.has(number) for number in detection.also):
        return False
    if not detection.also_in_block:
        return True
    around = (*scene.around(view, "block").readings, *scene.around(view, "heading").readings)
    return any(reading.has(number) for reading in around for number in detection.also_in_block)


def _weigh(scene: Scene, hit: Hit, detection: Detection, elsewhere: tuple[Reason, ...]) -> Weighed:
    cancelled = [*_exceptions(scene, hit, detection), *elsewhere]
    operators = scene.pack.operators
    for name in detection.cancelled_by:
        cue = cue_for(scene, hit, operators[name])
        if cue is not None:
            cancelled.append((name, cue))
    softened = tuple(name for name in detection.softened_by if cue_for(scene, hit, operators[name]) is not None)
    return Weighed(hit=hit, cancelled=tuple(cancelled), softened=softened)


def _exceptions(scene: Scene, hit: Hit, detection: Detection) -> Iterator[Reason]:
    reading = hit.view.reading
    said = [number for number in detection.unless if reading.has(number)]
    begin, finish = clause(scene, hit) if said else (0, 0)
    for number in said:
        for start, end in reading.spans(number):
            if start < finish and end > begin:
                yield "unless", hit.view.text[start:end]
    for number in detection.unless_in_block:
        for reading in scene.around(hit.view, "block").readings:
            if reading.has(number):
                yield "unless_in_block", _words(reading, number)
                break


def _elsewhere(scene: Scene, detection: Detection) -> Iterator[Reason]:
    zones = detection.unless_on_page_in
    for number in detection.unless_on_page:
        views = [view for view in scene.saying(number) if not zones or view.zone in zones]
        if views:
            yield "unless_on_page", _words(views[0].reading, number)


def _words(reading: Reading, number: int) -> str:
    start, end = reading.spans(number)[0]
    return reading.text[start:end]


def findings(scene: Scene, weighed: list[Weighed]) -> tuple[Finding, ...]:
    """Turn the hits that count into findings: one per place, the same sentence only once, unsoftened first."""
    counted = [item for item in weighed if item.counts]
    unique: dict[str, Weighed] = {}
    for _, items in groupby(counted, key=lambda item: item.hit.view.index):
        first = _apart(items)[0]
        unique.setdefault(first.hit.view.text, first)
    return tuple(_finding(scene, item) for item in sorted(unique.values(), key=lambda item: len(item.softened)))


def _apart(items: Iterable[Weighed]) -> list[Weighed]:
    """Keep one of several hits that overlap in a sentence: the least softened, then the longest."""
    kept: list[Weighed] = []
    for item in items:
        hit = item.hit
        overlapping = [other for other in kept if hit.start < other.hit.end and other.hit.start < hit.end]
        if all(_yields(other, item) for other in overlapping):
            kept = [*(other for other in kept if other not in overlapping), item]
    return kept


def _yields(one: Weighed, other: Weighed) -> bool:
    return (len(one.softened), one.hit.start - one.hit.end) > (len(other.softened), other.hit.start - other.hit.end)


def _finding(scene: Scene, item: Weighed) -> Finding:
    hit = item.hit
    block = scene.block_of(hit.view)
    start, end = scene.quote_span(hit.view, hit.start, hit.end)
    sentence = scene.page.sentences[hit.view.index]
    needs_lead_in = hit.start < hit.view.own_start and block.lead_in is not None
    return Finding(
        quote=scene.page.text[start:end],
        start=start,
        end=end,
        sentence=scene.page.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        zone=block.zone,
        heading_path=block.heading_path,
        css_path=block.css_path,
        lead_in=scene.page.text[slice(*block.lead_in)] if needs_lead_in and block.lead_in else "",
        hidden=block.hidden,
        disguised=scene.disguised(hit.view, hit.start, hit.end),
        softened_by=item.softened,
    )


def set_aside(scene: Scene, weighed: list[Weighed]) -> tuple[SetAside, ...]:
    """List the hits that do not count, each with its first reason; one per place."""
    found: dict[int, SetAside] = {}
    counted = {item.hit.view.index for item in weighed if item.counts}
    for item in weighed:
        index = item.hit.view.index
        if item.counts or index in counted or index in found:
            continue
        start, end = scene.quote_span(item.hit.view, item.hit.start, item.hit.end)
        sentence = scene.page.sentences[index]
        reason, cue = item.cancelled[0]
        found[index] = SetAside(
            quote=scene.page.text[start:end],
            start=start,
            end=end,
            sentence=scene.page.text[sentence.start : sentence.end],
            reason=reason,
            cue=cue,
        )
    return tuple(found.values())
