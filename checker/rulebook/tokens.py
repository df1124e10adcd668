"""Cut a text into words, each with what phrases may see in it: what a word may be is found once and kept.

Texts are cut at spaces first, because most of what stands between spaces (a token, with its marks) was seen before.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any

from checker.rulebook.words import split_words

MAX_TOKENS_KEPT = 100_000
"""Distinct tokens that are kept; past that the memory begins anew."""
MAX_NEW_TOKENS = 10_000
"""Tokens of one page that are kept; a page with more is nonsense, and keeping it costs more than it saves."""
MAX_WORDS_KEPT = 200_000
"""Distinct words whose meaning is kept."""
MAX_WORD_CHARS = 60
"""Longest word a phrase may use; a longer one of a page can only begin as a phrase says."""
MAX_TOKEN_CHARS = 80

Opens = tuple[tuple[int, ...], tuple[dict[str, Any], ...], tuple[Any, ...]]
"""Of a first word: the wordings that it is all of, where those of several words go on from it, and nodes of beginnings
(`cure*`), which may go on behind an apostrophe."""

Word = tuple[Opens | None, tuple[str, ...], str, str, int]
"""What it opens; itself and beginnings of it, as far as phrases use them; what stands behind it; what stands before it
and not behind the word before; characters of all three. A plain tuple: one is taken apart for every word of a page."""

_END: Word = (None, (), "", "", 0)


class Tokens(dict[str, tuple[Word, ...]]):
    """What stands between two spaces, as words."""

    def __init__(self, known: set[str], opened_by: Callable[[tuple[str, ...]], Opens | None]) -> None:
        """Take the symbols that phrases use, and what finds the wordings that a word opens."""
        super().__init__()
        self._meanings = _Meanings(known, opened_by)
        self._most = 0

    def begin_page(self) -> None:
        """Make room for the tokens of one more page."""
        if len(self) > MAX_TOKENS_KEPT:
            self.clear()
        self._most = len(self) + MAX_NEW_TOKENS

    def cut(self, text: str) -> list[Word]:
        """Return the words of a text, and behind them one that is none."""
        if len(self) < self._most:
            tokens = [*map(self.__getitem__, text.split(" "))]
            if all(tokens):
                return [*chain.from_iterable(tokens), _END]
        return [*self._words(text), _END]  # a lone mark, as in "stem - cell", stands behind the word before it

    def clear(self) -> None:
        """Forget all tokens."""
        super().clear()
        self._meanings.clear()

    def __missing__(self, token: str) -> tuple[Word, ...]:
        found = self._words(token)
        if found:
            opens, symbols, after, before, size = found[-1]
            found = (*found[:-1], (opens, symbols, f"{after} ", before, size + 1))
        if len(token) <= MAX_TOKEN_CHARS:
            self[token] = found
        return found

    def _words(self, text: str) -> tuple[Word, ...]:
        if len(self._meanings) > MAX_WORDS_KEPT:
            self.clear()
        before, *pieces = split_words(text)
        words = [
            (*self._meanings[word], after, "", len(word) + len(after))
            for word, after in zip(pieces[::2], pieces[1::2], strict=True)
        ]
        if words and before:
            opens, symbols, after, _, size = words[0]
            words[0] = (opens, symbols, after, before, len(before) + size)
        return tuple(words)


class _Meanings(dict[str, tuple[Opens | None, tuple[str, ...]]]):
    """What each word may be."""

    def __init__(self, known: set[str], opened_by: Callable[[tuple[str, ...]], Opens | None]) -> None:
        super().__init__()
        self._known = known
        self._opened_by = opened_by

    def __missing__(self, word: str) -> tuple[Opens | None, tuple[str, ...]]:
        beginnings = (f"{word[:size]}*" for size in range(1, min(len(word), MAX_WORD_CHARS) + 1))
        symbols = tuple(symbol for symbol in (word, *beginnings) if symbol in self._known)
        found = (self._opened_by(symbols), symbols)
        if len(word) <= MAX_WORD_CHARS:
            self[word] = found
        return found


def edges(words: list[Word]) -> tuple[list[int], list[int]]:
    """Return where the words of a text begin and where they end."""
    starts, ends, place = [], [], 0
    for _, _, after, before, size in words:
        starts.append(place + len(before))
        place += size
        ends.append(place - len(after))
    return starts, ends
