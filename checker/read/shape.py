"""Decide what kind of block an element's text is: heading, list item, cell, button, form text."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.read.names import BUTTON_WORDS, HEADINGS, ICON_FONTS, QUESTION_WORDS, has_class_word

_BY_TAG = {
    "li": "item",
    "dt": "term",
    "dd": "item",
    "td": "cell",
    "th": "row_head",
    "summary": "toggle",
    "title": "title",
    "label": "form",
    "legend": "form",
    "option": "form",
    "select": "form",
    "textarea": "form",
    "input": "form",
    "figcaption": "text",
}
_STICKY = frozenset({"heading", "button", "toggle", "title", "form"})
"""Shapes that hold for everything inside."""
_FORM_TAGS = frozenset({"label", "legend", "option", "select", "textarea"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an element makes of its text, as far as its start tag tells."""

    name: str = ""
    """The shape; empty for that of the element around."""
    level: int = 0
    """Heading level, 0 for all others."""
    yields: bool = False
    """True for a heading that is part of a toggle where it stands in one."""
    parts_forms: bool = False
    """True for what is a form's text even inside a button or heading."""
    is_title: bool = False
    """True for a title, which inside a picture describes it."""


AS_AROUND = Shape()
"""Of an element that changes nothing."""


def own_shape(tag: str, attrs: Mapping[str, str]) -> Shape:
    """Return what a start tag says about the shape of its text."""
    if tag in HEADINGS:
        return Shape(name="heading", level=HEADINGS[tag], yields=True)
    if attrs.get("role") == "heading":
        level = attrs.get("aria-level", "2")
        return Shape(name="heading", level=min(int(level), 6) if _is_number(level) else 2)
    name = _own_name(tag, attrs)
    if not name:
        return AS_AROUND
    return Shape(name=name, parts_forms=tag in _FORM_TAGS, is_title=tag == name == "title")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and text != "0"


def _own_name(tag: str, attrs: Mapping[str, str]) -> str:
    if tag == "button" or is_button(tag, attrs):
        return "toggle" if "aria-expanded" in attrs or "accordion" in attrs.get("class", "") else "button"
    return "toggle" if _is_question(tag, attrs) else _BY_TAG.get(tag, "")


def shape_inside(own: Shape, around: str, level: int, *, in_picture: bool) -> tuple[str, int]:
    """Return shape and heading level of the text in an element that stands in one with that shape and level."""
    if own.level:
        return (around, level) if own.yields and around == "toggle" else (own.name, own.level)
    if around in _STICKY and not own.parts_forms:
        return around, level
    if own.is_title and in_picture:
        return "alt", 0
    return own.name or around, 0


def is_button(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether a link or any element with that role looks like a button."""
    if attrs.get("role") == "button":
        return True
    if tag != "a" or "class" not in attrs:
        return False
    return has_class_word(attrs["class"], BUTTON_WORDS)


def is_icon(attrs: Mapping[str, str]) -> bool:
    """Say whether the element's text is only the name of a picture in an icon font."""
    return "class" in attrs and not ICON_FONTS.isdisjoint(attrs["class"].split())


def _is_question(tag: str, attrs: Mapping[str, str]) -> bool:
    if attrs.get("itemprop") == "name" and tag in ("div", "span", "p"):
        return False
    if tag not in ("div", "p", "li", "span", "strong") or "class" not in attrs:
        return False
    return has_class_word(attrs["class"], QUESTION_WORDS)
