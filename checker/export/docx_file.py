"""Write a document for word processors: real headings, lists and tables, every text a text."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, assert_never

from checker.errors import MissingExtraError
from checker.export.blocks import Answers, Block, Bullets, Document, Grid, Heading, Links, Paragraph, Quotation, shown
from checker.views.links import safe_href

_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_MAKER = "clinic-check"
_WIDTHS_CM = {2: (5.0, 11.6), 3: (4.2, 8.4, 4.0), 4: (3.4, 6.6, 3.6, 3.0)}
"""How wide the columns of a table are, by their number."""

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time every part of the file carries, so that the same result gives the same bytes."""


def docx_bytes(document: Document, *, made_at: datetime) -> bytes:
    """Return the document as a DOCX file.

    Args:
        document: what to write.
        made_at: the time kept in the file's properties.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("A document (docx)", "python-docx", "docs") from error
    file = docx.Document()
    _set_up(file, document.title, document.language, made_at)
    for block in document.blocks:
        _write(file, block)
    written = io.BytesIO()
    file.save(written)
    return _same_bytes(written.getvalue())


def _set_up(file: Any, title: str, language: str, made_at: datetime) -> None:
    from docx.shared import Cm

    about = file.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, _MAKER, _MAKER, ""
    about.language = language
    about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    _set_styles(file.styles)
    _page_number(section.footer.paragraphs[0])


def _set_styles(styles: Any) -> None:
    from docx.shared import Cm, Pt, RGBColor

    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):
        styles[name].font.color.rgb = RGBColor.from_string("51606A" if name == "Caption" else "0B5566")
    styles["Caption"].font.bold = False
    styles["Quote"].font.italic, styles["Quote"].font.name = False, "Cambria"
    styles["Quote"].font.size = Pt(11.5)
    for name in ("Quote", "Caption"):
        styles[name].paragraph_format.left_indent = Cm(0.8)
        styles[name].paragraph_format.keep_with_next = True


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run(f"{_MAKER} · page ")
    paragraph._p.append(field)


def _write(file: Any, block: Block) -> None:
    match block:
        case Heading(text=text, level=level):
            _add(file, f"Heading{level}" if level else "Title").add_run(shown(text))
        case Paragraph():
            _paragraph(_add(file), block)
        case Bullets(items=items):
            _bullets(file, items)
        case Quotation():
            _quotation(file, block)
        case Grid(columns=columns, rows=rows):
            _table(file, columns, rows)
        case Links():
            _links(file, block)
        case Answers(questions=questions):
            _answers(file, questions)
        case _:
            assert_never(block)


def _add(file: Any, style_id: str = "Normal") -> Any:
    """Add a paragraph; by the style's id, since looking its name up takes longer than all the rest."""
    paragraph = file.add_paragraph()
    paragraph._p.style = style_id
    return paragraph


def _paragraph(paragraph: Any, block: Paragraph) -> None:
    if block.name:
        paragraph.add_run(shown(block.name) + " ").bold = True
    paragraph.add_run(shown(block.text))
    if block.text.endswith(":"):
        paragraph.paragraph_format.keep_with_next = True


def _bullets(file: Any, items: tuple[Paragraph, ...]) -> None:
    for item in items:
        _paragraph(_add(file, "ListBullet"), item)


def _quotation(file: Any, block: Quotation) -> None:
    paragraph = _add(file, "Quote")
    paragraph.add_run(shown(block.before))
    paragraph.add_run(shown(block.quote)).bold = True
    paragraph.add_run(shown(block.after))
    _add(file, "Caption").add_run(shown(block.place))


def _table(file: Any, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    lines = (columns, *rows) if columns else rows
    if not lines:
        return
    from docx.shared import Cm

    _keep_with_next(file)
    table = file.add_table(rows=len(lines), cols=len(lines[0]))
    table._tbl.tblStyle_val = "TableGrid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS_CM[len(lines[0])], strict=True):
        column.width = Cm(width)
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        for place, (cell, text) in enumerate(zip(row.cells, line, strict=True)):
            cell.paragraphs[0].add_run(shown(text)).bold = (number == 0) if columns else (place == 0)
    if columns:
        _repeat_on_each_page(table.rows[0])
    _add(file)


def _keep_with_next(file: Any) -> None:
    """Keep the paragraph above a table on the table's page."""
    from docx.text.paragraph import Paragraph as WordParagraph

    last = file.element.body[-2]  # behind it stands what the page looks like
    if last.tag.endswith("}p"):
        WordParagraph(last, file).paragraph_format.keep_with_next = True


def _repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _links(file: Any, block: Links) -> None:
    for place, (label, url) in enumerate(block.items, 1):
        # A list numbered by the program goes on counting from the last one, so the number is text.
        style, number = ("ListParagraph", f"{place}. ") if block.numbered else ("ListBullet", "")
        _link(_add(file, style), number + label, url)


def _answers(file: Any, questions: tuple[str, ...]) -> None:
    for place, question in enumerate(questions, 1):
        _add(file, "ListParagraph").add_run(shown(f"{place}. {question}"))
        _line_for_an_answer(_add(file))


def _link(paragraph: Any, label: str, url: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    target = safe_href(url)
    if not target:
        paragraph.add_run(shown(f"{label} {url}"))
        return
    paragraph.add_run(shown(label) + " ")
    run = paragraph.add_run(target)
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, _LINK_TYPE, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)


def _line_for_an_answer(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "777777")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().append(border)


def _same_bytes(file: bytes) -> bytes:
    """Write the parts of a file again without the time of writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _OLDEST), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
