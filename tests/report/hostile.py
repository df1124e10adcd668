"""Put one text into every place of a result that a page or a rule pack can write to."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from checker.models import Outcome, PageText, Result, TextBlock, Zone

from .samples import short

_KEPT = frozenset({"kind", "rule", "replaced_by"})
"""Fields that sort outcomes; changing them would only empty the report."""


def infected(text: str) -> Result:
    """Return a result of every kind of part with every free text replaced, and with all findings on all of the text."""
    changed: Result = _infect(short(), text)
    return replace(changed, outcomes=tuple(_on_all(each, text) for each in changed.outcomes), texts=(_page(text),))


def _page(text: str) -> PageText:
    blocks = (TextBlock(start=0, end=len(text), zone=Zone.TEXT, hidden=False, level=0),)
    return PageText(url=text, text=text, blocks=blocks)


def _on_all(outcome: Outcome, text: str) -> Outcome:
    return replace(
        outcome,
        findings=tuple(replace(each, start=0, end=len(text), sentence_start=0) for each in outcome.findings),
        set_aside=tuple(replace(each, start=0, end=len(text)) for each in outcome.set_aside),
    )


def _infect(value: Any, text: str) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(_infect(each, text) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: _infect(getattr(value, each.name), text) for each in fields(value)}
        kept = {name: getattr(value, name) for name in _KEPT & changes.keys() if isinstance(getattr(value, name), str)}
        return replace(value, **changes | kept)
    return value
