"""Report a page's elements and text through BeautifulSoup on lxml, which reads everything, however deep."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import CData, PreformattedString, Tag

from checker.read.events import Events
from checker.read.source import Source

_RAW = "title|textarea|script|style|xmp|iframe|noembed|noframes"
_ENDS = re.compile(
    rf"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))|(?P<as_is><(?P<raw>{_RAW})\b.*?(?:</(?P=raw)\b|\Z)|<plaintext\b.*|<[a-z][^>]*)"
    r"|</(?P<name>br|p|body|html)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = "<!---->"
_END_OF_PARAGRAPH = "end of paragraph"
_INSTEAD = {"br": "<br>", "p": f"</p><!--{_END_OF_PARAGRAPH}-->", "body": _NOTHING, "html": _NOTHING}
_ONLY_IN_TABLES = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})


class _QuietBuilder(LXMLTreeBuilder):
    """The lxml builder without its warning that a page might be XML."""

    @classmethod
    def _warn(cls, stacklevel: int = 5) -> None:
        """Say nothing: pages are read as HTML, as browsers do."""

    def _root_tag_encountered(self, name: str) -> None:
        """Say nothing."""


def read_html(source: Source, events: Events) -> bool:
    """Report the elements and text of a page; returns False if the parser refused the markup."""
    markup = _as_browsers_see_it(source.text)
    try:
        soup = BeautifulSoup(markup, builder=_QuietBuilder(multi_valued_attributes=None))
    except ParserRejectedMarkup:  # pragma: no cover - no known markup is refused
        return False
    _walk(soup, events)
    return True


def _as_browsers_see_it(markup: str) -> str:
    """Undo what lxml takes otherwise than the HTML standard does.

    The end of `body` or `html` ends nothing, `</br>` is a `<br>`, and a `</p>` that closes nothing still parts what
    stands around it. Comments are emptied: one of over ten megabytes would end the reading. One before an XML
    declaration keeps the builder from taking this for XML.
    """
    markup = _ENDS.sub(_as_browsers_see_end, markup)
    return f"{_NOTHING}{markup}" if markup[:500].lstrip()[:5].lower() == "<?xml" else markup


def _as_browsers_see_end(match: re.Match[str]) -> str:
    if match["comment"]:
        return _NOTHING
    return match[0] if match["as_is"] else _INSTEAD[match["name"].lower()]


def _walk(soup: BeautifulSoup, events: Events) -> None:
    """Report the tree without recursion."""
    waiting: list[tuple[Iterator[Any], bool]] = [(iter(soup.contents), False)]
    tables = [0]
    while waiting:
        node = next(waiting[-1][0], None)
        if node is None:
            if waiting.pop()[1]:
                tables.pop()
                events.close()
        elif isinstance(node, Tag):
            reported = _is_reported(node, tables[-1])
            if reported:
                events.open(node.name.lower(), _attributes(node.attrs))
                tables.append(tables[-1] + (node.name == "table"))
            waiting.append((iter(node.contents), reported))
        elif not isinstance(node, PreformattedString) or isinstance(node, CData):
            events.text(node)
        elif node == _END_OF_PARAGRAPH and getattr(node.previous_sibling, "name", "") != "p":
            events.open("hr", {})
            events.close()


def _is_reported(node: Tag, tables: int) -> bool:
    """Say whether browsers make an element of a tag: not of parts of a table outside any, nor of frames amid text."""
    return node.name != "frameset" and (tables > 0 or node.name not in _ONLY_IN_TABLES)


def _attributes(attrs: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in attrs.items()}
