"""Make a page from one text without any HTML, for the examples inside rules."""

import re
from dataclasses import dataclass

from checker.models import Page, ReadCounts, Zone
from checker.read.assemble import assemble
from checker.read.squeeze import squeeze

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A block of an example."""

    text: str
    zone: Zone
    heading_path: tuple[str, ...] = ()
    lead_in: int | None = None
    css_path: str = ""
    hidden: bool = False
    breaks: tuple[int, ...] = ()


def page_of_text(
    text: str,
    *,
    zone: Zone = Zone.TEXT,
    url: str = "example",
    lead_in: str = "",
    heading: str = "",
    language: str = "en",
) -> Page:
    """Return a page whose blocks are the paragraphs of `text`, all in one zone.

    Args:
        text: Paragraphs separated by blank lines; a single line break inside one is white space.
        zone: Zone of these blocks; `Zone.HIDDEN` makes hidden text blocks.
        url: Address the page claims to come from.
        lead_in: A text block put before and linked as the lead-in of every paragraph.
        heading: A heading block put first; it is the heading path of all that follows.
        language: Taken as given, nothing is detected.

    """
    pieces = _openers(heading, lead_in)
    target = None if not lead_in.strip() else len(pieces) - 1
    path = (squeeze(heading)[0],) if heading.strip() else ()
    hidden = zone is Zone.HIDDEN
    for paragraph in _BLANK_LINE.split(text.strip()):
        squeezed, breaks = squeeze(paragraph)
        if squeezed:
            pieces.append(
                _Paragraph(
                    text=squeezed,
                    zone=Zone.TEXT if hidden else zone,
                    heading_path=path,
                    lead_in=target,
                    hidden=hidden,
                    breaks=breaks,
                )
            )
    return _page(pieces, url=url, language=language)


def _openers(heading: str, lead_in: str) -> list[_Paragraph]:
    pieces: list[_Paragraph] = []
    title = squeeze(heading)[0]
    if title:
        pieces.append(_Paragraph(text=title, zone=Zone.HEADING))
    if lead_in.strip():
        pieces.append(_Paragraph(text=squeeze(lead_in)[0], zone=Zone.TEXT, heading_path=(title,) if title else ()))
    return pieces


def _page(pieces: list[_Paragraph], *, url: str, language: str) -> Page:
    made = assemble(pieces)
    words = len(made.text.split())
    hidden = sum(len(piece.text.split()) for piece in pieces if piece.hidden)
    title = next((piece.text for piece in pieces if piece.zone in (Zone.TITLE, Zone.HEADING)), "")
    counts = ReadCounts(
        words=words, hidden_words=hidden, sentences=len(made.sentences), images=0, scripts=0, frames=0, links=0
    )
    return Page(
        url=url,
        title=title,
        language=language,
        text=made.text,
        folded=made.folded,
        blocks=made.blocks,
        sentences=made.sentences,
        counts=counts,
    )
