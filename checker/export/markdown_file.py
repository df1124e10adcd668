"""Write a document as Markdown (CommonMark with tables) in which nothing of the page is markup."""

import re
from collections.abc import Iterator
from typing import assert_never

from checker.export.blocks import Answers, Block, Bullets, Document, Grid, Heading, Links, Paragraph, Quotation, shown
from checker.views.links import safe_href

_MARKS = re.compile(
    r"[\\`*{}\[\]<|~$]"  # code, emphasis, templates, links, HTML, cells, strike-through, formulas
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; inside a word it is none
    r"|&(?=\#?\w+;)"  # entities
    r"|=(?==)"  # highlighting
    r"|:(?=//)|(?<=www)\.|@|(?<=mailto):|(?<=xmpp):"  # links that programs begin of their own accord
    r"|:(?=[a-z][\w+-]*:)",  # small pictures
    re.IGNORECASE,
)
_LINE_MARKS = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+#>=]))")
"""What makes a heading, a list or a quotation at the beginning of a line."""


def markdown_text(document: Document) -> str:
    """Return the document as Markdown."""
    return "\n".join(line for block in document.blocks for line in (*_lines(block), ""))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * (level + 1)} {_text(text)}"
        case Paragraph():
            yield _paragraph(block)
        case Bullets(items=items):
            yield from (f"- {_paragraph(item)}" for item in items)
        case Quotation():
            yield from _quotation(block)
        case Grid(columns=columns, rows=rows):
            yield from _grid(columns, rows)
        case Links(items=items, numbered=numbered):
            yield from (
                f"{place if numbered else '-'}{'.' * numbered} {_link(*item)}" for place, item in enumerate(items, 1)
            )
        case Answers(questions=questions):
            yield from (f"{number}. {_text(question)}" for number, question in enumerate(questions, 1))
        case _:
            assert_never(block)


def _paragraph(block: Paragraph) -> str:
    return " ".join(filter(None, (f"**{_text(block.name)}**" if block.name else "", _text(block.text))))


def _quotation(block: Quotation) -> Iterator[str]:
    # HTML's own element: asterisks beside a quotation mark or inside a word would be shown as asterisks.
    words = f"{_escaped(block.before)}<b>{_escaped(block.quote)}</b>{_escaped(block.after)}"
    yield f"> {_at_line_start(words)}"
    yield ">"
    yield f"> — {_text(block.place)}"


def _grid(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    width = len(columns) or max((len(row) for row in rows), default=1)
    for number, row in enumerate((columns or ("",) * width, *rows)):
        yield f"| {' | '.join(_text(cell) for cell in row)} |"
        if number == 0:
            yield "|" + "---|" * width


def _links(block: Links) -> Iterator[str]:
    for place, (label, url) in enumerate(block.items, 1):
        yield f"{f'{place}.' if block.numbered else '-'} {_link(label, url)}"


def _link(label: str, url: str) -> str:
    target = safe_href(url).replace("(", "%28").replace(")", "%29")
    return f"[{_text(label)}](<{target}>)" if target else _text(f"{label} {url}")


def _text(text: str) -> str:
    """Return a text that shows as itself: on one line, and with every mark of Markdown and HTML escaped."""
    return _at_line_start(_escaped(text))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", shown(text))


def _at_line_start(text: str) -> str:
    return _LINE_MARKS.sub(r"\1\\", text.strip())
