"""A block of text as it was met on the page, before zones and lead-ins are decided."""

from dataclasses import dataclass

from checker.models import Zone
from checker.read.frame import Frame
from checker.read.region import Region


@dataclass(slots=True, eq=False, kw_only=True)
class Draft:
    """One block with everything needed to place it."""

    text: str
    breaks: tuple[int, ...]
    frame: Frame
    """The nearest block element."""
    shape: str
    level: int = 0
    hidden: bool = False
    region: Region | None = None
    words: int = 0
    in_link: bool = False
    """True when nearly all of it is link text."""
    all_bold: bool = False
    all_quote: bool = False
    zone: Zone = Zone.TEXT
    heading_path: tuple[str, ...] = ()
    lead_in: int | None = None
    css_path: str = ""

    @property
    def is_running(self) -> bool:
        """Say whether it is text of the page's body, not of an attribute or the head."""
        return self.shape not in ("alt", "meta", "title", "jsonld")
