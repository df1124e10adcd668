"""Rule files are read strictly: what could hide, change type or explode is refused with its line."""

from pathlib import Path

import pytest

from checker.errors import RuleError
from checker.rulebook.pack_schema import PackHead, Terms
from checker.rulebook.schema import Level
from checker.rulebook.yaml_file import read_yaml

GOOD = "name: colours\nabout: Some.\nterms: [red, 'no', 1:30, 010]\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


REFUSED = [
    ("", 1, "empty"),
    ("# only a comment\n", 1, "empty"),
    ("name: a\nabout: b\nterms: &x [c]\n", 3, "anchors"),
    ("name: &n a\nabout: *n\nterms: [c]\n", 1, "anchors"),
    ("name: *n\nabout: b\n", 1, "aliases|undefined"),
    ("name: !!python/object:os.system a\nabout: b\n", 1, "tags"),
    ("name: !secret a\nabout: b\n", 1, "tags"),
    ("<<: {name: a}\nabout: b\n", 1, "merge"),
    ("name: a\nabout: b\nname: c\nterms: [d]\n", 3, "twice"),
    ("name: a\n---\nname: b\n", 2, "document"),
    ("name: [a\n", 2, "not valid YAML"),
    ("name: a\n\tabout: b\n", 2, "not valid YAML"),
    ("phrases:\n  - {wake} up\n", 2, "put quotes round a text that begins with {"),
    ("text: Work within hours: cells\n", 1, "or holds ': '"),
    ("name: a\x00b\n", 1, "not valid YAML"),
    (b"name: \xff\xfe\n", 1, "UTF-8"),
    ("? [a, b]\n: c\n", 1, "not plain text"),
    ("- a\n- b\n", 1, "keys and values"),
    ("just text\n", 1, "keys and values"),
    ("name: a\nabout: b\ncolour: [c]\n", 3, "unknown key 'colour'"),
    ("name: a\nabout: b\nterm: [c]\n", 3, "did you mean 'terms'"),
    ("name: a\nterms: [c]\n", 1, "'about' is missing"),
    ("name: a\nabout: b\nterms: c\n", 3, "terms"),
    ("name: [a]\nabout: b\nterms: [c]\n", 1, "name"),
    ("name: a\nabout: b\nterms: [{c: d}]\n", 3, "terms"),
    ("name: a\nabout: b\nterms: " + "[" * 40 + "]" * 40, 3, "nested"),
    ("name: a\nabout: b\nterms: [" + "c, " * 30_000 + "c]", 3, "too long"),
    ("# " + "x" * 300_000, 1, "larger than"),
]


@pytest.mark.parametrize(("text", "line", "part"), REFUSED, ids=range(len(REFUSED)))
def test_unfit_file_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int, part: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(RuleError, match=part) as caught:
        read_yaml(path, Terms)

    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    terms = read_yaml(written(tmp_path, GOOD), Terms)

    assert terms == Terms(name="colours", about="Some.", terms=("red", "no", "1:30", "010"))


def test_numbers_become_numbers_only_where_the_schema_says(tmp_path: Path) -> None:
    level = read_yaml(written(tmp_path, "at_least: 3\nseverity: high\n"), Level)

    assert level == Level(at_least=3.0, severity="high")  # type: ignore[arg-type]  # a StrEnum equals its text


def test_value_outside_the_allowed_ones_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "at_least: 3\nseverity: hihg\n")

    with pytest.raises(RuleError, match=r":2: severity: .*'hihg'"):
        read_yaml(path, Level)


def test_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="No such file"):
        read_yaml(tmp_path / "absent.yaml", PackHead)
