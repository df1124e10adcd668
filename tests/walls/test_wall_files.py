"""Wall files are read strictly and prove themselves: what could call a clinic's page a wall is refused."""

import shutil
from pathlib import Path

import pytest

from checker.errors import RulePackError
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.walls.selftest import test_wall as complaints
from tests.builders import pack_folder, rule_text

GOOD = """id: gate
name: the gate
status: blocked
about: A gate.
sources:
  - {url: "https://gate.example/", read: "2026-11-25"}
signs:
  - title: ["the gate"]
    most_words: 50
examples:
  is:
    - {html: "<title>The gate</title>"}
  is_not:
    - {html: "<title>The gate</title>{clinic}"}
"""
RULES = {"cure/cure-one": rule_text(body="claim: {phrases: [cure]}")}


def loaded(folder: Path, text: str, name: str = "gate") -> Pack:
    """Load a pack whose only wall is this file."""
    base = pack_folder(folder, RULES)
    shutil.rmtree(base / "walls")
    (base / "walls").mkdir()
    (base / "walls" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_rules(base=base)


def messages(folder: Path, text: str) -> list[str]:
    walls = loaded(folder, text).known_walls
    return [found.message for wall in walls for found in complaints(wall, walls)]


def test_a_sound_file_is_read_and_passes(tmp_path: Path) -> None:
    assert messages(tmp_path, GOOD) == []


REFUSED = [
    ("id: gate", "id: door", 1, "must be small letters and dashes and equal the file name"),
    ("status: blocked", "status: ok", 3, "'ok' is judged"),
    ("status: blocked", "status: walled", 3, "status: Input should be"),
    ('  - {url: "https://gate.example/", read: "2026-11-25"}\n', "  []\n", 5, "cite a page"),
    ('signs:\n  - title: ["the gate"]\n    most_words: 50\n', "signs: []\n", 7, "there are no signs"),
    ("    most_words: 50\n", "", 8, "has no length limit"),
    ("most_words: 50", "most_words: 900", 8, "beyond 300 words"),
    ("most_words: 50", "most_words: many", 9, "valid integer"),
    ("most_words: 50", "most_word: 50", 9, "did you mean 'most_words'"),
    ("most_words: 50", "most_words: 50\n    at_least: 2", 8, "correct at_least"),
    ('title: ["the gate"]', 'title: ["the"]', 8, "stands on any page"),
    ('title: ["the gate"]', 'markup: ["gate-ü"]', 8, "plain ASCII"),
    ('title: ["the gate"]', "codes: []", 8, "names nothing to look for"),
    ('    - {html: "<title>The gate</title>{clinic}"}\n', "    []\n", 10, "at least one example"),
    ("  is_not:\n", "  isnt:\n", 13, "unknown key 'isnt'"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), REFUSED, ids=[new.strip()[:20] for _, new, _, _ in REFUSED])
def test_a_file_that_cannot_be_trusted_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(RulePackError) as caught:
        loaded(tmp_path, GOOD.replace(old, new, 1))

    assert f"gate.yaml:{line}: " in str(caught.value)
    assert message in str(caught.value)


FAILING = [
    ('<title>The gate</title>"}\n  is_not', '<title>A gate</title>"}\n  is_not', "should be recognised and is a page"),
    (
        "<title>The gate</title>{clinic}",
        "<title>The gate</title>",
        "should be a page and is gate (its title “the gate”)",
    ),
    ('title: ["the gate"]', 'title: ["the gate", "a door"]', "no `is` example needs title 'a door' of sign 1"),
    (
        "<title>The gate</title>{clinic}",
        "<title>Page</title>{clinic}",
        "no `is_not` example needs most_words of sign 1",
    ),
    ("examples:", "  - codes: [403]\nexamples:", "no `is` example needs anything of sign 2"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAILING, ids=[message[:30] for _, _, message in FAILING])
def test_the_self_test_finds_what_fails_and_what_nothing_needs(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    assert any(found.startswith(message) for found in messages(tmp_path, GOOD.replace(old, new, 1)))


def test_a_pack_without_walls_is_refused(tmp_path: Path) -> None:
    base = pack_folder(tmp_path, RULES)
    shutil.rmtree(base / "walls")

    with pytest.raises(RulePackError, match="a bot wall would be judged as a page"):
        load_rules(base=base)


def test_an_extra_pack_brings_walls_but_replaces_none(tmp_path: Path) -> None:
    extra = tmp_path / "extra"
    (extra / "walls").mkdir(parents=True)
    (extra / "walls" / "gate.yaml").write_text(GOOD, encoding="utf-8")
    pack = load_rules(extra)
    (extra / "walls" / "cloudflare.yaml").write_text(GOOD.replace("id: gate", "id: cloudflare"), encoding="utf-8")

    assert "gate" in {wall.id for wall in pack.known_walls}
    with pytest.raises(RulePackError, match="a wall 'cloudflare' exists already"):
        load_rules(extra)


def test_walls_belong_to_the_hash_of_the_pack(tmp_path: Path) -> None:
    one = loaded(tmp_path / "a", GOOD).info.sha256
    other = loaded(tmp_path / "b", GOOD.replace("A gate.", "Another gate.")).info.sha256

    assert one != other
