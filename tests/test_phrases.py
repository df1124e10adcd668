"""The phrase language finds what it says, on whole words, and refuses what it cannot read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.phrases_as_re import pattern_of
from checker.read.fold import fold
from checker.resources import RULES
from checker.rulebook.engine import PhraseError
from checker.rulebook.files import read_pack
from checker.rulebook.lists import Lists
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.schema import Claim

SHORT = ("lupus", "multiple sclerosis", "crohn's (disease)", "arthrit*")
LONG = (*SHORT, *(f"invented illness number {number}" for number in range(30)))
LISTS = Lists(
    {
        "short": SHORT,
        "long": LONG,
        "cure": ("cure", "cures", "heal*"),
        "both": ("{short}", "flu"),
        "loop": ("{loop}",),
        "hidden_loop": ("cure ({hidden_loop}) now",),
        "chain": ("{cure} ...2 {both}", "nothing"),
        "healed": ("has cured", "cured over"),
        "may": ("may", "may form"),
        "grow": ("tumors", "form tumors"),
        "share": ("regex: [0-9]{2,3} ?%",),
        "money": (r"regex: [$€] ?[0-9][0-9,.]*", r"regex: [0-9]+ usd", "us 5"),
    }
)


ALL = -1
"""Every line, as a set of lines."""


def quotes(phrase: str, text: str) -> list[str]:
    book = PhraseBook()
    number = book.add(phrase, LISTS)
    book.close()
    folded = fold(text).text
    reading = book.read(["before it", folded])
    located = [folded[start:end] for start, end in reading.lines[1].spans(number)]
    assert [line.text for line in reading.saying(number, ALL)] == ([folded] if located else [])
    assert number in reading.present or not located
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
    ("cure*", "the patient's cure's end", ["cure's"]),
    ("cure* ends", "a cure's ends", ["cure's ends"]),
    ("cure lupus", 'cure "lupus", cure/lupus & cure & lupus', ['cure "lupus', "cure/lupus", "cure & lupus"]),
    ("we (all) (now) (can) (do) (try) (to) (also) cure lupus", "we now also cure lupus", ["we now also cure lupus"]),
    ("cure ...2 ({short}) now", "cure now; cure my lupus now", ["cure now", "cure my lupus now"]),
    ("only {cure} (for) (all)", "only heal for all", ["only heal for all"]),
    ("{chain}", "we heal the flu", ["heal the flu"]),
    ("{chain} today", "we heal the flu today", ["heal the flu today"]),
    ("dr. oz", "as Dr. Oz said", ["dr. oz"]),
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
    ("cure", "cureł, cure5"),
    ("dr. oz", "dr oz"),
    ("cure lupus", "cure - - lupus"),
    (r"regex: \bnct0[0-9]{7}\b", "nct0123456"),
]

REFUSED = [
    ("", "no words"),
    ("...", "no words"),
    ("(maybe)", "no words"),
    ("cure {unknown}", "unknown word list"),
    ("{loop}", "contains itself"),
    ("{hidden_loop}", "contains itself"),
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
    with pytest.raises(PhraseError, match="RE2"):
        PhraseBook().add(phrase, LISTS)


def test_hostile_expression_is_answered_in_linear_time() -> None:
    assert quotes("regex: (a+)+$", "a" * 100_000 + "!") == []


@pytest.mark.parametrize("word", ["cure ", "cure'", "a's", "x'x'"])
def test_hostile_repetition_is_answered_without_deep_recursion(word: str) -> None:
    assert quotes("{cure} ... lupus", word * 20_000) == []


def test_word_longer_than_any_is_refused() -> None:
    with pytest.raises(PhraseError, match="shorten"):
        PhraseBook().add("x" * 61, LISTS)


def test_equal_phrases_share_a_number() -> None:
    book = PhraseBook()

    assert book.add("cure ... {long}", LISTS) == book.add("Cure  ... {long}", LISTS)


def test_expressions_are_found_behind_matches_that_run_over_a_sentence_end() -> None:
    book = PhraseBook()
    number = book.add("regex: a[^b]*b", LISTS)
    book.close()

    reading = book.read(["a first", "a second b", "nothing"])

    assert [line.text for line in reading.saying(number, ALL)] == ["a second b"]


WORDS = ["we", "cure", "cures", "healed", "lupus", "flu", "multiple sclerosis", "crohn's", "disease", "may form", "the"]
TEXTS = st.lists(st.sampled_from([*WORDS, "tumors", "95%", "now", ",", "-", "'s", "all", "only"]), max_size=12)
IN_WORDS = [phrase for phrase, _, _ in FOUND if not phrase.startswith("regex:")]


@given(TEXTS.map(" ".join), st.sampled_from(IN_WORDS))
def test_phrases_occur_just_where_plain_patterns_say(text: str, phrase: str) -> None:
    folded = fold(text).text

    assert bool(quotes(phrase, text)) == bool(pattern_of(phrase, LISTS).search(folded))


def test_phrases_of_the_rules_occur_just_where_plain_patterns_say() -> None:
    files = read_pack(RULES, ())
    lists = Lists(files.terms)
    claims = [(rule, rule.body) for _, rule in files.rules if isinstance(rule.body, Claim)]
    every = [(rule, phrase) for rule, claim in claims for phrase in claim.phrases]
    compared = 0
    for rule, phrase in every[::25]:
        book = PhraseBook()
        words = lists.with_words(rule.words) if rule.words else lists
        number = book.add(phrase, words)
        book.close()
        pattern = pattern_of(phrase, words)
        texts = [fold(example.text).text for example in (*rule.examples.fires, *rule.examples.quiet)]
        for line in book.read(texts).lines:
            assert (phrase, line.text, line.has(number)) == (phrase, line.text, bool(pattern.search(line.text)))
            compared += 1

    assert compared > 300


@given(st.text(max_size=60), st.sampled_from([phrase for phrase, _, _ in FOUND]))
def test_deciding_and_locating_agree_on_any_text(text: str, phrase: str) -> None:
    quotes(phrase, text)
