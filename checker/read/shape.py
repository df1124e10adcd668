"""Decide what kind of block an element's text is: heading, list item, cell, button, form text."""

from collections.abc import Mapping

from checker.read.frame import Frame
from checker.read.names import BUTTON_WORDS, HEADINGS, ICON_FONTS, QUESTION_WORDS, class_words

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
_FORM_TAGS = frozenset({"label", "legend", "option", "select", "textarea"})


def shape_of(tag: str, attrs: Mapping[str, str], around: Frame) -> tuple[str, int]:
    """Return the shape of text in an element, and the heading level or 0."""
    if tag in HEADINGS:
        return ("heading", HEADINGS[tag]) if around.shape != "toggle" else (around.shape, around.level)
    if attrs.get("role") == "heading":
        level = attrs.get("aria-level", "2")
        return "heading", min(int(level), 6) if level.isascii() and level.isdigit() and level != "0" else 2
    if around.shape in _STICKY and tag not in _FORM_TAGS:
        return around.shape, around.level
    if tag == "button" or is_button(tag, attrs):
        return ("toggle" if "aria-expanded" in attrs or "accordion" in attrs.get("class", "") else "button"), 0
    if tag == "title" and _is_in(around, "svg"):
        return "alt", 0
    if _is_question(tag, attrs):
        return "toggle", 0
    return _BY_TAG.get(tag, around.shape), 0


def is_button(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether a link or any element with that role looks like a button."""
    if attrs.get("role") == "button":
        return True
    if tag != "a" or "class" not in attrs:
        return False
    return any(BUTTON_WORDS.intersection(class_words(name)) for name in attrs["class"].split()[:20])


def is_icon(attrs: Mapping[str, str]) -> bool:
    """Say whether the element's text is only the name of a picture in an icon font."""
    return "class" in attrs and not ICON_FONTS.isdisjoint(attrs["class"].split())


def _is_question(tag: str, attrs: Mapping[str, str]) -> bool:
    if attrs.get("itemprop") == "name" and tag in ("div", "span", "p"):
        return False
    if tag not in ("div", "p", "li", "span", "strong") or "class" not in attrs:
        return False
    return any(QUESTION_WORDS.intersection(class_words(name)) for name in attrs["class"].split()[:20])


def _is_in(frame: Frame | None, tag: str) -> bool:
    steps = 0
    while frame is not None and steps < 8:
        if frame.tag == tag:
            return True
        frame = frame.parent
        steps += 1
    return False
