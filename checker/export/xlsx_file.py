"""Write all tables of a result as one workbook in which every text is a text."""

import io
from datetime import UTC, datetime
from typing import Any

from checker.errors import MissingExtraError
from checker.export.cells import Cell, as_text, guarded
from checker.export.tables import Table

_WIDE = {"quote", "sentence", "title", "reason", "why", "ask", "note", "sources", "value", "heading"}
_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_REVIEWER = ("decision", "note", "reviewer", "date")


def xlsx_bytes(tables: tuple[Table, ...], *, made_at: datetime, title: str) -> bytes:
    """Return a workbook with one sheet for each table and one that explains the columns.

    Args:
        tables: what to write.
        made_at: the time kept in the file's properties; the same values give the same bytes.
        title: the title kept in the file's properties, already fit to show.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("A workbook (xlsx)", "XlsxWriter", "docs") from error
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _TEXT_ONLY) as book:
        book.set_properties({"title": title[:255], "created": made_at.astimezone(UTC).replace(tzinfo=None)})
        style = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EFF1"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "mine": book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC"}),
        }
        for table in (*tables, _columns(tables)):
            _sheet(book.add_worksheet(table.name), table, style)
    return written.getvalue()


def _columns(tables: tuple[Table, ...]) -> Table:
    rows = tuple((table.name, name, meaning) for table in tables for name, meaning in table.columns.items())
    return Table(name="columns", columns={"table": "", "column": "", "meaning": ""}, rows=rows)


def _sheet(sheet: Any, table: Table, style: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, 46 if name in _WIDE or name == "meaning" else 16)
        sheet.write_string(0, column, name, style["head"])
        for line, row in enumerate(table.rows, 1):
            looks = "mine" if name in _REVIEWER and table.name == "findings" else "cell"
            _cell(sheet, line, column, guarded(row[column]), style[looks])
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    if table.name == "findings":
        _offer_decisions(sheet, table)


def _cell(sheet: Any, line: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, str) and cell:
        sheet.write_string(line, column, as_text(cell), style)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell, style)
    else:
        sheet.write_blank(line, column, None, style)


def _offer_decisions(sheet: Any, table: Table) -> None:
    from checker.export.review import DECISIONS

    column = list(table.columns).index("decision")
    rule = {"validate": "list", "source": list(DECISIONS), "ignore_blank": True}
    sheet.data_validation(1, column, max(1, len(table.rows)), column, rule)
