"""The file of formats is read strictly, proves its own examples, and says what is wrong with file and line."""

import pickle
from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.rulebook.load import load_rules
from tests.builders import pack_folder, real_pack, rule_text

RULES = {"cure/cure-one": rule_text(body="claim: {phrases: [cure]}")}

WRONG = [
    ("pattern: 'rpcec<label>(", "pattern: 'rpcec<lable>(", "unknown piece <lable>"),
    ("pattern: 'kct<label>(00\\d{5})'", "pattern: 'kct<label>(?=00)(00\\d{5})'", "RE2 cannot use this pattern"),
    ("example: NCT04172863", "example: NCT0417286", "the example of nct is read as nothing"),
    ("example: 2015-003871-32", "example: 2015-003871-33", "the example of eudract is read as nothing"),
    ("example: NL58273.041.16", "example: NCT04172863", "the example of a trap is read as a number"),
    ("id: isrctn", "id: nct", "the id 'nct' is already used"),
    ("source: isrctn-faq", "source: nowhere", "unknown source 'nowhere'"),
    ("look_up: 'https://www.isrctn.com", "look_up: 'http://www.isrctn.com", "is no https address"),
    ("check: actrn", "check: astrology", "formats.4.check"),
    ("serial: 1", "serail: 1", "did you mean 'serial'?"),
]


@pytest.mark.parametrize(("old", "new", "message"), WRONG, ids=[row[2] for row in WRONG])
def test_wrong_format_is_refused_by_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    base = pack_folder(tmp_path, RULES)
    file = base / "identifiers.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RulePackError) as caught:
        load_rules(base=base)

    assert any(message in str(error) and "identifiers.yaml:" in str(error) for error in caught.value.errors)


def test_unknown_format_of_the_transparency_panel_is_refused(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, RULES)
    file = base / "en" / "transparency.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[doi, pmid,", "[dio, pmid,"), encoding="utf-8")

    with pytest.raises(RulePackError, match="unknown format of numbers 'dio'"):
        load_rules(base=base)


def test_finder_can_be_stored_after_use() -> None:
    finder = real_pack().finder
    finder.candidates("RBR-4k7wz9")

    again = pickle.loads(pickle.dumps(finder))

    assert [item.parts for item in again.candidates("RBR-4k7wz9")] == [("4k7wz9",)]
