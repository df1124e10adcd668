"""Say phrases as patterns of Python's `re`, one each: the plain way, to compare with and to check answers against."""

import re

from checker.rulebook.lists import Content, Lists
from checker.rulebook.phrases import Expression, Inner, Named, Part, Words, parts_of

_JOINT = r"[ \-/\"'&]{1,3}"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"


def pattern_of(phrase: str, lists: Lists) -> re.Pattern[str]:
    """Return a pattern that matches somewhere in a folded sentence just where the phrase occurs."""
    return re.compile(_row(parts_of(phrase), lists))


def _row(parts: tuple[Part, ...], lists: Lists) -> str:
    """Join parts; a part that may be left out takes its gap along only where it stands."""
    if not parts:
        return ""
    first, rest = parts[0], parts[1:]
    here = f"(?:{_part(first, lists)})"
    with_it = here + (f"(?:{_then(rest, lists)})" if rest else "")
    return f"(?:{with_it}|{_row(rest, lists)})" if first.optional and rest else with_it


def _then(parts: tuple[Part, ...], lists: Lists, gap_words: int | None = None) -> str:
    first, rest = parts[0], parts[1:]
    gap_words = first.gap_words if gap_words is None else gap_words
    here = f"{_between(gap_words)}(?:{_part(first, lists)})" + (f"(?:{_then(rest, lists)})" if rest else "")
    if not first.optional:
        return here
    return f"{here}|{_then(rest, lists, gap_words)}" if rest else f"(?:{here})?"


def _between(gap_words: int | None) -> str:
    return _JOINT if gap_words is None else rf"(?:[^ ]+?|[^ ]*?(?: [^ ]*?){{1,{gap_words + 1}}})"


def _part(part: Part, lists: Lists) -> str:
    match part.what:
        case Words(sequences):
            return _any(Content(sequences, frozenset(), ()))
        case Expression(pattern):
            return _expression(pattern)
        case Named(name):
            return _any(lists.content(name))
        case Inner(phrase):
            return _any(lists.content_of((phrase,)))


def _any(content: Content) -> str:
    wordings = sorted(content.sequences, key=lambda sequence: (-len(" ".join(sequence)), sequence))
    words = [_JOINT.join(map(_word, wording)) for wording in wordings]
    inner = [_row(parts, lists) for parts, lists in content.phrases]
    return "|".join([*words, *map(_expression, sorted(content.expressions)), *inner])


def _word(word: str) -> str:
    if word.endswith("*"):
        return rf"{_NO_WORD_BEFORE}{word[:-1]}[^\W_]*(?:'[^\W_]+)?{_NO_WORD_AFTER}"
    return f"{_NO_WORD_BEFORE}{word}{_NO_WORD_AFTER}"


def _expression(pattern: str) -> str:
    return re.sub(r"\\x\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), pattern)
