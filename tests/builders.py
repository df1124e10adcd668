"""Small rule packs and pages for tests, made of the real operators, word lists and numbers."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from checker.examine import examine
from checker.models import Outcome, PageKind, Zone
from checker.read import page_of_text
from checker.resources import RULES
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack

NOT_RULES = {"terms", "context", "facts"}

RULE = """
    id: {id}
    title: The page says something.
    why: It matters.
    ask: Why?
    severity: {severity}
    confidence: high
    needs: {needs}
    {zones}
    {body}
    sources: [A20]
    articles: []
    false_alarms: [something]
    examples:
      fires: [{{text: a}}, {{text: b}}, {{text: c}}, {{text: d}}, {{text: e}}, {{text: f}}]
      quiet: [{{text: g}}, {{text: h}}, {{text: i}}, {{text: j}}, {{text: k}}, {{text: l}}]
"""


def rule_text(
    rule_id: str = "cure-one", *, body: str, severity: str = "high", needs: str = "any", zones: str = ""
) -> str:
    """Return a rule file; `body` is its claim, absence, measure or combination as one YAML flow line."""
    text = dedent(RULE).format(id=rule_id, severity=severity, needs=needs, zones=zones, body=body)
    return "\n".join(line for line in text.strip().splitlines() if line.strip()) + "\n"


def pack_folder(folder: Path, rules: Mapping[str, str]) -> Path:
    """Copy the real pack without its rules, and add these (`category/id` to file text)."""
    base = folder / "pack"
    shutil.copytree(RULES, base, ignore=_leave_rules)
    for name, text in rules.items():
        path = base / "en" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return base


def _leave_rules(folder: str, names: list[str]) -> list[str]:
    if Path(folder) != RULES / "en":
        return []
    return [name for name in names if (RULES / "en" / name).is_dir() and name not in NOT_RULES]


def pack_of(folder: Path, rules: Mapping[str, str]) -> Pack:
    """Load a small pack."""
    return load_rules(base=pack_folder(folder, rules))


def yaml_of(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


@cache
def real_pack() -> Pack:
    """Load the pack that comes with the tool, once."""
    return load_rules()


def outcome(
    pack: Pack, rule_id: str, text: str, *, kind: PageKind = PageKind.OFFER, zone: Zone = Zone.TEXT, **around: str
) -> Outcome:
    """Judge a text by a pack and return one rule's outcome."""
    examination = examine(page_of_text(text, zone=zone, **around), pack, kind=kind)
    return next(item for item in examination.outcomes if item.rule == rule_id)
