"""Provisions are data that a reviewer may wish to consider: each reaches a rule, and names nothing unknown."""

import re
from pathlib import Path

import pytest

from checker.banned import banned_words
from checker.errors import RulePackError
from checker.models import Severity
from checker.rulebook.provision_schema import Jurisdiction
from checker.rulebook.provisions import read_provisions
from checker.views.links import safe_href
from checker.views.provisions import bundled_provisions, provisions_for
from tests.builders import real_pack
from tests.report.builders import good, outcome

ENTRY = {
    "id": "us-act-1",
    "jurisdiction": "US",
    "cite": "An Act, section 1",
    "title": "Advertising of cells",
    "url": "https://law.example/act/1",
    "read": "'2026-11-28'",
    "applies_to": "[cure]",
}


def written(folder: Path, *changes: dict[str, str]) -> Path:
    """Write a pack with one rule and one provision for each set of changes; return its folder."""
    rule = folder / "en" / "cure" / "cure-one.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("", encoding="utf-8")
    lines = ["about: Some.", "provisions:"]
    for change in changes:
        keys = [f"    {key}: {value}" for key, value in (ENTRY | change).items() if value]
        lines += ["  - " + keys[0].strip(), *keys[1:]]
    (folder / "provisions.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_every_provision_reaches_a_rule_whose_findings_are_shown() -> None:
    reached = {
        name for entry in real_pack().entries if not entry.rule.protects for name in (entry.rule.id, entry.category)
    }

    assert [each.id for each in bundled_provisions() if not reached & {*each.applies_to}] == []


def test_every_critical_or_high_rule_has_a_provision() -> None:
    weighty = [entry for entry in real_pack().entries if entry.rule.severity in {Severity.CRITICAL, Severity.HIGH}]

    bare = [each.rule.id for each in weighty if not provisions_for(outcome(each.rule.id, "", category=each.category))]

    assert (bare, len(weighty) > 30) == ([], True)


def test_provisions_come_from_five_jurisdictions_under_ids_of_their_own() -> None:
    ids = [each.id for each in bundled_provisions()]

    assert len(ids) == len(set(ids))
    assert {each.jurisdiction for each in bundled_provisions()} == set(Jurisdiction)


def test_addresses_may_become_links() -> None:
    assert [each.url for each in bundled_provisions() if not safe_href(each.url)] == []


def test_nothing_is_concluded() -> None:
    words = re.compile(r"\b(violat\w*|breach\w*|infring\w*|unlawful|prohibited here)\b", re.IGNORECASE)

    said = [f"{each.title} {each.edition}" for each in bundled_provisions()]

    assert [text for text in said if words.search(text) or banned_words(text)] == []


def test_a_category_and_a_single_rule_both_find_their_provisions_in_order() -> None:
    found = [each.id for each in provisions_for(outcome("trial-pay", ""))]

    assert found == ["us-cfr-312-8", "eu-regulation-536-2014", "ca-fdr-c05"]


def test_a_good_sign_has_no_provision() -> None:
    assert provisions_for(good("cure-explicit", "")) == ()


REFUSED = [
    ({"applies_to": "[cures]"}, 9, "'cures' is no category and no rule"),
    ({"applies_to": "[]"}, 9, "names no rule"),
    ({"id": "eu-act-1"}, 3, "does not begin with its jurisdiction"),
    ({"url": "law.example"}, 7, "is no web address"),
    ({"read": "yesterday"}, 8, "is no day"),
    ({"title": "Illegal advertising"}, 6, "says 'Illegal'"),
    ({"jurisdiction": "FR"}, 4, "got 'FR'"),
    ({"cite": ""}, 3, "the key 'cite' is missing"),
    ({"titel": "x"}, 10, "unknown key 'titel', did you mean 'title'"),
]


@pytest.mark.parametrize(("change", "line", "message"), REFUSED, ids=[message for _, _, message in REFUSED])
def test_a_wrong_entry_is_refused_with_its_line(
    tmp_path: Path, change: dict[str, str], line: int, message: str
) -> None:
    folder = written(tmp_path, change)

    with pytest.raises(RulePackError) as caught:
        read_provisions(folder)

    assert str(caught.value).startswith(f"{folder / 'provisions.yaml'}:{line}: ")
    assert message in str(caught.value)


def test_every_problem_is_named_at_once_in_its_own_entry(tmp_path: Path) -> None:
    folder = written(tmp_path, {}, {"applies_to": "[cure, hype]"})

    with pytest.raises(RulePackError) as caught:
        read_provisions(folder)

    assert [(error.line, str(error).split(": ", 1)[1]) for error in caught.value.errors] == [
        (10, "the id 'us-act-1' is used already; choose another"),
        (16, "'hype' is no category and no rule; see `clinic-check rules list`, correct or remove it"),
    ]


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match=r"provisions\.yaml:1: cannot be read"):
        read_provisions(tmp_path)
