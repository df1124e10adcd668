"""The log keeps whole records only, whatever happened while one was written."""

from pathlib import Path

import pytest

from checker.batch.log import Log, records
from checker.batch.record import Record, line_of, record_of
from checker.errors import OutputError


def record(number: int, **more: object) -> Record:
    url = f"https://clinic-{number}.example/"
    at = "2026-11-22T03:46:05Z"
    return Record(url=url, status="ok", detail="", checked_at=at, elapsed_s=0.5, **more)  # type: ignore[arg-type]


def test_what_is_logged_comes_back(tmp_path: Path) -> None:
    kept = [record(1, title='Line\nbreak, "quotes" and \u2028', band="few", points=0.0), record(2)]
    with Log(tmp_path / "log") as log:
        for each in kept:
            log.add(each)

    assert list(records(tmp_path / "log")) == kept


@pytest.mark.parametrize("cut", range(1, 40, 6))
def test_a_torn_last_line_is_dropped_and_the_rest_stays(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "log"
    path.write_bytes(line_of(record(1)) + line_of(record(2))[:-cut])

    assert list(records(path)) == [record(1)]
    with Log(path) as log:
        log.add(record(3))
    assert list(records(path)) == [record(1), record(3)]


def test_a_file_of_one_torn_line_becomes_empty(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * 200_000)

    with Log(path):
        assert path.stat().st_size == 0


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(line_of(record(1)) + b"{}\n" + line_of(record(2)))

    with pytest.raises(OutputError, match="line 2 is damaged"):
        list(records(path))


def test_half_a_character_of_a_page_does_not_break_the_log() -> None:
    assert record_of(line_of(record(1, title="a\ud800b"))).title == "a?b"


def test_where_the_log_cannot_be_written_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        Log(tmp_path / "no-such-folder" / "log")
