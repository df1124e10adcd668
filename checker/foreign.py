"""Read JSON that comes from outside into values of ours, and describe its form: no key too many, none too few."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any


def closed_adapter(whole: type, parts: Iterable[object]) -> Any:
    """Return a pydantic `TypeAdapter` that refuses unknown keys in a value and in the dataclasses it is made of."""
    # pydantic takes 80 ms to import and longer to build an adapter; writing JSON needs neither.
    from pydantic import ConfigDict, TypeAdapter, with_config

    closed = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))
    for part in parts:
        if isinstance(part, type) and dataclasses.is_dataclass(part):
            closed(part)
    return TypeAdapter(whole)


def read_json(text: str | bytes) -> Any:
    """Return what JSON says.

    Raises:
        ValueError: it is no JSON.

    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error


def schema_of(adapter: Any) -> dict[str, Any]:
    """Return the JSON Schema of what an adapter reads."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **adapter.json_schema()}
