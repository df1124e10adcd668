"""A sitemap (sitemaps.org): the addresses a site lists itself.

Its few elements are looked for in the text: without an XML parser there are no entities, external files or bombs.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from checker.batch.lists.rows import Row, Sheet
from checker.errors import ListError

_PREFIX = r"(?:[\w-]+:)?"
_INDEX = re.compile(rf"<{_PREFIX}sitemapindex[\s>]")
_ENTRY_END = re.compile(rf"</{_PREFIX}url\s*>")
_LOC = re.compile(rf"<{_PREFIX}loc\s*>([^<]*|<!\[CDATA\[[^<]*)</{_PREFIX}loc")
_LASTMOD = re.compile(rf"<{_PREFIX}lastmod\s*>([^<]*)</{_PREFIX}lastmod")


def sitemap_sheet(text: str, path: Path) -> Sheet:
    """Return each address with the day its page last changed.

    Raises:
        ListError: it lists other sitemaps.
    """
    if _INDEX.search(text):
        raise ListError(path, "lists other sitemaps; save those, and give one of them")
    return Sheet(rows=_rows(text), columns=("address", "lastmod"))


def _rows(text: str) -> Iterator[Row]:
    start, line = 0, 1
    for end in _ENTRY_END.finditer(text):
        entry = text[start : end.start()]
        found, changed = _LOC.search(entry), _LASTMOD.search(entry)
        if found:
            at = line + entry.count("\n", 0, found.start())
            yield Row(line=at, cells=(_plain(found[1]), _plain(changed[1]) if changed else ""))
        line += text.count("\n", start, end.end())
        start = end.end()


def _plain(content: str) -> str:
    return html.unescape(content.removeprefix("<![CDATA[").removesuffix("]]>")).strip()
