"""Collapse white space inside one block, remembering where source lines ended."""


def squeeze(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with every run of white space as one space, and the offsets of spaces that were line ends."""
    text = text.strip()
    if text.isprintable() and "  " not in text:  # of white space only single spaces; most texts are so
        return text, ()
    if "\n" in text or "\r" in text:
        return _squeeze_lines(text)
    return " ".join(text.split()), ()


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
