"""A stored result is read strictly: whatever is not exactly a result of this version is refused with the reason."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker import check_html
from checker.errors import ResultError
from checker.render import render_json
from checker.resources import REPORTS
from checker.stored import read_result
from tests.builders import real_pack
from tests.report import samples

TEXT = render_json(samples.short())


def saved(folder: Path, content: str | bytes) -> Path:
    path = folder / "result.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(TEXT)
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_stored_result_comes_back_as_it_was(tmp_path: Path, mark: bytes) -> None:
    assert read_result(saved(tmp_path, mark + TEXT.encode())) == samples.short()


def test_stored_check_of_a_real_page_comes_back_byte_for_byte(tmp_path: Path) -> None:
    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    text = render_json(check_html(page, pack=real_pack()))

    assert render_json(read_result(saved(tmp_path, text))) == text


NEWER = changed(lambda data: data.update(schema_version="3"))
OLDER = changed(lambda data: data.update(schema_version="1"))
OTHER_WORDS = changed(lambda data: data["outcomes"][0]["findings"][0].update(quote="other words"))

REFUSED: list[tuple[str, str | bytes, str]] = [
    ("empty", "", r"is damaged, or no JSON \(line 1, column 1"),
    ("web page", "<!doctype html>", r"no JSON \(line 1, column 1.*Make one with: clinic-check check"),
    ("cut short", TEXT[:4_000], r"is damaged, or no JSON \(line \d+, column \d+"),
    ("other JSON", '{"log": {"entries": []}}', "is JSON, but no result of this tool"),
    ("list", "[]", "is JSON, but no result"),
    ("bytes", b"\x89PNG\r\n\x1a\n", r"is no text in UTF-8 \(byte 1\)"),
    ("nested", "[" * 200_000, "is damaged"),
    ("newer", NEWER, "is a result of version '3'; this tool reads version '2'"),
    ("older", OLDER, "is a result of version '1'; this tool reads version '2'"),
    ("key missing", changed(lambda data: data["page"].pop("title")), r"is damaged \(page\.title: "),
    ("key too many", changed(lambda data: data["outcomes"][0].update(x=1)), r"is damaged \(outcomes\.0\.x: "),
    ("wrong value", changed(lambda data: data["assessment"].update(band="bad")), r"assessment\.band: Input should be"),
    ("many wrong", changed(lambda data: data.update(run={}, pack={})), r"; and 4 more\)"),
    ("key twice", TEXT.replace('"pack": {', '"pack": {}, "pack": {', 1), "the key 'pack' stands twice"),
    ("no number", TEXT.replace('"points": 55.0', '"points": NaN', 1), "NaN is no number"),
    ("quote changed", OTHER_WORDS, r"a quote of cure-explicit and the text at its offsets \d+ to \d+ disagree"),
]


@pytest.mark.parametrize(("content", "message"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_anything_else_is_refused_with_the_reason(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = saved(tmp_path, content)

    with pytest.raises(ResultError) as caught:
        read_result(path)

    assert str(caught.value).startswith(f"{path}: ")
    assert re.search(message, str(caught.value))
    assert len(str(caught.value)) < 900


def test_place_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="cannot be opened"):
        read_result(tmp_path / "absent.json")
    with pytest.raises(ResultError, match="is a folder"):
        read_result(tmp_path)
