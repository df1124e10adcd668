"""List the official numbers of a page: of its text with every place, and of its link addresses."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from checker.identifiers.finder import Candidate, Finder
from checker.identifiers.overlaps import without_overlaps
from checker.identifiers.spelling import address, normal_form, search_page
from checker.identifiers.verdicts import SHAPELY, is_placeholder, verdict_on
from checker.models import Identifier, IdentifierPlace, Page, Verdict, Zone
from checker.rulebook.identifier_schema import ContextFor, IdentifierFormat

NEAR = 160
"""Characters to either side in which a context word counts as near: about two lines."""

MOST_NUMBERS = 500
"""Different numbers kept; a page of references has fewer, and a hostile one may have millions."""

MOST_PLACES = 200
"""Places kept of one number, for the same reason."""

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number at one place of a text."""

    kind: IdentifierFormat
    number: str
    verdict: Verdict
    look_up: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class _Gathered:
    first: Number
    places: list[IdentifierPlace] = field(default_factory=list)
    link: str = ""


def identifiers_of(page: Page, finder: Finder) -> tuple[Identifier, ...]:
    """Return the numbers of a page, each once, in the order of their first places.

    Raises:
        MatchingError: the pattern engine gave up.
    """
    found: dict[tuple[str, str], _Gathered] = {}
    for number in numbers_in(page.text, finder):
        gathered = _gathered(found, number)
        if gathered and len(gathered.places) < MOST_PLACES:
            gathered.places.append(_place(page, number))
    for number, href in _linked(page, finder):
        gathered = _gathered(found, number)
        if gathered and not gathered.link:
            gathered.link = href
    return tuple(_identifier(item) for item in found.values())


def numbers_in(text: str, finder: Finder) -> list[Number]:
    """Return the numbers of a text in order, each place; offsets point into `text`."""
    candidates = [_without_ending(item, text) for item in finder.candidates(text)]
    if not candidates:
        return []
    standing = without_overlaps([item for item in candidates if _meant(item, text)])
    return [_number(item, item.kind, text) for item in standing if item.kind]


def _without_ending(item: Candidate, text: str) -> Candidate:
    """Cut off what belongs to an address, such as "/pdf" behind a DOI."""
    for ending in item.kind.endings if item.kind and not item.near_miss else ():
        if text[item.start : item.end].lower().endswith(ending):
            parts = (*item.parts[:-1], item.parts[-1].removesuffix(ending))
            return replace(item, end=item.end - len(ending), parts=parts)
    return item


def _meant(item: Candidate, text: str) -> bool:
    """Tell whether the words around agree that this is such a number."""
    kind = item.kind
    if kind is None or not kind.context:
        return True
    if kind.context_for is ContextFor.FAILED_CHECK and (
        item.near_miss or verdict_on(kind, item.parts) is Verdict.PASSES_CHECK
    ):
        return True
    around = text[max(0, item.start - NEAR) : item.end + NEAR]
    return _words(kind.context).search(around) is not None


@cache
def _words(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in beginnings)
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives})", re.IGNORECASE)


def _number(item: Candidate, kind: IdentifierFormat, text: str) -> Number:
    written = " ".join(text[item.start : item.end].split())
    if item.near_miss:
        serial = item.parts[0] if item.parts else "".join(_DIGITS.findall(written))
        verdict = Verdict.PLACEHOLDER if is_placeholder(serial) else Verdict.MALFORMED
        number, look_up = written, search_page(kind)
    else:
        verdict = verdict_on(kind, item.parts)
        number = normal_form(kind, item.parts)
        look_up = address(kind, item.parts) if verdict in SHAPELY else search_page(kind)
    return Number(kind=kind, number=number, verdict=verdict, look_up=look_up, start=item.start, end=item.end)


def _linked(page: Page, finder: Finder) -> Iterator[tuple[Number, str]]:
    """Yield the numbers in link addresses; only whole ones, as an address holds many other digits."""
    hrefs = [link.href for link in page.links]
    lines = [unquote(href).replace("\n", " ") if "%" in href else href.replace("\n", " ") for href in hrefs]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number in numbers_in("\n".join(lines), finder):
        at = bisect_right(starts, number.start) - 1
        if number.verdict in SHAPELY and number.end < starts[at + 1]:
            yield number, hrefs[at]


def _gathered(found: dict[tuple[str, str], _Gathered], number: Number) -> _Gathered | None:
    key = (number.kind.id, number.number)
    if key not in found and len(found) < MOST_NUMBERS:
        found[key] = _Gathered(first=number)
    return found.get(key)


def _place(page: Page, number: Number) -> IdentifierPlace:
    block = page.blocks[block_at(page, number.start)]
    return IdentifierPlace(
        quote=page.text[number.start : number.end],
        start=number.start,
        end=number.end,
        zone=Zone.HIDDEN if block.hidden else block.zone,
    )


def block_at(page: Page, offset: int) -> int:
    """Return the index of the block that holds an offset of the text."""
    return max(0, bisect_right(page.blocks, offset, key=lambda block: block.start) - 1)


def _identifier(item: _Gathered) -> Identifier:
    first = item.first
    return Identifier(
        format=first.kind.id,
        name=first.kind.name,
        registry=first.kind.registry,
        family=first.kind.family,
        number=first.number,
        verdict=first.verdict,
        look_up=first.look_up,
        note=first.kind.note,
        places=tuple(item.places),
        link=item.link,
    )
