"""What a start tag says by itself, wherever it stands; worked out once for all tags of a page that are alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker.read.hiding import Veil, veil
from checker.read.inventory import NOTED_ATTRIBUTES, is_noted
from checker.read.names import (
    BLOCKS,
    BOLD,
    BUTTON_WORDS,
    HIDDEN_CLASSES,
    ICON_FONTS,
    LANDMARKS,
    LISTS,
    QUESTION_WORDS,
    UNREAD,
    class_words,
)
from checker.read.region import Part, part_by_name, part_of
from checker.read.shape import AS_AROUND, Shape, is_button, is_icon, own_shape
from checker.read.sidetext import side_texts
from checker.read.stylesheet import PLAIN, Applied, Stylesheet
from checker.read.visibility import NOTHING, own_look

_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9-]{1,60})?\Z")
_SPECIAL = frozenset({"br", "script", "a", "sup", "iframe"})
_INHERITED = BOLD | UNREAD | {"q"}
"""Elements whose name alone changes what holds for text inside."""
_PRESENT = NOTED_ATTRIBUTES | {"href"}
"""Attributes that count by being there."""
_TELLING = _PRESENT | {
    *("class", "style", "color", "text", "bgcolor", "role", "itemprop", "itemtype", "hidden", "popover", "open"),
    *("shadowrootmode", "aria-level", "aria-expanded"),
}
"""All attributes that count."""
_LONG = 200
"""Longer names are cut before they are looked at, which may change their meaning."""
_WORDS = BUTTON_WORDS | QUESTION_WORDS


@dataclass(slots=True, eq=False, kw_only=True)
class Traits:
    """One kind of element on a page: a tag with the attributes that tell something, and the page's style rules for it.

    Never changed once made; not frozen, because making a frozen one takes three times as long.
    """

    tag: str
    can_be_selected: bool
    """True when a CSS selector can name the tag."""
    is_block: bool
    shape: Shape
    part: tuple[Part, bool] | None
    """The part of the page it begins, and whether that is certain."""
    veil: Veil | None
    """What it does to the visibility of what is inside; None for nothing."""
    is_link: bool
    is_quote: bool
    is_bold: bool
    is_unread: bool
    is_list: bool
    is_row: bool
    passes_on: bool
    """True when all that holds for text around it holds for text inside."""
    is_plain: bool
    """True when the builder has only its text to read."""
    is_special: bool
    """True when the builder does something of its own for that tag."""
    is_noted: bool
    """True when the inventory takes note of it."""
    before: str
    """Text a style sheet puts in front."""
    after: str
    """Text a style sheet puts behind."""


@dataclass(slots=True, eq=False)
class Start:
    """A start tag of a page. Never changed once made; not frozen for the same reason."""

    traits: Traits
    attrs: Mapping[str, str]
    side_texts: tuple[tuple[str, str], ...]
    """Shape and words of each attribute a reader may see or hear."""


class Kinds:
    """Tells what the start tags of one page say; most are like one before in all that matters."""

    def __init__(self, styles: Stylesheet) -> None:
        self._styles = styles
        self._made: dict[object, Traits] = {}

    def start(self, tag: str, attrs: Mapping[str, str]) -> Start:
        """Return what a start tag says."""
        told = telling(attrs, self._styles) if attrs else attrs
        key = (tag, *told.items()) if told else tag
        traits = self._made.get(key)
        if traits is None:
            traits = self._made[key] = self._traits(tag, told)
        return Start(traits, attrs, side_texts(tag, attrs) if attrs else ())

    def _traits(self, tag: str, told: Mapping[str, str]) -> Traits:
        applied = self._styles.apply(tag, told)
        return _unstyled(tag, tuple(told.items())) if applied is PLAIN else traits_of(tag, told, applied)


@lru_cache(maxsize=4096)
def _unstyled(tag: str, told: tuple[tuple[str, str], ...]) -> Traits:
    """Return what a start tag says on any page without style rules for it."""
    return traits_of(tag, dict(told), PLAIN)


def telling(attrs: Mapping[str, str], styles: Stylesheet) -> Mapping[str, str]:
    """Return the attributes on which traits depend; without a value where only their presence counts."""
    if styles.quotes_attributes:
        return attrs
    told: dict[str, str] = {}
    for name in attrs:
        if name in _TELLING:
            value = attrs[name]
            if name == "class":
                if _tells(value, styles):
                    told[name] = value
            elif name in _PRESENT:
                told[name] = value if name == "id" and _tells(value, styles) else ""
            else:
                told[name] = value
    return told


def _tells(names: str, styles: Stylesheet) -> bool:
    """Say whether one of these class names, or the id, means something by itself or to the page's style rules."""
    if len(names) > _LONG:
        return True
    apart = names.split()
    return not styles.names.isdisjoint(apart) or any(map(has_meaning, apart))


@lru_cache(maxsize=16384)
def has_meaning(name: str) -> bool:
    """Say whether a class name or id alone can tell something about its element."""
    return (
        name.lower() in HIDDEN_CLASSES
        or name in ICON_FONTS
        or "accordion" in name
        or not _WORDS.isdisjoint(class_words(name))
        or part_by_name(name) is not None
    )


def traits_of(tag: str, attrs: Mapping[str, str], applied: Applied) -> Traits:
    """Return what a tag with these attributes says on a page whose style rules do this to it."""
    own = own_look(tag, attrs) if attrs else NOTHING
    part, veiled = part_of(tag, attrs), veil(tag, attrs, own, applied)
    special, noted = tag in _SPECIAL, is_noted(tag, attrs)
    shape, icon = own_shape(tag, attrs), is_icon(attrs)
    link = tag == "a" and "href" in attrs
    return Traits(
        tag=tag,
        can_be_selected=_PLAIN_TAG.match(tag) is not None,
        is_block=tag in BLOCKS or own.as_block or applied.look.as_block or is_button(tag, attrs),
        shape=shape,
        part=part,
        veil=veiled,
        is_link=link,
        is_quote=tag == "q",
        is_bold=tag in BOLD,
        is_unread=tag in UNREAD or icon,
        is_list=tag in LISTS,
        is_row=tag == "tr",
        passes_on=not (part or veiled or link or icon or shape is not AS_AROUND or tag in _INHERITED),
        is_plain=not (part or veiled or special or noted or applied.before or tag in LANDMARKS),
        is_special=special,
        is_noted=noted,
        before=applied.before,
        after=applied.after,
    )


NO_TRAITS = traits_of("", {}, PLAIN)
"""Those of no element at all."""
