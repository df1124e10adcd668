"""Choose the further pages of a site that most likely hold what the given page leaves out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from checker.models import Link
from checker.rulebook.pack_files import LANGUAGE
from checker.rulebook.site_schema import SitePages

MOST_PAGES = 20
"""Pages of one site that are ever read, the given one among them."""

_DOCUMENT = re.compile(r"\.(pdf|docx?|odt|rtf)$", re.IGNORECASE)
_PAGE_ENDING = re.compile(r"\.(html?|xhtml|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")
_APART = re.compile(r"[^\w']+|_")
_LONGEST_TEXT = 120
"""Longer link texts are whole paragraphs and say little about where a link leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A further page to read."""

    url: str
    topic: str
    """Title of the topic it was chosen for."""


def choose(url: str, links: Iterable[Link], wanted: SitePages, *, most: int) -> tuple[Chosen, ...]:
    """Return up to `most` further pages, one for each topic first, then a second for each, and so on.

    Args:
        url: the address of the page that was read; only pages of its host are chosen.
        links: its links, and those of the sitemap; the first that fits a topic wins.
        wanted: topics, and words of links that are never followed.
        most: how many pages.
    """
    by_topic = _by_topic(url, links, wanted)
    chosen: dict[str, Chosen] = {}
    while len(chosen) < most and any(by_topic.values()):
        for topic in wanted.topics:
            waiting = by_topic[topic.id]
            if waiting and len(chosen) < most:
                address = waiting.pop(0)
                chosen.setdefault(_key(address), Chosen(url=address, topic=topic.title))
    return tuple(chosen.values())


def documents(links: Iterable[Link], wanted: SitePages) -> tuple[Link, ...]:
    """Return links to documents named like brochures or consent forms, which are not read."""
    found: dict[str, Link] = {}
    for link in links:
        path = unquote(_parts(link.href).path)
        if _DOCUMENT.search(path) and _says(wanted.documents, _words(link.text), _words(path)):
            found.setdefault(link.href, link)
    return tuple(found.values())


def _by_topic(url: str, links: Iterable[Link], wanted: SitePages) -> dict[str, list[str]]:
    """Sort the links of the same site by topic; a link belongs to the first topic that its text or address names."""
    seen = {_key(url)}
    found: dict[str, list[str]] = defaultdict(list)
    for link in _same_site(url, links):
        words = (_words(link.text[:_LONGEST_TEXT]), _words(unquote(_parts(link.href).path)))
        if _key(link.href) in seen or _says(wanted.skip, *words):
            continue
        topic = next((topic for topic in wanted.topics if _says(topic.words, *words)), None)
        if topic:
            seen.add(_key(link.href))
            found[topic.id].append(_without_fragment(link.href))
    return found


def _same_site(url: str, links: Iterable[Link]) -> Iterator[Link]:
    """Yield links to web pages of the same host in the same language."""
    start = _parts(url)
    for link in links:
        to = _parts(link.href)
        here = to.scheme in {"http", "https"} and _host(to.netloc) == _host(start.netloc)
        readable = _language(to.path) in {"", LANGUAGE, _language(start.path)}
        if here and readable and (_PAGE_ENDING.search(to.path) or not _ENDING.search(to.path)):
            yield link


def _language(path: str) -> str:
    """Return the language folder that an address begins with (`/es/…`), or nothing."""
    first = path.strip("/").split("/")[0].lower()
    return first[:2] if _LANGUAGE.fullmatch(first) else ""


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _parts(href: str) -> SplitResult:
    try:
        return urlsplit(href)
    except ValueError:
        return urlsplit("")


def _key(href: str) -> str:
    """Return what two addresses of one page have in common."""
    parts = _parts(href)
    query = f"?{parts.query}" if parts.query else ""
    return f"{_host(parts.netloc)}{parts.path.rstrip('/') or '/'}{query}"


def _without_fragment(href: str) -> str:
    return href.split("#", 1)[0]


def _words(text: str) -> str:
    """Return a text as lower-case words between single spaces."""
    return f" {' '.join(part for part in _APART.split(text.casefold().replace(chr(0x2019), chr(39))) if part)} "


def _says(terms: Iterable[str], *texts: str) -> bool:
    return any(f" {term} " in text for term in terms for text in texts)
