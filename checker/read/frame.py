"""One open element while a page is read, and the CSS paths to it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from checker.read.region import Region

_PLAIN_ID = re.compile(r"[A-Za-z][\w-]{0,60}\Z", re.ASCII)
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9-]{1,60})?\Z")
_LONGEST_PATH = 40


@dataclass(slots=True, eq=False)
class Frame:
    """An element with what its text inherits."""

    tag: str
    parent: "Frame | None"
    ident: str = ""
    nth: int = 1
    """Place among the siblings with the same tag, from 1."""
    shape: str = "text"
    """What a block in here is: text, heading, item, term, cell, row_head, button, toggle, form, title."""
    level: int = 0
    """Heading level, 0 outside headings."""
    is_block: bool = True
    is_link: bool = False
    is_quote: bool = False
    is_bold: bool = False
    unread: bool = False
    gone: bool = False
    """Not shown and nothing inside can change that."""
    invisible: bool = False
    tiny: bool = False
    background: str = ""
    colour: str = ""
    blended: bool = False
    """True when text has the colour of its ground."""
    region: Region | None = None
    list_frame: "Frame | None" = None
    row_frame: "Frame | None" = None
    after: str = ""
    """Text a style sheet adds behind the element."""
    opened_run: bool = False
    """True when a run of hidden text began here inside visible text."""
    href: str = ""
    link_at: int = -1
    sup_at: int = -1
    counts: dict[str, int] = field(default_factory=dict)
    depth: int = field(init=False, default=0)
    block: "Frame" = field(init=False)
    """The nearest element that stands on lines of its own."""
    shallow: "Frame" = field(init=False)
    """The ancestor at the greatest depth a CSS path is made for, or the element itself."""

    def __post_init__(self) -> None:
        around = self.parent
        self.depth = 0 if around is None else around.depth + 1
        self.block = self if self.is_block or around is None else around.block
        self.shallow = self if around is None or self.depth <= _LONGEST_PATH else around.shallow

    @property
    def hidden(self) -> bool:
        """Say whether a browser would probably not show text in here."""
        return self.gone or self.invisible or self.tiny or self.blended

    def next_child(self, tag: str) -> int:
        """Count one more child and return its place among those with the same tag."""
        number = self.counts.get(tag, 0) + 1
        self.counts[tag] = number
        return number


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
        step: Frame | None = frame.shallow
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
            return f"#{frame.ident}"
        if not _PLAIN_TAG.match(frame.tag):
            return path
        alone = frame.tag in ("html", "body", "head") and frame.nth == 1
        step = frame.tag if alone else f"{frame.tag}:nth-of-type({frame.nth})"
        return f"{path} > {step}" if path else step

    def _has_own_id(self, frame: Frame) -> bool:
        return bool(frame.ident) and self._ids[frame.ident] == 1 and _PLAIN_ID.match(frame.ident) is not None
