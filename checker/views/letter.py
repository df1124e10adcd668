"""A letter that asks a clinic for comment, made of its own words."""

from checker.catalogue import Words
from checker.models import Result
from checker.views.collection import last_visited
from checker.views.digest import Digest, best_first
from checker.wording import clip

POINTS = 12
"""Statements in a letter; more are no longer answered one by one."""

QUOTE_LIMIT = 400
TITLES = 8


def letter(w: Words, result: Result, digest: Digest) -> tuple[str, ...]:
    """Return the letter's paragraphs: what the page states, what we ask about it, what we did not find."""
    said = w("journalist.letter", day=w.day(last_visited(result)), address=result.capture.final_url)
    close = w("journalist.letter_close")
    return tuple(each.strip() for each in (*said.split("\n\n"), *_points(w, digest), *close.split("\n\n")))


def _points(w: Words, digest: Digest) -> tuple[str, ...]:
    with_words = [each for each in digest.statements if each.findings][:POINTS]
    points = []
    for number, outcome in enumerate(with_words, 1):
        finding = best_first(outcome.findings)[0]
        quote = clip(finding.quote, QUOTE_LIMIT, w=w)
        said = w("journalist.letter_point", quote=quote, place=w.of(finding.zone))
        asked = f" {w('journalist.letter_ask', ask=outcome.ask)}" if outcome.ask else ""
        points.append(f"{number}. {said}{asked}")
    if digest.missing:
        titles = "; ".join(each.title.rstrip(".") for each in digest.missing[:TITLES])
        points.append(w("journalist.letter_missing", titles=titles))
    return tuple(points)
