"""What a start tag says by itself, wherever it stands; worked out once for all tags of a page that are alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.read.hiding import Veil, veil
from checker.read.inventory import is_noted
from checker.read.names import BLOCKS, BOLD, LANDMARKS, LISTS, UNREAD
from checker.read.region import Part, part_of
from checker.read.shape import Shape, is_button, is_icon, own_shape
from checker.read.sidetext import side_texts
from checker.read.stylesheet import Stylesheet
from checker.read.visibility import NOTHING, own_look

_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9-]{1,60})?\Z")
_SPECIAL = frozenset({"br", "script", "a", "sup", "iframe"})


@dataclass(slots=True, eq=False, kw_only=True)
class Traits:
    """One kind of element on a page: a tag with its attributes, and the page's style rules for it.

    Never changed once made; not frozen, because making a frozen one takes three times as long.
    """

    tag: str
    attrs: Mapping[str, str]
    ident: str
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
    is_plain: bool
    """True when the builder has only its text to read."""
    is_special: bool
    """True when the builder does something of its own for that tag."""
    is_noted: bool
    """True when the inventory takes note of it."""
    side_texts: tuple[tuple[str, str], ...]
    before: str
    """Text a style sheet puts in front."""
    after: str
    """Text a style sheet puts behind."""


def traits_of(tag: str, attrs: Mapping[str, str], styles: Stylesheet) -> Traits:
    """Return what a tag with these attributes says on a page with these style rules."""
    applied = styles.apply(tag, attrs)
    own = own_look(tag, attrs) if attrs else NOTHING
    part, veiled = part_of(tag, attrs), veil(tag, attrs, own, applied)
    special, noted = tag in _SPECIAL, is_noted(tag, attrs)
    aside = tuple(side_texts(tag, attrs)) if attrs else ()
    return Traits(
        tag=tag,
        attrs=attrs,
        ident=attrs.get("id", ""),
        can_be_selected=_PLAIN_TAG.match(tag) is not None,
        is_block=tag in BLOCKS or own.as_block or applied.look.as_block or is_button(tag, attrs),
        shape=own_shape(tag, attrs),
        part=part,
        veil=veiled,
        is_link=tag == "a" and "href" in attrs,
        is_quote=tag == "q",
        is_bold=tag in BOLD,
        is_unread=tag in UNREAD or is_icon(attrs),
        is_list=tag in LISTS,
        is_plain=not (part or veiled or special or noted or aside or applied.before or tag in LANDMARKS),
        is_special=special,
        is_noted=noted,
        side_texts=aside,
        before=applied.before,
        after=applied.after,
    )


NO_TRAITS = traits_of("", {}, Stylesheet())
"""Those of no element at all."""
