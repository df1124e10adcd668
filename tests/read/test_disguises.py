"""Every disguise of a word is found, by either reader, and named where it is no ordinary typography."""

from pathlib import Path
from typing import Any

import pytest

from checker.examine import examine
from checker.models import Fetched, PageKind, State
from checker.read import Readers, read_page
from tests.builders import real_pack, yaml_of
from tests.read.reading import FILLER, URL

DISGUISES = yaml_of(Path(__file__).parent / "disguises.yaml")


def test_there_are_thirty_one_disguises_each_with_a_name_of_its_own() -> None:
    assert len({row["name"] for row in DISGUISES}) == len({row["text"] for row in DISGUISES}) == 31


@pytest.mark.parametrize("readers", [Readers.LEXBOR, Readers.SOUP])
@pytest.mark.parametrize("row", DISGUISES, ids=lambda row: row["name"])
def test_a_disguised_word_is_found_and_named(row: dict[str, Any], readers: Readers) -> None:
    body = f"{FILLER}<h1>Our clinic</h1><p>Our stem cells {row['text']} arthritis for good.</p>".encode()
    page = read_page(Fetched(requested_url=URL, final_url=URL, body=body), readers=readers)

    outcomes = {item.rule: item for item in examine(page, real_pack(), kind=PageKind.OFFER).outcomes}

    assert "our stem cells cure arthritis for good." in page.folded.text
    assert outcomes["cure-explicit"].state is State.FIRED
    assert [found.disguised for found in outcomes["cure-explicit"].findings] == [row["marked"]]
