"""RE2 expressions of a pack: one pass names those that occur in many lines, each of these then finds its places."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
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

    def occurring(self, lines: Sequence[str]) -> Iterator[tuple[int, int, list[Span]]]:
        """Yield an expression, a line it occurs in (by its place in `lines`), and where it does.

        Raises:
            MatchingError: RE2 gave up; nothing is known about these lines.
        """
        if not self._numbers:
            return
        encoded = [line.replace("\n", " ").encode("utf-8", "replace") for line in lines]
        starts = list(accumulate((len(line) + 1 for line in encoded), initial=0))
        page = b"\n".join(encoded)
        for number in sorted(self._decide(page)):
            for line, spans in self._by_line(number, lines, page, starts).items():
                if spans:
                    yield number, line, spans

    def _by_line(self, number: int, lines: Sequence[str], page: bytes, starts: list[int]) -> dict[int, list[Span]]:
        """Find an expression in all lines at once; alone in those where that says too little.

        A match that runs over a line's end may hide another, and offsets in bytes are those in characters only where
        a line is plain ASCII.
        """
        found: dict[int, list[Span]] = {}
        alone: set[int] = set()
        for match in self._compile(number, "(?m)").finditer(page):
            start, end = match.span()
            line = bisect_right(starts, start) - 1
            first = starts[line]
            if end >= starts[line + 1]:
                alone.update(range(line, min(bisect_right(starts, end), len(lines))))
            elif not lines[line].isascii():
                alone.add(line)
            elif end > start:
                found.setdefault(line, []).append((start - first, end - first))
        found.update((line, self._spans(number, lines[line])) for line in alone)
        return found

    def _spans(self, number: int, text: str) -> list[Span]:
        return [
            (start, end)
            for start, end in (match.span() for match in self._compile(number, "").finditer(text))
            if end > start
        ]

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
