"""Cutting at spaces, with tokens kept, gives the words and joints that cutting a whole text gives."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.rulebook.tokens import MAX_NEW_TOKENS, MAX_WORDS_KEPT, Tokens, edges
from checker.rulebook.words import WORD, split_words

TEXTS = st.text(alphabet="ab1 é'-&/\".,_—\n", max_size=40)


def tokens(*, keeping: bool) -> Tokens:
    made = Tokens({"ab", "a*"}, lambda symbols: ((len(symbols),), (), ()) if symbols else None)
    if keeping:
        made.begin_page()
    return made


KEEPING, FULL = tokens(keeping=True), tokens(keeping=False)


@pytest.mark.parametrize("cutter", [KEEPING, FULL], ids=["tokens kept", "no room for tokens"])
@given(TEXTS)
@example("")
@example(" - stem - cell, (cells) - ")
@example("ab  ab 'ab' ab's")
def test_words_and_what_stands_between_them_are_those_of_the_text(cutter: Tokens, text: str) -> None:
    words = cutter.cut(text)
    spelled = WORD.findall(text)

    assert list(zip(*edges(words[:-1]), strict=True)) == [found.span() for found in WORD.finditer(text)]
    assert [one[2] + other[3] for one, other in pairwise(words[:-1])] == split_words(text)[2:-1:2]
    assert [("ab" in symbols, "a*" in symbols) for _, symbols, *_ in words] == [
        *((word == "ab", word.startswith("a")) for word in spelled),
        (False, False),
    ]


def test_what_is_kept_has_a_limit() -> None:
    cutter = tokens(keeping=True)

    for number in range(MAX_WORDS_KEPT + 2 * MAX_NEW_TOKENS):
        cutter.cut(f"a{number}")
        assert len(cutter) <= MAX_NEW_TOKENS

    assert cutter.cut("ab")[0][1] == ("ab", "a*")
