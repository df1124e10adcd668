"""Report a page's elements and text from what lexbor makes of it, written out again: faster than walking its tree.

What lexbor writes is regular: `<` and `>` are escaped in text and in the values of attributes, values stand in double
quotes, and every element that can hold something has its end tag. Only names, comments and the content of a few
elements are written as they are. Where one of them could mislead, the page is left to the reader that walks the tree.
"""

import re

from checker.read.events import Events
from checker.read.lexbor import parsed, report_noscript
from checker.read.traits import Start

_ATTRIBUTE = re.compile(r"(.[^=]*)=\"([^\"]*)\" ?", re.DOTALL)
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&quot;": '"', "&amp;": "&"}
"""All that lexbor writes, that for the ampersand last."""
_VOID = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Elements without an end tag."""
_AS_IS = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"})
"""Elements whose content is written without escapes, up to the first end tag of their name."""
_DRAWINGS = frozenset({"svg", "math"})
_ENDS_OF_DRAWINGS = frozenset({"/svg", "/math"})
_REFUSED = frozenset({"plaintext", "frameset"})
"""Elements that never end, or hide the text around them."""
_OTHERWISE_IN_DRAWINGS = _VOID | _AS_IS | _REFUSED | {"template"}


class _OddError(Exception):
    """Raised where what was written may mislead."""


def read_html(markup: str, events: Events) -> bool:
    """Report the elements and text of a page.

    Returns False for a page that has to be read another way; what was reported by then counts for nothing.
    """
    tree = parsed(markup)
    html = "" if tree is None else tree.html or ""
    if not html:
        return False
    try:
        _Reader(events, html).run()
    except _OddError:
        return False
    return True


class _Reader:
    """Takes what was written apart at its opening brackets."""

    def __init__(self, events: Events, html: str) -> None:
        self._events = events
        self._pieces = iter(html.split("<"))
        next(self._pieces)
        self._known: dict[str, Start] = {}
        """What start tags without brackets say: most of a page are alike."""
        self._drawings = 0
        """How many pictures and formulas are open."""

    def run(self) -> None:
        """Report everything."""
        known, events = self._known, self._events
        for piece in self._pieces:
            head, bracket, text = piece.partition(">")
            start = known.get(head)
            if not bracket:
                raise _OddError
            if start is not None:
                events.open(start)
            elif head[:1] == "/":
                events.close()
                if self._drawings and head in _ENDS_OF_DRAWINGS:
                    self._drawings -= 1
            else:
                text = self._begin(piece, head, text)
            if text:
                events.text(_unescaped(text) if "&" in text else text)

    def _begin(self, piece: str, head: str, text: str) -> str:
        """Report the beginning of anything that is not well known; returns the text behind it."""
        if head[:1] == "!":
            return self._behind_comment(piece) if head[:3] == "!--" else text
        name, _, rest = head.partition(" ")
        tag = name.lower()
        if not tag[:1].isalpha() or tag in (_OTHERWISE_IN_DRAWINGS if self._drawings else _REFUSED):
            raise _OddError
        start = self._events.start(tag, _attributes(rest) if rest else {})
        self._events.open(start)
        if tag in _VOID:
            self._events.close()
        elif tag in _AS_IS:
            return self._behind_as_is(tag, text)
        elif tag in _DRAWINGS:
            self._drawings += 1
        elif tag != "template":
            self._known[head] = start
        return text

    def _behind_comment(self, piece: str) -> str:
        at = piece.find("-->", 3)
        while at < 0:
            piece = self._next()
            at = piece.find("-->")
        return piece[at + 3 :]

    def _behind_as_is(self, tag: str, text: str) -> str:
        """Report the content of an element in which nothing is escaped, and its end; returns the text behind it."""
        end = f"/{tag}>"
        parts = [text]
        while not (piece := self._next()).startswith(end):
            parts.append(piece)
        content = "<".join(parts)
        if tag == "script" and "<!--" in content and "<script" in content.lower():  # its first end tag may be content
            raise _OddError
        if tag == "noscript":
            report_noscript(content, self._events)
        elif content:
            self._events.text(content)
        self._events.close()
        return piece[len(end) :]

    def _next(self) -> str:
        piece = next(self._pieces, None)
        if piece is None:
            raise _OddError
        return piece


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = dict(_ATTRIBUTE.findall(written))
    return {name: _unescaped(value) for name, value in found.items()} if "&" in written else found


def _unescaped(text: str) -> str:
    for escape, char in _ESCAPES.items():
        text = text.replace(escape, char)
    return text
