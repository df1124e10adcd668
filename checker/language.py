"""Tell in which language a text is written."""

import re
from functools import cache
from typing import Any

UNKNOWN = "und"
_LETTERS = re.compile(r"[^\W\d_]")
_DENSE = re.compile("[\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_DENSE_WORTH = 3
"""A letter of Hindi, Thai, Japanese, Chinese or Korean says as much as three Latin ones."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 60
_FEWEST_WORDS = 20
_SMALL_WORDS = 0.12
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "is", "for", "that", "with", "are", "your", "you", "our", "we", "this", "have", "be")
)
_MOST_CHARS = 3000
_PIECE_CHARS = 250
_LETTERS_ONLY = bytes(code if chr(code).isascii() and chr(code).isalpha() else 0x20 for code in range(256))


def detect(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, `und` when it is too short to tell.

    Only the first 3,000 characters count.
    """
    sample = text[:_MOST_CHARS]
    if _plainly_english(sample):
        return "en"
    letters = len(_LETTERS.findall(sample)) + (_DENSE_WORTH - 1) * len(_DENSE.findall(sample))
    if letters < _FEWEST_LETTERS:
        return UNKNOWN
    found = _throughout(sample) or _detector().detect_language_of(sample)
    return UNKNOWN if found is None else found.iso_code_639_1.name.lower()


def _plainly_english(sample: str) -> bool:
    """Tell by its small words, in each third: no other language uses these, and the detector is slow to load."""
    words = _words(sample.lower())
    third = len(words) // 3
    parts = (words[:third], words[third : 2 * third], words[2 * third :])
    return third >= _FEWEST_WORDS and all(
        sum(map(_ENGLISH.__contains__, part)) >= _SMALL_WORDS * len(part) for part in parts
    )


def _words(lower: str) -> list[str]:
    """Return the runs of letters."""
    if lower.isascii():  # the same, much faster
        return lower.encode().translate(_LETTERS_ONLY).decode().split()
    return _WORD.findall(lower)


def _throughout(sample: str) -> Any:
    """Return the language of a long text whose beginning, middle and end agree, or None.

    Asking about all of it takes four times as long, and is only worth it where languages are mixed.
    """
    if len(sample) < 4 * _PIECE_CHARS:
        return None
    middle = (len(sample) - _PIECE_CHARS) // 2
    pieces = (sample[:_PIECE_CHARS], sample[middle : middle + _PIECE_CHARS], sample[-_PIECE_CHARS:])
    first, *others = map(_detector().detect_language_of, pieces)
    return first if others == [first, first] else None


@cache
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LANGUAGES]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


_LANGUAGES = (
    *(
        "ARABIC",
        "CHINESE",
        "CZECH",
        "DUTCH",
        "ENGLISH",
        "FRENCH",
        "GERMAN",
        "GREEK",
        "HINDI",
        "HUNGARIAN",
        "INDONESIAN",
    ),
    *("ITALIAN", "JAPANESE", "KOREAN", "PERSIAN", "POLISH", "PORTUGUESE", "ROMANIAN", "RUSSIAN", "SPANISH", "THAI"),
    *("TURKISH", "UKRAINIAN", "VIETNAMESE"),
)
"""The languages clinics advertise in, and their neighbours."""
