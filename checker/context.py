"""Decide what the words around a hit make of it: denied, asked, warned of, softened.

The method is that of the ConText algorithm (Harkema et al. 2009): cues have a direction, their reach ends at words
that start a new clause, and wordings that only look like a cue are named as such. The cues are data
(`rules/en/context/`); this module only knows scopes.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from checker.reach import QUOTE_MARKS, TOLD, asks
from checker.read.fold import fold
from checker.rulebook.pack import Cues
from checker.rulebook.phrases import LIST_NAME
from checker.rulebook.reading import Line
from checker.scene import Scene, Span, View


class Hit(NamedTuple):
    """A phrase found in a sentence, before its context is weighed."""

    view: View
    start: int
    end: int
    number: int
    phrase: str


def cue_for(scene: Scene, hit: Hit, cues: Cues) -> str | None:
    """Return the words that make an operator apply to a hit; empty when form decides; None when it does not apply."""
    if _structural(scene, hit, cues.operator.structural) and not _looks_alike(hit.view, cues):
        return ""
    for cue in _near(scene, hit, cues):
        return cue
    for scope in cues.beyond:
        for cue in _beyond(scene, hit, cues, scope):
            return cue
    return None


def clause(scene: Scene, hit: Hit) -> Span:
    """Return the clause of a hit: from the last clause boundary before it to the first after it."""
    place = (hit.start, hit.end)
    found = hit.view.clauses.get(place)
    if found is None:
        found = hit.view.clauses[place] = _clause(scene, hit)
    return found


def _clause(scene: Scene, hit: Hit) -> Span:
    start = 0
    end = len(hit.view.text)
    for first, last in _boundaries(scene, hit.view):
        if last <= hit.start:
            start = max(start, last)
        elif first >= hit.end:
            end = min(end, first)
    return start, end


def _boundaries(scene: Scene, view: View) -> list[Span]:
    if view.boundaries is None:
        found = view.line.every(scene.pack.clause_ends)
        if view.own_start:
            found = _at_lead_in(view, found)
        view.boundaries = sorted(found)
    return view.boundaries


def _at_lead_in(view: View, found: list[Span]) -> list[Span]:
    """Let a lead-in that ends with a colon run on into the fragment; close any other there."""
    within = [span for span in found if not span[0] < view.own_start <= span[1]]
    if view.text[: view.own_start].rstrip().endswith(":"):
        return within
    return [*within, (view.own_start - 1, view.own_start)]


def _structural(scene: Scene, hit: Hit, test: str) -> bool:
    match test:
        case "question":
            return asks(hit.view.text)
        case "testimonial":
            return scene.block_of(hit.view).zone in TOLD
        case _:
            return False


def _looks_alike(view: View, cues: Cues) -> bool:
    pseudo = cues.numbers.get("pseudo")
    return pseudo is not None and view.line.has(pseudo)


def _near(scene: Scene, hit: Hit, cues: Cues) -> Iterator[str]:
    view = hit.view
    for scope in cues.in_sentence:
        applies = _IN_SENTENCE[scope]
        places = _places(view.line, cues, scope)
        yield from (view.text[slice(*cue)] for cue in places if applies(scene, hit, cues, cue))


def _beyond(scene: Scene, hit: Hit, cues: Cues, scope: str) -> Iterator[str]:
    for line in scene.reading.saying(cues.numbers[scope], scene.around(hit.view, scope)):
        yield from (line.text[slice(*cue)] for cue in _places(line, cues, scope))


def _opens(_scene: Scene, hit: Hit, _cues: Cues, cue: Span) -> bool:
    view = hit.view
    return cue[0] >= view.own_start and not view.text[view.own_start : cue[0]].strip(QUOTE_MARKS)


def _overlaps(_scene: Scene, hit: Hit, _cues: Cues, cue: Span) -> bool:
    return cue[0] < hit.end and cue[1] > hit.start


def _anywhere(_scene: Scene, _hit: Hit, _cues: Cues, _cue: Span) -> bool:
    return True


def _reaches_forward(scene: Scene, hit: Hit, cues: Cues, cue: Span) -> bool:
    if _inside(hit, cue):
        return not _phrase_says(hit, cue)
    begin, _ = clause(scene, hit)
    return begin <= cue[0] < hit.start and _words_between(hit, cue[1], hit.start) <= cues.operator.window_words


def _reaches_backward(scene: Scene, hit: Hit, cues: Cues, cue: Span) -> bool:
    if _inside(hit, cue):
        return not _phrase_says(hit, cue)
    _, finish = clause(scene, hit)
    return hit.end < cue[1] <= finish and _words_between(hit, hit.end, cue[0]) <= cues.operator.window_words


def _inside(hit: Hit, cue: Span) -> bool:
    return hit.start <= cue[0] and cue[1] <= hit.end


def _phrase_says(hit: Hit, cue: Span) -> bool:
    """Tell whether the phrase itself spells the cue, as "never need surgery" spells "never"."""
    return literal_words(hit.view.text[cue[0] : cue[1]]) <= literal_words(hit.phrase)


def _words_between(hit: Hit, start: int, end: int) -> int:
    return hit.view.text.count(" ", start, max(start, end))


_IN_SENTENCE: dict[str, Callable[[Scene, Hit, Cues, Span], bool]] = {
    "opening": _opens,
    "forward": _reaches_forward,
    "backward": _reaches_backward,
    "overlapping": _overlaps,
    "sentence": _anywhere,
}
"""Scopes within the sentence, and where a cue must stand to reach the hit."""


def _places(line: Line, cues: Cues, scope: str) -> list[Span]:
    """Return where cues stand in a text, without those that are part of a look-alike wording."""
    found = line.every(cues.numbers[scope])
    if not found or "pseudo" not in cues.numbers:
        return found
    masks = line.every(cues.numbers["pseudo"])
    return [span for span in found if not any(a <= span[0] and span[1] <= b for a, b in masks)] if masks else found


@cache
def literal_words(phrase: str) -> frozenset[str]:
    """Words that a phrase itself spells out, in folded form."""
    if phrase.startswith("regex:"):
        return frozenset()
    plain = LIST_NAME.sub(" ", phrase)
    return frozenset(word.strip("()*") for word in re.split(r"[\s\-/]+", fold(plain).text) if word.strip("()*."))
