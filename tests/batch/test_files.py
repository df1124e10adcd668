"""The files of a run: nothing runs in them, every browser shows them well, every program reads them."""

import csv
import json
import re
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from playwright.sync_api import Browser

from checker.banned import banned_words
from checker.batch.baseline import Baseline
from checker.batch.columns import TABLES
from checker.batch.database import Database
from checker.batch.finish import finish
from checker.batch.folder import Folder
from checker.batch.pages import pages
from checker.batch.totals import totals
from checker.catalogue import words
from checker.export.cells import as_text, guarded
from tests.batch.made_up import made_up_run
from tests.chromium import ONLY_VIOLATIONS, OPEN_ALL, SHAPE
from tests.report.payloads import MARKUP

PAGES = ("index.html", "many.html", "not-read.html", "same-text.html")
PLAIN = "our cells cure knees"


def compared_run(folder: Path, words: str) -> Path:
    """Make a run and compare it with a smaller one before, so that every part of the overview is there."""
    earlier, run = made_up_run(folder / "earlier", words, judged_pages=1), made_up_run(folder / "now", words)
    finish(Folder(run), Baseline(earlier, own=run))
    return run


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compared_run(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compared_run(tmp_path_factory.mktemp("hostile"), " ".join(MARKUP))


@pytest.mark.parametrize("name", PAGES)
def test_hostile_words_build_no_element_of_their_own(browser: Browser, plain: Path, hostile: Path, name: str) -> None:
    page = browser.new_page()

    ours, theirs = (page.evaluate(SHAPE, (run / name).read_text(encoding="utf-8")) for run in (plain, hostile))
    page.close()

    assert theirs == ours


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_overview_is_accessible_and_fits_every_width(browser: Browser, plain: Path, width: int, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto((plain / "index.html").as_uri())
    page.evaluate(OPEN_ALL)

    found = Axe().run(page, options=ONLY_VIOLATIONS)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    scripts = page.evaluate("document.scripts.length")
    page.close()

    assert (found.violations_count, overflow, scripts, messages) == (0, 0, 0, []), found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_pages_use_no_banned_word_of_their_own(plain: Path, name: str) -> None:
    page = (plain / name).read_text(encoding="utf-8")
    body = page[page.index("<body") :]

    assert words()("report.disclaimer") in body
    assert banned_words(re.sub(r"<[^>]+>", " ", body.replace(words()("report.disclaimer"), ""))) == []


def test_failed_and_bad_rows_say_why(plain: Path) -> None:
    page = (plain / "not-read.html").read_text(encoding="utf-8")

    assert "The connection could not be made or broke off." in page
    assert "Line 91 of the list names no address that could be checked." in page


FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", "\uff1d1", "  =1", "\n=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_others_begins_a_formula(tmp_path: Path, words: str) -> None:
    run = made_up_run(tmp_path, words, judged_pages=1)

    cells = []
    for name in ("sites.csv", "findings.csv"):
        with (run / name).open(encoding="utf-8-sig", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    book = load_workbook(run / "run.xlsx", read_only=True)
    typed = {
        (cell.data_type, str(cell.value)) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    }
    book.close()

    starts = re.compile("\\s*[-=+@\uff1d]")
    assert [cell for cell in cells if starts.match(cell)] == []
    assert [value for kind, value in typed if kind == "f" or (kind == "s" and starts.match(value))] == []


ODD = [
    *("<r>a & b</r>", "<r><t>x</t></r>", "_x0041_ is written so", " space on both sides ", "a<b>&c", '"quoted"', "]]>"),
    *(
        "\U0001f600" * 20_000,
        "x" * 40_000,
        "\ufffe\x00\x0b",
        "\u202e",
        "1e5",
        "true",
        "#N/A",
        "http://a.example/",
    ),
]


@pytest.mark.parametrize("words", ODD, ids=lambda words: ascii(words)[:20])
def test_a_workbook_shows_every_text_as_it_is(tmp_path: Path, words: str) -> None:
    run = made_up_run(tmp_path, words, judged_pages=2)

    book = load_workbook(run / "run.xlsx")
    titles = [
        row[0].value for row in book["sites"].iter_rows(min_row=2, min_col=list(TABLES["sites"]).index("title") + 1)
    ]
    book.close()
    shown = as_text(str(guarded(words)))
    assert len(shown.encode("utf-16-le")) <= 2 * 32_767
    assert [unescape(str(title)) for title in titles[:2]] == [shown, shown]


def test_a_workbook_holds_every_row_that_the_database_holds(plain: Path) -> None:
    book = load_workbook(plain / "run.xlsx", read_only=True)
    with closing(sqlite3.connect(plain / "run.sqlite")) as database:
        counts = {table: database.execute(f"SELECT COUNT(*) FROM [{table}]").fetchone()[0] for table in TABLES}
    held = {sheet.title: sum(1 for _ in sheet.iter_rows(min_row=2)) for sheet in book}
    said = {sheet.title: sheet.max_row - 1 for sheet in book}
    book.close()

    assert held == said == counts


def test_csv_opens_in_spreadsheets_as_utf_8(plain: Path) -> None:
    assert (plain / "sites.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_column_is_in_the_dictionary_and_in_every_form(plain: Path) -> None:
    dictionary = (plain / "data-dictionary.md").read_text(encoding="utf-8")
    metadata = json.loads((plain / "metadata.json").read_text(encoding="utf-8"))["databases"]["run"]["tables"]
    book = load_workbook(plain / "run.xlsx", read_only=True)
    with closing(sqlite3.connect(plain / "run.sqlite")) as database:
        for table, columns in TABLES.items():
            names = [row[1] for row in database.execute(f"PRAGMA table_info([{table}])")]
            heads = [cell.value for cell in next(book[table].iter_rows(max_row=1))]
            assert names[: len(columns)] == list(columns)
            assert heads == names == list(metadata[table]["columns"])
            assert [name for name in names if f"| `{name}` |" not in dictionary] == []
    book.close()


def test_queries_that_are_offered_run(plain: Path) -> None:
    queries = json.loads((plain / "metadata.json").read_text(encoding="utf-8"))["databases"]["run"]["queries"]
    with closing(sqlite3.connect(plain / "run.sqlite")) as database:
        rows = {
            name: database.execute(query["sql"], {"rule": "cure-explicit"}).fetchall()
            for name, query in queries.items()
        }

    assert [row[1:3] for row in rows["what_was_not_judged"]] == [(PLAIN, "connection"), (PLAIN, "bad_url")]


def test_the_same_list_and_log_make_the_same_files(tmp_path: Path, plain: Path) -> None:
    again = compared_run(tmp_path, PLAIN)
    names = [
        "index.html",
        "sites.csv",
        "findings.csv",
        "changes.csv",
        "summary.json",
        "metadata.json",
        "data-dictionary.md",
    ]

    assert [(again / name).read_bytes() for name in names] == [(plain / name).read_bytes() for name in names]


def test_thousands_of_sites_go_on_pages_of_250_that_hold_each_once(tmp_path: Path) -> None:
    run = made_up_run(tmp_path, PLAIN, judged_pages=760)

    many = [run / name for name in ("many.html", "many-2.html")]
    rows = [page.read_text(encoding="utf-8").count('<li class="site band-many">') for page in many]
    assert rows == [250, 4]
    assert (run / "index.html").stat().st_size < 200_000


def test_pages_are_made_one_after_the_other_however_many_they_are(tmp_path: Path) -> None:
    run = Folder(made_up_run(tmp_path, PLAIN, judged_pages=2_000))
    listing, facts = run.inputs(), run.facts()
    with closing(sqlite3.connect(run.path / "run.sqlite")) as connection:
        database = Database(connection, listing.columns)
        sums = totals(database, listing)
        tracemalloc.start()
        sizes = [len(text) for _, text in pages(database, sums, facts, listing)]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert len(sizes) == len(list(run.path.glob("*.html")))
    assert most < sum(sizes)
