"""Report a page's elements and text through BeautifulSoup on lxml, which reads everything, however deep."""

from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData, PreformattedString, Tag

from checker.read.events import Events


class _QuietBuilder(LXMLTreeBuilder):
    """The lxml builder without its warning that a page might be XML."""

    @classmethod
    def _warn(cls, stacklevel: int = 5) -> None:
        """Say nothing: pages are read as HTML, as browsers do."""

    def _root_tag_encountered(self, name: str) -> None:
        """Say nothing."""


def read_html(markup: str, events: Events) -> bool:
    """Report the elements and text of a page; returns False if the parser refused the markup."""
    markup = _without_declaration(markup)
    try:
        soup = BeautifulSoup(markup, builder=_QuietBuilder(multi_valued_attributes=None))
    except ParserRejectedMarkup:  # pragma: no cover - no known markup is refused
        return False
    _walk(soup, events)
    return True


def _without_declaration(markup: str) -> str:
    """Put a comment before an XML declaration, or the builder would warn that this is XML."""
    return f"<!---->{markup}" if markup[:500].lstrip()[:5].lower() == "<?xml" else markup


def _walk(soup: BeautifulSoup, events: Events) -> None:
    """Report the tree without recursion."""
    waiting: list[Iterator[Any]] = [iter(soup.contents)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            if waiting:
                events.close()
        elif isinstance(node, Tag):
            events.open(node.name.lower(), _attributes(node.attrs))
            waiting.append(iter(node.contents))
        elif not isinstance(node, PreformattedString) or isinstance(node, CData):
            events.text(node)


def _attributes(attrs: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in attrs.items()}
