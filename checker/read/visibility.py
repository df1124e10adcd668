"""Tell from attributes and styles whether a browser would probably not show an element."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from checker.read.colours import colour, ground, ink
from checker.read.names import HIDDEN_CLASSES, OPENABLE, SHOWN_AGAIN

_FAR = 900
_MINUS = re.compile(r"-(\d{3,})(?:\.\d+)?(?P<unit>px|em|rem|vw|vh|%)?")
_SCREENS = frozenset({"vw", "vh"})
_ZERO = re.compile(r"0(?:\.0+)?(?:px|em|rem|pt|%|vh|vw)?$")
_UNREADABLE = re.compile(r"(?:0?\.\d+|1(?:\.\d+)?)(?:px|pt)$")
_UNSEEN = re.compile(r"0?\.0[0-5]\d*$|[0-5]%$")
_CLIPPED = re.compile(r"inset\((?:50|100)%|(?:circle|ellipse)\(0(?:px|%)?(?:[,)]|at)|polygon\([0px%,]+\)")
_BARE_HEX = re.compile(r"[0-9a-f]{6}$")
_SCREEN_EDGES = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one set of declarations does to an element; None where they do not say."""

    gone: bool | None = None
    away: bool | None = None
    """Moved off the screen, clipped away or shrunk to nothing."""
    faded: bool | None = None
    """Opacity 0: gone, unless an animation brings it in."""
    invisible: bool | None = None
    tiny: bool | None = None
    colour: str = ""
    """As `colours` writes them; empty where nothing is said."""
    background: str = ""
    as_block: bool = False


NOTHING = Look()


def own_look(tag: str, attrs: Mapping[str, str]) -> Look:
    """Read the `style` attribute of an element, and the older attributes for colours where it says nothing of them."""
    own = look_of_style(attrs["style"]) if "style" in attrs else NOTHING
    ink = attrs.get("color") if tag == "font" else attrs.get("text") if tag == "body" else None
    if not ink and "bgcolor" not in attrs:
        return own
    return replace(
        own,
        colour=own.colour or colour(_as_css(ink or "")),
        background=own.background or colour(_as_css(attrs.get("bgcolor", ""))),
    )


def _as_css(value: str) -> str:
    """Return an old colour attribute as CSS writes it, with its hash."""
    value = value.strip().lower()
    return f"#{value}" if _BARE_HEX.match(value) else value


@lru_cache(maxsize=2048)
def look_of_style(style: str) -> Look:
    """Read a `style` attribute."""
    declarations: dict[str, str] = {}
    for declaration in style[:4000].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            declarations[name.strip()] = value.replace("!important", "").strip()
    return look(declarations)


def look(declarations: Mapping[str, str]) -> Look:
    """Say what declarations (lower case, without `!important`) do to an element."""
    display = declarations.get("display")
    visibility = declarations.get("visibility")
    size = declarations.get("font-size")
    return Look(
        gone=None if display is None else display == "none",
        away=True if _is_away(declarations) else None,
        faded=_is_faded(declarations),
        invisible=None if visibility is None else visibility in ("hidden", "collapse"),
        tiny=None if size is None else _is_zero(size) or _UNREADABLE.match(size) is not None,
        colour=ink(declarations),
        background=ground(declarations),
        as_block=display in ("block", "flex", "grid", "list-item", "table"),
    )


def _is_faded(declarations: Mapping[str, str]) -> bool | None:
    opacity = declarations.get("opacity")
    if declarations.get("filter", "").replace(" ", "").startswith(("opacity(0)", "opacity(0%)")):
        opacity = "0"
    if opacity is None:
        return None
    return (_is_zero(opacity) or _UNSEEN.match(opacity) is not None) and not _is_animated(declarations)


def _is_zero(value: str) -> bool:
    return _ZERO.match(value) is not None


def _is_animated(declarations: Mapping[str, str]) -> bool:
    return any(
        name in declarations for name in ("transform", "transition", "animation", "will-change", "-webkit-transform")
    )


def _is_far(value: str | None) -> bool:
    match = _MINUS.match(value) if value else None
    return match is not None and int(match[1][:9]) >= (100 if match["unit"] in _SCREENS else _FAR)


def _is_away(declarations: Mapping[str, str]) -> bool:
    """Say whether an element is moved off the screen, clipped away or shrunk to nothing."""
    if any(_is_far(declarations.get(name)) for name in _SCREEN_EDGES):
        return True
    if declarations.get("content-visibility") == "hidden":
        return True
    clip = declarations.get("clip", "").replace(" ", "").replace("px", "")
    if clip in ("rect(0,0,0,0)", "rect(1,1,1,1)", "rect(0000)", "rect(1111)"):
        return True
    if _CLIPPED.match(declarations.get("clip-path", "").replace(" ", "")):
        return True
    transform = declarations.get("transform", "").replace(" ", "")
    if transform.startswith("scale(0)") or (
        "translate" in transform and _MINUS.search(transform) and "9999" in transform
    ):
        return True
    clipped = declarations.get("overflow", "") in ("hidden", "clip")
    return clipped and any(
        _is_nothing(declarations.get(name)) for name in ("height", "width", "max-height", "max-width")
    )


def _is_nothing(value: str | None) -> bool:
    return value is not None and (_is_zero(value) or value == "1px")


def hides_by_attribute(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether the element itself is one that browsers do not show."""
    if tag == "dialog":
        return "open" not in attrs
    if tag == "template":
        return "shadowrootmode" not in attrs
    if tag == "noscript":
        return True
    return "class" in attrs and _hides_by_class(attrs["class"][:1000])


def waits_to_be_opened(attrs: Mapping[str, str]) -> bool:
    """Say whether the element is not shown unless something on the page opens it."""
    return "popover" in attrs or attrs.get("hidden", "until-found").lower() != "until-found"


@lru_cache(maxsize=4096)
def _hides_by_class(classes: str) -> bool:
    names = classes.lower().split()
    return any(name in HIDDEN_CLASSES for name in names) and not SHOWN_AGAIN.search(classes)


def is_openable(attrs: Mapping[str, str]) -> bool:
    """Say whether a closed element is one that the reader can open: a tab, an accordion, a menu."""
    if attrs.get("role", "") in ("tabpanel", "menu", "dialog", "listbox", "region") or "data-aos" in attrs:
        return True
    return OPENABLE.search(f"{attrs.get('class', '')[:500]} {attrs.get('id', '')[:100]}") is not None
