"""`clinic-check compare` shows two stored results side by side in three forms, and refuses what is no result."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker.render import render_json
from tests.report import samples
from tests.report.on_a_page import on_a_page


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker", "compare", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    old = samples.short()
    new = on_a_page(replace(old, outcomes=old.outcomes[1:]))
    (tmp_path / "old.json").write_text(render_json(old), encoding="utf-8")
    (tmp_path / "new.json").write_text(render_json(new), encoding="utf-8")
    return tmp_path


def test_text_is_printed(folder: Path) -> None:
    done = run("old.json", "new.json", folder=folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Gone (4)" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["new.json", "old.json"]


def test_page_and_json_are_saved_under_the_names_of_reports_and_never_over_one(folder: Path) -> None:
    names = [
        run("old.json", "new.json", "--format", form, folder=folder).stdout.strip() for form in ("html", "json", "json")
    ]

    stem = "meridian-bay.example-2026-11-22"
    assert names == [f"{stem}.changes.html", f"{stem}.changes.json", f"{stem}.changes-2.json"]
    assert (folder / names[0]).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((folder / names[1]).read_text(encoding="utf-8"))["page_changed"] is True


def test_output_can_be_named_and_printed(folder: Path) -> None:
    printed = run("old.json", "new.json", "--format", "json", "-o", "-", folder=folder)
    saved = run("old.json", "new.json", "-o", "mine.txt", folder=folder)
    refused = run("old.json", "new.json", "-o", "mine.txt", folder=folder)

    assert json.loads(printed.stdout)["schema_version"] == "1"
    assert (saved.returncode, saved.stdout.strip()) == (0, "mine.txt")
    assert (refused.returncode, "exists already" in refused.stderr) == (2, True)


def test_page_is_written_in_the_language_asked_for(folder: Path) -> None:
    done = run("old.json", "new.json", "--format", "html", "--language", "de", "-o", "-", folder=folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert '<html lang="de">' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("absent.json", "new.json"), "absent.json: cannot be opened"),
        (("old.json",), "Missing argument"),
        (("old.json", "new.json", "--language", "de"), "--language changes nothing in text; it is for html"),
        (("old.json", "new.json", "--format", "html", "--language", "tlh"), "'tlh' is not"),
    ],
)
def test_wrong_use_ends_with_two_and_says_why(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments, folder=folder)

    assert (done.returncode, message in done.stderr, "Traceback" in done.stderr) == (2, True, False)
