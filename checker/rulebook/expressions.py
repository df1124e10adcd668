"""RE2 expressions of a pack: one pass names those that occur in many texts, each alone then finds its places."""

from bisect import bisect_right
from itertools import accumulate
from typing import Any

from checker.rulebook.engine import PatternSet, compile_expression

Span = tuple[int, int]


class Expressions:
    """Every distinct expression of a pack, numbered from 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._reset()

    def _reset(self) -> None:
        self._set: PatternSet | None = None
        self._compiled: dict[tuple[int, str], Any] = {}

    def __getstate__(self) -> dict[str, int]:
        """Keep the expressions; what RE2 compiled is made anew, once needed."""
        return self._numbers

    def __setstate__(self, numbers: dict[str, int]) -> None:
        """Take over stored expressions."""
        self._numbers = numbers
        self._reset()

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, pattern: str) -> int:
        """Number an expression; equal ones get the same number.

        Raises:
            PhraseError: RE2 refuses it (look-around, back-references, too large).
        """
        number = self._numbers.get(pattern)
        if number is None:
            compile_expression(pattern)
            number = self._numbers[pattern] = len(self._numbers)
            self._reset()
        return number

    def occurring(self, texts: tuple[str, ...]) -> dict[int, list[int]]:
        """Return, for the index of each text in which expressions may occur, their numbers.

        Raises:
            MatchingError: RE2 gave up; nothing is known about these texts.
        """
        if not self._numbers:
            return {}
        lines = [text.replace("\n", " ").encode("utf-8", "replace") for text in texts]
        page = b"\n".join(lines)
        present = self._decide(page)
        if not present:
            return {}
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        found: dict[int, list[int]] = {}
        for number in sorted(present):
            for index in self._lines(number, page, starts):
                found.setdefault(index, []).append(number)
        return found

    def _lines(self, number: int, page: bytes, starts: list[int]) -> set[int]:
        """Return the lines that matches touch; one that runs over a line's end may hide another behind it."""
        matches = (match.span() for match in self._compile(number, "(?m)").finditer(page))
        return {
            line
            for start, end in matches
            for line in range(bisect_right(starts, start) - 1, min(bisect_right(starts, end), len(starts) - 1))
        }

    def spans(self, number: int, text: str) -> list[Span]:
        """Return where an expression matches in one text."""
        if not text.isascii():
            found = self._compile(number, "").finditer(text)
        else:  # offsets in bytes are offsets in characters, and RE2's wrapper need not translate each of them
            found = self._compile(number, "").finditer(text.encode("ascii"))
        return [(start, end) for start, end in (match.span() for match in found) if end > start]

    def _decide(self, page: bytes) -> set[int]:
        if self._set is None:
            self._set = PatternSet(f"(?m){pattern}" for pattern in self._numbers)
        return self._set.occurring(page)

    def _compile(self, number: int, flags: str) -> Any:
        key = (number, flags)
        found = self._compiled.get(key)
        if found is None:
            pattern = next(pattern for pattern, known in self._numbers.items() if known == number)
            found = self._compiled[key] = compile_expression(flags + pattern)
        return found
