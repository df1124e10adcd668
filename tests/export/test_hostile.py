"""Hostile texts of a page come out as text in every form, wherever in a result they stand."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pypdfium2
import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from checker.export.blocks import shown
from checker.export.cells import guarded, starts_a_formula
from checker.export.formats import Format, Wish, render
from checker.models import Result, View
from checker.render import parse_json, render_html
from checker.save import report_name
from checker.views.collection import last_visited
from checker.wording import visible
from tests.account import Account
from tests.report.builders import finding, outcome
from tests.report.hostile import infected

from .payloads import EVERYTHING, FILE_NAMES

WORD_ELEMENTS = frozenset(
    [
        *("body", "p", "pPr", "pStyle", "keepNext", "r", "rPr", "b", "t", "u", "hyperlink"),
        *("tbl", "tblPr", "tblStyle", "tblW", "tblLayout", "tblLook", "tblGrid", "gridCol", "tr", "trPr", "tblHeader"),
        *("tc", "tcPr", "tcW", "sectPr", "footerReference", "pgSz", "pgMar", "cols", "docGrid"),
    ]
)
"""What our documents are made of; a field, a script or an object is not among it."""

PLAIN = "plain words"
WISH = Wish(view=View.REGULATOR)
Make = Callable[[Format, str], bytes]
MakeAll = Callable[..., io.BytesIO]


@pytest.fixture
def made(account: Account) -> Make:
    """Make a form of a hostile result, and count it."""

    def make(form: Format, payload: str) -> bytes:
        account.try_one(form.value, payload)
        return render(infected(payload), form, WISH)

    return make


def all_at_once(texts: Sequence[str] = EVERYTHING) -> Result:
    """Make one result in which each text is what a rule found, where, and what the rule is called."""
    outcomes = (
        outcome(f"rule-{number}", payload, why=payload, findings=(finding(payload, heading_path=(payload,)),))
        for number, payload in enumerate(texts)
    )
    return replace(infected(texts[0]), outcomes=tuple(outcomes))


@pytest.fixture
def made_of_all(account: Account) -> MakeAll:
    """Make a form of a result with all hostile texts in it, and count them."""

    def make(form: Format, view: View = View.REGULATOR) -> io.BytesIO:
        for payload in EVERYTHING:
            account.try_one(form.value, payload)
        return io.BytesIO(render(all_at_once(), form, Wish(view=view)))

    return make


def flat(text: str) -> str:
    return " ".join(text.split())


Shape = list[tuple[str, tuple[str, ...]]]


def read(html: str) -> tuple[Shape, str]:
    """Return which elements with which attributes a browser builds of some source, and what it shows."""
    tree = LexborHTMLParser(html)
    shape = [(str(each.tag), tuple(sorted(each.attributes))) for each in tree.css("*")]
    return shape, flat(tree.text())


def show_markdown(text: bytes) -> str:
    shown_html: str = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text.decode())
    return shown_html


@pytest.fixture(scope="module")
def plain_markdown() -> Shape:
    return read(show_markdown(render(infected(PLAIN), Format.MD, WISH)))[0]


@pytest.mark.parametrize("payload", EVERYTHING)
def test_markdown_shows_hostile_text_as_text(payload: str, made: Make, plain_markdown: Shape) -> None:
    shape, text = read(show_markdown(made(Format.MD, payload)))

    assert shape == plain_markdown
    assert flat(shown(payload)) in text


@pytest.mark.parametrize("payload", EVERYTHING)
def test_markdown_gives_programs_nothing_to_link_of_their_own_accord(payload: str, made: Make) -> None:
    text = made(Format.MD, payload).decode()
    bare = re.sub(r"\]\(<[^>]*>\)", "", text)

    assert re.findall(r"(?<!\\)(?:https?|ftp):(?=//)|www\.(?=\w)|\w@\w", bare) == []


@pytest.fixture(scope="module")
def plain_page() -> Shape:
    return read(render(infected(PLAIN), Format.HTML, WISH).decode())[0]


@pytest.mark.parametrize("payload", EVERYTHING)
def test_html_shows_hostile_text_as_text(payload: str, made: Make, plain_page: Shape) -> None:
    shape, text = read(made(Format.HTML, payload).decode("utf-8", "replace"))

    assert shape == plain_page
    assert flat(visible(payload)) in text


@pytest.mark.parametrize("view", View)
def test_every_view_shows_all_hostile_texts_at_once(view: View, made_of_all: MakeAll) -> None:
    shape, text = read(made_of_all(Format.HTML, view).getvalue().decode("utf-8", "replace"))
    plain = all_at_once([f"plain words {number}" for number in range(len(EVERYTHING))])

    assert shape == read(render_html(plain, view=view))[0]
    assert [payload for payload in EVERYTHING if flat(visible(payload)) not in text] == []


@pytest.mark.parametrize("payload", EVERYTHING)
def test_csv_shows_hostile_text_as_text(payload: str, made: Make) -> None:
    text = made(Format.CSV, payload).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if starts_a_formula(cell)] == []
    assert all(character.isprintable() or character.isspace() for character in text)
    assert str(guarded(payload)) in rows[1]


def test_workbook_holds_hostile_text_as_text(made_of_all: MakeAll) -> None:
    book = openpyxl.load_workbook(made_of_all(Format.XLSX))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = {str(cell.value).strip() for cell in cells}

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink is not None] == []
    assert [payload for payload in EVERYTHING if str(guarded(payload)).strip() not in found] == []


def test_document_holds_hostile_text_as_text(made_of_all: MakeAll) -> None:
    body = docx.Document(made_of_all(Format.DOCX))
    links = [each.target_ref for each in body.part.rels.values() if each.is_external]
    text = flat(" ".join(paragraph.text for paragraph in body.paragraphs))

    assert [link for link in links if not link.startswith("https://www.fda.gov/")] == []
    assert [payload for payload in EVERYTHING if flat(shown(payload)) not in text] == []
    assert {element.tag.rpartition("}")[2] for element in body.element.body.iter()} <= WORD_ELEMENTS


def test_pdf_shows_hostile_text_as_text_and_links_nowhere(made_of_all: MakeAll) -> None:
    made = made_of_all(Format.PDF)
    pages = pypdf.PdfReader(made).pages
    # pypdf 6 gives glyph numbers instead of letters where one font shows as many different letters as here.
    said = squeezed("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made)))
    notes = [each.get_object() for page in pages for each in page.get("/Annots", [])]
    links = [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]
    missing = [payload for payload in EVERYTHING if squeezed(shown(payload)) not in said]

    assert links
    assert [link for link in links if "evil" in link or not link.startswith("https://")] == []
    assert missing == []


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("payload", [payload for payload in EVERYTHING if payload != "\ud800\udfff"])
def test_json_brings_hostile_text_back_unchanged(payload: str, made: Make) -> None:
    text = made(Format.JSON, payload)

    assert parse_json(text.decode()) == infected(payload)


@pytest.mark.parametrize("target", FILE_NAMES)
def test_file_names_stay_in_their_folder(target: str, tmp_path: Path, account: Account) -> None:
    account.try_one("file names", target)
    name = report_name(target, last_visited(infected(PLAIN)), "findings.csv")

    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*-2026-11-22\.findings\.csv", name)
