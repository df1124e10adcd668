"""The longer paragraphs of a page, by which sites that share their text are found."""

from collections.abc import Iterator

from checker.batch.record import Passage, key_of
from checker.models import PageText, Zone

PASSAGE_WORDS = 20
"""Shorter paragraphs are alike by chance."""
PASSAGES = 60
EXCERPT_CHARACTERS = 160
_MENUS = frozenset({Zone.NAV, Zone.FOOTER, Zone.FORM, Zone.BUTTON, Zone.META, Zone.JSONLD, Zone.ALT, Zone.TITLE})


def passages(page: PageText) -> Iterator[Passage]:
    """Yield the page's longer paragraphs, each once."""
    seen: set[str] = set()
    for block in page.blocks:
        if block.hidden or block.zone in _MENUS:
            continue
        if block.end - block.start < 3 * PASSAGE_WORDS:
            continue
        text = page.text[block.start : block.end]
        words = text.casefold().split()
        if len(words) < PASSAGE_WORDS:
            continue
        key = key_of(words)
        if key not in seen:
            seen.add(key)
            yield Passage(key=key, excerpt=" ".join(text[: 2 * EXCERPT_CHARACTERS].split())[:EXCERPT_CHARACTERS])
        if len(seen) == PASSAGES:
            return
