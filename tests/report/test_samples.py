"""The committed samples are there, one for each view and language; `scripts/generate.py --check` keeps them fresh."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from checker.catalogue import ENGLISH, languages
from checker.models import View

FOLDER = Path(__file__).parents[2] / "docs" / "samples"
IN_ENGLISH = {f"{view.value}.html": (view, ENGLISH) for view in View}
TRANSLATED = {f"patient-{code}.html": (View.PATIENT, code) for code in languages() if code != ENGLISH}
SAMPLES = IN_ENGLISH | TRANSLATED
MEGABYTE = 1_000_000


def test_there_is_a_sample_of_each_view_and_language_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_small_and_is_what_its_name_says(name: str) -> None:
    body = (FOLDER / name).read_bytes()
    tree = BeautifulSoup(body, "lxml")
    view, language = SAMPLES[name]

    assert len(body) < MEGABYTE
    assert tree.html is not None
    assert tree.body is not None
    assert (tree.html["lang"], tree.body["class"]) == (language, [view.value])
