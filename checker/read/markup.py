"""Read markup with one reader, or with two that watch each other."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from checker.read.blocks import BlockBuilder
from checker.read.bounds import Bounds
from checker.read.completeness import crude_text, misses_text, readers_disagree, styles_of
from checker.read.events import Events
from checker.read.lexbor import read_html
from checker.read.small import small
from checker.read.stylesheet import Stylesheet

_MAY_CHANGE_GROUND = ("stylesheet", "background", "bgcolor")
_WHITE = "ffffff"


class Readers(StrEnum):
    """Who reads a page."""

    BOTH = "both"
    """lexbor reads, BeautifulSoup reads too, and the words are compared: for a page that someone waits for."""
    LEXBOR = "lexbor"
    """Several times as fast, for many pages; BeautifulSoup only where lexbor would cost too much."""
    SOUP = "beautifulsoup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of some markup."""

    builder: BlockBuilder
    limit: str = ""
    """Name of what made the reading incomplete, or empty."""


def read_markup(markup: str, *, url: str, bounds: Bounds, readers: Readers) -> Reading:
    """Return what a page says.

    Args:
        markup: the page's source.
        url: its address, for links.
        bounds: how much of it is read.
        readers: who reads it.

    """
    markup, was_cut = _bounded(markup, bounds.tags)
    styles = Stylesheet()
    lower = small(markup)
    for css in styles_of(markup, lower):
        styles.add(css)
    ground = _ground(lower)

    def builder_for(embed: Callable[[str, BlockBuilder], object]) -> BlockBuilder:
        return BlockBuilder(url=url, styles=styles, embed=embed, background=ground, bounds=bounds)

    builder = builder_for(_read_embedded)
    was_fast = readers is not Readers.SOUP and read_html(markup, builder)
    if not was_fast:
        builder = builder_for(_read_with_soup)
        if not _read_with_soup(markup, builder):  # pragma: no cover - no known markup is refused
            builder.text(crude_text(markup, lower))
            builder.finish()
            return Reading(builder=builder, limit="markup_refused")
    builder.finish()
    limit = "elements_cut" if was_cut else _limit(markup, lower, builder)
    if not limit and was_fast and readers is Readers.BOTH:
        other = builder_for(_read_with_soup)
        _read_with_soup(markup, other)
        other.finish()
        limit = "readers_disagree" if readers_disagree(_text(builder), _text(other)) else ""
    return Reading(builder=builder, limit=limit)


def _limit(markup: str, lower: str, builder: BlockBuilder) -> str:
    """Return the name of what a reader alone shows to be missing, or an empty string."""
    if builder.cut:
        return f"{builder.cut}_cut"
    return "text_missed" if misses_text(markup, lower, _text(builder)) else ""


def _text(builder: BlockBuilder) -> str:
    return "\n".join(draft.text for draft in builder.drafts)


def _read_with_soup(markup: str, events: Events) -> bool:
    from checker.read.soup import read_html as read  # takes a tenth of a second to import; reading many does without

    return read(markup, events)


def _read_embedded(markup: str, events: Events) -> None:
    if not read_html(markup, events):
        _read_with_soup(markup, events)


def _bounded(markup: str, most_tags: int) -> tuple[str, bool]:
    """Cut markup with too many tags; returns it and whether it was cut."""
    if markup.count("<") <= most_tags:
        return markup, False
    at = -1
    for _ in range(most_tags):
        at = markup.find("<", at + 1)
    return markup[:at], True


def _ground(lower: str) -> str:
    """Return the colour of the page behind its text, where nothing can have changed it from white."""
    return "" if any(word in lower for word in _MAY_CHANGE_GROUND) else _WHITE
