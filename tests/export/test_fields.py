"""The field reference explains everything a stored result and its tables hold."""

from checker.export.fields import field_sections
from checker.export.tables import COLUMNS, tables
from checker.render import json_schema
from tests.report import samples


def test_every_field_has_a_type_and_a_meaning() -> None:
    rows = [line.split(" | ") for line in field_sections(json_schema(), "Result") if line.startswith("| `")]

    assert len(rows) > 100
    assert [row for row in rows if len(row) != 3 or len(row[2]) < 8] == []


def test_every_link_leads_to_a_section() -> None:
    text = "\n".join(field_sections(json_schema(), "Result"))
    headings = {line[4:].lower() for line in text.splitlines() if line.startswith("### ")}
    targets = {part.split(")")[0] for part in text.split("](#")[1:]}

    assert targets
    assert targets <= headings


def test_bar_in_a_meaning_does_not_end_the_cell() -> None:
    schema = {"properties": {"field": {"type": "string", "description": "one | two"}}}

    assert list(field_sections(schema, "Form"))[-1] == "| `field` | text | one \\| two |"


def test_every_column_of_every_table_has_a_meaning() -> None:
    for table in tables(samples.typical()):
        assert table.columns == COLUMNS[table.name]
        assert all(len(meaning) > 8 for meaning in table.columns.values())
        assert {len(row) for row in table.rows} == {len(table.columns)}
