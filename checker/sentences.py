"""Split running text into sentences."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST_CHARS = 2_000
"""A longer sentence is cut at a space: no person writes one, and weighing it would take a time that grows with the
square of its length."""

_STOP = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f\uff0e\u2022\u25aa\u25cf\u25e6\u2023\u2713\u2714\u2705\u27a4|\u00b7]"
    r"[.!?\u2026\u3002\uff01\uff1f]*+(?:[\"'\u2019\u201d\u00bb)\]\u300d\u300f\uff09]|\[\d{1,3}\])*+(\s*+)"
)
_STOPS = frozenset(".!?\u2026")
_WIDE = frozenset("\u3002\uff01\uff1f\uff0e")
_SPACED = frozenset("|\u00b7")
_EDGES = "\"'\u2018\u2019\u201c\u201d\u00ab(["

_NEVER_LAST = _words(
    "dr drs mr mrs ms mx prof rev hon st mt sr.a sra dra srta gen col capt lt sgt fr msgr pres gov sen vs v viz cf "
    "approx e.g i.e eg ie fig figs no nos nr vol pp p art sec ch eq ref refs tel incl excl dept univ assn z.b d.h u.a "
    "bzw bspw ggf evtl vgl ej p\u00e1g n\u00fam tlf aprox"
)
"""Abbreviations that stand before the thing they introduce: a stop after them ends no sentence."""

_MAY_BE_LAST = _words(
    "inc ltd co corp llc bros jr sr u.s u.k u.s.a e.u u.n d.c ph.d m.d d.o d.d.s d.c.m r.n m.sc b.sc m.s b.s m.a b.a "
    "d.v.m jan feb mar apr jun jul aug sep sept oct nov dec u.a.e a.k.a ave blvd rd ca circa"
)
"""Abbreviations that may end a sentence: they do when a word follows that starts one."""

_USUALLY_LAST = _words("etc al a.m p.m min max ft est ext rep resp avg usw usw.e mon tue wed thu fri sat sun")
"""Abbreviations that end a sentence wherever a capital follows."""

_SHORT = _NEVER_LAST | _MAY_BE_LAST | _USUALLY_LAST
_NUMBERED = frozenset({"no", "nos", "nr", "fig", "figs", "p", "pp", "ch", "vol", "art", "sec", "eq", "ref", "refs"})
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_MONTH_STARTS = _MONTHS | {"mai", "m\u00e4r", "okt", "dez", "may"}
_STARTERS = _words(
    "a an the this that these those it its he she we you they i our your their my his her in on at for from with "
    "by as if when while where since but and or so however although though because there here what how why who "
    "all no not most many some each every more new clinical patients treatment stem cells call contact book"
)
_NEXT_WORD = re.compile(r"[\"'\u2018\u201c\u00ab(\[]*(\w[\w'\u2019]*)")


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`, in order, without white space at their ends."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        at = match.start()
        first = text[at]
        if first in _STOPS:
            stop_end = match.start(1)
            following = match.end()
            if following != end and (following == stop_end or not _ends_sentence(text, begin, at, stop_end, following)):
                continue
            _add(spans, text, begin, stop_end)
        elif first in _WIDE:
            _add(spans, text, begin, match.start(1))
        elif first in _SPACED and not (match[1] and text[at - 1 : at].isspace()):
            continue
        else:
            _add(spans, text, begin, at)
        begin = match.end()
    if begin < end:
        _add(spans, text, begin, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    if start >= end:
        return
    if text[start].isspace() or text[end - 1].isspace():
        bare = text[start:end].rstrip()
        start, end = start + len(bare) - len(bare.lstrip()), start + len(bare)
    while end - start > LONGEST_CHARS:
        space = text.rfind(" ", start + LONGEST_CHARS // 2, start + LONGEST_CHARS)
        cut = space if space > 0 else start + LONGEST_CHARS
        spans.append((start, cut))
        start = cut + (cut == space)
    if end > start:
        spans.append((start, end))


def _ends_sentence(text: str, begin: int, stop: int, stop_end: int, following: int) -> bool:
    """Decide for a stop followed by white space and more text."""
    lower_follows = text[following].islower()
    if stop_end - stop > 1 or text[stop] == "\u2026":
        plain_marks = text[stop] in "!?" and text[stop_end - 1] in "!?"
        return plain_marks or not lower_follows
    if text[stop] != ".":
        return True
    word = text[text.rfind(" ", begin, stop) + 1 or begin : stop]
    if len(word) > 7:
        return not lower_follows or "." not in word
    return _word_ends_sentence(text, begin, word.lstrip(_EDGES), following)


def _word_ends_sentence(text: str, begin: int, word: str, following: int) -> bool:
    """Decide for a short word before a single full stop."""
    lower = word.lower()
    upcoming = text[following]
    if lower not in _SHORT and len(word) != 1 and not word.isdigit():  # nearly all
        return not upcoming.islower() or (len(word) > 4 and "." not in word)
    if lower in _NEVER_LAST:
        return lower in _NUMBERED and not (upcoming.isdigit() or upcoming in "#(")
    if lower in _MAY_BE_LAST:
        return _starts_sentence(text, following, lower)
    if lower in _USUALLY_LAST:
        return not upcoming.islower()
    opens = text.startswith(word, begin)
    if not word.isdigit():
        return _letter_ends_sentence(text, word, following, opens=opens)
    if len(word) <= 3 and (opens or _is_month(text, following)):
        return False
    return not upcoming.islower() or len(word) > 4


def _is_month(text: str, at: int) -> bool:
    match = _NEXT_WORD.match(text, at)
    return match is not None and match[1][:3].lower() in _MONTH_STARTS


def _starts_sentence(text: str, at: int, before: str) -> bool:
    """Say whether the text goes on as a new sentence does after an abbreviation."""
    upcoming = text[at]
    if before in _MONTHS:
        return not (upcoming.isdigit() or upcoming.islower())
    match = _NEXT_WORD.match(text, at)
    if match is None or not match[1][0].isupper():
        return False
    return match[1].lower() in _STARTERS


def _letter_ends_sentence(text: str, letter: str, following: int, *, opens: bool) -> bool:
    """Decide for a single letter and a stop: an initial ("J. Smith"), an enumeration ("A. First"), or an end."""
    if opens:
        return False
    if letter.isupper() and letter != "I":
        match = _NEXT_WORD.match(text, following)
        return match is None or match[1].lower() in _STARTERS
    return not text[following].islower()
