"""Collapse white space inside one block, remembering where source lines ended."""

import re

_SPACES = re.compile(r"\s+")
_ODD = re.compile(r"\s{2,}|[^\S ]")


def squeeze(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with every run of white space as one space, and the offsets of spaces that were line ends."""
    text = text.strip()
    if not _ODD.search(text):
        return text, ()
    if "\n" not in text and "\r" not in text:
        return _SPACES.sub(" ", text), ()
    return _squeeze_lines(text)


def _squeeze_lines(text: str) -> tuple[str, tuple[int, ...]]:
    parts: list[str] = []
    breaks: list[int] = []
    length = -1
    for line in text.splitlines():
        part = " ".join(line.split())
        if part:
            if parts:
                breaks.append(length)
            parts.append(part)
            length += len(part) + 1
    return " ".join(parts), tuple(breaks)
