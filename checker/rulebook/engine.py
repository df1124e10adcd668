"""RE2 as this package uses it: linear time whatever an expression says, and errors instead of silence."""

from collections.abc import Iterable
from typing import Any

import re2

from checker.errors import CheckerError

MAX_MEMORY = 1 << 28
"""Bytes an automaton may take."""
_ALWAYS = r"(?s)^.?"
"""Matches any text: its absence from an answer shows that RE2 ran out of memory, which it does not report."""


class MatchingError(CheckerError):
    """RE2 could not decide; the page must not be called clean."""


class PhraseError(ValueError):
    """A phrase is not in the phrase language; the message says what to change."""


def compile_expression(pattern: str) -> Any:
    """Compile an RE2 expression.

    Raises:
        PhraseError: RE2 refuses it (look-around, back-references, too large).
    """
    settings = options()
    settings.never_capture = True  # places need no groups, and without them RE2 stays on its fast path
    try:
        return re2.compile(pattern, settings)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise PhraseError(f"RE2 cannot use this phrase: {reason[:200]}") from error


def options() -> Any:
    """Return the options of every pattern here."""
    settings = re2.Options()
    settings.max_mem = MAX_MEMORY
    settings.log_errors = False
    return settings


class PatternSet:
    """Many patterns, of which one pass over a text names those that occur."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._set = re2.Set.SearchSet(options())
        for pattern in patterns:
            self._set.Add(pattern)
        self._sentinel = self._set.Add(_ALWAYS)
        self._set.Compile()

    def occurring(self, text: bytes) -> set[int]:
        """Return the places, in the order given, of the patterns that occur in a UTF-8 text.

        Raises:
            MatchingError: RE2 ran out of memory; nothing is known about this text.
        """
        present = set(self._set.Match(text))
        if self._sentinel not in present:
            raise MatchingError("the pattern engine ran out of memory on this page")
        return present - {self._sentinel}
