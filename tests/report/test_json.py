"""The JSON form: everything comes back, nothing foreign gets in, and the published schema is fresh."""

import json
import types
from dataclasses import is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.models import Result
from checker.render import json_schema, parse_json, render_json
from checker.resources import REPORTS

from . import samples
from .builders import page_facts

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-(2**60), 2**60),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    types.NoneType: st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) in {Union, types.UnionType}:
        return st.one_of(*(values(each) for each in get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return st.builds(kind, **{name: values(each) for name, each in get_type_hints(kind).items()})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(values(Result))
def test_every_result_comes_back_from_json(value: Result) -> None:
    text = render_json(value)

    assert parse_json(text) == value
    assert render_json(parse_json(text)) == text


def test_json_keeps_declared_order_readable_letters_and_utc_times() -> None:
    text = render_json(samples.typical())

    assert list(json.loads(text)) == list(get_type_hints(Result))
    assert '  "schema_version": "2",\n' in text
    assert '"started_at": "2026-11-22T03:46:04Z"' in text
    assert "© Meridian Bay" in text
    assert text.endswith("}\n")


def test_lone_surrogate_survives_json_and_the_text_can_be_written() -> None:
    odd = replace(samples.few(), page=page_facts(title="a\ud800b"))
    text = render_json(odd)

    assert parse_json(text.encode().decode()) == odd


@pytest.mark.parametrize("path", [[], ["page", "counts"], ["outcomes", 0], ["outcomes", 0, "findings", 0]])
def test_unknown_key_is_refused_at_every_depth(path: list[Any]) -> None:
    data = json.loads(render_json(samples.typical()))
    place = data
    for step in path:
        place = place[step]
    place["surprise"] = 1

    with pytest.raises(ValueError, match="surprise"):
        parse_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 200_000, '{"schema_version": 1}'])
def test_text_that_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_json(text)


def test_endless_number_is_never_written() -> None:
    full = samples.few()

    with pytest.raises(ValueError, match="Out of range"):
        render_json(replace(full, run=replace(full.run, elapsed_s=float("inf"))))


def test_published_schema_is_fresh() -> None:
    """Write it again with: python -m tests.report.test_json."""
    published = (REPORTS / "result.schema.json").read_text(encoding="utf-8")

    assert published == schema_text()


def test_schema_closes_every_object_and_explains_its_fields() -> None:
    schema = json_schema()
    objects = [each for each in (schema, *schema["$defs"].values()) if each.get("type") == "object"]

    assert all(each["additionalProperties"] is False for each in objects)
    assert schema["$defs"]["Finding"]["properties"]["sentence"]["description"] == "The sentence around the quote."
    assert is_dataclass(Result)


def schema_text() -> str:
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (REPORTS / "result.schema.json").write_text(schema_text(), encoding="utf-8")
