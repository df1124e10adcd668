"""Class names that are written alike mean the same: no word that counts is lost."""

from itertools import product

import pytest

from checker.read import names
from checker.read.meaning import meaning, names_apart
from checker.read.region import part_by_name

LISTS = {
    name: words
    for name, words in vars(names).items()
    if name != "COUNTED_WORDS" and name.endswith(("_WORDS", "_FIRST", "_SECOND", "_FOOTERS", "NO_REVIEW"))
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_of_words_counts(name: str) -> None:
    assert LISTS[name]
    assert LISTS[name] <= names.COUNTED_WORDS


def test_name_and_its_meaning_are_the_same_part_of_a_page() -> None:
    words = [*sorted(names.COUNTED_WORDS), "blue", "page"]
    tried = [f"{first}-{second}_7" for first, second in product(words, words)]

    assert len(tried) > 5_000
    assert [name for name in tried if part_by_name(meaning(name) or "x") != part_by_name(name)] == []
    assert any(part_by_name(name) for name in tried)


def test_numbered_items_are_alike_and_what_hides_stays() -> None:
    assert names_apart("menu__item menu__item--17")[1] == names_apart("menu__item menu__item--4")[1] != ""
    assert names_apart("col-6 blue")[1] == ""
    assert names_apart("sr-only blue")[1] == "sr-only"
