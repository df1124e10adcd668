"""The text collected for the block being read."""

import re

from checker.read.draft import Draft
from checker.read.frame import Frame, Inside
from checker.read.squeeze import squeeze

LINE = "\x00"
"""Stands for `<br>` while a block is being read; page text never contains it."""
_APART = re.compile(
    r"\x00\s*\x00[\s\x00]*|\x00(?=\s*(?:[\u2022\u25aa\u25cf\u2713\u2714\u2705\u27a4\u00b7*\u2013-]\s|\d{1,2}[.)]\s))"
)
"""Where lines of one element are blocks of their own: after an empty line and before a bullet."""
_FOOTNOTE = re.compile(r"\s*[\[(]?\d{1,3}(?:\s*[,\u2013-]\s*\d{1,3})*[\])]?\s*\Z")
_BEFORE_FOOTNOTE = frozenset('.,;:)"\u201d')
_WORD_END = re.compile(r"[^\W\d_]{2}\Z")
_WORD_START = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_A-Z]")
_NEARLY_ALL = 0.9


class Run:
    """Text pieces of one block, with how many of their characters are link, bold or quoted."""

    __slots__ = ("_bold", "_link", "_quote", "chars", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.chars = 0
        """Characters apart from white space at the ends of pieces."""
        self._link = self._bold = self._quote = 0

    def add(self, data: str, inside: Inside, *, at_seam: bool) -> None:
        """Add text; at a seam between two elements of the same kind, whole words are kept apart ("SafeFast")."""
        length = len(data.strip())
        parts = self.parts
        if not length and not parts:
            return
        if at_seam and parts and _WORD_END.search(parts[-1]) and _WORD_START.match(data):
            parts.append(" ")
        parts.append(data)
        self.chars += length
        if inside.is_marked:
            self._link += length * inside.is_link
            self._bold += length * inside.is_bold
            self._quote += length * inside.is_quote

    def part_footnote(self, at: int) -> None:
        """Part a footnote's number, which begins at piece `at`, from the word it stands at."""
        before = self.parts[at - 1][-1:] if 0 < at <= len(self.parts) else ""
        follows_word = before.isalpha() or before in _BEFORE_FOOTNOTE
        if before and follows_word and _FOOTNOTE.match("".join(self.parts[at:])):
            self.parts.insert(at, " ")

    def drafts(self, inside: Inside, block: Frame) -> list[Draft]:
        """Return what the text makes in that block element: one block, or one for each line that stands apart."""
        whole = "".join(self.parts)
        made: list[Draft] = []
        for line in _APART.split(whole) if LINE in whole else (whole,):
            text, breaks = squeeze(line.replace(LINE, " "))
            if text:
                made.append(self._draft(text, breaks, inside, block))
        return made

    def _draft(self, text: str, breaks: tuple[int, ...], inside: Inside, block: Frame) -> Draft:
        words = text.count(" ") + 1
        in_link = self._link >= _NEARLY_ALL * self.chars
        if inside.region is not None:
            inside.region.note(words, words if in_link else 0)
        return Draft(
            text=text,
            breaks=breaks,
            frame=block,
            shape=inside.shape,
            level=inside.level,
            hidden=inside.sight.hidden,
            region=inside.region,
            words=words,
            in_link=in_link,
            all_bold=self._bold >= _NEARLY_ALL * self.chars,
            all_quote=self._quote >= _NEARLY_ALL * self.chars,
        )
