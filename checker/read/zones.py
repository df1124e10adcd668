"""Give every block its zone and the headings above it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from checker.models import Zone
from checker.read.draft import Draft
from checker.read.region import Part, Region

_FIXED = {"title": Zone.TITLE, "meta": Zone.META, "alt": Zone.ALT}
_BY_SHAPE = {
    "button": Zone.BUTTON,
    "toggle": Zone.HEADING,
    "form": Zone.FORM,
    "heading": Zone.HEADING,
    "item": Zone.LIST,
    "term": Zone.LIST,
    "cell": Zone.TABLE,
    "row_head": Zone.TABLE,
}
_TOLD = frozenset({Zone.QUOTE, Zone.TEXT})
_HEADINGS = frozenset({Zone.HEADING, Zone.FAQ_QUESTION})
_WITHOUT_HEADINGS = frozenset({Zone.NAV, Zone.FOOTER, Zone.TITLE, Zone.META})
_ASKING = re.compile(
    r"(?:what|why|how|when|where|who|which|can|could|do|does|did|is|are|am|will|would|should|has|have)\b[^.!]*\Z",
    re.IGNORECASE,
)
_STORIES = re.compile(
    r"testimoni|(?:patient|client|customer)s?(?:'s|\u2019s)? (?:say|stor|review|experience)|success stor|"
    r"erfahrungsbericht|patientenstimmen|depoimento|t[e\u00e9]moignage|opiniones de",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|my|we|our son|our daughter|yo|mi|ich|mein|meine|je|mon|ma|eu|meu|minha)\b")
_OPENING = "\"'\u201c\u2018\u00ab\u201e"
_QUESTIONERS = frozenset({"heading", "toggle", "term"})
_LONGEST_QUESTION = 40
_SMALL_FORM_WORDS = 250


def place(drafts: Sequence[Draft]) -> None:
    """Set zone and heading path of all drafts, which must be in page order."""
    total = sum([draft.words for draft in drafts])
    headings: tuple[str, ...] = ()
    levels: list[int] = []
    for draft in drafts:
        zone = draft.zone = _zone(draft, total)
        if zone in _TOLD and headings and _is_story(draft, headings[-1]):
            zone = draft.zone = Zone.TESTIMONIAL
        if zone in _WITHOUT_HEADINGS or draft.shape == "jsonld":
            continue
        if draft.shape == "heading" and zone in _HEADINGS:
            while levels and levels[-1] >= draft.level:
                levels.pop()
            draft.heading_path = headings = headings[: len(levels)]
            if not draft.hidden:
                levels.append(draft.level)
                headings = (*headings, draft.text[:300])
        else:
            draft.heading_path = headings + _question_above(draft, headings)


def _question_above(draft: Draft, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the question a FAQ answer answers, where it is no heading."""
    if draft.zone is not Zone.FAQ_ANSWER or draft.region is None:
        return ()
    asked = next((region.question for region in draft.region.chain() if region.question), "")
    return (asked,) if asked and (not headings or headings[-1] != asked) else ()


def _is_story(draft: Draft, heading: str) -> bool:
    """Say whether a text under a heading such as "What our patients say" is one of those patients speaking."""
    if not _tells_stories(heading):
        return False
    return draft.zone is Zone.QUOTE or draft.text[0] in _OPENING or _FIRST_PERSON.search(draft.text) is not None


@lru_cache(maxsize=256)
def _tells_stories(heading: str) -> bool:
    return _STORIES.search(heading) is not None


def is_question(text: str) -> bool:
    """Say whether a heading asks something."""
    return text.rstrip(" \"'\u201d\u2019)*").endswith(("?", "\uff1f")) or _ASKING.match(text) is not None


def _zone(draft: Draft, total: int) -> Zone:
    if draft.shape == "jsonld":
        return draft.zone
    if draft.shape in _FIXED:
        return _FIXED[draft.shape]
    natural = _BY_SHAPE.get(draft.shape, Zone.QUOTE if draft.all_quote else Zone.TEXT)
    region = draft.region
    while region is not None:
        zone = _zone_by_region(draft, region, natural, total)
        if zone is not None:
            return zone
        region = region.parent
    return natural


def _zone_by_region(draft: Draft, region: Region, natural: Zone, total: int) -> Zone | None:
    """Return the zone a region gives to a block in it, None if the next region outwards shall decide."""
    match region.part:
        case Part.NAV:
            return Zone.NAV if _is_menu(region, total) else None
        case Part.HEADER:
            return Zone.NAV if draft.in_link and draft.words <= 6 and natural in (Zone.LIST, Zone.TEXT) else None
        case Part.FOOTER:
            return Zone.FOOTER if region.certain or region.words < 0.7 * total or total < 150 else None
        case Part.FORM:
            return _zone_in_form(draft, region, natural)
        case Part.TESTIMONIAL | Part.QUOTE:
            inside = Zone.TESTIMONIAL if region.part is Part.TESTIMONIAL else _quote_zone(region)
            return _outer_zone(region, total) or (
                natural if natural in (Zone.HEADING, Zone.BUTTON, Zone.FORM) else inside
            )
        case _:  # questions and answers
            return _outer_zone(region, total) or _zone_in_faq(draft, region, natural)


def _outer_zone(region: Region, total: int) -> Zone | None:
    """Return nav or footer where the region stands inside one."""
    outer = region
    while outer.parent is not None:
        outer = outer.parent
        if outer.part is Part.NAV and _is_menu(outer, total):
            return Zone.NAV
        if outer.part is Part.FOOTER and (outer.certain or outer.words < 0.7 * total):
            return Zone.FOOTER
    return None


def _quote_zone(region: Region) -> Zone:
    outside = {outer.part for outer in region.chain()}
    return Zone.TESTIMONIAL if Part.TESTIMONIAL in outside else Zone.QUOTE


def _is_menu(region: Region, total: int) -> bool:
    """Say whether what is called a menu is one: mostly links, no paragraphs, not a list a heading introduces."""
    if region.certain:
        return region.longest <= 40 or region.link_words * 2 > region.words or region.words * 3 < total
    if region.after_heading or region.longest > 30:
        return False
    return region.link_words >= 0.6 * region.words


def _zone_in_form(draft: Draft, region: Region, natural: Zone) -> Zone | None:
    """Return the zone inside a form; one that wraps half the page is no form to the reader."""
    if region.holds_page or region.words > _SMALL_FORM_WORDS:
        return None
    return natural if natural in (Zone.HEADING, Zone.BUTTON) else Zone.FORM


def _zone_in_faq(draft: Draft, region: Region, natural: Zone) -> Zone | None:
    if region.part is Part.ANSWER:
        return natural if natural is Zone.BUTTON else Zone.FAQ_ANSWER
    holder = region.parent if region.part is Part.QUESTION and region.parent is not None else region
    if _can_ask(draft) or region.part is Part.QUESTION:
        asks = is_question(draft.text)
        holder.answering = asks
        holder.question = draft.text[:300] if asks else ""
        return Zone.FAQ_QUESTION if asks else natural
    if region.answering and natural is not Zone.BUTTON:
        return Zone.FAQ_ANSWER
    return None


def _can_ask(draft: Draft) -> bool:
    if draft.shape in _QUESTIONERS:
        return draft.words <= _LONGEST_QUESTION
    return draft.shape != "form" and draft.words <= _LONGEST_QUESTION and draft.text.endswith("?")
