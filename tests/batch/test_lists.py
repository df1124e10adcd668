"""Lists as people keep them, and lists that were made to do harm: good rows are checked, bad ones named by line."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from functools import partial
from ipaddress import ip_network
from pathlib import Path

import pytest
from openpyxl import Workbook

from checker.batch.folder import Folder
from checker.batch.listing import Listing
from checker.batch.lists.rows import MAX_COLUMNS
from checker.batch.read_list import read_list
from checker.errors import ListError


def listing(folder: Path, content: str | bytes, name: str = "list.csv") -> Listing:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_list(path)


def urls(found: Listing) -> list[str]:
    return [target.url for target in found.targets]


COLUMNS = [
    ("comma", "Name,URL\nA,https://a.com/x\n"),
    ("semicolon", "Name;URL\nA;https://a.com/x\n"),
    ("tab", "Name\tURL\nA\thttps://a.com/x\n"),
    ("another header", "Clinic,Website address\nA,https://a.com/x\n"),
    ("no header", "A,https://a.com/x\n"),
    ("line ends of old computers", "Name,URL\rA,https://a.com/x\r"),
    ("blank and comment lines", "# my list\n\nName,URL\n\nA,https://a.com/x\n"),
]


@pytest.mark.parametrize("content", [content for _, content in COLUMNS], ids=[name for name, _ in COLUMNS])
def test_column_with_the_addresses_is_found(tmp_path: Path, content: str) -> None:
    found = listing(tmp_path, content)

    assert (urls(found), found.targets[0].extra, found.bad) == (["https://a.com/x"], ("A",), ())


ENCODINGS: list[tuple[str, Callable[[str], bytes]]] = [
    ("utf-8 with mark", lambda text: text.encode("utf-8-sig")),
    ("utf-16", lambda text: text.encode("utf-16")),
    ("windows-1252", lambda text: text.encode("cp1252")),
    ("packed", lambda text: gzip.compress(text.encode())),
]


@pytest.mark.parametrize("encode", [encode for _, encode in ENCODINGS], ids=[name for name, _ in ENCODINGS])
def test_files_of_other_programs_are_read(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    found = listing(tmp_path, encode("url,note\nhttps://a.com/x,Zürich\n"))

    assert (urls(found), found.targets[0].extra) == (["https://a.com/x"], ("Zürich",))


def test_plain_list_keeps_remarks_and_completes_bare_names(tmp_path: Path) -> None:
    found = listing(tmp_path, "# clinics\nwww.a.com  # tip from a reader\n\nhttps://b.com/x\n", "list.txt")

    assert urls(found) == ["https://www.a.com/", "https://b.com/x"]
    assert [(target.line, target.extra) for target in found.targets] == [(2, ("tip from a reader",)), (4, ("",))]


def test_same_address_is_checked_once_whatever_its_spelling(tmp_path: Path) -> None:
    spellings = ["https://A.com", "https://a.com/", "https://a.com:443/#top", "a.com"]

    found = listing(tmp_path, "\n".join(spellings), "list.txt")

    assert urls(found) == ["https://a.com/"]
    assert [(repeat.line, repeat.first_line) for repeat in found.repeats] == [(2, 1), (3, 1), (4, 1)]


def test_sitemap_gives_its_addresses_and_opens_no_entity(tmp_path: Path) -> None:
    sitemap = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://a.com/?a=1&amp;b=2</loc><lastmod>2026-01-02</lastmod></url>\n"
        "<url><loc>https://a.com/&e;</loc></url></urlset>"
    )
    found = listing(tmp_path, sitemap, "sitemap.xml")

    assert urls(found) == ["https://a.com/?a=1&b=2", "https://a.com/&e;"]
    assert [target.line for target in found.targets] == [3, 4]
    assert found.targets[0].extra == ("2026-01-02",)


def test_sitemap_of_sitemaps_says_what_to_give_instead(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="lists other sitemaps"):
        listing(tmp_path, "<sitemapindex><sitemap><loc>https://a.com/s.xml</loc></sitemap></sitemapindex>", "s.xml")


def workbook(*rows: tuple[str | int | None, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    found = listing(tmp_path, workbook(("Name", "Site", "Since"), ("A", "a.com", 2019), (None, None, None)), "l.xlsx")

    assert (urls(found), found.columns, found.targets[0].extra) == (
        ["https://a.com/"],
        ("Name", "Since"),
        ("A", "2019"),
    )


def test_workbook_that_would_unpack_to_a_bomb_is_refused(tmp_path: Path) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)

    with pytest.raises(ListError, match="would unpack to"):
        listing(tmp_path, written.getvalue(), "bomb.xlsx")


def packed(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return written.getvalue()


def link_to(target: bytes) -> bytes:
    link = zipfile.ZipInfo("xl/workbook.xml")
    link.external_attr = 0o120777 << 16
    return packed((link, target))


def packed_in_itself(levels: int) -> bytes:
    inner = b"0" * 10_000_000
    for _ in range(levels):
        inner = packed(*((f"{number}.zip", inner) for number in range(16)))
    return inner


HOSTILE_ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a path upwards": partial(packed, ("../../outside.txt", b"x")),
    "an absolute path": partial(packed, ("/outside.txt", b"x")),
    "a link": partial(link_to, b"/etc/passwd"),
    "archives in archives": partial(packed_in_itself, 3),
    "six thousand members": lambda: packed(*((f"{number}.xml", b"") for number in range(6_000))),
    "a member that unpacks to a thousand times its size": lambda: packed(("xl/workbook.xml", b"0" * 60_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE_ARCHIVES)
def test_hostile_archive_is_refused_and_nothing_is_written_beside_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)

    with pytest.raises(ListError, match="save it as CSV"):
        listing(folder, HOSTILE_ARCHIVES[name](), "list.xlsx")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "list.xlsx"]


@pytest.mark.parametrize("body", [b"PK\x03\x04 and no more", workbook(("a.com",))[:300]], ids=["no archive", "cut"])
def test_damaged_workbook_is_refused_with_what_to_do(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(ListError, match="save it"):
        listing(tmp_path, body, "damaged.xlsx")


BAD_ROWS = [
    ("unbalanced quote", 'https://a.com/1,"never closed\n', "quotation mark"),
    ("cell of ten megabytes", f'https://a.com/1,"{"x" * 10_000_000}"\n', "131,072"),
    ("cell of ten megabytes without quotes", f"https://a.com/1,{'x' * 10_000_000}\n", "131,072"),
    ("NUL", "https://a.com/\0,x\n", "control character"),
    ("own network", "http://192.168.1.1/,x\n", "private"),
    ("other scheme", "file:///etc/passwd,x\n", "http"),
    ("script", "javascript:alert(1),x\n", "read"),
    ("nothing", ",x\n", "Nothing was given"),
]


@pytest.mark.parametrize(("row", "why"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS])
def test_a_bad_row_is_named_by_its_line_and_the_others_are_checked(tmp_path: Path, row: str, why: str) -> None:
    found = listing(tmp_path, f"url,note\nhttps://b.com/1,x\n{row}https://b.com/2,y\n")

    assert urls(found) == ["https://b.com/1", "https://b.com/2"]
    assert [(bad.line, why in bad.reason) for bad in found.bad] == [(3, True)]


def test_rows_over_several_lines_keep_their_line_numbers(tmp_path: Path) -> None:
    found = listing(tmp_path, 'url,note\nhttps://a.com/1,"two\nlines"\nhttps://a.com/2,x\n')

    assert [(target.line, target.extra) for target in found.targets] == [(2, ("two\nlines",)), (4, ("x",))]


def test_five_thousand_columns_are_cut_and_said(tmp_path: Path) -> None:
    found = listing(tmp_path, "a.com" + ",x" * 5_000 + "\n")

    assert len(found.columns) == len(found.targets[0].extra) == MAX_COLUMNS
    assert found.notes == (f"Only the first {MAX_COLUMNS} columns are kept.",)


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = listing(tmp_path, "url,note,Note,\na.com,1,2,3\n")

    assert found.columns == ("note", "Note (3)", "column 4")


def test_twenty_thousand_rows_are_read_quickly(tmp_path: Path) -> None:
    found = listing(tmp_path, "url,n\n" + "".join(f"https://clinic-{n}.com/,{n}\n" for n in range(20_000)))

    assert (len(found.targets), found.bad) == (20_000, ())


def test_a_million_rows_are_read_and_every_bad_one_is_named(tmp_path: Path) -> None:
    bad_rows = ",x\n" * 9_999
    found = listing(tmp_path, "url,note\n" + "".join(f"https://clinic-{n}.com/,\n{bad_rows}" for n in range(100)))

    assert (found.rows, len(found.targets), len(found.bad)) == (1_000_000, 100, 999_900)
    assert [target.line for target in found.targets[:3]] == [2, 10_002, 20_002]
    assert (found.bad[0].line, found.bad[-1].line) == (3, 1_000_001)


@pytest.mark.parametrize("content", ["", "\n\n", "# only a remark\n"])
def test_a_list_without_addresses_says_what_to_write(tmp_path: Path, content: str) -> None:
    with pytest.raises(ListError, match="names no address"):
        listing(tmp_path, content, "list.txt")


def test_networks_opened_by_hand_may_stand_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("http://127.0.0.1:8000/\n", encoding="utf-8")

    assert (len(read_list(path).bad), len(read_list(path, allowed=(ip_network("127.0.0.0/8"),)).targets)) == (1, 1)


def test_a_list_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"kliniken-\xfc.txt")
    path.write_text("https://clinic.example/\n", encoding="utf-8")
    folder = Folder(tmp_path / "run")

    with folder.held():
        folder.save_inputs(read_list(path))

    assert folder.inputs().source == "kliniken-␣U+DCFC␣.txt"
