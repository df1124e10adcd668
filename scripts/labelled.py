"""Put the tests' own sentences and pages into one manifest that `clinic-check rules measure` reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TESTS = Path(__file__).parents[1] / "tests"
PLACE = ("zone", "lead_in", "heading")
LABELS = {"offer": "marketing", "promotion": "marketing", "institution": "legit_provider", "information": "education"}
CONTEXTS = {"negation": "negated", "question": "question", "warning": "warning", "attribution": "attributed"}
BANDS = frozenset({"few", "some", "many"})


def labelled() -> str:
    """Return the manifest as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows())


def _rows() -> Iterator[dict[str, Any]]:
    for row in _read("data/claims.yaml"):
        yield {"text": row["text"], "types": ["claim"], "rules": [row["rules"]], "kind": "marketing", **_place(row)}
    for row in _read("data/quiet.yaml"):
        context = CONTEXTS.get(row["operator"], "none")
        yield {"text": row["text"], "types": [], "context": context, "kind": "marketing", **_place(row)}
    for row in _read("pages/expected.yaml"):
        if BANDS.issuperset(row["band"]):
            yield {"file": f"pages/{row['file']}", "band": row["band"][0], "kind": LABELS[row["kind"][0]]}


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((TESTS / name).read_text(encoding="utf-8"))
    return rows


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in PLACE if row.get(key)}
