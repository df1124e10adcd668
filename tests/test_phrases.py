"""The phrase language finds what it says, on whole words, and refuses what it cannot read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.fold import fold
from checker.rulebook.engine import PhraseError
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.phrases import LONG_LIST_CHARS, Lists

SHORT = ("lupus", "multiple sclerosis", "crohn's (disease)", "arthrit*")
LONG = (*SHORT, *(f"invented illness number {number}" for number in range(30)))
LISTS = Lists(
    {
        "short": SHORT,
        "long": LONG,
        "cure": ("cure", "cures", "heal*"),
        "both": ("{short}", "flu"),
        "loop": ("{loop}",),
        "healed": ("has cured", "cured over"),
        "may": ("may", "may form"),
        "grow": ("tumors", "form tumors"),
        "share": ("regex: [0-9]{2,3} ?%",),
        "money": (r"regex: [$€] ?[0-9][0-9,.]*", r"regex: [0-9]+ usd", "us 5"),
    }
)


def quotes(phrase: str, text: str) -> list[str]:
    book = PhraseBook()
    number = book.add(phrase, LISTS)
    book.close()
    folded = fold(text).text
    decided = book.decide(folded)
    located = [folded[start:end] for start, end in decided.spans(number)]
    assert (number in decided.ids) == bool(located)
    return located


FOUND = [
    ("cure", "A cure exists", ["cure"]),
    ("cure", "CURE, cure; cure", ["cure", "cure", "cure"]),
    ("cure*", "It cures and cured", ["cures", "cured"]),
    ("risk free", "It is risk-free", ["risk-free"]),
    ("risk-free", "It is risk free", ["risk free"]),
    ("no side effects", "There are no  side\u00a0effects", ["no side effects"]),
    ("cure ... lupus", "They cure mild lupus", ["cure mild lupus"]),
    ("cure ... lupus", "They cure lupus", ["cure lupus"]),
    ("cure ...2 lupus", "They cure very mild lupus", ["cure very mild lupus"]),
    ("cure ... lupus", "cure (even severe) lupus", ["cure (even severe) lupus"]),
    ("cure ... {short}", "We cure your multiple sclerosis", ["cure your multiple sclerosis"]),
    ("cure ... {long}", "We cure your multiple sclerosis", ["cure your multiple sclerosis"]),
    ("{cure} ... {long}", "We heal lupus and arthritis", ["heal lupus"]),
    ("{long} ... {cure}", "Lupus, healed; arthritis may heal", ["lupus, healed", "arthritis may heal"]),
    ("{long}", "lupus/arthritis", ["lupus", "arthritis"]),
    ("{long} treatment", "our lupus treatment", ["lupus treatment"]),
    ("we (also) treat (the) {long}", "We treat lupus", ["we treat lupus"]),
    ("we (also) treat (the) {long}", "we also treat the lupus", ["we also treat the lupus"]),
    ("(a) cure", "a cure", ["a cure"]),
    ("(a) (our) (the) team", "our team, the team, team", ["our team", "the team", "team"]),
    ("{money} today", "pay $10,890 today or 5 usd today, plus 5 today", ["$10,890 today", "5 usd today"]),
    ("{healed} ...1 people", "he has cured over four people", ["cured over four people"]),
    ("{may} {grow}", "it may form tumors", ["may form tumors"]),
    ("{share} ...3 {long}", "85% of lupus", ["85% of lupus"]),
    ("the (very) best", "the best; the very best", ["the best", "the very best"]),
    ("{both}", "flu or crohn's disease", ["flu", "crohn's disease"]),
    ("100% success", "100% success", ["100% success"]),
    ("100 % success", "100 % success", ["100 % success"]),
    ("doesn't work", "It doesn’t work", ["doesn't work"]),
    (r"regex: \b[0-9]{2,3} ?%", "95% and 7% and 100 %", ["95%", "100 %"]),
    ("naive", "naïve", ["naive"]),
]  # fmt: skip

NOT_FOUND = [
    ("cure", "secure, procure, curette"),
    ("cure ...2 lupus", "cure this really quite mild lupus"),
    ("cure ... lupus", "cure one two three four five six seven lupus"),
    ("risk free", "risk, free"),
    ("no risk", "no. Risk"),
    ("we treat {long}", "we treat severe lupus"),
    ("{long}", "lupusx"),
    ("cure ... {long}", "lupus cure"),
    (r"regex: \bnct0[0-9]{7}\b", "nct0123456"),
]

REFUSED = [
    ("", "no words"),
    ("...", "no words"),
    ("(maybe)", "no words"),
    ("cure {unknown}", "unknown word list"),
    ("{loop}", "contains itself"),
    ("cure (", "balance"),
    ("cure } now", "balance"),
    ("cure ...99 it", "1 to 20"),
    ("x" * 1001, "longer than"),
]

REFUSED_BY_RE2 = [r"regex: (?=cure)", r"regex: (a)\1", r"regex: (((a{100}){100}){100}){100}", "regex: (unclosed"]


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND)
def test_phrase_finds_what_it_says(phrase: str, text: str, expected: list[str]) -> None:
    assert quotes(phrase, text) == expected


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_phrase_leaves_other_words_alone(phrase: str, text: str) -> None:
    assert quotes(phrase, text) == []


@pytest.mark.parametrize(("phrase", "part"), REFUSED)
def test_unreadable_phrase_is_refused_with_advice(phrase: str, part: str) -> None:
    with pytest.raises(PhraseError, match=part):
        PhraseBook().add(phrase, LISTS)


@pytest.mark.parametrize("phrase", REFUSED_BY_RE2)
def test_expression_that_re2_cannot_bound_is_refused(phrase: str) -> None:
    book = PhraseBook()
    book.add(phrase, LISTS)

    with pytest.raises(PhraseError, match="RE2"):
        book.close()


def test_hostile_expression_is_answered_in_linear_time() -> None:
    assert quotes("regex: (a+)+$", "a" * 100_000 + "!") == []


def test_the_long_list_of_these_tests_is_compiled_apart() -> None:
    assert len(LISTS.pattern("long")) > LONG_LIST_CHARS > len(LISTS.pattern("short"))


def test_equal_phrases_share_a_number() -> None:
    book = PhraseBook()

    assert book.add("cure ... {long}", LISTS) == book.add("Cure  ... {long}", LISTS)


@given(st.text(max_size=60), st.sampled_from([phrase for phrase, _, _ in FOUND]))
def test_deciding_and_locating_agree_on_any_text(text: str, phrase: str) -> None:
    quotes(phrase, text)
