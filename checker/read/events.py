"""The door between any HTML parser and the block builder."""

from collections.abc import Mapping
from typing import Protocol

from checker.read.traits import Start


class Events(Protocol):
    """What a parser reports, in document order."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> Start:
        """Return what a start tag says; its name and those of attributes are in lower case, but for drawings'."""

    def open(self, start: Start) -> None:
        """Begin an element with such a start tag."""

    def text(self, data: str) -> None:
        """Take some text, with entities already resolved."""

    def close(self) -> None:
        """End the element opened last."""
