"""Reports appear whole under safe names, and never replace what is there unasked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import OutputError
from checker.models import View
from checker.save import report_name, save, save_as, save_new

DAY = datetime(2026, 11, 22, tzinfo=UTC)

NAMES = [
    ("https://www.clinic.example/a/b?c=d", "www.clinic.example-2026-11-22.html"),
    ("saved page.html", "saved-page-2026-11-22.html"),
    ("../../etc/passwd", "passwd-2026-11-22.html"),
    ("http://[2001:db8::1]/", "2001-db8-1-2026-11-22.html"),
    ("-rf", "rf-2026-11-22.html"),
    (".hidden", "hidden-2026-11-22.html"),
    ("", "page-2026-11-22.html"),
]


@pytest.mark.parametrize(("target", "name"), NAMES)
def test_name_says_whose_page_and_which_day(target: str, name: str) -> None:
    assert report_name(target, DAY, "html") == name


def test_name_says_for_whom_unless_it_is_the_patient() -> None:
    names = [report_name("https://clinic.example/", DAY, "html", view) for view in View]

    assert names == [f"clinic.example-2026-11-22{tail}.html" for tail in ("", "-journalist", "-regulator")]


@given(st.text(max_size=300))
def test_name_never_leaves_its_folder(target: str) -> None:
    name = report_name(target.replace("://", ""), DAY, "html")

    assert Path(name).name == name
    assert not name.startswith((".", "-"))
    assert len(name) < 110


def test_second_report_of_a_day_gets_a_number(tmp_path: Path) -> None:
    paths = [save_new(text, tmp_path, "a.html") for text in ("one", "two", "three")]

    assert [path.name for path in paths] == ["a.html", "a-2.html", "a-3.html"]
    assert [path.read_text(encoding="utf-8") for path in paths] == ["one", "two", "three"]


def test_existing_file_is_kept_unless_replacing_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    save_as("old", path)

    with pytest.raises(OutputError, match="exists already"):
        save_as("new", path)
    assert path.read_text(encoding="utf-8") == "old"

    save_as("new", path, replace=True)
    assert path.read_text(encoding="utf-8") == "new"


def test_report_goes_where_it_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()

    paths = [save(b"\x00", place, "a.bin") for place in (None, folder, tmp_path / "mine.bin")]

    assert [path.resolve() for path in paths] == [tmp_path / "a.bin", folder / "a.bin", tmp_path / "mine.bin"]
    assert {path.read_bytes() for path in paths} == {b"\x00"}
    with pytest.raises(OutputError, match="exists already"):
        save(b"", tmp_path / "mine.bin", "a.bin")


def test_unwritable_place_is_a_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()

    with pytest.raises(OutputError, match="cannot be written"):
        save_new("text", blocker / "folder", "a.html")

    assert sorted(tmp_path.iterdir()) == [blocker]


def test_no_temporary_file_stays_behind(tmp_path: Path) -> None:
    save_new("text", tmp_path, "a.html")

    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
