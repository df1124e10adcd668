"""R27: expressions of a rule that would hold a backtracking engine for ever are refused or answered at once."""

import time

import pytest

from checker.rulebook.engine import PatternSet, PhraseError, compile_expression

TEXT = ("a" * 1_000_000 + "!").encode()
REFUSED = (
    *(r"(?=a)b", r"(?!a)b", r"(?<=a)b", r"(?<!a)b", r"(a)\1", r"(?P<x>a)(?P=x)", r"(?>a+)b", r"a++b", r"(?(1)a|b)"),
    *(r"((a{1,100}){1,100}){1,100}", r"(a{1000}){1000}", r"a{2000}", "(" * 5_000, "[", "a{1,0}"),
    *(r"\p{Nowhere}", r"*a", r"a**", r"(?i", r"\xZZ", r"[z-a]", r"(?R)", r"(?1)", r"\K", r"(*COMMIT)a", r"\8", r"\Ga"),
)  # fmt: skip
ANSWERED = (
    *(r"(a+)+$", r"(a|aa)*b", r"(a|a)*b", r"(a*)*b", r"(.*a){20}b", r"(a?){30}a{30}b", r"([a-z]+)*\d", r"^(a+)*$"),
    *(r"(.*)(.*)(.*)(.*)x", r"(x+x+)+y", r"(a|b|ab)*c", r"\b(\w+\s?)+\?", r"(?s).*.*.*=.*", r"((a+)+)+z", r"a*a*a*a*b"),
    "(" * 5_000 + ")" * 5_000,
)


@pytest.mark.hostile
@pytest.mark.parametrize("pattern", REFUSED, ids=lambda pattern: pattern[:30])
def test_an_expression_that_cannot_be_bounded_is_refused(pattern: str) -> None:
    with pytest.raises(PhraseError):
        compile_expression(pattern)


@pytest.mark.hostile
@pytest.mark.parametrize("pattern", ANSWERED, ids=lambda pattern: pattern[:30])
def test_an_expression_that_explodes_elsewhere_is_answered_at_once(pattern: str) -> None:
    begun = time.thread_time()
    found = PatternSet([pattern]).occurring(TEXT)
    compile_expression(pattern).search(TEXT)

    assert found <= {0}
    assert time.thread_time() - begun < 5
