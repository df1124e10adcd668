"""Words that no rule, template or message of ours may use: they judge people, and only courts can."""

import re

BANNED = (
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
)
"""Whole words; "safety" describes a subject and is allowed, "safe" is a verdict."""

_PATTERN = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)


def banned_words(text: str) -> list[str]:
    """Return the banned words a text uses, in order."""
    return _PATTERN.findall(text)
