"""`clinic-check render` makes every form from a stored result, offline, and never over something that is there."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checker.render import render_html, render_json
from tests.report import samples

NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        raise RuntimeError(event)
sys.addaudithook(refuse)
"""
RUN = NO_NETWORK + "from checker.cli import main\nsys.argv[0] = 'clinic-check'\nmain()"
BEGINNINGS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-1.7",
    "docx": b"PK\x03\x04",
    "md": b"# Before you pay or travel",
    "csv": b'"number","key","rule"',
    "xlsx": b"PK\x03\x04",
    "json": b'{\n  "schema_version": "2"',
}
NAME = "meridian-bay.example-2026-11-22"


def run(*arguments: str, folder: Path, code: str = RUN) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, "render", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "result.json").write_text(render_json(samples.short()), encoding="utf-8")
    return tmp_path


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "result.json")


@pytest.mark.parametrize("form", BEGINNINGS)
def test_every_form_is_made_without_the_network_and_named_as_check_names_it(folder: Path, form: str) -> None:
    done = run("result.json", "--format", form, folder=folder)
    name = f"{NAME}.findings.csv" if form == "csv" else f"{NAME}.{form}"

    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, name, b"")
    assert (folder / name).read_bytes().startswith(BEGINNINGS[form])
    assert made(folder) == [name]


def test_html_is_what_the_renderer_makes_and_json_is_the_result_again(folder: Path) -> None:
    html = run("result.json", "--output", "-", folder=folder)
    stored = run("result.json", "--format", "json", "--output", "-", folder=folder)

    assert html.stdout.decode() == render_html(samples.short())
    assert stored.stdout == (folder / "result.json").read_bytes()
    assert made(folder) == []


def test_nothing_is_replaced_unasked(folder: Path) -> None:
    (folder / "mine.md").write_text("mine", encoding="utf-8")

    runs = [run("result.json", "--format", "md", folder=folder) for _ in range(2)]
    refused = run("result.json", "--format", "md", "-o", "mine.md", folder=folder)
    kept = (folder / "mine.md").read_text(encoding="utf-8")
    forced = run("result.json", "--format", "md", "-o", "mine.md", "--force", folder=folder)

    assert [each.stdout.decode().strip() for each in runs] == [f"{NAME}.md", f"{NAME}-2.md"]
    assert (refused.returncode, b"exists already" in refused.stderr, kept) == (2, True, "mine")
    assert forced.returncode == 0
    assert (folder / "mine.md").read_bytes().startswith(BEGINNINGS["md"])


def test_view_changes_the_document(folder: Path) -> None:
    text = run("result.json", "--format", "md", "--view", "regulator", "-o", "-", folder=folder).stdout.decode()

    assert text.startswith("# Record of one web page")
    assert "### F-001 " in text


def test_all_tables_go_into_a_folder_with_the_mark_for_excel(folder: Path) -> None:
    (folder / "tables").mkdir()
    done = run("result.json", "--format", "csv", "--table", "all", "--bom", "-o", "tables", folder=folder)
    names = sorted(path.name for path in (folder / "tables").iterdir())

    assert done.returncode == 0
    assert names == [f"{NAME}.{table}.csv" for table in ("capture", "findings", "identifiers", "outcomes", "set_aside")]
    assert all((folder / "tables" / name).read_bytes().startswith(b"\xef\xbb\xbf") for name in names)


def test_review_makes_the_round_trip_and_unknown_rows_are_named(folder: Path) -> None:
    run("result.json", "--format", "csv", "-o", "review.csv", folder=folder)
    with (folder / "review.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"decision": "confirmed", "note": "seen", "reviewer": "A. B.", "date": "2026-11-25"}
    with (folder / "review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows([*rows, rows[1] | {"key": "gone\x1b[2J:1", "decision": "rejected"}])

    done = run(
        "result.json", "--format", "md", "--view", "regulator", "--review", "review.csv", "-o", "-", folder=folder
    )
    said = done.stderr.decode()

    assert "| confirmed | seen | A. B. | 2026-11-25 |" in done.stdout.decode()
    assert re.search(r"review\.csv:\d+: no finding of this result has the key 'gone\\+x1b", said)
    assert "1 review joined, 1 left out." in said
    assert done.returncode == 0


WRONG = [
    (("absent.json",), "Nothing was rendered: absent.json: cannot be opened"),
    (("result.json", "--format", "doc"), "'doc' is not one of"),
    (("result.json", "--format", "csv", "--view", "regulator"), "--view changes nothing in csv"),
    (("result.json", "--format", "pdf", "--review", "x.csv"), "--review changes nothing in pdf"),
    (("result.json", "--format", "xlsx", "--table", "outcomes"), "--table changes nothing in xlsx"),
    (("result.json", "--bom"), "--bom changes nothing in html"),
    (("result.json", "--format", "csv", "--table", "all", "-o", "one.csv"), "several tables need a folder"),
    (("result.json", "--format", "csv", "--review", "absent.csv"), "absent.csv:1: cannot be opened"),
    (("result.json", "-o", "result.json/x.html"), "Not saved: "),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[message for _, message in WRONG])
def test_wrong_use_ends_with_two_says_why_and_writes_nothing(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments, folder=folder)

    assert (done.returncode, made(folder)) == (2, [])
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


LIBRARIES = [("xlsx", "xlsxwriter", "docs"), ("docx", "docx", "docs"), ("pdf", "weasyprint", "pdf")]


@pytest.mark.parametrize(("form", "module", "extra"), LIBRARIES)
def test_missing_library_is_named_with_what_to_install(folder: Path, form: str, module: str, extra: str) -> None:
    without = f"import sys; sys.modules['{module}'] = None\n{RUN}"
    done = run("result.json", "--format", form, folder=folder, code=without)

    assert (done.returncode, made(folder)) == (2, [])
    assert f"pip install 'clinic-claim-checker[{extra}]'" in done.stderr.decode()
