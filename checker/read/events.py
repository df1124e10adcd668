"""The door between any HTML parser and the block builder."""

from collections.abc import Mapping
from typing import Protocol


class Events(Protocol):
    """What a parser reports, in document order."""

    def open(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Begin an element; tag and attribute names are in lower case, but for attributes of drawings."""

    def text(self, data: str) -> None:
        """Take some text, with entities already resolved."""

    def close(self) -> None:
        """End the element opened last."""
