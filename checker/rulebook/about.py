r"""What a page must speak of to be about a pack's subject, as one RE2 pattern over a page's raw bytes.

It is made from the pack's own words: those of its subject, and those without which no page counts as selling anything.
Between two words may stand what a page's source has there: space, marks, entities such as `&nbsp;`, and tags.
"""

from collections.abc import Iterable
from typing import Any

import re2

from checker.rulebook.engine import MAX_MEMORY
from checker.rulebook.lists import Content, Lists
from checker.rulebook.phrases import Expression, Inner, Named, Part, Words
from checker.rulebook.words import Sequence, Sequences

_BEFORE = r"(?:^|[^0-9a-z]|\\[bfnrt]|\\u[0-9a-f]{4}|%[0-9a-f]{2})"
"""What may stand before a word: its beginning, and in scripts and addresses the escaped forms of spaces and marks."""
_BEHIND = r"(?:[^0-9a-z]|$)"
_BETWEEN = r"(?:[^0-9a-z&<]|&[0-9a-z#]*;|<[^<>]*>)+"


def about_pattern(content: Content) -> str:
    """Return a pattern that matches wherever one of a list's wordings may stand in a page's source.

    It may match more: of a phrase with a gap only what stands before the gap is asked for.
    """
    shortest = _shortest(content.sequences)
    phrases = [_row(parts, lists) for parts, lists in content.phrases if not _covered(parts, shortest)]
    wordings = "|".join([*map(_wording, shortest), *phrases, *sorted(content.expressions)])
    return f"{_BEFORE}(?:{wordings}){_BEHIND}"


def compile_about(pattern: str) -> Any:
    """Compile such a pattern for bytes in whatever encoding has ASCII letters as single bytes."""
    settings = re2.Options()
    settings.max_mem = MAX_MEMORY
    settings.log_errors = False
    settings.case_sensitive = False
    settings.never_capture = True
    settings.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern.encode("ascii"), settings)


def _shortest(sequences: Iterable[Sequence]) -> list[Sequence]:
    """Return the wordings that contain no other of them."""
    kept: list[Sequence] = []
    for sequence in sorted(sequences, key=lambda each: (len(each), each)):
        if all(word.strip("*").isascii() for word in sequence) and not _holds_any(sequence, kept):
            kept.append(sequence)
    return kept


def _holds_any(sequence: Sequence, others: list[Sequence]) -> bool:
    ends = range(len(sequence))
    return any(
        len(other) <= len(sequence) - start and all(map(_is_said_by, other, sequence[start:]))
        for other in others
        for start in ends
    )


def _is_said_by(word: str, other: str) -> bool:
    """Tell whether whatever matches another word matches this one too."""
    return word == other or (word.endswith("*") and other.startswith(word[:-1]))


def _covered(parts: tuple[Part, ...], shortest: list[Sequence]) -> bool:
    first = parts[0]
    return (
        isinstance(first.what, Words)
        and not first.optional
        and all(_holds_any(sequence, shortest) for sequence in first.what.sequences)
    )


def _row(parts: tuple[Part, ...], lists: Lists) -> str:
    """Return what the parts say that must follow each other directly, up to the first gap."""
    pattern = ""
    for part in parts:
        if pattern and part.gap_words is not None:
            break
        said = _any_of(part, lists)
        pattern += f"(?:{said}{_BETWEEN})?" if part.optional else said + _BETWEEN
    return pattern[: pattern.rindex(_BETWEEN)] if pattern.endswith(_BETWEEN) else pattern


def _any_of(part: Part, lists: Lists) -> str:
    match part.what:
        case Words(sequences):
            return _wordings(sequences)
        case Expression(pattern):
            return pattern
        case Named(name):
            return _of_list(lists.content(name))
        case Inner(phrase):
            return _of_list(lists.content_of((phrase,)))


def _of_list(content: Content) -> str:
    rows = [_row(parts, lists) for parts, lists in content.phrases]
    return "(?:" + "|".join([_wordings(content.sequences), *rows, *sorted(content.expressions)]) + ")"


def _wordings(sequences: Sequences) -> str:
    return "(?:" + "|".join(map(_wording, _shortest(sequences))) + ")"


def _wording(sequence: Sequence) -> str:
    return _BETWEEN.join(f"{word[:-1]}[0-9a-z]*" if word.endswith("*") else word for word in sequence)
