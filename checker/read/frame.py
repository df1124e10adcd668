"""One open element while a page is read, and the CSS paths to it."""

import re
from collections import Counter

from checker.read.hiding import SEEN, Sight
from checker.read.region import Region
from checker.read.shape import shape_inside
from checker.read.traits import NO_TRAITS, Traits

_PLAIN_ID = re.compile(r"[A-Za-z][\w-]{0,60}\Z", re.ASCII)
_LONGEST_PATH = 40
_PICTURE_DEPTH = 8


class Frame:
    """An element with what its text inherits.

    Not a dataclass: a page has hundreds of these, and they are made while it is read. None refers to itself, so that
    they go when the page is read, without the garbage collector.
    """

    __slots__ = (
        *("counts", "depth", "is_block", "is_bold", "is_link", "is_quote", "level", "link_at", "nth", "opened_run"),
        *("outer_block", "outer_list", "outer_row", "outer_shallow", "parent", "region", "shape", "sight", "sup_at"),
        *("tag", "traits", "unread"),
    )

    traits: Traits
    parent: "Frame | None"
    nth: int
    """Place among the siblings with the same tag, from 1."""
    counts: dict[str, int]
    """How many children of each tag there were so far."""
    depth: int
    is_block: bool
    is_link: bool
    is_quote: bool
    is_bold: bool
    unread: bool
    shape: str
    """What a block in here is: text, heading, item, term, cell, row_head, button, toggle, form, title."""
    level: int
    """Heading level, 0 outside headings."""
    outer_block: "Frame | None"
    """The nearest element around this one that stands on lines of its own."""
    outer_list: "Frame | None"
    outer_row: "Frame | None"
    outer_shallow: "Frame | None"
    """Where this element is too deep for a CSS path: its ancestor at the greatest depth one is made for."""
    sight: Sight
    region: Region | None
    opened_run: bool
    """True when a run of hidden text began here inside visible text."""
    link_at: int
    """Where the text of this link begins among the builder's, -1 for no link."""
    sup_at: int
    """Where the pieces of this raised text begin among the builder's, -1 for any other."""

    def __init__(self, traits: Traits, parent: "Frame") -> None:
        self.traits, self.parent = traits, parent
        self.tag = tag = traits.tag
        counts = parent.counts
        self.nth = counts[tag] = counts.get(tag, 0) + 1
        self.counts = {}
        self.depth = parent.depth + 1
        own = traits.shape
        in_picture = own.is_title and parent.in_picture
        self.shape, self.level = shape_inside(own, parent.shape, parent.level, in_picture=in_picture)
        self.is_block = traits.is_block
        self.outer_block = parent if parent.is_block else parent.outer_block
        self.outer_shallow = None if self.depth <= _LONGEST_PATH else parent.outer_shallow or parent
        self.is_link = parent.is_link or traits.is_link
        self.is_quote = parent.is_quote or traits.is_quote
        self.is_bold = parent.is_bold or traits.is_bold
        self.unread = parent.unread or traits.is_unread
        self.outer_list = parent if parent.traits.is_list else parent.outer_list
        self.outer_row = parent if parent.tag == "tr" else parent.outer_row
        self.sight = parent.sight
        self.region = parent.region
        self.opened_run = False
        self.link_at = self.sup_at = -1

    @property
    def hidden(self) -> bool:
        """Say whether a browser would probably not show text in here."""
        return self.sight.hidden

    @property
    def block(self) -> "Frame":
        """Return the nearest element that stands on lines of its own."""
        return self if self.is_block or self.outer_block is None else self.outer_block

    @property
    def list_frame(self) -> "Frame | None":
        """Return the list it is or stands in."""
        return self if self.traits.is_list else self.outer_list

    @property
    def row_frame(self) -> "Frame | None":
        """Return the row of a table it is or stands in."""
        return self if self.tag == "tr" else self.outer_row

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
        self.parent = None
        self.tag = ""
        self.nth = 1
        self.counts = {}
        self.depth = self.level = 0
        self.shape = "text"
        self.is_block = True
        self.is_link = self.is_quote = self.is_bold = self.unread = self.opened_run = False
        self.outer_block = self.outer_list = self.outer_row = self.outer_shallow = self.region = None
        self.sight = sight
        self.link_at = self.sup_at = -1


class Paths:
    """Makes CSS selectors for the elements of one page."""

    def __init__(self, ids: Counter[str]) -> None:
        self._ids = ids
        self._made: dict[Frame, str] = {}

    def path(self, frame: Frame) -> str:
        """Return a selector for the element, from the nearest ancestor with an id of its own or from the root.

        For an element more than forty levels deep the path leads to its ancestor at level forty.
        """
        chain: list[Frame] = []
        step: Frame | None = frame.outer_shallow or frame
        while step is not None and step.tag and step not in self._made:
            chain.append(step)
            if self._has_own_id(step):
                break
            step = step.parent
        path = self._made.get(step, "") if step is not None else ""
        for step in reversed(chain):
            path = self._made[step] = self._longer(path, step)
        return path

    def _longer(self, path: str, frame: Frame) -> str:
        if self._has_own_id(frame):
            return f"#{frame.traits.ident}"
        if not frame.traits.can_be_selected:
            return path
        alone = frame.tag in ("html", "body", "head") and frame.nth == 1
        step = frame.tag if alone else f"{frame.tag}:nth-of-type({frame.nth})"
        return f"{path} > {step}" if path else step

    def _has_own_id(self, frame: Frame) -> bool:
        ident = frame.traits.ident
        return bool(ident) and self._ids[ident] == 1 and _PLAIN_ID.match(ident) is not None
