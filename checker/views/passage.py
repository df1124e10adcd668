"""A quote within its sentence, cut to a readable length."""

from collections.abc import Callable
from dataclasses import dataclass

from checker.catalogue import Words
from checker.models import Finding, SetAside
from checker.wording import clip, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote within its sentence, cut to a readable length and ready to show."""

    before: str
    quote: str
    after: str


def passage(
    finding: Finding | SetAside,
    limit: int = 400,
    shown_by: Callable[[str], str] = visible,
    w: Words | None = None,
) -> Passage:
    """Return the quote of a finding with as much of its sentence as fits into about `limit` characters.

    Args:
        finding: What was found, or set aside.
        limit: Characters shown; a longer quote is cut and says so.
        shown_by: Makes the page's characters fit for the place they are shown in.
        w: The language in which to say that something was cut; English by default.

    """
    quote = clip(finding.quote, limit, shown_by, w)
    at = (
        finding.start - finding.sentence_start if isinstance(finding, Finding) else finding.sentence.find(finding.quote)
    )
    if at < 0 or finding.sentence[at : at + len(finding.quote)] != finding.quote:
        return Passage(before="", quote=quote, after="")
    room = max(60, (limit - len(quote)) // 2)
    before, after = finding.sentence[:at], finding.sentence[at + len(finding.quote) :]
    return Passage(
        before=shown_by(before) if len(before) <= room else f"… {shown_by(before[-room:].partition(' ')[2])}",
        quote=quote,
        after=shown_by(after) if len(after) <= room else f"{shown_by(after[:room].rpartition(' ')[0])} …",
    )
