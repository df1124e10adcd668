"""Count and note what a page has besides its text: links, images, scripts, meta tags."""

from collections import Counter
from collections.abc import Mapping

from checker.models import Fact, Link
from checker.read.addresses import joined
from checker.read.names import FRAMES
from checker.read.squeeze import squeeze

_MOST_LINKS = 5_000
_MOST_FACTS = 2_000
_LONGEST_VALUE = 2_000
_APP_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "app-root", "react-root", "q-app", "svelte", "gatsby-focus-wrapper"}
)
_NOTED_TAGS = FRAMES | {"script", "img", "image", "input", "meta", "html", "time", "base"}
_OPENING = ("aria-controls", "data-target", "data-bs-target", "popovertarget", "commandfor")
"""Attributes of a button that name what it opens."""
_OPENERS = frozenset({"data-toggle", "data-bs-toggle", *_OPENING})
NOTED_ATTRIBUTES = frozenset({"id", "rel"}) | _OPENERS
"""Attributes for which an element is taken note of."""
_RELS = frozenset({"canonical", "author", "publisher", "license"})
_DATA_TYPES = frozenset({"application/ld+json"})


class Inventory:
    """What was seen on the page, for its counts, links and facts."""

    def __init__(self, url: str) -> None:
        self.links: list[Link] = []
        self.facts: list[Fact] = []
        self.ids: Counter[str] = Counter()
        self.meta: list[tuple[str, str]] = []
        self.images = self.scripts = self.frames = self.style_sheets = 0
        self.has_app_root = False
        self.openers: set[str] = set()
        self._base = url

    def note(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Take note of one element for which `is_noted` holds."""
        ident = attrs.get("id", "")
        if ident:
            self.ids[ident] += 1
            self.has_app_root = self.has_app_root or ident in _APP_ROOTS
        if not _OPENERS.isdisjoint(attrs):
            self._note_openers(attrs)
        if tag == "img" or tag == "image" or (tag == "input" and attrs.get("type", "").lower() == "image"):
            self.images += 1
        elif tag == "script":
            self.scripts += not is_data(attrs)
        elif tag in FRAMES:
            self.frames += 1
        else:
            self._note_fact(tag, attrs)

    def link(self, href: str, text: str) -> None:
        """Add a link."""
        if len(self.links) < _MOST_LINKS:
            self.links.append(Link(href=self._resolve(href.strip()), text=squeeze(text)[0]))

    def fact(self, name: str, value: str) -> None:
        """Add a fact, unless it is empty or there are too many."""
        value = squeeze(value[:_LONGEST_VALUE])[0]
        if value and len(self.facts) < _MOST_FACTS:
            self.facts.append(Fact(name=name[:200], value=value))

    def _resolve(self, href: str) -> str:
        return joined(self._base, href)

    def _note_openers(self, attrs: Mapping[str, str]) -> None:
        for name in _OPENING:
            if name in attrs:
                self.openers.update(target.lstrip("#") for target in attrs[name].split()[:10])
        if "data-toggle" in attrs or "data-bs-toggle" in attrs:
            self.openers.add(attrs.get("href", "").lstrip("#"))

    def _note_fact(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "meta":
            name = (attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or "").strip().lower()
            if name:
                self.meta.append((name, attrs.get("content", "")))
                self.fact(f"meta:{name}", attrs.get("content", ""))
        elif tag == "html":
            self.fact("html:lang", attrs.get("lang") or attrs.get("xml:lang", ""))
        elif tag == "time":
            self.fact("time:datetime", attrs.get("datetime", ""))
        elif tag == "base" and attrs.get("href", "").lower().startswith(("http://", "https://")):
            self._base = attrs["href"]
        elif tag in ("link", "a") and "rel" in attrs:
            self.style_sheets += tag == "link" and _is_style_sheet(attrs)
            self._note_relation(attrs)

    def _note_relation(self, attrs: Mapping[str, str]) -> None:
        for rel in attrs["rel"].lower().split():
            if rel in _RELS:
                self.fact(f"link:{rel}", self._resolve(attrs.get("href", "").strip()))


def _is_style_sheet(attrs: Mapping[str, str]) -> bool:
    """Say whether a link element brings styles for the screen."""
    rels = attrs["rel"].lower().split()
    return "stylesheet" in rels and "alternate" not in rels and attrs.get("media", "").strip().lower() != "print"


def is_noted(tag: str, attrs: Mapping[str, str]) -> bool:
    """Say whether an element is one to take note of."""
    return tag in _NOTED_TAGS or not NOTED_ATTRIBUTES.isdisjoint(attrs)


def is_data(attrs: Mapping[str, str]) -> bool:
    """Say whether a script element holds JSON-LD."""
    return attrs.get("type", "").strip().lower().partition(";")[0] in _DATA_TYPES
