"""Carry visibility from an element to what is inside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checker.read.colours import blends
from checker.read.stylesheet import PLAIN, Applied
from checker.read.visibility import NOTHING, Look, hides_by_attribute, waits_to_be_opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Whether a browser would show text in an element, and in which colours."""

    gone: bool = False
    """Not shown, and nothing inside can change that."""
    invisible: bool = False
    tiny: bool = False
    colour: str = ""
    background: str = ""

    @property
    def hidden(self) -> bool:
        """Say whether a browser would probably not show text: text in the colour of its ground is not seen either."""
        return self.gone or self.invisible or self.tiny or blends(self.colour, self.background)


SEEN = Sight()


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What an element does to the visibility of what is inside it; None where it does not say."""

    hides: bool
    """By its name or attributes."""
    gone: bool
    """By styles: so unless it can be opened."""
    invisible: bool | None
    tiny: bool | None
    colour: str
    background: str


CLEAR = Veil(hides=False, gone=False, invisible=None, tiny=None, colour="", background="")
HIDES = replace(CLEAR, hides=True)


def veil(tag: str, attrs: Mapping[str, str], own: Look, applied: Applied) -> Veil | None:
    """Return what an element's attributes, its style and the page's rules say; None if that is nothing."""
    hides, waits = hides_by_attribute(tag, attrs), waits_to_be_opened(attrs)
    if own is NOTHING and applied is PLAIN and not waits:
        return HIDES if hides else None
    sheet, forced = applied.look, applied.forced
    gone = (
        _last_word(sheet.gone, own.gone, forced.gone),
        _last_word(sheet.away, own.away, forced.away),
        _last_word(sheet.faded, own.faded, forced.faded),
    )
    return Veil(
        hides=hides,
        gone=waits or any(gone),
        invisible=_last_word(sheet.invisible, own.invisible, forced.invisible),
        tiny=_last_word(sheet.tiny, own.tiny, forced.tiny),
        colour=forced.colour or own.colour or sheet.colour,
        background=forced.background or own.background or sheet.background,
    )


def sight_inside(around: Sight, own: Veil, *, can_open: bool) -> Sight:
    """Return the visibility inside an element; `can_open` says that it is a closed part the reader can open."""
    return Sight(
        gone=around.gone or own.hides or (own.gone and not can_open),
        invisible=not can_open and bool(_last_word(around.invisible, own.invisible)),
        tiny=bool(_last_word(around.tiny, own.tiny)),
        colour=own.colour or around.colour,
        background=own.background or around.background,
    )


def _last_word(*said: bool | None) -> bool | None:
    """Return the last that is not None, None if all are."""
    return next((word for word in reversed(said) if word is not None), None)
