"""RE2 answers, or says that it could not; silence is never an answer."""

import pytest

from checker.rulebook.engine import MatchingError, PatternSet


class GaveUp:
    """RE2's set when it runs out of memory: it names no pattern, not even one that any text fits."""

    def Match(self, text: bytes) -> list[int]:  # noqa: N802 - RE2's own name
        return []


def test_set_names_the_patterns_that_occur_by_their_place() -> None:
    assert PatternSet(["cure", "^no", "sk$"]).occurring(b"no risk") == {1, 2}


def test_empty_text_has_no_pattern_and_is_decided() -> None:
    assert PatternSet(["cure"]).occurring(b"") == set()


def test_set_that_runs_out_of_memory_says_so() -> None:
    patterns = PatternSet(["cure"])
    patterns._set = GaveUp()

    with pytest.raises(MatchingError, match="memory"):
        patterns.occurring(b"cure")
