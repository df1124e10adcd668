"""What a person types is taken as an address, a saved page or standard input, or refused with advice."""

from pathlib import Path

import pytest

from checker.errors import TargetError
from checker.targets import as_target

ADDRESSES = [
    ("https://clinic.example/a", "https://clinic.example/a"),
    ("HTTP://clinic.example", "HTTP://clinic.example"),
    ("clinic.example", "https://clinic.example"),
    ("www.clinic.example/page?x=1", "https://www.clinic.example/page?x=1"),
    ("clinic.example:8443/x", "https://clinic.example:8443/x"),
    ("javascript:alert(1)", "javascript:alert(1)"),
    ("file:/etc/passwd", "file:/etc/passwd"),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_address_is_recognised(text: str, expected: str) -> None:
    assert as_target(text) == expected


@pytest.mark.parametrize("name", ["page.html", "odd name.htm", "page", "clinic.example"])
def test_existing_file_is_a_file_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()

    assert as_target(str(path)) == path


def test_missing_page_file_stays_a_path() -> None:
    assert as_target("absent.html") == Path("absent.html")


@pytest.mark.parametrize("text", ["", "   ", "hello", "two words", "/no/such/thing", "a/b"])
def test_anything_else_is_refused_with_advice(text: str) -> None:
    with pytest.raises(TargetError):
        as_target(text)
