"""The door between any HTML parser and the block builder."""

from collections.abc import Mapping
from typing import Protocol


class Events(Protocol):
    """What a parser reports, in document order."""

    def open(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Begin an element; its name and those of its attributes are in lower case, but for drawings' attributes."""

    def text(self, data: str) -> None:
        """Take some text, with entities already resolved."""

    def close(self) -> None:
        """End the element opened last."""
