"""Every wording of a pack in one tree of words, walked once along a text: it names all that occur, and where.

Phrases are made of symbols: a word, or the beginning of one (`cure*`). What a word of a text may begin is looked up
once and kept; the rest is steps from node to node.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checker.rulebook.engine import PhraseError
from checker.rulebook.tokens import MAX_WORD_CHARS, Opens, Tokens, Word, edges
from checker.rulebook.words import JOINTS, Sequence

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


class WordTree:
    """The wordings of all parts."""

    def __init__(self) -> None:
        self._root: Node = [NO_KIND, {}]
        self._symbols: set[str] = set()
        self._tokens = Tokens(self._symbols, self._opened_by)

    def __getstate__(self) -> tuple[Node, set[str]]:
        """Keep the tree; what words may be is found anew."""
        return self._root, self._symbols

    def __setstate__(self, state: tuple[Node, set[str]]) -> None:
        """Take over a stored tree."""
        self._root, self._symbols = state
        self._tokens = Tokens(self._symbols, self._opened_by)

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
        self._tokens.clear()

    def walk(self, texts: Iterable[str]) -> Iterator[Found]:
        """Yield for each folded text of a page the places of every wording by its kind, by first word."""
        self._tokens.begin_page()
        return (self._walk(self._tokens.cut(text)) for text in texts)

    def edges(self, text: str) -> tuple[list[int], list[int]]:
        """Return where the words of a text begin and where they end."""
        return edges(self._tokens.cut(text))

    def _walk(self, words: list[Word]) -> Found:
        found: Found = {}
        for place, (opens, _, after, _, _) in enumerate(words):
            if opens is None:
                continue
            kinds, ways, begun = opens
            for kind in kinds:
                if kind in found:
                    found[kind].append(place * _BOTH)
                else:
                    found[kind] = [place * _BOTH]
            if ways:
                _begin(ways, place, words, found)
            if begun and after == "'":
                for node in begun:
                    _go_on(node, place, place, words, found)
        return found

    def _opened_by(self, symbols: tuple[str, ...]) -> Opens | None:
        """Return the wordings that begin with a word, given its symbols; None when none does."""
        ways = self._root[_WAYS]
        nodes = {symbol: ways[symbol] for symbol in symbols if symbol in ways}
        if not nodes:
            return None
        return (
            tuple(dict.fromkeys(node[_ENDS] for node in nodes.values() if node[_ENDS])),
            tuple(node[_WAYS] for node in nodes.values() if node[_WAYS]),
            tuple(node for symbol, node in nodes.items() if symbol.endswith("*")),
        )


def spans_at(places: list[int], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Return where the first word of each place begins and its last word ends, given all words' beginnings and ends."""
    return [(starts[place >> _BITS], ends[place & _LAST]) for place in places]


def _begin(ways: tuple[dict[str, Node], ...], place: int, words: list[Word], found: Found) -> None:
    """Go on from a first word to wordings of several words."""
    after = words[place][2]
    _, following, _, before, _ = words[place + 1]
    if following and after + before in JOINTS:
        for way in ways:
            for symbol in following:
                if symbol in way:
                    _step(way[symbol], symbol, place, place + 1, words, found)


def _step(node: Node, symbol: str, first: int, last: int, words: list[Word], found: Found) -> None:
    """Take what ends with word `last`, reached by `symbol`, and go on from there."""
    kind, ways = node
    if kind:
        found.setdefault(kind, []).append(first * _WORDS + last)
    after = words[last][2]
    _, following, _, before, _ = words[last + 1]
    joint = after + before
    if ways and joint in JOINTS:
        for each in following:
            if each in ways:
                _step(ways[each], each, first, last + 1, words, found)
    if joint == "'" and symbol.endswith("*"):
        _go_on(node, first, last, words, found)


def _go_on(node: Node, first: int, last: int, words: list[Word], found: Found) -> None:
    """Let word `last` go on behind an apostrophe: "patient's"."""
    if last + 2 < len(words):
        _step(node, "", first, last + 1, words, found)
