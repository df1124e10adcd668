"""The bundled sample page is made up, the right size, and holds what it is there to show."""

import json

import pytest
from bs4 import BeautifulSoup

from checker.resources import REPORTS

HTML = (REPORTS / "demo" / "clinic.html").read_text(encoding="utf-8")
TREE = BeautifulSoup(HTML, "lxml")


def test_demo_has_as_many_words_as_a_real_page() -> None:
    assert TREE.body is not None
    assert 500 <= len(TREE.body.get_text(" ").split()) <= 720


def test_demo_names_only_example_addresses_and_loads_nothing() -> None:
    addresses = [str(tag[name]) for name in ("href", "src") for tag in TREE.select(f"[{name}]")]
    outside = [each for each in addresses if each.startswith(("http", "//"))]

    assert all(".example/" in each for each in outside)
    assert not TREE.find_all("script", src=True)


def test_demo_data_for_search_engines_is_valid() -> None:
    assert TREE.script is not None
    assert json.loads(str(TREE.script.string))["@type"] == "MedicalClinic"


@pytest.mark.parametrize(
    "words",
    [
        "reverses multiple sclerosis",
        "there are no side effects",
        "FDA registered laboratory",
        "We do not claim to cure autism",
        "Can stem cells cure autism?",
        "Be wary of low-cost clinics",
        "exosome drip",
        "Studies show",
        "Reserve before Friday",
        "not intended to diagnose, treat, cure or prevent",
        "editorial team",
        "may need a second treatment",
        "Patient-funded clinical study",
        "Results are guaranteed",
    ],
)
def test_demo_holds_each_kind_of_statement_and_trap(words: str) -> None:
    assert words in " ".join(TREE.get_text(" ").split())
