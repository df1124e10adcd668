"""Explain every field of a stored form, taken from its JSON Schema and so from the dataclasses themselves."""

from collections.abc import Container, Iterator
from typing import Any

Schema = dict[str, Any]

_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


def field_sections(schema: Schema, name: str, known: Container[str] = ()) -> Iterator[str]:
    """Yield Markdown lines: one section for the form called `name` and for each object and list of names in it.

    Those in `known` are explained elsewhere on the same page.
    """
    yield from _object(name, schema)
    parts = {part: each for part, each in schema.get("$defs", {}).items() if part not in known}
    for part, definition in parts.items():
        if definition.get("type") == "object":
            yield from _object(part, definition)
        else:
            yield from ("", f"### {part}", "", _line(definition.get("description", "")), "")
            yield "One of " + ", ".join(f"`{value}`" for value in definition["enum"]) + "."


def _object(name: str, schema: Schema) -> Iterator[str]:
    yield from ("", f"### {name}", "", _line(schema.get("description", "")), "")
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for field, about in schema["properties"].items():
        yield f"| `{field}` | {_type(about)} | {_line(about.get('description', ''))} |"


def _type(about: Schema) -> str:
    if "$ref" in about:
        part = about["$ref"].rpartition("/")[2]
        return f"[{part}](#{part.lower()})"
    if "anyOf" in about:
        return " or ".join(_type(each) for each in about["anyOf"])
    if about["type"] == "array":
        return f"list of {_type(about['items'])}"
    if about.get("format") == "date-time":
        return "time (UTC, ISO 8601)"
    return _TYPES[about["type"]]


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
