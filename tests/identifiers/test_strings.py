"""What stands on pages in all spellings is found, normalised and judged; what only looks like it is left alone."""

from pathlib import Path

import pytest

from checker.identifiers.find import numbers_in
from tests.builders import real_pack, yaml_of

STRINGS = yaml_of(Path(__file__).parent / "strings.yaml")


@pytest.mark.parametrize("case", STRINGS, ids=[case["text"] for case in STRINGS])
def test_numbers_of_a_text(case: dict[str, object]) -> None:
    found = numbers_in(str(case["text"]), real_pack().finder)

    assert [f"{item.kind.id}: {item.number} {item.verdict.value}" for item in found] == case["finds"]
