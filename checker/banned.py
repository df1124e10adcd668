"""Words that no rule, template or message of ours may use: they judge people, and only courts can."""

import re
from functools import cache

BANNED = {
    "en": (
        "fraud",
        "fraudulent",
        "scam",
        "scams",
        "quack",
        "quackery",
        "fake",
        "illegal",
        "criminal",
        "unlicensed",
        "liar",
        "snake oil",
        "cheat",
        "dangerous",
        "safe",
    ),
    "de": (
        r"betr[uü]g\w*",
        r"abzock\w*",
        r"schwind(?:el|ler)\w*",
        r"scharlatan\w*",
        r"quacksalber\w*",
        r"wunderheiler\w*",
        r"gefälscht\w*",
        r"illegal\w*",
        r"kriminell\w*",
        r"verbrech\w*",
        r"lügner\w*",
        r"gefährlich\w*",
        r"(?:un)?sicher(?:e[mnrs]?)?",
    ),
    "es": (
        r"fraud\w*",
        r"estaf\w*",
        r"timos?",
        r"charlat[aá]n\w*",
        r"curander\w*",
        r"matasanos",
        r"falsificad\w*",
        r"ilegal\w*",
        r"criminal\w*",
        r"delincuente\w*",
        r"mentiros\w*",
        r"tramp\w*",
        r"peligros\w*",
        r"(?:in)?segur[oa]s?",
    ),
}
"""Whole words by language, with their endings; "safety" describes a subject and is allowed, "safe" is a verdict."""


def banned_words(text: str, language: str = "en") -> list[str]:
    """Return the banned words of a language that a text uses, in order."""
    return _pattern(language).findall(text)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(BANNED[language])})\b", re.IGNORECASE)
