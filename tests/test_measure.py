"""Measuring counts what labels confirm and refute, shows the sentences, and fails below a floor."""

import json
from pathlib import Path

import pytest

from checker.measure import measure, read_manifest
from checker.measure_report import as_json, as_text, below, differences
from tests.builders import pack_of, rule_text
from tests.test_cli import run

ROWS: list[dict[str, object]] = [
    {"text": "Our cells cure lupus.", "types": ["cure"], "rules": [["cure-one"]], "kind": "marketing"},
    {"text": "We heal you.", "types": ["cure"], "rules": [["family-cure"]], "kind": "marketing"},
    {"text": "They do not cure lupus.", "types": [], "rules": [], "context": "negated"},
    {"text": "The cure period of epoxy is long.", "types": [], "rules": []},
    {"text": "Curamos.", "lang": "es", "types": [], "rules": []},
]
PAGE = (
    "<html lang=en><body><p>" + "The house stands near the river and is open to all of us. " * 20 + "</p></body></html>"
)


def manifest(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "manifest.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_sentences_are_counted_as_right_missed_and_false(tmp_path: Path) -> None:
    rule = rule_text("cure-one", body="claim: {phrases: ['cure'], cancelled_by: [negation]}")
    pack = pack_of(tmp_path, {"cure/cure-one": rule})
    path = manifest(tmp_path, ROWS)

    measured = measure(read_manifest(path), tmp_path, pack)

    count = measured.rules["cure-one"]
    assert (count.fired, count.confirmed, count.false_alarms) == (2, 1, ["The cure period of epoxy is long."])
    assert (measured.precision, measured.recall, measured.agreement) == (0.5, 0.5, None)


def test_pages_are_compared_by_band_and_listed_claims(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text("cure-one", body="claim: {phrases: ['river']}")})
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    row = {"file": "page.html", "band": "some", "kind": "news", "exhaustive": True, "claims": []}

    measured = measure(read_manifest(manifest(tmp_path, [row])), tmp_path, pack)

    assert sum(measured.bands.values()) == 1
    assert len(measured.rules["cure-one"].false_alarms) == 1


def test_report_names_false_alarms_and_what_moved(tmp_path: Path) -> None:
    loose = pack_of(tmp_path / "a", {"cure/cure-one": rule_text(body="claim: {phrases: ['cure']}")})
    strict = pack_of(tmp_path / "b", {"cure/cure-one": rule_text(body="claim: {phrases: ['cure lupus']}")})
    rows = read_manifest(manifest(tmp_path, ROWS))

    before, after = (as_json(measure(rows, tmp_path, pack), pack) for pack in (loose, strict))

    assert "false alarm: The cure period of epoxy is long." in as_text(before)
    assert "cure-one: no longer false alarms: The cure period of epoxy is long." in differences(before, after)
    assert below(before, {"precision": 0.9, "agreement": 0.5}) != []


BAD = ["not json", "[]", '{"other": 1}']


@pytest.mark.parametrize("line", BAD)
def test_unusable_manifest_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=":2: "):
        read_manifest(path)


def test_command_prints_counts_and_fails_below_a_floor(tmp_path: Path) -> None:
    path = manifest(tmp_path, ROWS)

    passed = run("rules", "measure", str(path), "--json", "now.json", folder=tmp_path)
    failed = run("rules", "measure", str(path), "--compare", "now.json", "--floor", "agreement=0.9", folder=tmp_path)
    wrong = run("rules", "measure", str(path), "--floor", "speed=1", folder=tmp_path)

    assert (passed.returncode, failed.returncode, wrong.returncode) == (0, 1, 2)
    assert "Nothing moved." in failed.stdout
    assert "agreement is unmeasured" in failed.stderr
