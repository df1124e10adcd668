"""What a document is made of, whatever program shows it: headings, paragraphs, quotes, tables."""

from dataclasses import dataclass

from checker.wording import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; the document's title is level 0."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text, with a name in bold before it where there is one."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; an item may begin with a name in bold."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The page's own words within their sentence, and where they stand."""

    before: str
    quote: str
    after: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a heading over each column, or, without columns, rows of a name and a value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Published sources: what they are called, and where they can be read. An address that is no plain one is text."""

    items: tuple[tuple[str, str], ...]
    numbered: bool = False
    """True where the text refers to them by their place in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Questions with room for the answers."""

    questions: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Quotation | Grid | Links | Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    title: str
    language: str
    """ISO 639-1 code of our own words in it."""
    blocks: tuple[Block, ...]


def shown(text: str) -> str:
    """Return text of others on one line, with every invisible or direction-changing character spelled out."""
    return visible(text).replace("\t", " ").replace("\n", " ")
