"""Read markup with one reader, or with two that watch each other."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from checker.read.blocks import BlockBuilder
from checker.read.bounds import Bounds
from checker.read.completeness import crude_text, misses_text, readers_disagree, styles_of
from checker.read.events import Events
from checker.read.lexbor import read_html
from checker.read.source import Source, source_of
from checker.read.stylesheet import Stylesheet

_MAY_CHANGE_GROUND = (b"stylesheet", b"background", b"bgcolor")
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
    source, was_cut = _bounded(source_of(markup), bounds.tags)
    styles = Stylesheet()
    for css in styles_of(source):
        styles.add(css)
    ground = _ground(source)

    def builder_for(embed: Callable[[str, BlockBuilder], object]) -> BlockBuilder:
        return BlockBuilder(url=url, styles=styles, embed=embed, background=ground, bounds=bounds)

    builder = builder_for(_read_embedded)
    was_fast = readers is not Readers.SOUP and read_html(source, builder)
    if not was_fast:
        builder = builder_for(_read_embedded_with_soup)
        if not _read_with_soup(source, builder):  # pragma: no cover - no known markup is refused
            builder.text(crude_text(source))
            builder.finish()
            return Reading(builder=builder, limit="markup_refused")
    builder.finish()
    limit = "elements_cut" if was_cut else _limit(source, builder)
    if not limit and was_fast and readers is Readers.BOTH:
        other = builder_for(_read_embedded_with_soup)
        _read_with_soup(source, other)
        other.finish()
        limit = "readers_disagree" if readers_disagree(_text(builder), _text(other)) else ""
    return Reading(builder=builder, limit=limit)


def _limit(source: Source, builder: BlockBuilder) -> str:
    """Return the name of what a reader alone shows to be missing, or an empty string."""
    if builder.cut:
        return f"{builder.cut}_cut"
    return "text_missed" if misses_text(source, _text(builder)) else ""


def _text(builder: BlockBuilder) -> str:
    return "\n".join([draft.text for draft in builder.drafts])


def _read_with_soup(source: Source, events: Events) -> bool:
    from checker.read.soup import read_html as read  # takes a tenth of a second to import; reading many does without

    return read(source, events)


def _read_embedded(markup: str, events: Events) -> None:
    source = source_of(markup)
    if not read_html(source, events):
        _read_with_soup(source, events)


def _read_embedded_with_soup(markup: str, events: Events) -> None:
    _read_with_soup(source_of(markup), events)


def _bounded(source: Source, most_tags: int) -> tuple[Source, bool]:
    """Cut markup with too many tags; returns it and whether it was cut."""
    if source.raw.count(b"<") <= most_tags:
        return source, False
    at = -1
    for _ in range(most_tags):
        at = source.text.find("<", at + 1)
    return source_of(source.text[:at]), True


def _ground(source: Source) -> str:
    """Return the colour of the page behind its text, where nothing can have changed it from white."""
    return "" if any(word in source.lower for word in _MAY_CHANGE_GROUND) else _WHITE
