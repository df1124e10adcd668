"""Files of rates come from anywhere: what is damaged, foreign or cannot be true is refused with the next step."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from checker.errors import RatesError
from checker.models import PackInfo
from checker.rates import FORM, Measured, RuleRate, rates_json
from checker.views.measured import MAX_RATES_BYTES, bundled_measured, read_measured
from tests.builders import real_pack

RATE = RuleRate(
    rule="cure-one", pages_tried=8, pages_fired=3, sentences_judged=5, right=4, wrong=1, undecided=2, missed=1
)
MEASURED = Measured(
    form=FORM,
    name="forty clinic pages labelled by two readers",
    manifest="pages.jsonl",
    pages=40,
    sentences=5,
    pack=PackInfo(name="own", version="1", sha256="ab" * 32, rules=1),
    rules=(RATE,),
)


def stored(folder: Path, content: str | bytes) -> Path:
    path = folder / "rates.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def changed(rule: dict[str, Any] | None = None, **top: Any) -> str:
    """Return the sample as JSON with some values of its rule, or of the whole, replaced."""
    data = asdict(MEASURED) | top
    return json.dumps(data if rule is None else data | {"rules": [asdict(RATE) | rule]})


def test_what_was_printed_is_read_back(tmp_path: Path) -> None:
    assert read_measured(stored(tmp_path, rates_json(MEASURED))) == MEASURED


REFUSED: list[tuple[str | bytes, str]] = [
    ("", "is no JSON"),
    (b"\xff\xfe", "is no JSON"),
    ("[" * 200_000, "is no JSON"),
    ("[]", "no rates of rules"),
    ('{"schema_version": "1"}', "no rates of rules"),
    (changed(form="2"), "is of form '2'; this tool reads form '1'"),
    (changed(colour="red"), "is damaged (colour: Unexpected keyword argument"),
    (changed(pages="40"), "is damaged (pages: Input should be a valid integer"),
    (changed({"right": 4.5}), "is damaged (rules.0.right: "),
    (changed(rules=[{"rule": "cure-one"}]), "is damaged (rules.0.pages_tried: "),
    (changed(pages=-1), "has fewer than no pages"),
    (changed(rules=[asdict(RATE), asdict(RATE)]), "gives the rule 'cure-one' twice"),
    (changed({"pages_fired": 9}), "numbers that do not add up"),
    (changed({"pages_tried": 41}), "numbers that do not add up"),
    (changed({"right": 5}), "numbers that do not add up"),
    (changed({"missed": -1}), "numbers that do not add up"),
    (" " * (MAX_RATES_BYTES + 1), "is larger than 4 MB"),
]


@pytest.mark.parametrize(
    ("content", "message"), REFUSED, ids=[f"{n} {message}" for n, (_, message) in enumerate(REFUSED)]
)
def test_a_file_that_holds_no_true_rates_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = stored(tmp_path, content)

    with pytest.raises(RatesError) as caught:
        read_measured(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "clinic-check rules measure MANIFEST --format json" in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.json", tmp_path):
        with pytest.raises(RatesError, match=r"cannot be opened \(.*\); check the name"):
            read_measured(path)


def test_the_bundled_rates_speak_of_every_bundled_rule() -> None:
    measured, pack = bundled_measured(), real_pack()

    assert measured.speaks_of(pack.info)
    assert [rate.rule for rate in measured.rules] == [entry.rule.id for entry in pack.entries]


def test_the_bundled_rates_say_plainly_that_no_clinic_page_was_measured() -> None:
    assert "this project wrote" in bundled_measured().name
    assert "not on real clinic pages" in bundled_measured().name


def test_a_bundled_rule_without_a_decided_hit_is_unmeasured() -> None:
    open_rules = [rate for rate in bundled_measured().rules if not rate.measured]

    assert {(rate.sentences_judged, rate.right, rate.wrong) for rate in open_rules} == {(0, 0, 0)}
    assert 0 < len(open_rules) < len(bundled_measured().rules)
