"""Report a page's elements and text through lexbor, which reads markup exactly as browsers do, and fast."""

import re
from collections import Counter

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from checker.read.events import Events
from checker.read.source import Source

_MOST_OPENERS = 10_000
"""No page nests deeper than it has opening tags. Beyond ten thousand levels lexbor's time grows with their square:
20,000 take half a second, 100,000 take 18 seconds (selectolax 1.0.2)."""

_MOST_REOPENED = 100_000
"""Elements the parser may have to add by itself. The HTML standard opens every unclosed `<b>` or `<font>` again in
each paragraph that follows: 37 kB of markup became 3 GB of elements."""

_FORMATTING = re.compile(
    r"<(?P<name>b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])"
    r"(?P<plain>(?:\s+[\w:.-]+(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[\w./#:;-]+))?)*+\s*+/?>"
    r"(?P<closed>[^<]*+</(?P=name)\s*+>)?)?",
    re.IGNORECASE,
)
"""The elements that are opened again, of which three alike count (four names are missing: of `a` and `nobr` only one
can be open); one that is closed with nothing but text inside is never opened again."""
_ALIKE = 3
_KEPT_APART = frozenset({"noscript", "template"})

_WITHOUT_COPIES = LexborDocumentOptions.WO_EVENTS.value
"""As written: a `<selectedcontent>` is not filled with a copy of the chosen option."""


def read_html(source: Source, events: Events) -> bool:
    """Report the elements and text of a page.

    Returns False, with nothing reported, for a page that the other reader takes better: one that could cost lexbor
    very much time or memory, and a frameset, whose text outside frames the HTML standard throws away.
    """
    if not _is_light(source):
        return False
    tree = LexborHTMLParser(source.raw, options=_WITHOUT_COPIES, scripting=True)
    if tree.root is None or tree.tags("frameset"):
        return False
    _walk(tree.root, events, noscript_is_text=True)
    return True


def _is_light(source: Source) -> bool:
    """Say whether the number of tags alone shows that neither depth nor repeated elements can grow large."""
    openers = source.raw.count(b"<") - source.raw.count(b"</")
    if openers > _MOST_OPENERS:
        return False
    if openers * openers <= 4 * _MOST_REOPENED:  # half of them formatting, opened again by each of the other half
        return True
    return _reopened_at_once(source.text) * openers <= _MOST_REOPENED


def _reopened_at_once(markup: str) -> int:
    """Count formatting elements left open: of those with the same name and attributes three, of odd ones all."""
    alike: Counter[str] = Counter()
    odd = 0
    for match in _FORMATTING.finditer(markup):
        if match["plain"] is None:
            odd += 1
        elif match["closed"] is None:
            alike[match[0]] += 1
    return odd + sum(min(count, _ALIKE) for count in alike.values())


def _walk(root: LexborNode, events: Events, *, noscript_is_text: bool) -> None:
    """Report a node, what is in it and its later siblings, without recursion."""
    above: list[LexborNode] = []
    node: LexborNode | None = root
    begin, text, end = events.open, events.text, events.close
    while node is not None:
        tag = node.tag
        inside: LexborNode | None = None
        if tag == "-text":
            text(node.text_content or "")
        elif tag and tag[0] != "-":
            attrs = node.attributes
            if None in attrs.values():
                attrs = {name: value or "" for name, value in attrs.items()}
            begin(tag.lower(), attrs)  # type: ignore[arg-type]  # no value is None
            inside = node.first_child if tag not in _KEPT_APART else _kept_apart(node, tag, events, noscript_is_text)
            if inside is None:
                end()
        if inside is not None:
            above.append(node)
            node = inside
            continue
        node = node.next
        while node is None and above:
            end()
            node = above.pop().next


def _kept_apart(node: LexborNode, tag: str, events: Events, noscript_is_text: bool) -> LexborNode | None:  # noqa: FBT001
    """Return the first child of an element whose content stands outside the tree, or report the content here."""
    if tag == "noscript" and noscript_is_text:
        _walk_noscript(node, events)
        return None
    held = node.template_fragments() if tag == "template" else []
    return held[0].first_child if held else node.first_child


def _walk_noscript(node: LexborNode, events: Events) -> None:
    """Report what a browser without scripts would make of the text in a noscript element."""
    text = node.text(deep=True)
    root = LexborHTMLParser(text, is_fragment=True, options=_WITHOUT_COPIES).root if text else None
    if root is not None:
        _walk(root, events, noscript_is_text=False)
