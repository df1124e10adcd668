"""A letter that asks a clinic for comment, made of its own words."""

from checker.catalogue import Words
from checker.models import Finding, Result
from checker.views.collection import last_visited
from checker.views.digest import Digest, best_first
from checker.wording import clip

POINTS = 12
"""Statements in a letter; more are no longer answered one by one."""

QUOTE_LIMIT = 400
TITLES = 8


def letter(w: Words, result: Result, digest: Digest) -> tuple[str, ...]:
    """Return the letter's paragraphs: what the page states, what it rests on, what we did not find."""
    said = w("journalist.letter", day=w.day(last_visited(result)), address=result.capture.final_url)
    close = w("journalist.letter_close")
    return tuple(each.strip() for each in (*said.split("\n\n"), *_points(w, digest), *close.split("\n\n")))


def _quoted(finding: Finding, w: Words) -> str:
    """Return the whole sentence, for a clinic answers to sentences; only a very long one is cut to its quote."""
    sentence = " ".join(finding.sentence.split())
    whole = f"{finding.lead_in} … {sentence}" if finding.lead_in else sentence
    return whole if len(whole) <= QUOTE_LIMIT else clip(finding.quote, QUOTE_LIMIT, w=w)


def _points(w: Words, digest: Digest) -> tuple[str, ...]:
    with_words = [each for each in digest.statements if each.findings][:POINTS]
    points = []
    for number, outcome in enumerate(with_words, 1):
        finding = best_first(outcome.findings)[0]
        said = w("journalist.letter_point", quote=_quoted(finding, w), place=w.of(finding.zone))
        points.append(f"{number}. {said}")
    if points:
        points.append(w("journalist.letter_ask"))
    if digest.missing:
        titles = "; ".join(each.title.rstrip(".") for each in digest.missing[:TITLES])
        points.append(w("journalist.letter_missing", titles=titles))
    return tuple(points)
