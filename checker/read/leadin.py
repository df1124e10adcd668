"""Find the text that a list item, cell, button or short fragment completes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.models import Zone
from checker.read.draft import Draft
from checker.read.frame import Frame

_SENTENCE_ENDS = (".", "!", "?", "\u3002", "\uff01", "\uff1f")
_CLOSING = "\"'\u201d\u2019)]"
_SENTENCE_INSIDE = re.compile(r"\w\w[.!?]\s+[A-Z]")
_COLON = (":", "\uff1a")
_FRAGMENT_WORDS = 8
_APART = frozenset({Zone.NAV, Zone.FOOTER, Zone.TITLE, Zone.META, Zone.ALT, Zone.FORM, Zone.JSONLD})
_VOICES = frozenset({Zone.QUOTE, Zone.TESTIMONIAL})


@dataclass(slots=True)
class _State:
    """What stands above the block being looked at."""

    main_heading: int | None = None
    small_heading: int | None = None
    """A bold line or the head of a closed part: heads only what stands in the same container."""
    levels: list[tuple[int, int]] = field(default_factory=list)
    """Level and index of the headings above, outermost first."""
    last: int | None = None
    """Index of the last block of the body."""
    by_list: dict[Frame, int | None] = field(default_factory=dict)
    term: int | None = None
    row_heads: dict[Frame, int] = field(default_factory=dict)


def lead_ins(drafts: Sequence[Draft]) -> None:
    """Set `lead_in` of all drafts, which must have their zones."""
    state = _State()
    for index, draft in enumerate(drafts):
        if draft.zone in _APART or draft.hidden or not draft.is_running:
            continue
        draft.lead_in = _lead_in(drafts, index, state)
        _advance(drafts, index, state)


def _lead_in(drafts: Sequence[Draft], index: int, state: _State) -> int | None:
    draft = drafts[index]
    if draft.shape == "heading":
        above = [at for level, at in state.levels if level < draft.level]
        return above[-1] if above else None
    if draft.shape == "item" and draft.frame.list_frame is not None:
        return _of_item(drafts, index, draft.frame.list_frame, state)
    if draft.shape == "cell":
        row = draft.frame.row_frame
        return state.row_heads[row] if row in state.row_heads else _before(drafts, index, state)
    if draft.zone in _VOICES:
        return None
    if draft.shape in ("button", "term", "row_head", "toggle") or _is_fragment(draft):
        return _before(drafts, index, state)
    return None


def _of_item(drafts: Sequence[Draft], index: int, holder: Frame, state: _State) -> int | None:
    """Return what the items of a list share, the text before the first; for a definition, its term."""
    if drafts[index].frame.tag == "dd" and state.term is not None:
        return state.term
    if holder not in state.by_list:
        state.by_list[holder] = _before_list(drafts, holder, state)
    return state.by_list[holder]


def _before_list(drafts: Sequence[Draft], holder: Frame, state: _State) -> int | None:
    if state.last is None:
        return state.main_heading
    last = drafts[state.last]
    if last.frame.list_frame is not None:
        beside = state.by_list.get(last.frame.list_frame, _heading(drafts, holder, state))
        return state.last if _holds(last.frame, holder) else beside
    if last.shape in ("text", "cell", "toggle") and not _ends_sentence(last.text):
        return state.last
    return _heading(drafts, holder, state)


def _heading(drafts: Sequence[Draft], frame: Frame, state: _State) -> int | None:
    """Return the nearest heading above an element."""
    small = state.small_heading
    if small is not None:
        container = drafts[small].frame.parent
        if container is not None and _holds(container, frame):
            return small
    return state.main_heading


def _holds(outer: Frame, inner: Frame) -> bool:
    frame: Frame | None = inner
    for _ in range(12):
        if frame is None or frame is outer:
            return frame is outer
        frame = frame.parent
    return False


def _before(drafts: Sequence[Draft], index: int, state: _State) -> int | None:
    """Return the text before that ends in a colon, what a fragment beside this one completes, or the heading."""
    if state.last is None:
        return state.main_heading
    last = drafts[state.last]
    if last.text.endswith(_COLON) and last.shape != "heading":
        return state.last
    beside = last.frame.parent is drafts[index].frame.parent and last.shape == drafts[index].shape
    if beside and last.lead_in is not None and drafts[last.lead_in].text.endswith(_COLON):
        return last.lead_in
    return _heading(drafts, drafts[index].frame, state)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_fragment(draft: Draft) -> bool:
    if draft.words > _FRAGMENT_WORDS or draft.text.endswith(_COLON):
        return False
    return not _ends_sentence(draft.text) and not _SENTENCE_INSIDE.search(draft.text)


def _advance(drafts: Sequence[Draft], index: int, state: _State) -> None:
    draft = drafts[index]
    state.last = index
    if draft.shape == "heading":
        while state.levels and state.levels[-1][0] >= draft.level:
            state.levels.pop()
        state.levels.append((draft.level, index))
        state.main_heading = index
        state.small_heading = None
    elif draft.shape == "toggle" or (draft.shape == "text" and draft.all_bold and _is_fragment(draft)):
        state.small_heading = index
    elif draft.shape == "term":
        state.term = index
    elif draft.shape == "row_head" and draft.frame.row_frame is not None:
        state.row_heads.setdefault(draft.frame.row_frame, index)
