r"""The phrase language of rules, and its translation to RE2.

    cure for {condition}      words in order; {condition} stands for any term of that word list
    cure*                     a word beginning so
    cure ... {condition}      a gap of up to 6 words; `...3` a gap of up to 3
    (the) best                optional words
    regex: [0-9]{2,3} ?%      an RE2 expression, for what words cannot say

A phrase is matched on folded text (lower case, plain quotes and dashes), on whole words, inside one sentence.
A space or hyphen in a phrase matches a space or a hyphen. A `regex:` phrase marks its own word edges (`\b`).
RE2 answers in linear time whatever a phrase says.

A long word list would make every phrase that names it a large program, so a phrase is cut into parts at its long
lists: each list is compiled once for the whole pack, and `phrasebook.py` joins the parts again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import re2

from checker.read.fold import fold
from checker.rulebook.engine import PhraseError

MAX_PHRASE_CHARS = 1000
DEFAULT_GAP_WORDS = 6
MAX_GAP_WORDS = 20
LONG_LIST_CHARS = 400
"""A list whose pattern is longer stands as a part of its own."""

LIST_NAME = re.compile(r"\{([a-z0-9_]+)\}")

# Letters and digits of the scripts in use, as wide ranges: RE2's \b and \w know ASCII only, and its \pL compiles to
# hundreds of instructions at every place it is used.
_LETTERS = r"0-9a-z\x{c0}-\x{1fff}\x{2c00}-\x{2fff}\x{3040}-\x{d7ff}"
_JOIN = r"[ -'\-/]+"
"""Between neighbouring words: spaces, quotes, hyphens, slashes. The range keeps the program small."""
_WORD_REST = "[0-9a-z']*"
_BETWEEN = rf"[^{_LETTERS}]+"
_TOKEN = re.compile(r"\.\.\.(\d*)|\{([a-z0-9_]+)\}|\(([^()]*)\)|([^\s(){}]+)")

_PLAIN = re.compile(r"[a-z0-9']+\*?(?:[ -][a-z0-9']+\*?)*")
_PLAIN_WORD = re.compile(r"[a-z0-9']+\*?")
"""Most terms are plain words; these need no reading of the phrase language."""

Terms = Mapping[str, tuple[str, ...]]


class Lists:
    """Word lists with their patterns, each translated once."""

    def __init__(self, terms: Terms, parent: "Lists | None" = None) -> None:
        self._terms = terms
        self._parent = parent
        self._patterns: dict[str, str] = {}
        self._leaves: dict[str, tuple[str, ...]] = {}
        self._sizes: dict[str, int] = {}

    def with_words(self, words: Terms) -> "Lists":
        """Return these lists and a rule's own."""
        return Lists(words, self)

    def pattern(self, name: str, above: tuple[str, ...] = ()) -> str:
        """Return the pattern of a word list, the lists it includes written out.

        Raises:
            PhraseError: there is no such list, or it contains itself.
        """
        owner = self._owner(name, above)
        if name not in owner._patterns:
            bodies = dict.fromkeys(_inline(term, self, (*above, name)) for term in owner._terms[name])
            owner._patterns[name] = _alternatives(list(bodies))
        return owner._patterns[name]

    def leaves(self, name: str, above: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the patterns that together make a long list: its own terms, and the leaves of the lists it includes.

        Raises:
            PhraseError: there is no such list, or it contains itself.
        """
        owner = self._owner(name, above)
        if name not in owner._leaves:
            terms = owner._terms[name]
            included = [match[1] for term in terms if (match := LIST_NAME.fullmatch(term))]
            long = [other for other in included if self.is_long(other, (*above, name))]
            own = [_inline(term, self, (*above, name)) for term in terms if term.strip("{}") not in long]
            leaves = [_alternatives(list(dict.fromkeys(own)))] if own else []
            leaves += [leaf for other in long for leaf in self.leaves(other, (*above, name))]
            owner._leaves[name] = tuple(dict.fromkeys(leaves))
        return owner._leaves[name]

    def is_long(self, name: str, above: tuple[str, ...] = ()) -> bool:
        """Tell whether a list is too long to be written out wherever it is named."""
        return self._size(name, above) > LONG_LIST_CHARS

    def _size(self, name: str, above: tuple[str, ...]) -> int:
        owner = self._owner(name, above)
        if name not in owner._sizes:
            terms = owner._terms[name]
            named = [other for term in terms if "{" in term for other in lists_used(term)]
            owner._sizes[name] = sum(map(len, terms)) + sum(self._size(other, (*above, name)) for other in named)
        return owner._sizes[name]

    def _owner(self, name: str, above: tuple[str, ...]) -> "Lists":
        if name in above:
            raise PhraseError(f"word list {{{name}}} contains itself; remove one reference")
        if name in self._terms:
            return self
        if self._parent is None:
            raise PhraseError(f"unknown word list {{{name}}}; add it to terms/ or to the rule's `words`")
        return self._parent._owner(name, above)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a phrase: RE2 patterns of which any may match, and how it follows the piece before it."""

    patterns: tuple[str, ...]
    is_list: bool
    gap_words: int | None
    """Words that may stand before it; None when it follows directly."""
    optional: bool


@dataclass(frozen=True, slots=True)
class _Token:
    gap_words: int | None
    optional: bool
    pattern: str = ""
    """RE2 for the token's words; empty for a long list."""
    leaves: tuple[str, ...] = ()
    """For a long list: its patterns."""
    is_list: bool = False


def parts_of(phrase: str, lists: Lists) -> tuple[Part, ...]:
    """Cut a phrase into parts, each with its pattern.

    Raises:
        PhraseError: the phrase is empty, too long, or uses an unknown word list.
    """
    if len(phrase) > MAX_PHRASE_CHARS:
        raise PhraseError(f"the phrase is longer than {MAX_PHRASE_CHARS} characters; split it")
    if phrase.startswith("regex:"):
        return (Part((_regex(phrase),), is_list=False, gap_words=None, optional=False),)
    tokens = list(_tokens(phrase, lists, ()))
    if not any(not token.optional for token in tokens):
        raise PhraseError("the phrase has no words that must occur; write at least one")
    return tuple(_part(group) for group in _grouped(tokens))


def lists_used(phrase: str) -> tuple[str, ...]:
    """Names of the word lists a phrase refers to."""
    return () if phrase.startswith("regex:") else tuple(LIST_NAME.findall(phrase))


_OWN_EDGES = "(?:)"
"""Stands at both ends of what brings its own word edges: expressions, and lists with expressions or marks."""


def _alternatives(bodies: list[str]) -> str:
    r"""Join terms; where some begin or end with a mark such as `$`, each gets the edges it needs."""
    if all(_edge(body, 0) and _edge(body, -1) for body in bodies):
        return f"(?:{'|'.join(bodies)})"
    edged = (f"{_edge(body, 0)}{body}{_edge(body, -1)}" for body in bodies)
    return f"{_OWN_EDGES}(?:{'|'.join(edged)}){_OWN_EDGES}"


def _regex(phrase: str) -> str:
    return f"{_OWN_EDGES}(?:{phrase.removeprefix('regex:').strip()}){_OWN_EDGES}"


def _tokens(phrase: str, lists: Lists, above: tuple[str, ...]) -> Iterator[_Token]:
    folded = fold(phrase).text.strip()
    rest = _TOKEN.sub("", folded).strip()
    if rest:
        raise PhraseError(f"cannot read '{rest}' in the phrase; balance brackets and braces")
    gap_words: int | None = None
    for dots, name, inside, word in _TOKEN.findall(folded):
        if name and not above and lists.is_long(name):
            yield _Token(gap_words, optional=False, leaves=lists.leaves(name), is_list=True)
        elif name:
            yield _Token(gap_words, optional=False, pattern=lists.pattern(name, above), is_list=True)
        elif inside:
            yield _Token(gap_words, optional=True, pattern=_inline(inside, lists, above or (inside,)))
        elif word:
            yield _Token(gap_words, optional=False, pattern=_word(word))
        else:
            gap_words = _gap(dots)
            continue
        gap_words = None


def _inline(phrase: str, lists: Lists, above: tuple[str, ...]) -> str:
    """Translate a whole phrase to one pattern, lists included."""
    if phrase.startswith("regex:"):
        return _regex(phrase)
    if _PLAIN.fullmatch(phrase):
        return _JOIN.join(word[:-1] + _WORD_REST if word[-1] == "*" else word for word in _PLAIN_WORD.findall(phrase))
    return _joined(list(_tokens(phrase, lists, above)))


def _gap(digits: str) -> int:
    words = int(digits) if digits else DEFAULT_GAP_WORDS
    if not 1 <= words <= MAX_GAP_WORDS:
        raise PhraseError(f"a gap holds 1 to {MAX_GAP_WORDS} words, not {words}")
    return words


def _word(word: str) -> str:
    prefix = word.endswith("*")
    pieces = [re2.escape(piece) for piece in re.split(r"[-/]", word.removesuffix("*")) if piece]
    if not pieces:
        raise PhraseError(f"'{word}' is not a word")
    return _JOIN.join(pieces) + (_WORD_REST if prefix else "")


def _grouped(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Cut at gaps and long lists; optional words next to a cut stand alone, so that they can be left out."""
    group: list[_Token] = []
    for position, token in enumerate(tokens):
        if group and (token.gap_words is not None or token.leaves):
            yield group
            group = []
        if token.leaves or (token.optional and not group and _is_cut(tokens, position)):
            yield [token]
        elif token.optional and _ends_group(tokens, position):
            yield from ([group] if group else [])
            yield [token]
            group = []
        else:
            group.append(token)
    if group:
        yield group


def _is_cut(tokens: list[_Token], position: int) -> bool:
    """Tell whether something stands before this token in its phrase: it then begins a part after a cut."""
    return position > 0 or _ends_group(tokens, position)


def _ends_group(tokens: list[_Token], position: int) -> bool:
    """Tell whether the next word that must occur belongs to another part."""
    for token in tokens[position + 1 :]:
        if token.gap_words is not None or token.leaves:
            return True
        if not token.optional:
            return False
    return True


def _part(tokens: list[_Token]) -> Part:
    first = tokens[0]
    alone = len(tokens) == 1
    bodies = first.leaves or (
        _joined([replace(first, gap_words=None, optional=first.optional and not alone), *tokens[1:]]),
    )
    return Part(
        tuple(f"{_edge(body, 0)}(?:{body}){_edge(body, -1)}" for body in bodies),
        is_list=first.is_list and alone,
        gap_words=first.gap_words,
        optional=first.optional and alone,
    )


def _edge(body: str, at: int) -> str:
    r"""Return the word edge for one end of a pattern: `\b` beside ASCII words, nothing beside marks such as `%`."""
    if at == 0:
        if body.startswith(_OWN_EDGES):
            return ""
        return r"\b" if body.lstrip("(?:|\\")[:1].isalnum() else ""
    if body.endswith(_OWN_EDGES):
        return ""
    return "" if body.rstrip(")?").endswith(("%", r"\$", r"\+")) else r"\b"


def _joined(tokens: list[_Token]) -> str:
    """Join tokens to one pattern; leading optional words bring their own joint."""
    pattern = ""
    begun = False
    for token in tokens:
        if not begun and token.optional:
            pattern += f"(?:{token.pattern}{_JOIN})?"
        elif token.optional:
            pattern += f"(?:{_joint(token.gap_words)}{token.pattern})?"
        else:
            pattern += (_joint(token.gap_words) if begun else "") + token.pattern
            begun = True
    return pattern


def _joint(gap_words: int | None) -> str:
    if gap_words is None:
        return _JOIN
    return rf"(?:{_BETWEEN}[{_LETTERS}][{_LETTERS}'.%$\-]*){{0,{gap_words}}}?{_BETWEEN}"
