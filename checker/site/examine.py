"""Apply every rule of a pack to several pages of one site, as if they were one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.examine import Examination, in_order, lay_out, unreadable
from checker.judge import MAX_FINDINGS, Work, judge
from checker.models import (
    Identifier,
    KindVerdict,
    Outcome,
    Page,
    PageKind,
    ReadCounts,
    Severity,
    State,
    TransparencyItem,
)
from checker.rulebook.pack import Pack, RuleEntry
from checker.status import Status
from checker.transparency import transparency

_BY_COMMERCE = (PageKind.OFFER, PageKind.PROMOTION, PageKind.INFORMATION, PageKind.INSTITUTION)


def examine_site(pages: Sequence[Page], pack: Pack) -> tuple[Examination, tuple[KindVerdict | None, ...]]:
    """Judge a site by every rule; returns the site's examination and each page's kind.

    A claim counts where any page makes it. Information counts as missing only where no page gives it. Every page is
    judged as part of what the site as a whole is for: one provider speaks on all of them.

    Args:
        pages: the given page first; those that cannot be judged are left out and have no kind.
        pack: the rules.

    Raises:
        ValueError: none of the pages can be judged.
    """
    readable = [number for number, page in enumerate(pages) if not unreadable(page, pack)]
    if not readable:
        msg = "none of the pages can be judged"
        raise ValueError(msg)
    works = {number: lay_out(pages[number], pack) for number in readable}
    verdict = min((work.verdict for work in works.values()), key=lambda item: _BY_COMMERCE.index(item.kind))
    kinds = tuple(works[number].verdict if number in works else None for number in range(len(pages)))
    for work in works.values():
        work.verdict = replace(work.verdict, kind=verdict.kind)
    site = replace(works[readable[0]], verdict=verdict, pages=len(works), outcomes={}, fired_on={})
    for entry in in_order(pack):
        found = {number: judge(work, entry) for number, work in works.items()}
        for number, work in works.items():
            work.outcomes[entry.rule.id] = found[number]
        site.outcomes[entry.rule.id] = _together(site, entry, found, pages)
        fired = (number for number, item in found.items() if item.state is State.FIRED)
        site.fired_on[entry.rule.id] = frozenset(fired)
    examination = Examination(
        kind=verdict,
        outcomes=tuple(site.outcomes[entry.rule.id] for entry in pack.entries),
        transparency=tuple(_items(works.values())),
        identifiers=tuple(_identifiers(works, pages)),
    )
    return examination, kinds


def as_one(pages: Sequence[Page], pack: Pack) -> Page:
    """Put pages together for what is counted over a site: words, images, limits, links."""
    read = [page for page in pages if not unreadable(page, pack)] or list(pages[:1])
    counts = [page.counts for page in read]
    return replace(
        read[0],
        counts=ReadCounts(**{name: sum(getattr(item, name) for item in counts) for name in ReadCounts.__slots__}),
        limits=tuple(dict.fromkeys(limit for page in read for limit in page.limits)),
        links=tuple(dict.fromkeys(link for page in read for link in page.links)),
    )


def _together(site: Work, entry: RuleEntry, found: dict[int, Outcome], pages: Sequence[Page]) -> Outcome:
    if entry.kind == "combination":
        return judge(site, entry)
    if entry.kind == "absence":
        return _absence(found, pages)
    return _claim(found, pages)


def _claim(found: dict[int, Outcome], pages: Sequence[Page]) -> Outcome:
    fired = {number: item for number, item in found.items() if item.state is State.FIRED}
    named = [_with_page(item, pages[number].url if number else "") for number, item in found.items()]
    aside = tuple(mention for item in named for mention in item.set_aside)[:MAX_FINDINGS]
    if not fired:
        states = [item.state for item in named]
        best = State.NOT_FOUND if State.NOT_FOUND in states else states[0]
        shown = next(item for item in named if item.state is best)
        return replace(shown, set_aside=aside)
    findings = tuple(finding for item in named for finding in item.findings)[:MAX_FINDINGS]
    worst = min(fired.values(), key=lambda item: list(Severity).index(item.severity))
    reason = f"Found on {len(fired)} of the {_pages(len(found))} read." if len(found) > 1 else worst.reason
    values = [item.measured for item in fired.values() if item.measured is not None]
    measured = max(values) if values else None
    return replace(worst, reason=reason, findings=findings, set_aside=aside, measured=measured)


def _absence(found: dict[int, Outcome], pages: Sequence[Page]) -> Outcome:
    """Call missing only what no page gives, and only if all of every page was read."""
    said = [number for number, item in found.items() if item.state is State.NOT_FOUND]
    if said:
        where = "The page mentions it." if not said[0] else f"Another page mentions it: {pages[said[0]].url}"
        return replace(found[said[0]], reason=where)
    missing = [item for item in found.values() if item.state is State.FIRED]
    if not missing:
        unsure = [item for item in found.values() if item.state is State.COULD_NOT_CHECK]
        return (unsure or list(found.values()))[0]
    if any(pages[number].status is Status.PARTIAL for number in found):
        part = "Part of a page was not read; it may stand there."
        return replace(missing[0], state=State.COULD_NOT_CHECK, reason=part, set_aside=())
    reason = f"On none of the {_pages(len(found))} read." if len(found) > 1 else missing[0].reason
    return replace(missing[0], reason=reason)


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _with_page(item: Outcome, url: str) -> Outcome:
    if not url:
        return item
    return replace(
        item,
        findings=tuple(replace(finding, page=url) for finding in item.findings),
        set_aside=tuple(replace(mention, page=url) for mention in item.set_aside),
    )


def _items(works: Iterable[Work]) -> Iterator[TransparencyItem]:
    """Yield each transparency item, seen where any page shows it."""
    for same in zip(*(transparency(work.scene, work.identifiers) for work in works), strict=True):
        yield next((item for item in same if item.seen), same[0])


def _identifiers(works: dict[int, Work], pages: Sequence[Page]) -> Iterator[Identifier]:
    """Yield each number once, with its places on all pages."""
    merged: dict[tuple[str, str], Identifier] = {}
    for number, work in works.items():
        url = pages[number].url if number else ""
        for item in work.identifiers:
            places = tuple(replace(place, page=url) for place in item.places)
            known = merged.get((item.format, item.number))
            merged[(item.format, item.number)] = (
                replace(known, places=known.places + places, link=known.link or item.link)
                if known
                else replace(item, places=places)
            )
    yield from merged.values()
