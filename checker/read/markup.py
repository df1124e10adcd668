"""Read markup with one reader, or with two that watch each other."""

import re
from dataclasses import dataclass

from checker.read.blocks import BlockBuilder
from checker.read.bounds import Bounds
from checker.read.completeness import crude_text, misses_text, readers_disagree, styles_of
from checker.read.events import Events
from checker.read.lexbor import read_html
from checker.read.stylesheet import Stylesheet

_GROUND_MAY_CHANGE = re.compile("stylesheet|background|bgcolor", re.IGNORECASE)
_WHITE = "ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of some markup."""

    builder: BlockBuilder
    limit: str = ""
    """Name of what made the reading incomplete, or empty."""


def read_markup(markup: str, *, url: str, bounds: Bounds, second_look: bool) -> Reading:
    """Return what a page says; lexbor reads it, BeautifulSoup where lexbor would take too long.

    Args:
        markup: the page's source.
        url: its address, for links.
        bounds: how much of it is read.
        second_look: read it with BeautifulSoup too, and compare the words.

    """
    markup, was_cut = _bounded(markup, bounds.tags)
    styles = Stylesheet()
    for css in styles_of(markup):
        styles.add(css)

    def new_builder() -> BlockBuilder:
        return BlockBuilder(url=url, styles=styles, embed=_read_embedded, background=_ground(markup), bounds=bounds)

    builder = new_builder()
    was_fast = read_html(markup, builder)
    if not was_fast and not _read_with_soup(markup, builder):  # pragma: no cover - no known markup is refused
        builder.text(crude_text(markup))
        builder.finish()
        return Reading(builder=builder, limit="markup_refused")
    builder.finish()
    if was_cut or builder.cut:
        return Reading(builder=builder, limit="elements_cut" if was_cut else f"{builder.cut}_cut")
    text = _text(builder)
    if misses_text(markup, text):
        return Reading(builder=builder, limit="text_missed")
    if was_fast and second_look:
        other = new_builder()
        _read_with_soup(markup, other)
        other.finish()
        if readers_disagree(text, _text(other)):
            return Reading(builder=builder, limit="readers_disagree")
    return Reading(builder=builder)


def _text(builder: BlockBuilder) -> str:
    return "\n".join(draft.text for draft in builder.drafts)


def _read_with_soup(markup: str, events: Events) -> bool:
    from checker.read.soup import (
        read_html as read_with_soup,
    )  # takes a tenth of a second to import, and bulk reading does without

    return read_with_soup(markup, events)


def _read_embedded(markup: str, builder: BlockBuilder) -> None:
    if not read_html(markup, builder):
        _read_with_soup(markup, builder)


def _bounded(markup: str, most_tags: int) -> tuple[str, bool]:
    """Cut markup with too many tags; returns it and whether it was cut."""
    if markup.count("<") <= most_tags:
        return markup, False
    at = -1
    for _ in range(most_tags):
        at = markup.find("<", at + 1)
    return markup[:at], True


def _ground(markup: str) -> str:
    """Return the colour of the page behind its text, where nothing can have changed it from white."""
    return "" if _GROUND_MAY_CHANGE.search(markup) else _WHITE
