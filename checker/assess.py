"""Add up the outcomes and say, in words, how many warning signs a page shows and how far to trust that."""

from dataclasses import replace

from checker.catalogue import words
from checker.examine import Examination, unreadable
from checker.models import (
    Assessment,
    Band,
    CategoryPoints,
    Confidence,
    KindVerdict,
    Outcome,
    Page,
    PageKind,
    ReadCounts,
    Severity,
    State,
)
from checker.rulebook.pack import Pack
from checker.rulebook.pack_schema import Scoring
from checker.site.choose import documents
from checker.status import Status

MAX_POINTS = 100.0
OTHER_SUBJECT = "Cell products are not its main subject, so points alone do not call for more."
REASONS_SHOWN = 4
DOCUMENTS_NAMED = 5
SHORT_PAGE_WORDS = 250
"""Below this many words a reading is called weak."""


def assess(
    page: Page, examination: Examination, pack: Pack, *, pages: int = 1
) -> tuple[Assessment, tuple[Outcome, ...]]:
    """Return the conclusion, and the outcomes with their points.

    Args:
        page: the page as read, or several pages of a site put together as one.
        examination: what the rules came to.
        pack: the rules.
        pages: how many pages of the site were read.

    Method: domain weights times page-kind and context factors; repeats count less; categories share caps; a
    combination stands for its parts; good signs are capped and never lift a critical finding.
    """
    hindrance = unreadable(page, pack)
    if not hindrance and page.counts.words < pack.scoring.min_words:
        hindrance = f"Only {page.counts.words} words could be read."
    if hindrance:
        return _no_band(page, hindrance, pack, pages), examination.outcomes
    verdict = examination.kind
    outcomes = _without_parts(tuple(_with_points(item, verdict.kind, pack) for item in examination.outcomes), pack)
    by_group = _by_group(outcomes, pack.scoring)
    good = max(sum(item.points for item in outcomes if item.good), pack.scoring.good_sign_cap)
    points = min(MAX_POINTS, max(0.0, sum(group.counted for group in by_group) + good))
    band = _band(points, outcomes, verdict, pack.scoring)
    reliability, line = _reliability(page, pages)
    assessment = Assessment(
        band=band,
        headline=words().of(band),
        reasons=_reasons(outcomes, band) + _held_back(points, band, pack.scoring),
        points=round(points, 1),
        by_group=by_group,
        transparency=examination.transparency,
        reliability=reliability,
        reliability_line=line,
        could_not_see=_could_not_see(page, outcomes, pack, pages),
    )
    return assessment, outcomes


def _no_band(page: Page, why: str, pack: Pack, pages: int) -> Assessment:
    return Assessment(
        band=Band.COULD_NOT_JUDGE,
        headline=words().of(Band.COULD_NOT_JUDGE),
        reasons=(why, "This is not a sign that the page is free of warning signs."),
        points=0.0,
        by_group=(),
        transparency=(),
        reliability=Confidence.LOW,
        reliability_line=f"Weak: {page.counts.words} words were read and not judged.",
        could_not_see=_could_not_see(page, (), pack, pages),
    )


def _with_points(outcome: Outcome, kind: PageKind, pack: Pack) -> Outcome:
    if outcome.state is not State.FIRED:
        return outcome
    scoring = pack.scoring
    entry = pack.by_id[outcome.rule]
    if entry.rule.protects:
        return replace(outcome, points=scoring.good_sign_points[entry.rule.protects])
    factors = scoring.absence_factor if outcome.kind == "absence" else scoring.claim_factor
    weight = scoring.severity_points[outcome.severity] * factors[kind]
    return replace(outcome, points=round(weight * _repeats(outcome, pack), 2))


def _repeats(outcome: Outcome, pack: Pack) -> float:
    """Count the first place fully and the next ones less, each with its context's factor."""
    if outcome.kind != "claim" or not outcome.findings:
        return 1.0
    total = 0.0
    for factor, finding in zip(pack.scoring.repeat_factors, outcome.findings, strict=False):
        context = min((pack.operators[name].operator.factor for name in finding.softened_by), default=1.0)
        total += factor * context
    return total


def _without_parts(outcomes: tuple[Outcome, ...], pack: Pack) -> tuple[Outcome, ...]:
    """Let a combination stand for its parts: the larger of the two counts, not the sum."""
    changed = {item.rule: item for item in outcomes}
    for outcome in outcomes:
        entry = pack.by_id[outcome.rule]
        if outcome.state is not State.FIRED or entry.rule.combination is None:
            continue
        parts = [changed[rule] for rule in entry.rule.combination.replaces if changed[rule].state is State.FIRED]
        parts = [part for part in parts if not part.replaced_by]
        larger = max(changed[outcome.rule].points, sum(part.points for part in parts))
        changed[outcome.rule] = replace(changed[outcome.rule], points=round(larger, 2))
        for part in parts:
            changed[part.rule] = replace(part, points=0.0, replaced_by=outcome.rule)
    return tuple(changed[item.rule] for item in outcomes)


def _by_group(outcomes: tuple[Outcome, ...], scoring: Scoring) -> tuple[CategoryPoints, ...]:
    found = []
    for name, group in scoring.groups.items():
        raw = sum(item.points for item in outcomes if item.category in group.categories and not item.good)
        found.append(CategoryPoints(group=name, raw=round(raw, 2), counted=round(min(raw, group.cap), 2)))
    return tuple(found)


def _band(points: float, outcomes: tuple[Outcome, ...], verdict: KindVerdict, scoring: Scoring) -> Band:
    """Name the band; points alone make `many` only of a page whose subject is cell products."""
    critical = any(
        item.state is State.FIRED and item.severity is Severity.CRITICAL and not all_softened(item) for item in outcomes
    )
    if critical and verdict.kind in scoring.critical_floor:
        return Band.MANY
    if points >= scoring.bands.many and verdict.cell_words >= scoring.bands.many_cell_words:
        return Band.MANY
    return Band.SOME if points >= scoring.bands.some else Band.FEW


def all_softened(outcome: Outcome) -> bool:
    """Tell whether every place of a finding is weakened by its context."""
    return bool(outcome.findings) and all(finding.softened_by for finding in outcome.findings)


def strongest(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    """Return the fired warning signs, those that weigh most first."""
    ranks = list(Severity)
    fired = [item for item in outcomes if item.state is State.FIRED and not item.good]
    return sorted(fired, key=lambda item: (-item.points, ranks.index(item.severity), item.rule))


def _reasons(outcomes: tuple[Outcome, ...], band: Band) -> tuple[str, ...]:
    top = [item.title for item in strongest(outcomes) if item.points > 0][:REASONS_SHOWN]
    good = [item.title for item in outcomes if item.state is State.FIRED and item.good]
    if band is Band.FEW:
        return (*good[:REASONS_SHOWN], *top[:2]) or ("None of the listed warning signs was found in the text we read.",)
    return tuple(top)


def _held_back(points: float, band: Band, scoring: Scoring) -> tuple[str, ...]:
    """Say that the points would make `many` on a page about cell products."""
    return (OTHER_SUBJECT,) if points >= scoring.bands.many and band is not Band.MANY else ()


def _reliability(page: Page, pages: int) -> tuple[Confidence, str]:
    words = page.counts.words
    one = pages == 1
    if page.limits or page.status is Status.PARTIAL:
        return Confidence.LOW, f"Weak: part of the {'page' if one else 'site'} could not be read ({words} words were)."
    if words < SHORT_PAGE_WORDS:
        return Confidence.LOW, f"Weak: the {'page has' if one else 'pages have'} only {words} words."
    if not one:
        return Confidence.MEDIUM, f"Fair: {words} words of {pages} pages were read; the rest of the site was not."
    return Confidence.MEDIUM, f"Fair: {words} words of one page were read; other pages of the site were not."


def _could_not_see(page: Page, outcomes: tuple[Outcome, ...], pack: Pack, pages: int) -> tuple[str, ...]:
    counts = page.counts
    unchecked = sum(item.state is State.COULD_NOT_CHECK for item in outcomes)
    lines = [limit.sentence for limit in page.limits]
    if counts.images:
        lines.append(f"{_counted(counts.images, 'image')}: text inside was not read.")
    if counts.frames:
        lines.append(f"{_counted(counts.frames, 'embedded page or video')}: not read.")
    if counts.scripts:
        lines.append(f"{_counted(counts.scripts, 'script')}: what scripts add in a browser was not read.")
    if counts.style_sheets or counts.undecided_styles:
        lines.append(_styles_not_followed(counts))
    if unchecked:
        lines.append(f"{unchecked} of {len(outcomes)} rules could not be checked; the report says why for each.")
    lines += [
        f"A document was linked and not read: {link.text or 'without a name'} ({link.href})."
        for link in documents(page.links, pack.site_pages)[:DOCUMENTS_NAMED]
    ]
    others = "Other" if pages == 1 else "Further"
    lines.append(f"{others} pages of this site, registers and the clinic's own papers were not looked at.")
    return tuple(lines)


def _styles_not_followed(counts: ReadCounts) -> str:
    """Say which style rules were not followed, and what that means."""
    sheets = counts.style_sheets and _counted(counts.style_sheets, "style sheet") + " outside the page"
    rules = counts.undecided_styles and _counted(counts.undecided_styles, "rule") + " in the page that may hide text"
    named = " and ".join(part for part in (sheets, rules) if part)
    return f"{named}: not followed, so text that browsers hide this way counts as shown."


def _counted(number: int, thing: str) -> str:
    """Say how many: "1 image", "2 images"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
