"""Fifty rules that every peer can express: words in a row, or two such rows with up to six words between them."""

import re

GAP_WORDS = 6

ROWS = (
    *("no side effects", "no known risks", "completely safe", "free of risk", "proven to work", "medical breakthrough"),
    *("guaranteed results", "own stem cells", "umbilical cord tissue", "exosome therapy", "fat derived cells"),
    *("free consultation", "limited places", "book now", "special price", "success rate", "natural healing power"),
    *("anti aging", "minimally invasive", "same day procedure", "board certified", "our patients say"),
    *("travel package", "money back", "ground breaking therapy"),
)
PAIRS = (
    *(("cells", "arthritis"), ("cells", "autism"), ("cells", "parkinson"), ("cells", "spinal cord")),
    *(("cells", "knee"), ("treat", "multiple sclerosis"), ("treat", "back pain"), ("treats", "diabetes")),
    *(("cure", "arthritis"), ("cures", "disease"), ("reverse", "disease"), ("regenerate", "tissue")),
    *(("repair", "damaged"), ("heal", "joints"), ("avoid", "surgery"), ("without", "surgery"), ("safe", "effective")),
    *(("approved", "fda"), ("improve", "life"), ("patients", "improvement"), ("inject", "cells")),
    *(("injection", "pain"), ("doctor", "years"), ("risk", "infection"), ("trial", "registered")),
)
RULES: tuple[tuple[str, ...], ...] = (*((row,) for row in ROWS), *PAIRS)


def as_pattern(rule: tuple[str, ...]) -> str:
    """Return a rule as a regular expression without look-around, for lines of small words with one space between."""
    return r"\b" + f"(?: [a-z0-9]+){{0,{GAP_WORDS}}} ".join(rule) + r"\b"


def plain_line(sentence: str) -> str:
    """Return a sentence as all tools read it alike: small letters and digits, one space between words."""
    return " ".join(re.findall(r"[a-z0-9]+", sentence.lower()))
