"""A pack that contradicts itself is refused on load, every problem named with file and line."""

from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.rulebook.load import load_rules
from tests.builders import pack_folder, rule_text

CLAIM = "claim: {phrases: [cure]}"


def problems_of(folder: Path, rules: dict[str, str]) -> list[str]:
    base = pack_folder(folder, rules)
    with pytest.raises(RulePackError) as caught:
        load_rules(base=base)
    return [str(error).removeprefix(f"{base}/en/") for error in caught.value.errors]


def changed(old: str, new: str, body: str = CLAIM) -> str:
    text = rule_text(body=body)
    assert old in text
    return text.replace(old, new)


CONTRADICTIONS = [
    (changed("id: cure-one", "id: cure-two"), "cure/cure-one.yaml:1: the id 'cure-two' differs"),
    (changed("sources: [A20]", "sources: [A20, B99]"), "unknown source 'B99'"),
    (changed("sources: [A20]", "sources: []"), "names no source"),
    (changed("articles: []", "articles: ['099']"), "unknown article '099'"),
    (changed("ask: Why?\n", ""), "has no `ask`"),
    (changed("why: It matters.", "why: It is a scam."), "cure/cure-one.yaml:3: why says 'scam'"),
    (changed("title: The page says something.", "title: It is safe."), "title says 'safe'"),
    (changed("{text: a}, {text: b}, {text: c}, ", ""), "has 3 fires examples; write at least 4"),
    (changed("{text: g}, {text: h}, {text: i}, ", ""), "has 3 quiet examples; write at least 4"),
    (changed("{text: a}, ", "").replace("severity: high", "severity: critical"), "has 5 fires examples"),
    (changed("false_alarms: [something]\n", ""), "lists no `false_alarms`"),
    (rule_text(body="claim: {phrases: []}"), "has no phrases"),
    (rule_text(body="absence: {phrases: []}"), "needs `phrases` or `satisfied_by`"),
    (rule_text(body="measure: {phrases: [cure], levels: []}"), "rising order"),
    (rule_text(body="combination: {all_of: [{of: [cure-three]}]}"), "names the rule 'cure-three', which does not"),
    (rule_text(body="claim: {phrases: [cure], cancelled_by: [negatoin]}"), "unknown operator 'negatoin'"),
    (rule_text(body=f"{CLAIM}\nabsence: {{phrases: [x]}}"), "has claim and absence; give exactly one"),
    (rule_text(body=f"{CLAIM}\nplaces: {{atlantis: []}}"), "unknown place 'atlantis'"),
    (rule_text(body=f"{CLAIM}\nplaces: {{florida: [cure-one]}}"), "only an absence may name rules"),
    (rule_text(body="absence: {phrases: [x]}\nplaces: {florida: [cure-six]}"), "names the rule 'cure-six', which does"),
    (rule_text(body="claim: {phrases: ['cure {nolist}']}"), "unknown word list {nolist}"),
    (rule_text(body="claim: {phrases: ['cure']}", severity="high\nprotects: weak"), "good sign has severity info"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), CONTRADICTIONS, ids=range(len(CONTRADICTIONS)))
def test_contradiction_is_refused_by_name(tmp_path: Path, text: str, message: str) -> None:
    problems = problems_of(tmp_path, {"cure/cure-one": text})

    assert any(message in problem for problem in problems), problems


def test_every_problem_is_listed_at_once(tmp_path: Path) -> None:
    bad = changed("ask: Why?\n", "").replace("A20", "B99")

    problems = problems_of(tmp_path, {"cure/cure-one": bad, "cure/cure-two": "id: ["})

    assert len(problems) == 3


def test_same_id_twice_is_refused(tmp_path: Path) -> None:
    rule = rule_text(body=CLAIM)

    problems = problems_of(tmp_path, {"cure/cure-one": rule, "hype/cure-one": rule})

    assert any("already used by" in problem for problem in problems)


def test_retired_id_is_never_used_again(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, {"cure/cure-one": rule_text(body=CLAIM)})
    (base / "retired.txt").write_text("cure-one\n", encoding="utf-8")

    with pytest.raises(RulePackError, match="retired"):
        load_rules(base=base)


def test_pack_without_rules_is_an_error(tmp_path: Path) -> None:
    assert any("holds no rules" in problem for problem in problems_of(tmp_path, {}))


def test_extra_pack_adds_rules_with_its_own_lists(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, {"cure/cure-one": rule_text(body=CLAIM)})
    extra = tmp_path / "mine"
    (extra / "terms").mkdir(parents=True)
    (extra / "terms" / "colour.yaml").write_text("name: colour\nabout: Some.\nterms: [red]\n", encoding="utf-8")
    (extra / "hype").mkdir()
    text = rule_text("hype-red", body="claim: {phrases: ['{colour} cells']}")
    (extra / "hype" / "hype-red.yaml").write_text(text, encoding="utf-8")

    pack = load_rules(extra, base=base)

    assert [entry.rule.id for entry in pack.entries] == ["cure-one", "hype-red"]


def test_extra_pack_cannot_replace_a_rule(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, {"cure/cure-one": rule_text(body=CLAIM)})
    extra = tmp_path / "mine" / "cure"
    extra.mkdir(parents=True)
    (extra / "cure-one.yaml").write_text(rule_text(body=CLAIM, severity="low"), encoding="utf-8")

    with pytest.raises(RulePackError, match="already used"):
        load_rules(tmp_path / "mine", base=base)


def test_hash_follows_every_byte_of_the_pack(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, {"cure/cure-one": rule_text(body=CLAIM)})
    before = load_rules(base=base).info.sha256
    rule = base / "en" / "cure" / "cure-one.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")

    assert load_rules(base=base).info.sha256 != before
