"""Files that are no pages are told by how they begin, and pages never taken for them."""

import pytest

from checker.file_kinds import KINDS, other_kind

FILES = {
    "a PDF document": [b"%PDF-1.7\n", b"\n %PDF-1.7", b"\xef\xbb\xbf%PDF-1.7"],
    "a PNG image": [b"\x89PNG\r\n\x1a\n"],
    "a JPEG image": [b"\xff\xd8\xff\xe0"],
    "a GIF image": [b"GIF87a", b"GIF89a"],
    "a TIFF image": [b"II*\x00", b"MM\x00*"],
    "an icon": [b"\x00\x00\x01\x00"],
    "an image, audio or video file": [
        *(b"RIFF\x00\n\x00\x00WEBP", b"RIFF1234WAVE", b"RIFF1234AVI ", b"\x00\x00\x00\x18ftypmp42"),
        b"BM\x36\x10\x00\x00\x00\x00\x00\x00",
    ],
    "an audio or video file": [b"OggS\x00", b"ID3\x03\x00", b"fLaC\x00", b"\x1aE\xdf\xa3"],
    "a ZIP archive or office document": [b"PK\x03\x04", b"PK\x05\x06"],
    "an office document": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    "a gzip archive": [b"\x1f\x8b\x08\x00"],
    "a compressed file": [b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"],
    "a RAR archive": [b"Rar!\x1a\x07"],
    "a 7-Zip archive": [b"7z\xbc\xaf\x27\x1c"],
    "a tar archive": [b"a.txt" + b"\x00" * 252 + b"ustar"],
    "a font": [b"wOFF\x00\x01", b"wOF2\x00\x01"],
    "a database": [b"SQLite format 3\x00"],
    "a program": [b"\x7fELF", b"\x00asm\x01", b"\xca\xfe\xba\xbe", b"MZ\x90\x00"],
}


def test_every_kind_has_an_example() -> None:
    assert list(FILES) == [name for _, name in KINDS]


@pytest.mark.parametrize(("name", "body"), [(name, body) for name, bodies in FILES.items() for body in bodies])
def test_a_file_is_named_by_how_it_begins(name: str, body: bytes) -> None:
    assert other_kind(body + b" and more") == name


PAGES = [
    b"",
    b"<!doctype html><p>%PDF-1.7",
    b"RIFF is a word in a text about music.",
    b"ID3 tags are explained on this page.",
    b"BZh, the Berner Zeitung, writes",
    b"BMW",
    b"PK stands for many things",
    "<p>%PDF-</p>".encode("utf-16"),
]


@pytest.mark.parametrize("body", PAGES)
def test_a_page_is_no_other_file(body: bytes) -> None:
    assert other_kind(body) == ""
