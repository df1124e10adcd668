"""Put pieces of text together to the text of a page, its blocks, folded copy and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.models import Block, Folded, Sentence, Zone
from checker.read.fold import fold
from checker.sentences import split


class Piece(Protocol):
    """One block of text before it has a place."""

    @property
    def text(self) -> str:
        """Return the text, without line breaks."""

    @property
    def zone(self) -> Zone:
        """Return its zone."""

    @property
    def heading_path(self) -> tuple[str, ...]:
        """Return the headings above it, outermost first."""

    @property
    def lead_in(self) -> int | None:
        """Return the index of the piece this one completes, or None."""

    @property
    def css_path(self) -> str:
        """Return a selector for its element."""

    @property
    def hidden(self) -> bool:
        """Say whether a browser would probably not show it."""

    @property
    def breaks(self) -> tuple[int, ...]:
        """Return offsets into `text` of spaces at which a line of the source ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The text parts of a page."""

    text: str
    folded: Folded
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


def assemble(pieces: Sequence[Piece]) -> Assembled:
    """Join pieces by line breaks; returns text, blocks, folded copy and sentences with their offsets."""
    text = "\n".join([piece.text for piece in pieces])
    spans = _spans(pieces)
    breaks = [span[0] + at for piece, span in zip(pieces, spans, strict=True) if piece.breaks for at in piece.breaks]
    sentences: list[Sentence] = []
    for index, span in enumerate(spans):
        sentences += [Sentence(start=start, end=end, block=index) for start, end in split(text, *span)]
    return Assembled(
        text=text,
        folded=fold(text, breaks),
        blocks=tuple([_block(piece, span, spans) for piece, span in zip(pieces, spans, strict=True)]),
        sentences=tuple(sentences),
    )


def _spans(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        spans.append((start, end))
        start = end + 1
    return spans


def _block(piece: Piece, span: tuple[int, int], spans: list[tuple[int, int]]) -> Block:
    return Block(
        zone=piece.zone,
        start=span[0],
        end=span[1],
        heading_path=piece.heading_path,
        lead_in=None if piece.lead_in is None else spans[piece.lead_in],
        css_path=piece.css_path,
        hidden=piece.hidden,
    )
