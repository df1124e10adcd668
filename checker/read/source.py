"""The markup of a page, in the forms in which it is looked through."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Markup as text and as bytes, in which searching and counting take a fraction of the time."""

    text: str
    raw: bytes
    """The text in UTF-8."""
    lower: bytes
    """The same with the letters A to Z small, as HTML means it: every byte in its place."""


def source_of(markup: str) -> Source:
    """Return some markup in all its forms."""
    raw = markup.encode("utf-8", "ignore")
    return Source(text=markup, raw=raw, lower=raw.lower())
