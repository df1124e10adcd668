"""Turn numbers found on a page into the findings of a rule, and tell which count as said."""

from bisect import bisect_right
from collections.abc import Collection, Iterator

from checker.identifiers.find import block_at
from checker.identifiers.verdicts import SHAPELY
from checker.models import Finding, Identifier, IdentifierFamily, IdentifierPlace, Page, Verdict, Zone


def matching(
    identifiers: tuple[Identifier, ...], formats: Collection[str], verdicts: Collection[Verdict] = SHAPELY
) -> tuple[Identifier, ...]:
    """Return the numbers of some formats on which the offline look says one of some verdicts."""
    return tuple(item for item in identifiers if item.format in formats and item.verdict in verdicts)


def findings_of(page: Page, identifiers: tuple[Identifier, ...], zones: Collection[Zone]) -> tuple[Finding, ...]:
    """Return one finding for each number, at its first place in the zones."""
    places = (_first_place(item, zones) for item in identifiers)
    return tuple(_finding(page, place) for place in places if place)


def gives(identifiers: tuple[Identifier, ...], families: Collection[IdentifierFamily], zones: Collection[Zone]) -> bool:
    """Tell whether the page gives a number of one of these kinds, in these zones or in a link address.

    A number with something wrong counts as given: what is wrong with it is for other rules to say.
    """
    return any(
        item.family in families and (item.link or any(place.zone in zones for place in item.places))
        for item in identifiers
    )


def seen_at(identifiers: tuple[Identifier, ...], zones: Collection[Zone]) -> Iterator[Identifier]:
    """Yield the numbers that stand in one of the zones or in a link address."""
    return (item for item in identifiers if item.link or _first_place(item, zones))


def _first_place(item: Identifier, zones: Collection[Zone]) -> IdentifierPlace | None:
    return next((place for place in item.places if place.zone in zones), None)


def _finding(page: Page, place: IdentifierPlace) -> Finding:
    block = page.blocks[block_at(page, place.start)]
    at = max(0, bisect_right(page.sentences, place.start, key=lambda sentence: sentence.start) - 1)
    sentence = page.sentences[at]
    return Finding(
        quote=place.quote,
        start=place.start,
        end=place.end,
        sentence=page.text[sentence.start : max(sentence.end, place.end)],
        sentence_start=sentence.start,
        zone=block.zone,
        heading_path=block.heading_path,
        css_path=block.css_path,
        hidden=block.hidden,
    )
