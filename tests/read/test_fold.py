"""The folded copy: every disguise of a word, its index back, and its laws."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.models import Folded
from checker.read import fold
from checker.read.letters import INVISIBLE

DISGUISES = {
    "full-width": "\uff43\uff55\uff52\uff45",
    "full-width upper": "\uff23\uff35\uff32\uff25",
    "zero-width space": "cu\u200bre",
    "joiners": "c\u200cu\u200dre",
    "Cyrillic s": "\u0441ure",
    "mixed Cyrillic": "\u0441ur\u0435",
    "Greek upsilon": "c\u03c5re",
    "Armenian": "c\u057dre",
    "word joiner": "cu\u2060re",
    "byte order mark": "cu\ufeffre",
    "bold mathematics": "\U0001d41c\U0001d42e\U0001d42b\U0001d41e",
    "script letters": "\U0001d4b8\U0001d4ca\U0001d4c7\u212f",
    "circled letters": "\u24d2\u24e4\u24e1\u24d4",
    "boxed letters": "\U0001f172\U0001f184\U0001f181\U0001f174",
    "small capitals": "\u1d04\u1d1c\u0280\u1d07",
    "grapheme joiner": "cu\u034fre",
    "variation selector": "cu\ufe00re",
    "tag character": "c\U000e0063ure",
    "Hangul filler": "cu\u3164re",
    "Mongolian separator": "cu\u180ere",
    "invisible times": "cu\u2062re",
    "look-alike and invisible": "\u0441\u200bure",
    "invisible plus": "c\u2064ure",
    "left-to-right mark inside": "cu\u200ere",
}
INNOCENT = {
    "soft hyphen": "cu\u00adre",
    "combining accent": "cu\u0301re",
    "accented letter": "c\u00fare",
    "bidi wrap": "\u202acure\u202c",
    "upper case": "CURE",
    "title case": "Cure",
    "emoji selector": "cu\ufe0fre",
    "control character": "cu\x01re",
}


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguised_word_folds_to_the_plain_one_and_is_marked(name: str) -> None:
    folded = fold(DISGUISES[name])

    assert folded.text == "cure"
    assert folded.disguised


@pytest.mark.parametrize("name", [name for name in INNOCENT if name != "control character"])
def test_ordinary_typography_folds_without_a_mark(name: str) -> None:
    assert (fold(INNOCENT[name]).text, fold(INNOCENT[name]).disguised) == ("cure", frozenset())


def test_every_letter_of_a_look_alike_word_is_marked() -> None:
    assert fold("we \u0441ur\u0435 all").disguised == frozenset({3, 6})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Don\u2019t \u201csay\u201d it \u2013 or \u2014 do", 'don\'t "say" it - or - do'),
        ("no\u00a0risk\u2003at all", "no risk at all"),
        ("e\ufb03cient \ufb01x", "efficient fix"),
        ("Stra\u00dfe", "strasse"),
        ("Curaci\u00f3n ni\u00f1o", "curacion nino"),
        ("100\u202f%", "100 %"),
        ("a  b\t c", "a b c"),
        ("one \n two", "one\ntwo"),
        ("a \u200b b", "a b"),
        ("a\n\u200b\nb", "a\nb"),
        ("5\u00bd", "51\u20442"),
        ("\u0130stanbul", "istanbul"),
    ],
)
def test_typography_becomes_plain(text: str, plain: str) -> None:
    assert (fold(text).text, fold(text).disguised) == (plain, frozenset())


@pytest.mark.parametrize("word", ["TNF\u03b1", "NF\u03baB", "5 \u03bcm", "IFN-\u03b3", "\u03b2-cell", "IL-1\u03b2"])
def test_greek_letters_of_science_are_no_disguise(word: str) -> None:
    assert fold(word).disguised == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "\u0441\u0442\u0432\u043e\u043b\u043e\u0432\u044b\u0435 \u043a\u043b\u0435\u0442\u043a\u0438",
        "\u03b2\u03bb\u03b1\u03c3\u03c4\u03bf\u03ba\u03cd\u03c4\u03c4\u03b1\u03c1\u03b1",
        "\u5e79\u7d30\u80de\u6cbb\u7642",
        "\uc904\uae30\uc138\ud3ec",
    ],
)
def test_other_scripts_stay_themselves(text: str) -> None:
    folded = fold(text)

    assert folded.disguised == frozenset()
    assert len(folded.text) == len(text)


def test_a_word_of_two_foreign_scripts_is_undone_only_where_all_its_letters_imitate() -> None:
    assert fold("\u0441\u03c5\u0433\u0435").text == "cure"
    assert fold("\u0441\u03c5\u0436\u0435").text == "\u0441\u03c5\u0436\u0435"


def test_a_dash_among_cyrillic_words_is_a_dash() -> None:
    assert fold("\u0434\u0430\u2014c\u0430t").text == "\u0434\u0430-cat"


def test_full_width_letters_are_ordinary_in_japanese() -> None:
    folded = fold("\uff30\uff32\uff30\u7642\u6cd5")

    assert (folded.text, folded.disguised) == ("prp\u7642\u6cd5", frozenset())


def test_persian_joiners_are_no_disguise() -> None:
    assert fold("\u0645\u06cc\u200c\u0634\u0648\u062f").disguised == frozenset()


def test_an_ascii_text_keeps_its_index() -> None:
    assert fold("Safe And Sound") == Folded(text="safe and sound", origin=range(15))


def test_one_odd_line_leaves_the_others_alone() -> None:
    folded = fold("Good day\ncu\u200bre it\nGood night")

    assert folded.text == "good day\ncure it\ngood night"
    assert [folded.origin[at] for at in (0, 9, 11, 16, 26)] == [0, 9, 12, 17, 27]


def test_invisible_characters_number_over_a_hundred() -> None:
    assert len(INVISIBLE) > 120


@pytest.mark.parametrize(
    ("before", "after", "plain"),
    [
        ("They offer treat-", "ment here", "they offer treatment here"),
        ("a long-", "term plan, long and term. long term", "a long-term plan, long and term. long term"),
        ("less pain and r", "educed swelling", "less pain and reduced swelling"),
        ("rich in vitamin c", "reduced juice", "rich in vitamin c reduced juice"),
        ("it is", "open", "it is open"),
        ("the inflam", "mation fell; inflammation rose", "the inflammation fell; inflammation rose"),
        ("a", "house", "a house"),
        ("we can", "not say", "we can not say"),
        ("ill-", "defined or illdefined", "illdefined or illdefined"),
        ("End.", "Next", "end. next"),
        ("in-", "House", "in- house"),
    ],
)
def test_a_word_torn_by_a_line_end_is_joined_only_when_safe(before: str, after: str, plain: str) -> None:
    assert fold(f"{before} {after}", (len(before),)).text == plain


def test_joined_words_keep_their_index() -> None:
    folded = fold("a treat- ment b", (8,))

    assert folded.text == "a treatment b"
    assert [folded.origin[at] for at in (6, 7, 11, 12, 13)] == [6, 9, 13, 14, 15]


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            sorted(INVISIBLE) + list("abcXYZ .\n\u00a0\u2019\u0441\u03bf\ufb01\u0301\u00df\uff41\U0001d41c")
        ),
    ),
    max_size=60,
)


@given(ODD)
def test_the_index_is_complete_and_never_falls(text: str) -> None:
    folded = fold(text)

    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin[-1] == len(text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= index < len(folded.text) for index in folded.disguised)


@given(ODD)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(st.sampled_from(sorted(INVISIBLE)), st.integers(0, 4))
def test_an_invisible_character_never_hides_a_word(char: str, at: int) -> None:
    assert fold("we cure"[: 3 + at] + char + "we cure"[3 + at :]).text == "we cure"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.text(max_size=40))
def test_lines_fold_as_they_would_alone(first: str, second: str) -> None:
    first, second = " ".join(first.split()), " ".join(second.split())

    if first and second and fold(first).text.strip() and fold(second).text.strip():
        assert fold(f"{first}\n{second}").text == _stripped(f"{fold(first).text}\n{fold(second).text}")


def _stripped(text: str) -> str:
    return text.replace(" \n", "\n").replace("\n ", "\n")


def test_a_large_plain_page_folds_at_once() -> None:
    text = "The clinic treats many people every day, and says so.\n" * 800
    begun = time.process_time()

    fold(text)

    assert time.process_time() - begun < 0.05
