"""Word lists with what each stands for, read once however many phrases name it."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.rulebook.engine import PhraseError
from checker.rulebook.phrases import Expression, Inner, Named, Part, Words, parts_of
from checker.rulebook.words import Sequences

Terms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a list stands for, the lists it includes among it."""

    sequences: Sequences
    expressions: frozenset[str]
    phrases: tuple[tuple[tuple[Part, ...], "Lists"], ...]
    """Terms that are phrases with parts of their own, each with the lists it may name."""


class Lists:
    """The lists a phrase may name: a pack's, or a rule's own on top of them."""

    def __init__(self, terms: Terms, parent: "Lists | None" = None) -> None:
        self._terms = terms
        self._parent = parent
        self._contents: dict[str, Content] = {}

    def with_words(self, words: Terms) -> "Lists":
        """Return these lists and a rule's own."""
        return Lists(words, self)

    def content(self, name: str) -> Content:
        """Return what a list stands for.

        Raises:
            PhraseError: there is no such list, it contains itself, or a term is not in the phrase language.
        """
        return self._content(name, ())

    def content_of(self, phrases: tuple[str, ...]) -> Content:
        """Return what several phrases together stand for, as a list without a name would."""
        return self._gathered(phrases, ())

    def _content(self, name: str, above: tuple[str, ...]) -> Content:
        if name in above:
            raise PhraseError(f"word list {{{name}}} contains itself; remove one reference")
        owner = self._owner(name)
        found = owner._contents.get(name)
        if found is None:
            found = owner._contents[name] = self._gathered(owner._terms[name], (*above, name))
        return found

    def _gathered(self, terms: tuple[str, ...], above: tuple[str, ...]) -> Content:
        sequences: set[tuple[str, ...]] = set()
        expressions: set[str] = set()
        phrases: dict[tuple[tuple[Part, ...], Lists], None] = {}
        for term in terms:
            match parts_of(term):
                case (Part(Words(words)),):
                    sequences |= words
                case (Part(Expression(pattern)),):
                    expressions.add(pattern)
                case (Part(Named(name)),):
                    inner = self._content(name, above)
                    sequences |= inner.sequences
                    expressions |= inner.expressions
                    phrases.update(dict.fromkeys(inner.phrases))
                case parts:
                    self._refuse_loops(parts, above)
                    phrases[parts, self] = None
        return Content(frozenset(sequences), frozenset(expressions), tuple(phrases))

    def _refuse_loops(self, parts: tuple[Part, ...], above: tuple[str, ...]) -> None:
        for part in parts:
            match part.what:
                case Named(name):
                    self._content(name, above)
                case Inner(phrase):
                    self._gathered((phrase,), above)
                case _:
                    pass

    def _owner(self, name: str) -> "Lists":
        if name in self._terms:
            return self
        if self._parent is None:
            raise PhraseError(f"unknown word list {{{name}}}; add it to terms/ or to the rule's `words`")
        return self._parent._owner(name)
