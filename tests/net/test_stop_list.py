"""Listed sites are recognised with everything under them; a damaged list is refused with its line."""

from pathlib import Path

import pytest

from checker.errors import RuleError
from checker.net.stop_list import OUR_OWN, read_stop_lists


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "list.txt"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://clinic.example/a?b", 2),
        ("http://www.clinic.example:8080/", 2),
        ("https://xn--mnchen-3ya.example/", 3),
        ("http://192.0.2.7/", 5),
        ("https://clinic.example.org/", 0),
        ("https://myclinic.example/", 0),
        ("https://example/", 0),
    ],
)
def test_a_listed_host_stands_for_all_names_under_it(tmp_path: Path, address: str, line: int) -> None:
    path = written(tmp_path, "\ufeff# left out on request\nClinic.EXAMPLE  # since May\nmünchen.example\n\n192.0.2.7\n")

    assert read_stop_lists(path).place_of(address) == (f"{path}:{line}" if line else "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("clinic.example\nhttps://clinic.example/\n", 2),
        ("clinic.example/path", 1),
        ("clinic.example:443", 1),
        ("me@clinic.example", 1),
        ("two words", 1),
        ("*.clinic.example", 1),
        (b"clinic\xff.example", 1),
        ("-", 1),
    ],
)
def test_a_line_that_is_no_host_is_refused(tmp_path: Path, text: str | bytes, line: int) -> None:
    path = written(tmp_path, text)

    with pytest.raises(RuleError, match=r"write one a line|save it as UTF-8") as caught:
        read_stop_lists(path)

    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_an_enormous_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="is larger than 10 MB; split the list"):
        read_stop_lists(written(tmp_path, "#" * 10_000_001))


def test_a_list_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        read_stop_lists(tmp_path / "absent.txt")


def test_the_list_that_comes_with_the_tool_can_be_read_and_several_add_up(tmp_path: Path) -> None:
    assert read_stop_lists(OUR_OWN, written(tmp_path, "a.example\n")).place_of("https://a.example/")
