"""Find what looks like an official number: one pass decides which formats occur, only those are then located.

All patterns stand in one `re2.Set`, compiled on first use. Text is searched as UTF-8 bytes, which RE2 reads directly;
places are turned into offsets of the text at the end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import re2

from checker.identifiers.spelling import part
from checker.rulebook.engine import PatternSet, options
from checker.rulebook.identifier_schema import IdentifierFile, IdentifierFormat, Letters

_PIECE = re.compile(r"<([a-z]+)>")
_BEFORE, _AFTER = r"(?i)(?:^|[^0-9A-Za-z])(", r")(?:$|[^0-9A-Za-z])"
"""A number stands alone: no letter or digit touches it. Other letters than ASCII are looked at afterwards: their
classes would make each pattern several times as slow to compile."""
MOST_OF_A_PATTERN = 2_000
"""Places of one pattern that are looked at; no page a person wrote has as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that fits one pattern."""

    start: int
    end: int
    rank: int
    """Place of its pattern among all: the lower wins where two are equally long."""
    kind: IdentifierFormat | None
    """None for a trap."""
    parts: tuple[str, ...]
    near_miss: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    source: str
    kind: IdentifierFormat | None
    near_miss: bool


class Finder:
    """The formats of official numbers, ready to search with."""

    def __init__(self, file: IdentifierFile) -> None:
        self.formats = file.formats
        self._patterns = tuple(_patterns(file))
        self._set: PatternSet | None = None
        self._compiled: dict[int, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what RE2 compiled: it is made anew."""
        return {**self.__dict__, "_set": None, "_compiled": {}}

    def candidates(self, text: str) -> list[Candidate]:
        """Return every place that fits a pattern, overlaps included, with offsets into `text`.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about this text.
        """
        data = text.encode("utf-8", "replace")
        found = [item for rank in sorted(self._decide(data)) for item in self._locate(data, rank)]
        if len(data) == len(text):
            return found
        return [item for item in _in_characters(found, data) if _alone(item, text)]

    def _decide(self, data: bytes) -> set[int]:
        if self._set is None:
            self._set = PatternSet(f"(?i){pattern.source}" for pattern in self._patterns)
        return self._set.occurring(data)

    def _locate(self, data: bytes, rank: int) -> Iterator[Candidate]:
        pattern = self._patterns[rank]
        compiled = self._compiled.get(rank)
        if compiled is None:
            compiled = self._compiled[rank] = compile_whole(pattern.source)
        letters = pattern.kind.letters if pattern.kind else Letters.UPPER
        at = 0
        for _ in range(MOST_OF_A_PATTERN):
            match = compiled.search(data, at)
            if match is None:
                return
            start, at = match.span(1)
            groups = ((group or b"").decode() for group in match.groups()[1:])
            yield Candidate(
                start=start,
                end=at,
                rank=rank,
                kind=pattern.kind,
                parts=tuple(part(group, letters) for group in groups),
                near_miss=pattern.near_miss,
            )


def compile_whole(pattern: str) -> Any:
    """Compile an expanded pattern so that it matches only what stands alone.

    Raises:
        re2.error: RE2 refuses it.
    """
    return re2.compile(f"{_BEFORE}{pattern}{_AFTER}", options())


def expanded(pattern: str, pieces: dict[str, str]) -> str:
    """Return a pattern with every `<name>` replaced; a piece may use those before it.

    Raises:
        KeyError: there is no such piece, or not before the one that uses it.
    """
    whole: dict[str, str] = {}
    for name, piece in pieces.items():
        whole[name] = _filled(piece, whole)
    return _filled(pattern, whole)


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    return _PIECE.sub(lambda name: f"(?:{pieces[name[1]]})", pattern)


def _patterns(file: IdentifierFile) -> Iterator[_Pattern]:
    for trap in file.traps:
        yield _Pattern(source=expanded(trap.pattern, file.pieces), kind=None, near_miss=False)
    for kind in file.formats:
        yield _Pattern(source=expanded(kind.pattern, file.pieces), kind=kind, near_miss=False)
    for kind in file.formats:
        for pattern in kind.near_misses:
            yield _Pattern(source=expanded(pattern, file.pieces), kind=kind, near_miss=True)


def _alone(item: Candidate, text: str) -> bool:
    """Tell whether no digit or letter touches it; scripts that know no capitals (Chinese, Thai) set no spaces."""
    touching = text[item.start - 1 : item.start] + text[item.end : item.end + 1]
    return not any(character.isdigit() or character.lower() != character.upper() for character in touching)


def _in_characters(found: list[Candidate], data: bytes) -> list[Candidate]:
    """Turn offsets into bytes to offsets into the text."""
    offsets: dict[int, int] = {}
    last, characters = 0, 0
    for place in sorted({place for item in found for place in (item.start, item.end)}):
        characters += len(data[last:place].decode())
        offsets[place] = characters
        last = place
    return [
        Candidate(
            start=offsets[item.start],
            end=offsets[item.end],
            rank=item.rank,
            kind=item.kind,
            parts=item.parts,
            near_miss=item.near_miss,
        )
        for item in found
    ]
