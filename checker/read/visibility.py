"""Tell from attributes and styles whether a browser would probably not show an element."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.read.names import HIDDEN_CLASSES, OPENABLE, SHOWN_AGAIN

_FAR = 900
_MINUS = re.compile(r"-(\d{3,})(?:\.\d+)?(?:px|em|rem|vw|vh|%)?")
_ZERO = re.compile(r"0(?:\.0+)?(?:px|em|rem|pt|%|vh|vw)?$")
_HEX = re.compile(r"#([0-9a-f]{3,8})$")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_COLOURS = {"white": "ffffff", "black": "000000", "transparent": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one set of declarations does to an element; None where they do not say."""

    gone: bool | None = None
    faded: bool | None = None
    """Opacity 0: gone, unless an animation brings it in."""
    invisible: bool | None = None
    tiny: bool | None = None
    colour: str = ""
    background: str = ""
    as_block: bool = False


NOTHING = Look()
HIDDEN_TAGS = frozenset({"dialog", "template", "noscript"})
"""Elements that browsers do not show by themselves."""


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
    opacity = declarations.get("opacity")
    size = declarations.get("font-size")
    gone: bool | None = True if _is_away(declarations) else None
    if display is not None:
        gone = gone or display == "none"
    return Look(
        gone=gone,
        faded=None if opacity is None else _is_zero(opacity) and not _is_animated(declarations),
        invisible=None if visibility is None else visibility in ("hidden", "collapse"),
        tiny=None if size is None else _is_zero(size),
        colour=_colour(declarations.get("color", "")),
        background=_colour(_background(declarations)),
        as_block=display in ("block", "flex", "grid", "list-item", "table"),
    )


def _background(declarations: Mapping[str, str]) -> str:
    return declarations.get("background-color") or declarations.get("background", "")


def _is_zero(value: str) -> bool:
    return _ZERO.match(value) is not None


def _is_animated(declarations: Mapping[str, str]) -> bool:
    return any(
        name in declarations for name in ("transform", "transition", "animation", "will-change", "-webkit-transform")
    )


def _is_far(value: str | None) -> bool:
    match = _MINUS.match(value) if value else None
    return match is not None and int(match[1][:9]) >= _FAR


def _is_away(declarations: Mapping[str, str]) -> bool:
    """Say whether an element is moved off the screen, clipped away or shrunk to nothing."""
    if any(
        _is_far(declarations.get(name)) for name in ("left", "top", "right", "text-indent", "margin-left", "margin-top")
    ):
        return True
    clip = declarations.get("clip", "").replace(" ", "").replace("px", "")
    if clip in ("rect(0,0,0,0)", "rect(1,1,1,1)", "rect(0000)", "rect(1111)"):
        return True
    if declarations.get("clip-path", "").replace(" ", "") in ("inset(50%)", "inset(100%)", "circle(0)"):
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


def _colour(value: str) -> str:
    """Return a colour as six hexadecimal digits, or an empty string for none or an unknown one."""
    if not value:
        return ""
    if value in _COLOURS:
        return _COLOURS[value]
    if match := _HEX.match(value):
        digits = match[1]
        return "".join(digit * 2 for digit in digits[:3]) if len(digits) < 6 else digits[:6]
    if match := _RGB.match(value):
        return "".join(f"{min(int(part[:4]), 255):02x}" for part in match.groups())
    return ""


def hides_by_attribute(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether the element itself is one that browsers do not show."""
    if tag == "dialog":
        return "open" not in attrs
    if tag == "template":
        return "shadowrootmode" not in attrs
    if tag == "noscript":
        return True
    if "hidden" in attrs:
        return attrs["hidden"].lower() != "until-found" and not is_openable(attrs)
    return "class" in attrs and _hides_by_class(attrs["class"][:1000])


@lru_cache(maxsize=4096)
def _hides_by_class(classes: str) -> bool:
    names = classes.lower().split()
    return any(name in HIDDEN_CLASSES for name in names) and not SHOWN_AGAIN.search(classes)


def is_openable(attrs: Mapping[str, str]) -> bool:
    """Say whether a closed element is one that the reader can open: a tab, an accordion, a menu."""
    if attrs.get("role", "") in ("tabpanel", "menu", "dialog", "listbox", "region") or "data-aos" in attrs:
        return True
    return OPENABLE.search(f"{attrs.get('class', '')[:500]} {attrs.get('id', '')[:100]}") is not None
