"""All phrases of a pack, numbered, and how they are found in a page.

Each phrase is a row of parts; each part stands for wordings (in one tree of words), expressions (RE2) and phrases of
its own. One walk along a sentence yields the wordings in it with a mark, one bit a part. A phrase can occur only where
all its marks are set; only then are its parts' places joined.

Phrases that rules seek are looked for in every sentence. What context asks for (cues, exceptions) is looked for only
where a sought phrase stands.
"""

from collections.abc import Iterable, Mapping

from checker.rulebook.chains import Link, Links
from checker.rulebook.expressions import Expressions
from checker.rulebook.lists import Content, Lists
from checker.rulebook.phrases import Expression, Inner, Named, Part, Words, parts_of
from checker.rulebook.plan import Plan
from checker.rulebook.reading import Reading
from checker.rulebook.trie import WordTree
from checker.rulebook.words import Sequences

_Key = tuple[Sequences, frozenset[int], frozenset[int]]
"""A part by what it stands for: wordings, numbers of expressions, numbers of phrases."""


class PhraseBook:
    """Every distinct phrase of a pack, numbered from 0."""

    def __init__(self) -> None:
        self._numbers: dict[Links, int] = {}
        self._parts: dict[_Key, int] = {}
        self._contents: dict[int, tuple[Content, int]] = {}
        self._sought: set[int] = set()
        self._tree = WordTree()
        self._expressions = Expressions()
        self._plan = Plan(self._tree, self._expressions)

    def __getstate__(self) -> tuple[WordTree, Expressions, Plan]:
        """Keep what reading needs; phrases can no longer be added."""
        return self._tree, self._expressions, self._plan

    def __setstate__(self, state: tuple[WordTree, Expressions, Plan]) -> None:
        """Take over a stored book."""
        self.__init__()  # type: ignore[misc]  # the empty book of __init__, filled below
        self._tree, self._expressions, self._plan = state

    def add(self, phrase: str, lists: Lists, *, sought: bool = False) -> int:
        """Number a phrase; equal phrases get the same number.

        Args:
            phrase: in the phrase language.
            lists: the word lists it may name.
            sought: look for it in every sentence.

        Raises:
            PhraseError: the phrase is not in the phrase language.
        """
        number = self._phrase(parts_of(phrase), lists)
        if sought:
            self._sought.add(number)
        return number

    def add_any(self, phrases: tuple[str, ...], lists: Lists) -> int:
        """Number what stands for any of several phrases.

        Raises:
            PhraseError: one of them is not in the phrase language.
        """
        return self._row((Link(self._part(lists.content_of(phrases)), None, optional=False),))

    def needs(self, number: int) -> int:
        """Return the parts without which a phrase cannot occur, one bit a part, as in `Reading.parts`."""
        return self._plan.needs[number]

    def close(self, samples: Iterable[str] = ()) -> None:
        """Make the book ready to read with; no phrase can be added afterwards.

        Args:
            samples: folded texts that speak as the pages will; they make reading faster, and change no answer.
        """
        self._plan.close(len(self._parts), self._sought, dict.fromkeys(samples))

    def read(self, texts: Iterable[str]) -> Mapping[str, Reading]:
        """Return what occurs in each of several folded texts.

        Raises:
            MatchingError: the pattern engine gave up; nothing is known about these texts.
        """
        return self._plan.readings(tuple(dict.fromkeys(texts)))

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
        expressions = frozenset(self._expressions.add(pattern) for pattern in content.expressions)
        phrases = frozenset(self._phrase(parts, lists) for parts, lists in content.phrases)
        key = (content.sequences, expressions, phrases)
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = len(self._parts)
            for sequence in content.sequences:
                self._tree.add(sequence, part)
            self._plan.add_part(part, expressions, phrases)
        self._contents[id(content)] = (content, part)
        return part
