"""All phrases of a pack, numbered, and how they are found in a page.

Each phrase is a row of parts; each part stands for wordings (in one tree of words), expressions (RE2) and phrases of
its own. One walk along each line of a page yields the wordings in it, and so for each part the lines it occurs in. A
phrase can occur only in the lines that all its parts have in common; there, once asked for, their places are joined.
"""

from collections.abc import Sequence

from checker.rulebook.chains import Link, Links
from checker.rulebook.lists import Content, Lists
from checker.rulebook.phrases import Expression, Inner, Named, Part, Words, parts_of
from checker.rulebook.plan import Plan
from checker.rulebook.reading import Reading
from checker.rulebook.words import Sequences

_Key = tuple[Sequences, frozenset[int], frozenset[int]]
"""A part by what it stands for: wordings, numbers of expressions, numbers of phrases."""


class PhraseBook:
    """Every distinct phrase of a pack, numbered from 0."""

    def __init__(self) -> None:
        self._numbers: dict[Links, int] = {}
        self._parts: dict[_Key, int] = {}
        self._contents: dict[int, tuple[Content, int]] = {}
        self._plan = Plan()

    def __getstate__(self) -> tuple[Plan]:
        """Keep what reading needs; phrases can no longer be added."""
        return (self._plan,)

    def __setstate__(self, state: tuple[Plan]) -> None:
        """Take over a stored book."""
        self.__init__()  # type: ignore[misc]  # the empty book of __init__, filled below
        (self._plan,) = state

    def add(self, phrase: str, lists: Lists) -> int:
        """Number a phrase; equal phrases get the same number.

        Args:
            phrase: in the phrase language.
            lists: the word lists it may name.

        Raises:
            PhraseError: the phrase is not in the phrase language.
        """
        return self._phrase(parts_of(phrase), lists)

    def add_any(self, phrases: tuple[str, ...], lists: Lists) -> int:
        """Number what stands for any of several phrases.

        Raises:
            PhraseError: one of them is not in the phrase language.
        """
        return self._row((Link(self._part(lists.content_of(phrases)), None, optional=False),))

    def close(self) -> None:
        """Make the book ready to read with; no phrase can be added afterwards."""
        self._plan.close(len(self._parts))

    def read(self, lines: Sequence[str]) -> Reading:
        """Return what occurs in each of several folded lines.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about these lines.
        """
        return Reading(lines, self._plan)

    def _phrase(self, parts: tuple[Part, ...], lists: Lists) -> int:
        links = (Link(self._part_of(part, lists), part.gap_words, part.optional) for part in parts)
        return self._row(tuple(links))

    def _row(self, links: Links) -> int:
        number = self._numbers.get(links)
        if number is None:
            number = self._numbers[links] = self._plan.add(links)
        return number

    def _part_of(self, part: Part, lists: Lists) -> int:
        match part.what:
            case Words(sequences):
                return self._part(Content(sequences, frozenset(), ()))
            case Expression(pattern):
                return self._part(Content(frozenset(), frozenset([pattern]), ()))
            case Named(name):
                return self._part(lists.content(name))
            case Inner(phrase):
                return self._part(lists.content_of((phrase,)))

    def _part(self, content: Content) -> int:
        known = self._contents.get(id(content))
        if known is not None:
            return known[1]
        expressions = frozenset(self._plan.expressions.add(pattern) for pattern in content.expressions)
        phrases = frozenset(self._phrase(parts, lists) for parts, lists in content.phrases)
        key = (content.sequences, expressions, phrases)
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = len(self._parts)
            for sequence in content.sequences:
                self._plan.tree.add(sequence, part)
            self._plan.add_part(part, expressions, phrases)
        self._contents[id(content)] = (content, part)
        return part
