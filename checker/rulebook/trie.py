"""Every wording of a pack in one tree of words, walked once along a text: it names all that occur, and where.

Phrases are made of symbols: a word, or the beginning of one (`cure*`). What a word of a text may stand for is looked up
once and kept; the rest is steps from node to node.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any

from checker.rulebook.engine import PhraseError
from checker.rulebook.words import JOINTS, Sequence, split_words

MAX_WORDS_KEPT = 200_000
"""Distinct words whose symbols are kept; past that the memory begins anew."""
MAX_WORD_CHARS = 60
"""Longest word a phrase may use; a longer one of a page can only begin as a phrase says."""

Span = tuple[int, int]
Found = dict[int, list[Span]]
"""Places by kind of wording: wordings of one kind belong to the same parts."""

Node = list[Any]
"""[kind or parts, {symbol: node}]: plain lists load several times faster than objects."""
_ENDS, _WAYS = 0, 1
NO_KIND = 0


class WordTree:
    """The wordings of all parts."""

    def __init__(self) -> None:
        self._root: Node = [NO_KIND, {}]
        self._symbols = _Symbols(set())

    def __getstate__(self) -> tuple[Node, set[str]]:
        """Keep the tree; what words stand for is found anew."""
        return self._root, self._symbols.known

    def __setstate__(self, state: tuple[Node, set[str]]) -> None:
        """Take over a stored tree."""
        self._root, known = state
        self._symbols = _Symbols(known)

    def add(self, sequence: Sequence, part: int) -> None:
        """Let a sequence of words belong to a part, besides those it belongs to.

        Raises:
            PhraseError: a word is too long.
        """
        node = self._root
        for symbol in sequence:
            if len(symbol) > MAX_WORD_CHARS:
                raise PhraseError(f"'{symbol}' is longer than {MAX_WORD_CHARS} characters; shorten the word")
            self._symbols.known.add(symbol)
            node = node[_WAYS].setdefault(symbol, [NO_KIND, {}])
        node[_ENDS] |= 1 << part

    def seal(self, kind_of: Callable[[int], int]) -> None:
        """Let each wording name its kind in place of its parts (as bits); no wording can be added afterwards."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            node[_ENDS] = kind_of(node[_ENDS]) if node[_ENDS] else NO_KIND
            waiting += node[_WAYS].values()
        self._symbols.clear()

    def walk(self, text: str) -> Found:
        """Return the places of every wording in a folded text, by its kind; those of a kind by start."""
        if len(self._symbols) > MAX_WORDS_KEPT:
            self._symbols.clear()
        return _Walk(text, self._symbols).run(self._root)


class _Symbols(dict[str, tuple[str, ...]]):
    """What each word of a text may stand for: itself and beginnings of it, as far as phrases use them."""

    def __init__(self, known: set[str]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, word: str) -> tuple[str, ...]:
        beginnings = (f"{word[:size]}*" for size in range(1, min(len(word), MAX_WORD_CHARS) + 1))
        symbols = tuple(symbol for symbol in (word, *beginnings) if symbol in self.known)
        if len(word) <= MAX_WORD_CHARS:
            self[word] = symbols
        return symbols


class _Walk:
    """One walk along a text."""

    __slots__ = ("_ends", "_found", "_pieces", "_symbols")

    def __init__(self, text: str, symbols: _Symbols) -> None:
        self._pieces = split_words(text)
        self._ends = list(accumulate(map(len, self._pieces)))
        self._symbols = [*map(symbols.__getitem__, self._pieces[1::2]), ()]
        """For each word its symbols, and an end that has none."""
        self._found: Found = {}

    def run(self, root: Node) -> Found:
        ways = root[_WAYS]
        for place, symbols in enumerate(self._symbols):
            for symbol in symbols:
                if symbol in ways:
                    self._step(ways[symbol], symbol, place, self._ends[2 * place])
        return self._found

    def _step(self, node: Node, symbol: str, place: int, start: int) -> None:
        """Take what ends with the word at `place`, reached by `symbol`, and go on from there."""
        kind, ways = node
        if kind:
            spans = self._found.get(kind)
            if spans is None:
                self._found[kind] = [(start, self._ends[2 * place + 1])]
            else:
                spans.append((start, self._ends[2 * place + 1]))
        if ways:
            for following in self._symbols[place + 1]:
                if following in ways and self._pieces[2 * place + 2] in JOINTS:
                    self._step(ways[following], following, place + 1, start)
        if symbol.endswith("*") and self._pieces[2 * place + 2] == "'" and place + 2 < len(self._symbols):
            self._step(node, "", place + 1, start)  # the word goes on: "patient's"
