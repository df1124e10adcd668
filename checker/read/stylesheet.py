"""Read the simple rules of a page's own style sheets: those that hide elements or add text to them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from checker.read.declarations import declarations
from checker.read.names import OPENABLE
from checker.read.visibility import NOTHING, Look, look

_TELLING = ("display", "visibility", "opacity", "font-size", "text-indent", "clip", "content", "background", "overflow")
_INTERESTING = re.compile("|".join((*_TELLING, r"left\s*:\s*-", r"top\s*:\s*-")))
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*(?:0+(?:\.0*)?|\.0+)(?![.\d])"
    r"|(?:left|top|indent)\s*:\s*-\d{3,}"
)
_PASSING = re.compile(
    r"::|:(?:hover|focus|active|visited|target|checked|disabled|before|after|first-l|placeholder|-moz|-webkit|-ms)"
)
"""Selectors of a state that passes, or of a decoration."""
_COMMENT_OR_STRING = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
_SELECTOR = re.compile(
    r"(?P<tag>[a-z][a-z0-9-]*|\*)?(?P<names>(?:[.#]-?[_a-zA-Z][\w-]*)*)(?P<pseudo>::?(?:before|after))?\Z"
)
_NAME = re.compile(r"([.#])([\w-]+)")
_MOST_RULES = 4000
_LONGEST_BODY = 5000
_LONGEST_CONTENT = 2000
_MOST_CHARS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selector:
    """A selector without combinators."""

    tag: str
    ident: str
    classes: frozenset[str]
    pseudo: str
    """`before`, `after` or empty."""
    can_open: bool
    """True when its names are those of closed parts that the reader can open."""

    @property
    def key(self) -> str:
        """Return the id, else a class, else the tag that an element must have."""
        return f"#{self.ident}" if self.ident else (f".{min(self.classes)}" if self.classes else self.tag)

    def fits(self, tag: str, ident: str, classes: frozenset[str]) -> bool:
        """Say whether it selects an element."""
        return self.classes <= classes and self.ident in ("", ident) and self.tag in ("", tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One selector and what it does."""

    selector: _Selector
    look: Look
    content: str
    is_forced: bool
    """True for declarations marked `!important`: they win, over a `style` attribute too."""
    order: int

    @property
    def weight(self) -> tuple[int, int, int, int, int]:
        """Return what decides between rules: the greater wins."""
        selector = self.selector
        return (
            int(self.is_forced),
            1 if selector.ident else 0,
            len(selector.classes),
            1 if selector.tag else 0,
            self.order,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What all rules together do to one element."""

    look: Look = NOTHING
    forced: Look = NOTHING
    """The part of it that a `style` attribute cannot change."""
    before: str = ""
    after: str = ""


PLAIN = Applied()


@dataclass(slots=True)
class Stylesheet:
    """The rules of a page, ready to be asked for one element."""

    by_key: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    size: int = 0
    undecided: int = 0
    """Rules that hide something, of whose selectors at least one was not understood."""
    names: set[str] = field(default_factory=set)
    """Classes and ids that the rules name."""
    quotes_attributes: bool = False
    """True when a rule may add the value of any attribute to the text."""

    def add(self, css: str) -> None:
        """Read the rules of one `<style>` element; anything unreadable is passed over."""
        for prelude, body in _rules(css[:_MOST_CHARS]):
            parts = [part.strip() for part in prelude.split(",")]
            selectors = [found for part in parts if (found := _selector(part)) is not None]
            if len(selectors) < len(parts) and _HIDES.search(body.lower()):
                self.undecided += any(_may_hide(part) for part in parts)
            if not selectors or self.size >= _MOST_RULES:
                continue
            for is_forced, (does, content) in _effects(body).items():
                for selector in selectors:
                    self._add_rule(selector, does, content, is_forced=is_forced)

    def _add_rule(self, selector: _Selector, does: Look, content: str, *, is_forced: bool) -> None:
        if selector.can_open:
            does = Look(colour=does.colour, background=does.background, as_block=does.as_block)
        self.size += 1
        self.names.update(selector.classes, (selector.ident,))
        self.quotes_attributes = self.quotes_attributes or "attr" in content.lower()
        self.by_key[selector.key].append(
            Rule(selector=selector, look=does, content=content, is_forced=is_forced, order=self.size)
        )

    def apply(self, tag: str, attrs: Mapping[str, str]) -> Applied:
        """Return what the rules do to an element."""
        if not self.by_key:
            return PLAIN
        classes = frozenset(attrs["class"].split()) if "class" in attrs else frozenset()
        ident = attrs.get("id", "")
        keys = [tag, *(f".{name}" for name in classes), *([f"#{ident}"] if ident else [])]
        rules = [rule for key in keys for rule in self.by_key.get(key, ()) if rule.selector.fits(tag, ident, classes)]
        if not rules:
            return PLAIN
        rules.sort(key=lambda rule: rule.weight)
        added = {rule.selector.pseudo: text for rule in rules if (text := _content(rule, attrs))}
        plain = [rule for rule in rules if not rule.selector.pseudo]
        return Applied(
            look=_combine(plain),
            forced=_combine([rule for rule in plain if rule.is_forced]),
            before=added.get("before", ""),
            after=added.get("after", ""),
        )


def _combine(rules: list[Rule]) -> Look:
    """Let later rules win, property by property."""
    if not rules:
        return NOTHING
    values: dict[str, bool | None] = dict.fromkeys(("gone", "away", "faded", "invisible", "tiny"))
    colour = background = ""
    for rule in rules:
        for name in values:
            said = getattr(rule.look, name)
            values[name] = values[name] if said is None else said
        colour, background = rule.look.colour or colour, rule.look.background or background
    return Look(
        gone=values["gone"],
        away=values["away"],
        faded=values["faded"],
        invisible=values["invisible"],
        tiny=values["tiny"],
        colour=colour,
        background=background,
        as_block=any(rule.look.as_block for rule in rules),
    )


@lru_cache(maxsize=4096)
def _selector(text: str) -> _Selector | None:
    """Read a selector; None for one with combinators, states or attributes."""
    match = _SELECTOR.match(text)
    if match is None:
        return None
    names = _NAME.findall(match["names"] or "")
    found = _Selector(
        tag="" if match["tag"] in (None, "*") else match["tag"],
        ident=next((name for mark, name in names if mark == "#"), ""),
        classes=frozenset(name for mark, name in names if mark == "."),
        pseudo=(match["pseudo"] or "").lstrip(":"),
        can_open=OPENABLE.search(text) is not None,
    )
    return found if found.key else None


def _may_hide(selector: str) -> bool:
    """Say whether what a selector hides may stay hidden: no state, no mere decoration, nothing the reader can open."""
    return not (_selector(selector) or _PASSING.search(selector) or OPENABLE.search(selector))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selector list and body of the rules that hold on an ordinary screen."""
    lower = css.lower()
    if not any(word in lower for word in (*_TELLING, "left", "top")):
        return
    stack: list[str] = []
    for closed in _COMMENT_OR_STRING.sub(_without_braces, css).split("}")[:-1]:
        *opened, body = closed.split("{")
        stack += opened
        prelude = stack.pop().strip() if stack else ""
        if not prelude or prelude.startswith("@") or len(body) >= _LONGEST_BODY:
            continue
        if _INTERESTING.search(body.lower()) and all(map(_is_open, stack)):
            yield prelude[:2000], body


def _without_braces(match: re.Match[str]) -> str:
    """Drop a comment, and write the braces in a string as escapes."""
    return "" if match[0].startswith("/*") else match[0].replace("{", r"\7b ").replace("}", r"\7d ")


def _is_open(prelude: str) -> bool:
    words = " ".join(prelude.lower().split())
    return words.startswith(("@layer", "@supports")) or words in ("@media screen", "@media all", "@media only screen")


@lru_cache(maxsize=4096)
def _effects(body: str) -> Mapping[bool, tuple[Look, str]]:
    """Return what declarations do and the content they add, those marked `!important` under True."""
    return {
        is_forced: (
            look({name: value.lower() for name, value in said.items() if name != "content"}),
            said.get("content", ""),
        )
        for is_forced, said in declarations(body).items()
    }


def _content(rule: Rule, attrs: Mapping[str, str]) -> str:
    """Return the words a rule adds before or after an element; signs and icon letters are none."""
    if not rule.selector.pseudo or not rule.content or len(rule.content) > _LONGEST_CONTENT:
        return ""
    import tinycss2

    parts: list[str] = []
    for node in tinycss2.parse_component_value_list(rule.content):
        if node.type == "string":
            parts.append(node.value)
        elif node.type == "function" and node.lower_name == "attr" and node.arguments:
            parts.append(attrs.get(getattr(node.arguments[0], "lower_value", ""), ""))
    text = "".join(parts)
    return text if sum(char.isalpha() and not "\ue000" <= char <= "\uf8ff" for char in text) >= 3 else ""
