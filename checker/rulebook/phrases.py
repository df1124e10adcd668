r"""The phrase language of rules: what a phrase says, as parts that stand in a row.

    cure for {condition}      words in order; {condition} stands for any term of that word list
    cure*                     a word beginning so
    cure ... {condition}      a gap of up to 6 words; `...3` a gap of up to 3
    (the) best                optional words
    regex: [0-9]{2,3} ?%      an RE2 expression, for what words cannot say

A phrase is matched on folded text (lower case, plain quotes and dashes), on whole words, inside one sentence.
Neighbouring words may be joined by a space, hyphen, slash, quote or ampersand. A `regex:` phrase marks its own word
edges (`\b`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.read.fold import fold
from checker.rulebook.engine import PhraseError
from checker.rulebook.words import JOINT, WORD, Sequences, expand, is_plain, tokens_of

MAX_PHRASE_CHARS = 1000
DEFAULT_GAP_WORDS = 6
MAX_GAP_WORDS = 20
MAX_EXPANDED = 6
"""Optional words side by side that are written out as all the wordings they make; more stand as parts of their own."""
REGEX = "regex:"

LIST_NAME = re.compile(r"\{([a-z0-9_]+)\}")
_TOKEN = re.compile(r"\.\.\.(\d*)|\{([a-z0-9_]+)\}|\(([^()]*)\)|([^\s(){}]+)")
_SIMPLE = re.compile(r"[a-z0-9]+(?:[ \-'][a-z0-9]+)*\*?")
"""Most terms are plain words; these need no reading of the phrase language."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order, as every sequence of tokens they stand for; a token ending in `*` begins a word."""

    sequences: Sequences


@dataclass(frozen=True, slots=True)
class Expression:
    """What RE2 must find."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Named:
    """Any term of a word list."""

    name: str


@dataclass(frozen=True, slots=True)
class Inner:
    """An optional phrase that is more than plain words."""

    phrase: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a phrase and how it follows the piece before it."""

    what: Words | Expression | Named | Inner
    gap_words: int | None
    """Words that may stand before it; None when it follows directly."""
    optional: bool = False


def parts_of(phrase: str) -> tuple[Part, ...]:
    """Read a phrase.

    Raises:
        PhraseError: the phrase is empty, too long, or not in the phrase language.
    """
    if len(phrase) > MAX_PHRASE_CHARS:
        raise PhraseError(f"the phrase is longer than {MAX_PHRASE_CHARS} characters; split it")
    if phrase.startswith(REGEX):
        return (Part(Expression(f"(?:{phrase.removeprefix(REGEX).strip()})"), None),)
    if _SIMPLE.fullmatch(phrase):
        return (Part(Words(frozenset([tokens_of(phrase)])), None),)
    parts = tuple(_parts(phrase))
    if all(part.optional for part in parts):
        raise PhraseError("the phrase has no words that must occur; write at least one")
    return parts


def lists_used(phrase: str) -> tuple[str, ...]:
    """Names of the word lists a phrase refers to."""
    return () if phrase.startswith(REGEX) else tuple(LIST_NAME.findall(phrase))


@dataclass(slots=True)
class _Group:
    """Words that follow each other directly."""

    gap_words: int | None
    words: list[tuple[str, bool]]
    """Each with whether it is optional."""


def _parts(phrase: str) -> Iterator[Part]:
    folded = fold(phrase).text.strip()
    rest = _TOKEN.sub("", folded).strip()
    if rest:
        raise PhraseError(f"cannot read '{rest}' in the phrase; balance brackets and braces")
    group = _Group(None, [])
    for dots, name, inside, word in _TOKEN.findall(folded):
        if word:
            group.words.append((word, False))
        elif inside and "{" not in inside and "..." not in inside:
            group.words.append((inside, True))
        else:
            yield from _closed(group)
            gap = group.gap_words if not group.words else None
            if name or inside:
                yield Part(Named(name) if name else Inner(inside), gap, optional=bool(inside))
            group = _Group(None if name or inside else _gap(dots), [])
    yield from _closed(group)


def _gap(digits: str) -> int:
    words = int(digits) if digits else DEFAULT_GAP_WORDS
    if not 1 <= words <= MAX_GAP_WORDS:
        raise PhraseError(f"a gap holds 1 to {MAX_GAP_WORDS} words, not {words}")
    return words


def _closed(group: _Group) -> Iterator[Part]:
    """Turn a group of words into a part; where all of it is optional, so is the part."""
    words = [(word, optional) for word, optional in group.words if word.strip("&-/")]
    if not words:
        return
    if not all(is_plain(word) for word, _ in words):
        yield Part(Expression(_pattern(words)), group.gap_words, all(may_lack for _, may_lack in words))
    elif sum(may_lack for _, may_lack in words) > MAX_EXPANDED:
        gaps = [group.gap_words, *[None] * len(words)]
        yield from (_words([word], gap) for word, gap in zip(words, gaps, strict=False))
    else:
        yield _words(words, group.gap_words)


def _words(words: list[tuple[str, bool]], gap_words: int | None) -> Part:
    sequences = expand([(tokens_of(word), may_lack) for word, may_lack in words])
    return Part(Words(sequences), gap_words, optional=all(may_lack for _, may_lack in words))


def _pattern(words: list[tuple[str, bool]]) -> str:
    """Write words with marks, such as `100%`, as an expression with the word edges they need."""
    pattern = ""
    for word, may_lack in words:
        exact = "".join(_edged(piece) for piece in re.split(r"([^\W_]+\*?)", word) if piece)
        piece = f"{JOINT}{exact}" if pattern else exact
        pattern += f"(?:{piece})?" if may_lack and pattern else f"(?:{piece}{JOINT})?" if may_lack else piece
    return pattern


def _edged(piece: str) -> str:
    if WORD.fullmatch(piece):
        return rf"\b{piece}\b"
    if piece.endswith("*"):
        return rf"\b{piece[:-1]}[0-9a-z']*"
    return re.escape(piece)
