"""Carry visibility from an element to what is inside it."""

from collections.abc import Mapping

from checker.read.frame import Frame
from checker.read.visibility import HIDDEN_TAGS, NOTHING, Look, hides_by_attribute, is_openable


def hide(frame: Frame, around: Frame, attrs: Mapping[str, str], own: Look, sheet: Look, openers: set[str]) -> None:
    """Set the visibility of an element from the one around it, its attributes, its style and the page's rules.

    `openers` holds the ids of elements that a button on the page opens: these count as visible.
    """
    if own is NOTHING and sheet is NOTHING and not attrs and frame.tag not in HIDDEN_TAGS:
        _inherit(frame, around)
        return
    can_open = is_openable(attrs) or frame.ident in openers
    gone = _last_word(sheet.gone, own.gone) or _last_word(sheet.faded, own.faded)
    frame.gone = around.gone or hides_by_attribute(frame.tag, attrs) or bool(gone and not can_open)
    frame.invisible = not can_open and _last_word(around.invisible, sheet.invisible, own.invisible)
    frame.tiny = _last_word(around.tiny, sheet.tiny, own.tiny)
    _camouflage(frame, around, own, sheet)


def _inherit(frame: Frame, around: Frame) -> None:
    frame.gone, frame.invisible, frame.tiny = around.gone, around.invisible, around.tiny
    frame.colour, frame.background, frame.blended = around.colour, around.background, around.blended


def _last_word(*said: bool | None) -> bool:
    """Return the last that is not None, False if all are."""
    return next((word for word in reversed(said) if word is not None), False)


def _camouflage(frame: Frame, around: Frame, own: Look, sheet: Look) -> None:
    """Text in the colour of its ground is hidden until another colour is set."""
    frame.background = own.background or sheet.background or around.background
    colour = own.colour or sheet.colour or around.colour
    frame.colour = colour
    frame.blended = bool(colour) and colour == frame.background
