"""Every form a stored result can be rendered in, by its name on the command line."""

from dataclasses import dataclass, field
from enum import StrEnum

from checker.catalogue import ENGLISH, words
from checker.models import Result, View
from checker.render import render_html, render_json
from checker.views.background import NOTHING_ELSE, Background
from checker.wording import clip


class Format(StrEnum):
    """A form of report."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MD = "md"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


FOR_A_READER = frozenset({Format.HTML, Format.PDF, Format.DOCX, Format.MD})
"""Forms that differ from view to view; the others hold everything."""

TABLES = frozenset({Format.CSV, Format.XLSX})
"""Forms that hold tables; they show what reviewers wrote, as the regulator's view of the others does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asked for, beside the form."""

    view: View = View.PATIENT
    language: str = ENGLISH
    """Of the interface texts in the forms for a reader."""
    background: Background = field(default=NOTHING_ELSE)
    """What is shown beside the result."""
    table: str = "findings"
    """Which table a CSV file holds."""
    byte_order_mark: bool = False
    """Begin a CSV file with the mark by which Excel knows UTF-8."""


def render(result: Result, form: Format, wish: Wish) -> bytes:
    """Return a result in one form, as the bytes of a file.

    Raises:
        MissingExtraError: the form needs a library that is not installed.
    """
    # Each form imports what it needs when it is asked for: no reader of HTML pays for spreadsheets.
    match form:
        case Format.HTML:
            return _html(result, wish).encode()
        case Format.JSON:
            return render_json(result).encode()
        case Format.PDF:
            from checker.export.pdf_file import pdf_bytes

            return pdf_bytes(_html(result, wish))
        case Format.CSV:
            return _csv(result, wish)
        case Format.XLSX:
            return _xlsx(result, wish)
        case Format.MD | Format.DOCX:
            return _document(result, form, wish)


def _html(result: Result, wish: Wish) -> str:
    return render_html(result, view=wish.view, language=wish.language, background=wish.background)


def _csv(result: Result, wish: Wish) -> bytes:
    from checker.export.csv_file import BYTE_ORDER_MARK, csv_text
    from checker.export.tables import tables

    table = next(each for each in tables(result, wish.background.reviews) if each.name == wish.table)
    return ((BYTE_ORDER_MARK if wish.byte_order_mark else "") + csv_text(table)).encode()


def _xlsx(result: Result, wish: Wish) -> bytes:
    from checker.export.tables import tables
    from checker.export.xlsx_file import xlsx_bytes
    from checker.views.collection import last_visited

    title = clip(result.page.title or result.capture.final_url, 200)
    return xlsx_bytes(tables(result, wish.background.reviews), made_at=last_visited(result), title=title)


def _document(result: Result, form: Format, wish: Wish) -> bytes:
    from checker.export.document import document
    from checker.export.docx_file import docx_bytes
    from checker.export.markdown_file import markdown_text
    from checker.views.collection import last_visited

    made = document(result, wish.view, words(wish.language), wish.background.reviews)
    return markdown_text(made).encode() if form is Format.MD else docx_bytes(made, made_at=last_visited(result))
