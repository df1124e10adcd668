"""`clinic-check render` makes every form from a stored result, offline, and never over something that is there."""

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from checker.catalogue import languages
from checker.render import render_html, render_json
from checker.resources import REPORTS
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


@pytest.mark.parametrize("language", languages())
def test_language_changes_the_reports_own_words(folder: Path, language: str) -> None:
    done = run("result.json", "--language", language, "-o", "-", folder=folder)

    assert done.stdout.decode() == render_html(samples.short(), language=language)
    assert f'<html lang="{language}">' in done.stdout.decode()


@pytest.mark.parametrize("form", ["html", "md"])
def test_each_view_is_a_file_of_its_own(folder: Path, form: str) -> None:
    views = ("--view", "regulator", "--view", "patient", "--view", "journalist")
    done = run("result.json", "--format", form, *views, "--language", "en", folder=folder)
    names = [f"{NAME}-regulator.{form}", f"{NAME}.{form}", f"{NAME}-journalist.{form}"]

    assert (done.returncode, done.stdout.decode().split()) == (0, names)
    assert len({(folder / name).read_bytes() for name in names}) == 3


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


@pytest.fixture
def reviewed(folder: Path) -> Path:
    """Fill in the first row of the findings table, as a reviewer would, and add one that fits nothing."""
    run("result.json", "--format", "csv", "-o", "review.csv", folder=folder)
    with (folder / "review.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= {"decision": "confirmed", "note": "seen <b>live</b>", "reviewer": "A. B.", "date": "2026-11-25"}
    with (folder / "review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows([*rows, rows[1] | {"key": "gone\x1b[2J:1", "decision": "rejected"}])
    return folder


def with_review(folder: Path, form: str, *views: str) -> subprocess.CompletedProcess[bytes]:
    asked = [part for view in views for part in ("--view", view)]
    return run("result.json", "--format", form, *asked, "--review", "review.csv", "-o", "-", folder=folder)


def test_review_makes_the_round_trip_and_unknown_rows_are_named(reviewed: Path) -> None:
    done = with_review(reviewed, "md", "regulator")
    said = done.stderr.decode()

    assert re.search(r"\| confirmed \| seen .+ \| A\. B\. \| 2026-11-25 \|", done.stdout.decode())
    assert re.search(r"review\.csv:\d+: no finding of this result has the key 'gone\\+x1b", said)
    assert "1 review joined, 1 left out." in said
    assert done.returncode == 0


def test_review_stands_beside_its_finding_in_html_and_pdf(reviewed: Path) -> None:
    tree = BeautifulSoup(with_review(reviewed, "html", "regulator").stdout, "lxml")
    cells = [
        [cell.get_text() for cell in table.select("td")]
        for table in tree.select("article:has(> #F-001, > #F-002) table.review")
    ]
    pdf = PdfReader(io.BytesIO(with_review(reviewed, "pdf", "regulator").stdout))
    printed = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())

    assert cells == [["confirmed", "seen <b>live</b>", "A. B.", "2026-11-25"], [""] * 4]
    assert "seen <b>live</b>" in printed


def test_only_the_regulators_view_shows_reviews(reviewed: Path) -> None:
    (reviewed / "out").mkdir()
    views = ("--view", "patient", "--view", "regulator")
    done = run("result.json", *views, "--review", "review.csv", "-o", "out", folder=reviewed)
    shown = {path.name for path in (reviewed / "out").iterdir() if "seen &lt;b&gt;live" in path.read_text("utf-8")}

    assert (done.returncode, shown) == (0, {f"{NAME}-regulator.html"})


def test_regulator_reads_what_changed_since_an_earlier_result(folder: Path) -> None:
    earlier = replace(samples.short(), outcomes=samples.short().outcomes[1:])
    (folder / "earlier.json").write_text(render_json(earlier), encoding="utf-8")
    done = run(*("result.json", "--view", "regulator", "--previous", "earlier.json", "-o", "-"), folder=folder)
    part = BeautifulSoup(done.stdout, "lxml").select_one("section:has(> #changes-title)")

    assert done.returncode == 0, done.stderr
    assert part is not None
    assert "Compared with the reading of 22 November 2026, 03:46 UTC." in part.get_text()
    assert next(" ".join(each.get_text(" ").split())[:70] for each in part.select("li")) == (
        "New: The page says the treatment cures or reverses a disease. unexplai"
    )


def test_journalist_reads_rates_that_were_measured_elsewhere(folder: Path) -> None:
    bundled = json.loads((REPORTS / "measured.json").read_text(encoding="utf-8"))
    rates = next(each for each in bundled["rules"] if each["rule"] == "cure-explicit")
    rates |= {"pages_tried": 60, "pages_fired": 13, "sentences_judged": 31, "right": 27, "wrong": 4}
    (folder / "rates.json").write_text(json.dumps(bundled | {"name": "labelled pages of clinics"}), encoding="utf-8")
    done = run("result.json", "--view", "journalist", "--measured", "rates.json", "-o", "-", folder=folder)
    text = " ".join(BeautifulSoup(done.stdout, "lxml").get_text(" ").split())

    assert "fires on 13 of 60 pages; right in 27 of 31 hits" in text
    assert "Measured on: labelled pages of clinics." in text
    assert "These figures are of another version of the rules" in text


WRONG = [
    (("absent.json",), "Nothing was rendered: absent.json: cannot be opened"),
    (("result.json", "--format", "doc"), "'doc' is not one of"),
    (("result.json", "--format", "csv", "--view", "regulator"), "--view changes nothing in csv"),
    (("result.json", "--format", "json", "--language", "en"), "--language changes nothing in json"),
    (("result.json", "--language", "tlh"), "'tlh' is not"),
    (
        ("result.json", "--review", "x.csv"),
        "--review changes nothing in html; it is for csv, xlsx and --view regulator",
    ),
    (("result.json", "--format", "pdf", "--view", "patient", "--review", "x.csv"), "--review changes nothing in pdf"),
    (("result.json", "--view", "patient", "--view", "regulator", "-o", "one.html"), "several views need a folder"),
    (("result.json", "--view", "patient", "--view", "regulator", "-o", "-"), "several views cannot be printed"),
    (("result.json", "--previous", "result.json"), "--previous changes nothing in html"),
    (("result.json", "--view", "regulator", "--run", "."), "--run changes nothing in html"),
    (("result.json", "--view", "journalist", "--run", "."), "holds no finished run"),
    (("result.json", "--view", "journalist", "--measured", "result.json"), "no rates of rules"),
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
