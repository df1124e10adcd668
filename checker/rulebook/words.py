"""Words of a text and of phrases: where a word begins and ends, and what may stand between two neighbours."""

import re
from itertools import product

Sequence = tuple[str, ...]
Sequences = frozenset[Sequence]

WORD = re.compile(r"[^\W_]+")
split_words = re.compile(r"([^\W_]+)").split
"""Cut a text into what stands between words and the words, in turn."""

JOINERS = " -/\"'&"
LONGEST_JOINT = 3
JOINTS = frozenset("".join(marks) for size in range(1, LONGEST_JOINT + 1) for marks in product(JOINERS, repeat=size))
"""What may stand between words that a phrase names side by side."""

_JOINER = f"[{re.escape(JOINERS)}]"
JOINT = f"{_JOINER}{{1,{LONGEST_JOINT}}}"
"""The same as a pattern."""
_PLAIN = re.compile(rf"{_JOINER}*(?:[^\W_]+\*?(?:{_JOINER}+|$))+")


def is_plain(words: str) -> bool:
    """Tell whether words have no marks but joiners."""
    return _PLAIN.fullmatch(words) is not None


def tokens_of(words: str) -> Sequence:
    """Return plain words as tokens; one that ends in `*` begins a word."""
    return tuple(re.findall(r"[^\W_]+\*?", words))


def expand(words: list[tuple[Sequence, bool]]) -> Sequences:
    """Return every sequence that words, some of them optional, stand for, without the empty one."""
    found: set[Sequence] = {()}
    for tokens, optional in words:
        longer = {(*sequence, *tokens) for sequence in found}
        found = found | longer if optional else longer
    return frozenset(found - {()})
