"""What a start tag says by itself, wherever it stands; worked out once for all tags of a page that are alike."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from checker.read.hiding import Veil, veil
from checker.read.inventory import NOTED_ATTRIBUTES, is_noted
from checker.read.meaning import names_apart
from checker.read.names import BLOCKS, BOLD, LANDMARKS, LISTS, UNREAD
from checker.read.region import Part, part_of
from checker.read.shape import AS_AROUND, Shape, is_button, is_icon, own_shape
from checker.read.sidetext import NAMING_ATTRIBUTES, may_have_words
from checker.read.stylesheet import PLAIN, Applied, Stylesheet
from checker.read.visibility import NOTHING, own_look

_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9-]{1,60})?\Z")
_SPECIAL = frozenset({"br", "script", "a", "sup", "iframe"})
_ENDING = frozenset({"a", "sup"})
_INHERITED = BOLD | UNREAD | {"q"}
"""Elements whose name alone changes what holds for text inside."""
_PRESENT = NOTED_ATTRIBUTES | NAMING_ATTRIBUTES | {"href"}
"""Attributes that count by being there."""
_TELLING = _PRESENT | {
    *("class", "style", "color", "text", "bgcolor", "role", "itemprop", "itemtype", "hidden", "popover", "open"),
    *("shadowrootmode", "aria-level", "aria-expanded"),
}
"""All attributes that count."""
_NAMING = frozenset({"class", "id"})
_LONG = 200
"""Longer names are cut before they are looked at, which may change their meaning."""


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
    is_holder: bool
    """True when it is a list or a row."""
    passes_on: bool
    """True when all that holds for text around it holds for text inside."""
    begins: bool
    """True when the builder has more to do at its start than to take its text."""
    ends: bool
    """True when the builder has something of its own to do at its end."""
    is_special: bool
    """True when the builder does something of its own for that tag."""
    is_noted: bool
    """True when the inventory takes note of it."""
    has_words: bool
    """True when its attributes may hold words for the reader."""
    before: str
    """Text a style sheet puts in front."""
    after: str
    """Text a style sheet puts behind."""


class Kinds(dict[tuple[str, ...], "Alike"]):
    """What the start tags of one page say, by tag and names of attributes; most are like one before in all that counts.

    `kinds[tag, *attrs]` is there for any of them.
    """

    __slots__ = ("styles",)

    def __init__(self, styles: Stylesheet) -> None:
        super().__init__()
        self.styles = styles

    def __missing__(self, names: tuple[str, ...]) -> "Alike":
        """Make ready for the first start tag with this name and these names of attributes."""
        made = self[names] = Alike(names, self.styles)
        return made


class Alike(dict[object, Traits]):
    """What start tags with the same names say, by the values that count: `alike[alike.values_of(attrs)]`."""

    __slots__ = ("_count", "_names", "_styles", "_told", "values_of")

    def __init__(self, names: tuple[str, ...], styles: Stylesheet) -> None:
        super().__init__()
        self._names, self._styles = names, styles
        self._count = _counting(names[1:], every=styles.quotes_attributes)
        self._told: dict[tuple[str, ...], Traits] = {}
        self.values_of: Callable[[Mapping[str, str]], object] = itemgetter(*self._count) if self._count else _nothing

    def __missing__(self, values: object) -> Traits:
        """Tell what the first start tag with these values says."""
        given = values if isinstance(values, tuple) else (values,)
        told = tuple([self._told_of(name, value) for name, value in zip(self._count, given, strict=True)])
        traits = self._told.get(told)
        if traits is None:
            traits = self._told[told] = self._traits(told)
        self[values] = traits
        return traits

    def _told_of(self, name: str, value: str) -> str:
        """Return what counts of a value: of class names and ids, what has a meaning or a style rule."""
        if name not in _NAMING or self._styles.quotes_attributes or len(value) > _LONG:
            return value
        apart, told = names_apart(value)
        return told if self._styles.names.isdisjoint(apart) else value

    def _traits(self, told: tuple[str, ...]) -> Traits:
        tag, *names = self._names
        attrs = dict.fromkeys(filter(_TELLING.__contains__, names), "") | dict(zip(self._count, told, strict=True))
        applied = self._styles.apply(tag, attrs)
        return _unstyled(tag, tuple(attrs.items())) if applied is PLAIN else traits_of(tag, attrs, applied)


@lru_cache(maxsize=4096)
def _counting(names: tuple[str, ...], *, every: bool) -> tuple[str, ...]:
    """Return the attributes whose values count."""
    return tuple(name for name in names if every or name == "id" or (name in _TELLING and name not in _PRESENT))


def _nothing(_attrs: Mapping[str, str]) -> object:
    """Return the values that count where none do."""
    return ()


@lru_cache(maxsize=4096)
def _unstyled(tag: str, attrs: tuple[tuple[str, str], ...]) -> Traits:
    """Return what a start tag says on any page without style rules for it."""
    return traits_of(tag, dict(attrs), PLAIN)


def traits_of(tag: str, attrs: Mapping[str, str], applied: Applied) -> Traits:
    """Return what a tag with these attributes says on a page whose style rules do this to it."""
    own = own_look(tag, attrs) if attrs else NOTHING
    part, veiled = part_of(tag, attrs), veil(tag, attrs, own, applied)
    special, noted, words = tag in _SPECIAL, is_noted(tag, attrs), may_have_words(tag, attrs)
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
        is_holder=tag in LISTS or tag == "tr",
        passes_on=not (part or veiled or link or icon or shape is not AS_AROUND or tag in _INHERITED),
        begins=bool(part or veiled or special or noted or words or applied.before or tag in LANDMARKS),
        ends=bool(applied.after or tag in _ENDING),
        is_special=special,
        is_noted=noted,
        has_words=words,
        before=applied.before,
        after=applied.after,
    )


NO_TRAITS = traits_of("", {}, PLAIN)
"""Those of no element at all."""
