"""Measuring counts what labels confirm and refute, shows the sentences, and fails below a floor."""

import json
from pathlib import Path

import pytest

from checker.base_rates import base_rates
from checker.measure import measure, read_manifest
from checker.measure_report import as_json, as_text, below, differences
from tests.builders import pack_of, real_pack, rule_text
from tests.test_cli import run

ROOT = Path(__file__).parents[1]

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


CLINIC = "<html lang=en><body><h1>Our clinic</h1><p>" + "We praise our house by the river. " * 60 + "</p></body></html>"


def test_marketing_pages_are_set_beside_published_shares(tmp_path: Path) -> None:
    absence = "absence: {phrases: ['risk'], base_rate_percent: 75, base_rate_source: murdoch-2018}"
    rules = {
        "hype/hype-one": rule_text("hype-one", body="claim: {phrases: ['praise']}"),
        "disclosure/no-risk": rule_text("no-risk", body=absence),
    }
    pack = pack_of(tmp_path, rules)
    (tmp_path / "praise.html").write_text(CLINIC, encoding="utf-8")
    (tmp_path / "plain.html").write_text(CLINIC.replace("praise", "name the risk of"), encoding="utf-8")
    rows: list[dict[str, object]] = [
        {"file": "praise.html", "site": "one", "band": "some", "kind": "marketing"},
        {"file": "plain.html", "site": "two", "band": "some", "kind": "marketing"},
        {"file": "plain.html", "site": "two", "band": "some", "kind": "news"},
    ]

    counts = as_json(measure(read_manifest(manifest(tmp_path, rows)), tmp_path, pack), pack)

    assert [(rate["percent"], rate["published_percent"]) for rate in counts["base_rates"]] == [(50.0, 32), (50.0, 75)]
    assert "50%        32%  murdoch-2018, 2 pages  differs by more than 15 points" in as_text(counts)


def test_sites_count_alike_however_many_pages_they_have(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text("cure-one", body="claim: {phrases: ['river']}")})
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    bands = [("one", "few"), ("one", "few"), ("one", "few"), ("two", "many")]
    rows: list[dict[str, object]] = [
        {"file": "page.html", "site": site, "band": band, "kind": "news"} for site, band in bands
    ]

    measured = measure(read_manifest(manifest(tmp_path, rows)), tmp_path, pack)

    assert (measured.agreement, measured.agreement_per_site) == (0.75, 0.5)


def test_published_shares_name_known_studies() -> None:
    pack = real_pack()

    assert [rate.what for rate in base_rates(pack) if rate.source not in pack.authorities] == []
    assert len(base_rates(pack)) >= 6


def test_command_measures_some_sites_only(tmp_path: Path) -> None:
    rows = [{**row, "site": f"site-{number}"} for number, row in enumerate(ROWS)]
    path = manifest(tmp_path, rows)

    one = run("rules", "measure", str(path), "--site", "site-[01]", "--json", "one.json", folder=tmp_path)
    rest = run("rules", "measure", str(path), "--not-site", "site-[01]", "--json", "rest.json", folder=tmp_path)
    none = run("rules", "measure", str(path), "--site", "elsewhere", folder=tmp_path)

    assert (one.returncode, rest.returncode, none.returncode) == (0, 0, 2)
    assert json.loads((tmp_path / "one.json").read_text())["recall"] is not None
    assert json.loads((tmp_path / "rest.json").read_text())["recall"] is None


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


def test_own_sentences_and_pages_keep_their_figures() -> None:
    done = run(
        "rules", "measure", "tests/labelled.jsonl", "--floor", "precision=0.98", "--floor", "recall=0.92",
        "--floor", "agreement=0.94", folder=ROOT,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-500:]


def test_sentence_is_judged_where_it_stands(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"cure/cure-one": rule_text(body="claim: {phrases: ['cure'], cancelled_by: [negation]}")})
    row = {"text": "A cure.", "types": ["cure"], "rules": [["cure-one"]], "zone": "list", "lead_in": "We never offer:"}

    denied = measure([row], tmp_path, pack)
    plain = measure([{**row, "lead_in": ""}], tmp_path, pack)

    assert (denied.recall, plain.recall) == (0.0, 1.0)
