"""Apply every rule of a pack to a page: one outcome per rule, none left out."""

from dataclasses import dataclass

from checker.identifiers.find import identifiers_of
from checker.judge import Mentions, Work, judge, said
from checker.models import Genre, Identifier, KindVerdict, Outcome, Page, PageKind, State, TransparencyItem
from checker.outcomes import outcome
from checker.pagekind import judge_kind
from checker.place import places_of
from checker.rulebook.pack import Pack, RuleEntry
from checker.scene import Scene
from checker.status import JUDGED, Status, explained
from checker.transparency import transparency

ORDER = {"claim": 0, "measure": 0, "identifier": 0, "absence": 1, "combination": 2}
"""Rules that look at other rules' outcomes come after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A page's kind and every rule's outcome, points not yet given."""

    kind: KindVerdict
    outcomes: tuple[Outcome, ...]
    transparency: tuple[TransparencyItem, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    """Official numbers found on the page."""


def examine(page: Page, pack: Pack, *, kind: PageKind | None = None) -> Examination:
    """Judge a page by every rule.

    Args:
        page: the page as read.
        pack: the rules.
        kind: the page kind to assume; decided from the page by default.
    """
    hindrance = unreadable(page, pack)
    if hindrance:
        return unjudged(page, pack, hindrance)
    work = lay_out(page, pack, kind=kind)
    for entry in in_order(pack):
        work.outcomes[entry.rule.id] = judge(work, entry)
    return Examination(
        kind=work.verdict,
        outcomes=tuple(work.outcomes[entry.rule.id] for entry in pack.entries),
        transparency=transparency(work.scene, work.identifiers),
        identifiers=work.identifiers,
    )


def lay_out(page: Page, pack: Pack, *, kind: PageKind | None = None) -> Work:
    """Return a readable page, ready to be judged by one rule after the other."""
    identifiers = identifiers_of(page, pack.finder)
    scene = Scene(page, pack)
    weighed = Mentions(scene)
    asked = [pack.by_id[rule] for rule in pack.asked_of_kind & pack.by_id.keys()] if kind is None else []
    found = frozenset(entry.rule.id for entry in asked if said(scene, weighed, identifiers, entry))
    verdict = judge_kind(scene, found, assumed=kind)
    return Work(scene=scene, weighed=weighed, verdict=verdict, identifiers=identifiers, places=places_of(scene))


def unreadable(page: Page, pack: Pack) -> str:
    """Say why a page cannot be judged at all, or return an empty text."""
    if page.status not in JUDGED:
        return explained(page.status).sentence
    if page.language != pack.language:
        return explained(Status.UNSUPPORTED_LANGUAGE).sentence
    return ""


def unjudged(page: Page, pack: Pack, why: str) -> Examination:
    """Return what is known of a page that cannot be judged."""
    outcomes = tuple(outcome(entry, State.COULD_NOT_CHECK, why) for entry in pack.entries)
    kind = KindVerdict(kind=PageKind.INFORMATION, genre=Genre.ARTICLE, reasons=())
    return Examination(kind=kind, outcomes=outcomes, identifiers=identifiers_of(page, pack.finder))


def in_order(pack: Pack) -> list[RuleEntry]:
    """Return the rules with those that look at other rules' outcomes after them."""
    return sorted(pack.entries, key=lambda entry: ORDER[entry.kind])
