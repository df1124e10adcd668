"""What stands on pages in all spellings is found, normalised and judged; what only looks like it is left alone."""

from pathlib import Path

import pytest
import yaml

from checker.identifiers.find import numbers_in
from tests.builders import real_pack

STRINGS = yaml.safe_load((Path(__file__).parent / "strings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", STRINGS, ids=[case["text"] for case in STRINGS])
def test_numbers_of_a_text(case: dict[str, object]) -> None:
    found = numbers_in(str(case["text"]), real_pack().finder)

    assert [f"{item.kind.id}: {item.number} {item.verdict.value}" for item in found] == case["finds"]
