"""One open element while a page is read, and the CSS paths to it."""

import re
from collections import Counter
from collections.abc import Mapping

from checker.read.hiding import SEEN, Sight
from checker.read.region import Region
from checker.read.shape import AS_AROUND, shape_inside
from checker.read.traits import NO_TRAITS, Traits

_PLAIN_ID = re.compile(r"[A-Za-z][\w-]{0,60}\Z", re.ASCII)
_DEEPEST_PATH = 40
_ALONE = frozenset({"html", "body", "head"})
_PICTURE_DEPTH = 8


class Inside:
    """What holds for text in an element; most elements share it with the one around."""

    __slots__ = (
        *("is_bold", "is_link", "is_marked", "is_quote", "level", "outer_list", "outer_row", "region", "shape"),
        *("sight", "unread"),
    )

    is_link: bool
    is_quote: bool
    is_bold: bool
    is_marked: bool
    """True when it is one of these."""
    unread: bool
    shape: str
    """What a block in here is: text, heading, item, term, cell, row_head, button, toggle, form, title."""
    level: int
    """Heading level, 0 outside headings."""
    outer_list: "Frame | None"
    """The list around the element."""
    outer_row: "Frame | None"
    """The row of a table around the element."""
    sight: Sight
    region: Region | None

    def __init__(self, traits: Traits, parent: "Frame") -> None:
        around, own = parent.inside, traits.shape
        if own is AS_AROUND:
            self.shape, self.level = around.shape, around.level
        else:
            in_picture = own.is_title and parent.in_picture
            self.shape, self.level = shape_inside(own, around.shape, around.level, in_picture=in_picture)
        self.is_link = around.is_link or traits.is_link
        self.is_quote = around.is_quote or traits.is_quote
        self.is_bold = around.is_bold or traits.is_bold
        self.is_marked = self.is_link or self.is_quote or self.is_bold
        self.unread = around.unread or traits.is_unread
        self.outer_list = parent if parent.traits.is_list else around.outer_list
        self.outer_row = parent if parent.traits.is_row else around.outer_row
        self.sight = around.sight
        self.region = around.region


class _Outside(Inside):
    """What holds for text outside any element."""

    __slots__ = ()

    def __init__(self, sight: Sight) -> None:
        self.shape = "text"
        self.level = 0
        self.is_link = self.is_quote = self.is_bold = self.is_marked = self.unread = False
        self.outer_list = self.outer_row = self.region = None
        self.sight = sight


class Frame:
    """An element with what its text inherits.

    Not a dataclass: a page has hundreds of these, and they are made while it is read. None refers to itself, so that
    they go when the page is read, without the garbage collector.
    """

    __slots__ = ("attrs", "counts", "inside", "nth", "parent", "traits")

    traits: Traits
    attrs: Mapping[str, str]
    parent: "Frame | None"
    nth: int
    """Place among the siblings with the same tag, from 1."""
    counts: dict[str, int]
    """How many children of each tag there were so far."""
    inside: Inside

    def __init__(self, traits: Traits, attrs: Mapping[str, str], parent: "Frame") -> None:
        self.traits = traits
        self.attrs = attrs
        self.parent = parent
        tag, counts = traits.tag, parent.counts
        self.nth = counts[tag] = counts.get(tag, 0) + 1
        self.counts = {}
        shares = traits.passes_on and not parent.traits.is_holder
        self.inside = parent.inside if shares else Inside(traits, parent)

    def show(self, sight: Sight) -> None:
        """Set whether text in here is seen."""
        if self.parent is not None and self.inside is self.parent.inside:
            self.inside = Inside(self.traits, self.parent)
        self.inside.sight = sight

    @property
    def tag(self) -> str:
        """Return the element's name."""
        return self.traits.tag

    @property
    def hidden(self) -> bool:
        """Say whether a browser would probably not show text in here."""
        return self.inside.sight.hidden

    @property
    def list_frame(self) -> "Frame | None":
        """Return the list it is or stands in."""
        return self if self.traits.is_list else self.inside.outer_list

    @property
    def row_frame(self) -> "Frame | None":
        """Return the row of a table it is or stands in."""
        return self if self.traits.is_row else self.inside.outer_row

    @property
    def in_picture(self) -> bool:
        """Say whether it stands in a drawing, not too far inside."""
        frame: Frame | None = self
        for _ in range(_PICTURE_DEPTH):
            if frame is None or frame.tag == "svg":
                break
            frame = frame.parent
        return frame is not None and frame.tag == "svg"


class Root(Frame):
    """What stands around the page."""

    __slots__ = ()

    def __init__(self, sight: Sight = SEEN) -> None:
        self.traits = NO_TRAITS
        self.attrs = {}
        self.parent = None
        self.nth = 1
        self.counts = {}
        self.inside = _Outside(sight)


class Paths:
    """Makes CSS selectors for the elements of one page."""

    def __init__(self, ids: Counter[str]) -> None:
        self._ids = ids
        self._made: dict[Frame, tuple[str, int]] = {}
        """The selector of each element that was asked for or stands around one, and how deep it stands."""

    def path(self, frame: Frame) -> str:
        """Return a selector for the element, from the nearest ancestor with an id of its own or from the root.

        For an element more than forty levels deep the path leads to its ancestor at level forty.
        """
        chain: list[Frame] = []
        step = frame
        while step.parent is not None and step not in self._made:
            chain.append(step)
            step = step.parent
        path, depth = self._made.get(step, ("", 0))
        for step in reversed(chain):
            depth += 1
            if depth <= _DEEPEST_PATH:
                path = self._longer(path, step)
            self._made[step] = path, depth
        return path

    def _longer(self, path: str, frame: Frame) -> str:
        ident = frame.attrs.get("id", "")
        if ident and self._ids[ident] == 1 and _PLAIN_ID.match(ident):
            return f"#{ident}"
        if not frame.traits.can_be_selected:
            return path
        tag = frame.traits.tag
        step = tag if tag in _ALONE and frame.nth == 1 else f"{tag}:nth-of-type({frame.nth})"
        return f"{path} > {step}" if path else step
