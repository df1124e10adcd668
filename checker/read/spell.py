"""Fold single characters and single words to plain lower-case letters."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from checker.read.letters import IMITATIONS, INVISIBLE, LOOKALIKES, MARKS, PLAIN_TWINS, QUOTES, SCIENCE, SOFT

_STYLED = ("<font>", "<wide>", "<circle>", "<square>")
_CACHED_LENGTH = 48


def fold_token(token: str, wide_is_normal: bool) -> tuple[str, Sequence[int], Sequence[int]]:  # noqa: FBT001 - cached
    """Fold one run without white space.

    Returns the folded text, for each of its characters the offset in the token, and the indexes of disguised letters.
    """
    fold_one = _cached_token if len(token) <= _CACHED_LENGTH else _spell
    return fold_one(token, wide_is_normal)


def _spell(token: str, wide_is_normal: bool) -> tuple[str, Sequence[int], Sequence[int]]:  # noqa: FBT001 - cached
    """Do the work of `fold_token`."""
    swaps = _swaps(token)
    out: list[str] = []
    origin: list[int] = []
    disguised: list[int] = []
    gap = False
    for index, char in enumerate(token):
        plain = swaps.get(index) or fold_char(char)
        if not plain:
            gap = gap or (char in INVISIBLE and char not in SOFT) or (char in "\u200c\u200d" and _latin_before(out))
            continue
        odd = index in swaps or is_styled(char, wide_is_normal=wide_is_normal)
        if plain.isalpha() and (odd or (gap and _latin_before(out) and "a" <= plain[0] <= "z")):
            disguised.append(len(origin))
        gap = False
        out.append(plain)
        origin.extend([index] * len(plain))
    return "".join(out), tuple(origin), tuple(disguised)


_cached_token = lru_cache(maxsize=8192)(_spell)


def _latin_before(out: list[str]) -> bool:
    return bool(out) and "a" <= out[-1][-1] <= "z"


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """Return what one character folds to: nothing, one or several plain lower-case characters."""
    if "!" <= char <= "~":
        return char.lower()
    if char in INVISIBLE or char in MARKS:
        return ""
    if char in QUOTES:
        return QUOTES[char]
    if char in IMITATIONS:
        return IMITATIONS[char]
    return _decompose(_decompose(char).casefold().lower())  # Cherokee folds to capitals


def _decompose(text: str) -> str:
    """NFKD without European combining marks; everything else keeps its composed form (Hangul, kana)."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in apart if c not in MARKS and c not in INVISIBLE and c != " ")
    return unicodedata.normalize("NFKC", "".join(QUOTES.get(c, c) for c in bare))


def is_styled(char: str, *, wide_is_normal: bool) -> bool:
    """Say whether a letter is a mathematical, full-width, circled or boxed stand-in for a plain one."""
    if char < "\u2100":
        return char in IMITATIONS and char not in PLAIN_TWINS
    if char in IMITATIONS:
        return True
    tag = unicodedata.decomposition(char).partition(" ")[0]
    return tag in _STYLED and not (tag == "<wide>" and wide_is_normal)


def _swaps(token: str) -> dict[int, str]:
    """Map positions of look-alike letters to the Latin letter they imitate, in words that mix scripts."""
    if not any(char in LOOKALIKES for char in token):
        return {}
    seen: dict[int, str] = {}
    word: list[int] = []
    for index, char in enumerate(token + " "):
        if char.isalpha() or char.isdigit() or char in "ⓐ":
            word.append(index)
        elif char not in INVISIBLE and char not in MARKS:
            seen.update(_word_swaps(token, word))
            word = []
    return seen


def _word_swaps(token: str, word: list[int]) -> dict[int, str]:
    scripts = {script_of(token[index]) for index in word} - {""}
    if len(scripts) < 2:
        return {}
    if "latin" not in scripts and not all(token[index] in LOOKALIKES for index in word):
        return {}
    return {
        index: LOOKALIKES[token[index]].lower()
        for place, index in enumerate(word)
        if token[index] in LOOKALIKES and not _is_symbol(token, word, place)
    }


def _is_symbol(token: str, word: list[int], place: int) -> bool:
    """Say whether a Greek letter stands as in a scientific name: not between two small Latin letters."""
    if token[word[place]] not in SCIENCE:
        return False
    before = token[word[place - 1]] if place else ""
    after = token[word[place + 1]] if place + 1 < len(word) else ""
    return not (before.islower() and after.islower())


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Return the script of a letter that has look-alikes, in lower case, or an empty string."""
    name = unicodedata.name(char, "").partition(" ")[0]
    return name.lower() if name in {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC"} else ""
