"""How much of a page is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of one reading; what they cut is told by the page's `limits`."""

    tags: int = 250_000
    """Opening and closing tags handed to the parser."""
    elements: int = 200_000
    chars: int = 5_000_000


BOUNDS = Bounds()
