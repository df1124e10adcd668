"""Put one text into every place of a result that a page or a rule pack can write to."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from checker.models import Result

from .samples import short

_KEPT = frozenset({"kind", "rule", "replaced_by"})
"""Fields that sort outcomes; changing them would only empty the report."""


def infected(text: str) -> Result:
    """Return a result of every kind of part with every free text replaced."""
    changed: Result = _infect(short(), text)
    return changed


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
