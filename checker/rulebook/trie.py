"""Every wording of a pack in one tree of words, walked once along a text: it names all that occur, and where.

Phrases are made of symbols: a word, or the beginning of one (`cure*`). What a word of a text may begin is looked up
once and kept; the rest is steps from node to node.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from checker.rulebook.engine import PhraseError
from checker.rulebook.words import JOINTS, Sequence, split_words

MAX_WORDS_KEPT = 200_000
"""Distinct words whose meaning is kept; past that the memory begins anew."""
MAX_WORD_CHARS = 60
"""Longest word a phrase may use; a longer one of a page can only begin as a phrase says."""

Found = dict[int, list[int]]
"""Places by kind of wording (wordings of one kind belong to the same parts), each as one number, see `spans_at`."""

_BITS = 32
_WORDS = 1 << _BITS
_BOTH = _WORDS + 1
_LAST = _WORDS - 1

Node = list[Any]
"""[kind or parts, {symbol: node}]: plain lists load several times faster than objects."""
_ENDS, _WAYS = 0, 1
NO_KIND = 0


class _Word(NamedTuple):
    """What a word of a text may be: of the words in the tree, and as the first of a wording."""

    symbols: tuple[str, ...]
    """Itself and beginnings of it, as far as phrases use them."""
    kinds: tuple[int, ...]
    """Wordings that it is all of."""
    ways: tuple[dict[str, Node], ...]
    """Where wordings of several words go on from it."""
    begun: tuple[Node, ...]
    """Nodes of beginnings, which may go on behind an apostrophe."""


_UNKNOWN = _Word((), (), (), ())
_Cut = tuple[list[str], list[_Word]]
"""A text cut into words and what stands between them, and what its words may be."""


class WordTree:
    """The wordings of all parts."""

    def __init__(self) -> None:
        self._root: Node = [NO_KIND, {}]
        self._symbols: set[str] = set()
        self._words = _Words(self._root, self._symbols)

    def __getstate__(self) -> tuple[Node, set[str]]:
        """Keep the tree; what words may be is found anew."""
        return self._root, self._symbols

    def __setstate__(self, state: tuple[Node, set[str]]) -> None:
        """Take over a stored tree."""
        self._root, self._symbols = state
        self._words = _Words(self._root, self._symbols)

    def add(self, sequence: Sequence, part: int) -> None:
        """Let a sequence of words belong to a part, besides those it belongs to.

        Raises:
            PhraseError: a word is too long.
        """
        node = self._root
        for symbol in sequence:
            if len(symbol) > MAX_WORD_CHARS:
                raise PhraseError(f"'{symbol}' is longer than {MAX_WORD_CHARS} characters; shorten the word")
            self._symbols.add(symbol)
            node = node[_WAYS].setdefault(symbol, [NO_KIND, {}])
        node[_ENDS] |= 1 << part

    def seal(self, kind_of: Callable[[int], int]) -> None:
        """Let each wording name its kind in place of its parts (as bits); no wording can be added afterwards."""
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            node[_ENDS] = kind_of(node[_ENDS]) if node[_ENDS] else NO_KIND
            waiting += node[_WAYS].values()
        self._words.clear()

    def walk(self, text: str) -> Found:
        """Return the places of every wording in a folded text, by its kind; those of a kind by first word."""
        if len(self._words) > MAX_WORDS_KEPT:
            self._words.clear()
        pieces = split_words(text)
        words = [*map(self._words.__getitem__, pieces[1::2]), _UNKNOWN]
        line = (pieces, words)
        found: Found = {}
        for place, (_, kinds, ways, begun) in enumerate(words):
            for kind in kinds:
                if kind in found:
                    found[kind].append(place * _BOTH)
                else:
                    found[kind] = [place * _BOTH]
            if ways:
                _begin(ways, place, line, found)
            if begun and pieces[2 * place + 2] == "'":
                for node in begun:
                    _go_on(node, place, place, line, found)
        return found


class _Words(dict[str, _Word]):
    """What each word of a text may be."""

    def __init__(self, root: Node, known: set[str]) -> None:
        super().__init__()
        self._root = root
        self._known = known

    def __missing__(self, word: str) -> _Word:
        beginnings = (f"{word[:size]}*" for size in range(1, min(len(word), MAX_WORD_CHARS) + 1))
        symbols = tuple(symbol for symbol in (word, *beginnings) if symbol in self._known)
        found = self._first(symbols) if symbols else _UNKNOWN
        if len(word) <= MAX_WORD_CHARS:
            self[word] = found
        return found

    def _first(self, symbols: tuple[str, ...]) -> _Word:
        ways = self._root[_WAYS]
        nodes = {symbol: ways[symbol] for symbol in symbols if symbol in ways}
        return _Word(
            symbols,
            kinds=tuple(dict.fromkeys(node[_ENDS] for node in nodes.values() if node[_ENDS])),
            ways=tuple(node[_WAYS] for node in nodes.values() if node[_WAYS]),
            begun=tuple(node for symbol, node in nodes.items() if symbol.endswith("*")),
        )


def spans_at(places: list[int], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Return where the first word of each place begins and its last word ends, given all words' beginnings and ends."""
    return [(starts[place >> _BITS], ends[place & _LAST]) for place in places]


def _begin(ways: tuple[dict[str, Node], ...], place: int, line: _Cut, found: Found) -> None:
    """Go on from a first word to wordings of several words."""
    pieces, words = line
    following = words[place + 1].symbols
    if following and pieces[2 * place + 2] in JOINTS:
        for way in ways:
            for symbol in following:
                if symbol in way:
                    _step(way[symbol], symbol, place, place + 1, line, found)


def _step(node: Node, symbol: str, first: int, last: int, line: _Cut, found: Found) -> None:
    """Take what ends with word `last`, reached by `symbol`, and go on from there."""
    kind, ways = node
    if kind:
        found.setdefault(kind, []).append(first * _WORDS + last)
    pieces, words = line
    joint = pieces[2 * last + 2]
    if ways and joint in JOINTS:
        for following in words[last + 1].symbols:
            if following in ways:
                _step(ways[following], following, first, last + 1, line, found)
    if joint == "'" and symbol.endswith("*"):
        _go_on(node, first, last, line, found)


def _go_on(node: Node, first: int, last: int, line: _Cut, found: Found) -> None:
    """Let word `last` go on behind an apostrophe: "patient's"."""
    if last + 2 < len(line[1]):
        _step(node, "", first, last + 1, line, found)
