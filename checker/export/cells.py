"""Make a value fit for a spreadsheet cell: every text of others is shown as text and never runs as a formula."""

import re

from checker.wording import visible

Cell = str | int | float | None

MAX_CHARACTERS = 32_767
"""Longest text of a cell in Excel, in UTF-16; https://support.microsoft.com, "Excel specifications and limits"."""

_CUT = " [… cut]"
_STARTER = "[-=+@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
"""What a formula begins with, also in full-width and small forms, which some spreadsheets take for the plain ones."""

_STARTS = re.compile(rf"\s*{_STARTER}")
_AFTER_SEPARATOR = re.compile(rf";(\s*)(?={_STARTER})")
"""A spreadsheet that splits at semicolons starts a cell here."""


def guarded(cell: Cell) -> Cell:
    """Return a value for a cell: text on one line, invisible characters spelled out, formulas behind an apostrophe.

    Numbers of ours stay numbers.
    """
    if not isinstance(cell, str):
        return cell
    shown = _AFTER_SEPARATOR.sub(r";\1'", re.sub("[\t\n]", " ", visible(cell)))
    if starts_a_formula(shown):
        shown = f"'{shown}"
    return shown if 2 * len(shown) <= MAX_CHARACTERS else _cut(shown)


def _cut(text: str) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) <= 2 * MAX_CHARACTERS:
        return text
    return raw[: 2 * (MAX_CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def as_text(text: str) -> str:
    """Return a text for XlsxWriter, which writes one that stands between these tags as markup, as it is."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def unguarded(text: str) -> str:
    """Return a reviewer's text without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and starts_a_formula(text[1:]) else text


def starts_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula."""
    return bool(_STARTS.match(text))
