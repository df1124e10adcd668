"""Tables say what was found, one row for each, and spreadsheets read back exactly that."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from checker.export.csv_file import csv_text
from checker.export.tables import COLUMNS, Table, findings_table, tables
from checker.export.xlsx_file import xlsx_bytes
from checker.models import Result, State
from checker.views.collection import last_visited
from tests.report import samples
from tests.report.builders import absence, capture, finding, good, outcome, result

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def rows(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(table), newline="")))


def workbook(value: Result) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables(value), made_at=DAY, title="Findings")))


def small() -> Result:
    said = finding("Our cells cure MS.", "cure MS", softened_by=("hedge",), hidden=True)
    return result(
        outcome("cure-one", "The page says so.", findings=(said,), points=10.0),
        absence("disclosure-risk", "No risks are named."),
        good("protective-price", "The page gives prices.", findings=(finding("It costs 100 dollars."),)),
        outcome("quiet", "Not this.", state=State.NOT_FOUND),
    )


def test_a_text_like_the_markup_of_a_workbook_is_a_text() -> None:
    said = finding("<r>a & b</r>", "<r>a & b</r>")
    sheet = workbook(result(outcome("cure-one", "The page says so.", findings=(said,), points=10.0)))["findings"]

    assert "<r>a & b</r> " in [cell.value for cell in sheet[2]]


def test_findings_are_numbered_by_what_they_are() -> None:
    numbers = [(row["number"], row["rule"], row["quote"]) for row in rows(findings_table(small()))]

    assert numbers == [
        ("F-001", "cure-one", "cure MS"),
        ("O-001", "disclosure-risk", ""),
        ("G-001", "protective-price", "It costs 100 dollars."),
    ]


def test_finding_row_says_where_when_and_what() -> None:
    row = rows(findings_table(small()))[0]

    assert {name: row[name] for name in ("address", "last_visited", "heading", "zone", "sentence", "start", "end")} == {
        "address": "https://meridian-bay.example/stem-cell-therapy",
        "last_visited": "2026-11-22T03:46:05Z",
        "heading": "Healing is in your nature > How our treatment works",
        "zone": "text",
        "sentence": "Our cells cure MS.",
        "start": "510",
        "end": "517",
    }
    assert (row["hidden"], row["disguised"], row["softened_by"]) == ("yes", "", "hedge")
    assert [row[name] for name in ("decision", "note", "reviewer", "date")] == ["", "", "", ""]


def test_every_place_of_the_typical_page_has_its_row_and_all_numbers_differ() -> None:
    value = samples.typical()
    fired = [each for each in value.outcomes if each.state is State.FIRED]
    found = rows(findings_table(value))

    assert len(found) == sum(max(1, len(each.findings)) for each in fired)
    assert len({row["number"] for row in found}) == len({row["key"] for row in found}) == len(found)


def test_key_outlives_a_move_on_the_page_and_not_a_change_of_words() -> None:
    said = finding("Our cells cure MS.", "cure MS")
    variants = [
        said,
        replace(said, start=9_000, end=9_007, heading_path=()),
        finding("Our cells cure ALS.", "cure ALS"),
    ]
    keys = [rows(findings_table(result(outcome("cure", "T.", findings=(each,)))))[0]["key"] for each in variants]

    assert keys[0] == keys[1] != keys[2]


def test_same_words_twice_get_two_keys() -> None:
    twice = result(outcome("cure", "T.", findings=(finding("We cure MS."), finding("We cure MS.", sentence_start=900))))
    first, second = (row["key"] for row in rows(findings_table(twice)))

    assert second == f"{first}-2"


def test_saved_page_was_last_visited_when_it_was_judged() -> None:
    value = replace(samples.few(), capture=capture(fetched_at=None))

    assert last_visited(value) == value.run.started_at


def test_csv_is_as_rfc_4180_says() -> None:
    text = csv_text(Table(name="x", columns={"a": "", "b": ""}, rows=(('say "hi", now', "two\nlines"), (1.5, None))))

    assert text == '"a","b"\r\n"say ""hi"", now","two lines"\r\n"1.5",""\r\n'


@pytest.mark.parametrize("name", COLUMNS)
def test_workbook_holds_the_same_rows_as_csv(name: str) -> None:
    value = samples.typical()
    table = next(each for each in tables(value) if each.name == name)
    sheet = workbook(value)[name]
    read = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    written = list(csv.reader(io.StringIO(csv_text(table), newline="")))

    assert [[as_number(cell) for cell in row] for row in read] == [[as_number(cell) for cell in row] for row in written]


def as_number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_workbook_has_typed_cells_explains_its_columns_and_offers_decisions() -> None:
    book = workbook(samples.typical())
    head = [cell.value for cell in book["findings"][1]]
    start = book["findings"].cell(2, head.index("start") + 1)
    [validation] = book["findings"].data_validations.dataValidation
    explained = {(row[0], row[1]) for row in book["columns"].iter_rows(min_row=2, values_only=True)}

    assert book.sheetnames == [*COLUMNS, "columns"]
    assert start.data_type == "n"
    assert validation.formula1 == '"confirmed,rejected,unclear"'
    assert explained == {(name, column) for name, columns in COLUMNS.items() for column in columns}
    assert book["findings"].freeze_panes == "A2"


def test_same_result_gives_the_same_workbook_byte_for_byte() -> None:
    value = samples.short()

    assert xlsx_bytes(tables(value), made_at=DAY, title="x") == xlsx_bytes(tables(value), made_at=DAY, title="x")


def test_page_without_findings_gives_headed_empty_tables() -> None:
    empty = result()
    book = workbook(empty)

    assert rows(findings_table(empty)) == []
    assert [cell.value for cell in book["findings"][1]][:3] == ["number", "key", "rule"]
    assert book["findings"].max_row == 1
