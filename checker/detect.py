"""Find where a rule's phrases stand on a page and weigh each place in its context."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from checker.context import Hit, clause, cue_for
from checker.models import Finding, SetAside
from checker.reach import Reaching, reaching
from checker.rulebook.bits import bits, bits_at
from checker.rulebook.pack import Detection
from checker.rulebook.reading import Line
from checker.scene import Scene, View

Reason = tuple[str, str]
"""Name of the operator or exception, and the words that decided it."""


class Weighed(NamedTuple):
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


class _Against(NamedTuple):
    """What may be said against the hits of a rule, besides its exceptions."""

    elsewhere: tuple[Reason, ...]
    """What stands elsewhere on the page and cancels them all."""
    cancelling: Reaching
    softening: Reaching


def detect(scene: Scene, detection: Detection) -> list[Weighed]:
    """Return every place of a rule's phrases in its zones, in page order, each weighed."""
    present = scene.reading.present & detection.phrases.keys()
    if not present:
        return []
    hits = list(_hits(scene, detection, sorted(present)))
    if not hits or (detection.also_on_page and not scene.says_any(detection.also_on_page)):
        return []
    lines = bits_at(sorted({hit.view.line.number for hit in hits}))
    against = _Against(
        elsewhere=tuple(_elsewhere(scene, detection)),
        cancelling=reaching(scene, detection.cancelled_by, lines),
        softening=reaching(scene, detection.softened_by, lines),
    )
    found = [_weigh(scene, hit, detection, against) for hit in hits]
    return sorted(found, key=lambda weighed: (weighed.hit.view.index, weighed.hit.start, -weighed.hit.end))


def _hits(scene: Scene, detection: Detection, numbers: list[int]) -> Iterator[Hit]:
    reading = scene.reading
    here = scene.lines_in(detection.zones)
    if detection.also:
        here &= reading.may_any(detection.also)
    for number in numbers:
        phrase = detection.phrases[number]
        for line in bits(reading.may(number) & here):
            for view in scene.views_of(line):
                if view.zone in detection.zones and _companions_present(scene, view, detection):
                    for start, end in view.line.spans(number):
                        if end > view.own_start:
                            yield Hit(view=view, start=start, end=end, number=number, phrase=phrase)


def _companions_present(scene: Scene, view: View, detection: Detection) -> bool:
    if detection.also and not any(view.line.has(number) for number in detection.also):
        return False
    if not detection.also_in_block:
        return True
    around = scene.around(view, "block") | scene.around(view, "heading")
    return any(True for number in detection.also_in_block for _ in scene.reading.saying(number, around))


def _weigh(scene: Scene, hit: Hit, detection: Detection, against: _Against) -> Weighed:
    cancelled = [*_exceptions(scene, hit, detection), *against.elsewhere]
    line = hit.view.line.number
    for name, cues, lines in against.cancelling:
        if lines >> line & 1:
            cue = cue_for(scene, hit, cues)
            if cue is not None:
                cancelled.append((name, cue))
    softened = tuple(
        name for name, cues, lines in against.softening if lines >> line & 1 and cue_for(scene, hit, cues) is not None
    )
    return Weighed(hit=hit, cancelled=tuple(cancelled), softened=softened)


def _exceptions(scene: Scene, hit: Hit, detection: Detection) -> Iterator[Reason]:
    line = hit.view.line
    said = [number for number in detection.unless if line.has(number)]
    begin, finish = clause(scene, hit) if said else (0, 0)
    for number in said:
        for start, end in line.spans(number):
            if start < finish and end > begin:
                yield "unless", line.text[start:end]
    for number in detection.unless_in_block:
        for other in scene.reading.saying(number, scene.around(hit.view, "block")):
            yield "unless_in_block", _words(other, number)
            break


def _elsewhere(scene: Scene, detection: Detection) -> Iterator[Reason]:
    lines = scene.lines_in(detection.unless_on_page_in) if detection.unless_on_page_in else scene.said
    for number in detection.unless_on_page:
        for line in scene.reading.saying(number, lines):
            yield "unless_on_page", _words(line, number)
            break


def _words(line: Line, number: int) -> str:
    start, end = line.spans(number)[0]
    return line.text[start:end]


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
