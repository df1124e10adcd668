"""Rates say of each rule where it fired and what labels confirm; what no label decided is unmeasured."""

import json
from pathlib import Path

from checker.measure import Row, measure
from checker.rates import Measured, RuleRate, rates, rates_json
from checker.rulebook.pack import Pack
from tests.builders import pack_of, rule_text
from tests.test_cli import run
from tests.test_measure import PAGE, ROWS, manifest

NOTHING = {"sentences_judged": 0, "right": 0, "wrong": 0, "undecided": 0, "missed": 0}


def one_rule(folder: Path, phrase: str = "cure") -> Pack:
    body = f"claim: {{phrases: ['{phrase}'], cancelled_by: [negation]}}"
    return pack_of(folder, {"cure/cure-one": rule_text("cure-one", body=body)})


def measured(rows: list[Row], folder: Path, pack: Pack) -> Measured:
    return rates(measure(rows, folder, pack), pack, name="rows of a test", manifest="rows.jsonl")


def page_row(folder: Path, **more: object) -> Row:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    return {"file": "page.html", "band": "some", "kind": "news", **more}


def test_hits_on_labelled_sentences_are_right_wrong_or_left_open(tmp_path: Path) -> None:
    other: Row = {"text": "A cure for a price.", "types": ["sales"], "rules": [["sales-one"]], "kind": "marketing"}

    found = measured([*ROWS, other], tmp_path, one_rule(tmp_path))

    counts = {"sentences_judged": 2, "right": 1, "wrong": 1, "undecided": 1, "missed": 1}
    assert found.rules == (RuleRate(rule="cure-one", pages_tried=0, pages_fired=0, **counts),)
    assert (found.pages, found.sentences) == (0, 5)


def test_pages_are_counted_where_the_rule_could_be_judged(tmp_path: Path) -> None:
    pack = one_rule(tmp_path, "river")

    found = measured([page_row(tmp_path), page_row(tmp_path, lang="es")], tmp_path, pack)

    assert found.of("cure-one") == RuleRate(rule="cure-one", pages_tried=1, pages_fired=1, **NOTHING)
    assert found.pages == 1


def test_a_hit_on_a_page_is_right_only_where_its_label_names_the_rule(tmp_path: Path) -> None:
    claim = {"quote": "The house stands near the river and is open to all of us."}
    named, other = ({"claims": [{**claim, "rules": [rule]}]} for rule in ("cure-one", "sales-one"))
    pack = one_rule(tmp_path, "river")

    right, left_open, wrong = (
        measured([page_row(tmp_path, **labels)], tmp_path, pack).rules[0]
        for labels in (named, other, {"claims": [], "exhaustive": True})
    )

    assert [(rate.right > 0, rate.undecided > 0, rate.wrong > 0) for rate in (right, left_open, wrong)] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_a_rule_without_a_decided_hit_is_unmeasured(tmp_path: Path) -> None:
    rows: list[Row] = [{"text": "The sea is calm.", "types": []}]

    assert not measured(rows, tmp_path, one_rule(tmp_path)).rules[0].measured
    assert measured([*ROWS], tmp_path, one_rule(tmp_path / "b")).rules[0].measured


def test_rates_tell_whether_they_speak_of_a_pack(tmp_path: Path) -> None:
    one, other = one_rule(tmp_path / "a"), one_rule(tmp_path / "b", "heal")

    found = measured([*ROWS], tmp_path, one)

    assert (found.speaks_of(one.info), found.speaks_of(other.info), found.of("heal-one")) == (True, False, None)


def test_the_form_is_one_rule_a_line_and_holds_no_date(tmp_path: Path) -> None:
    found = measured([*ROWS], tmp_path, one_rule(tmp_path))

    text = rates_json(found)

    line = next(line for line in text.splitlines() if '"rule": "cure-one"' in line)
    assert json.loads(line) == json.loads(text)["rules"][0]
    assert list(json.loads(text)) == ["form", "name", "manifest", "pages", "sentences", "pack", "rules"]


def test_command_prints_rates_and_nothing_else_on_standard_output(tmp_path: Path) -> None:
    path = manifest(tmp_path, ROWS)
    how = ("rules", "measure", str(path), "--format", "json")

    first = run(*how, "--name", "five sentences", "--json", "now.json", folder=tmp_path)
    again = run(*how, "--compare", "now.json", folder=tmp_path)

    told = [json.loads(done.stdout) for done in (first, again)]
    assert [each["name"] for each in told] == ["five sentences", "the pages and sentences of manifest.jsonl"]
    assert [each["manifest"] for each in told] == ["manifest.jsonl"] * 2
    assert again.stderr.strip() == "Nothing moved."
