"""Bytes to text: the order of evidence, hostile labels, and no error for any bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decode import Decoded, decode

HOSTILE = [
    *("zlib_codec", "bz2_codec", "bz2", "hex", "hex_codec", "rot13", "rot_13", "uu", "uu_codec", "idna", "punycode"),
    *("undefined", "unicode_escape", "raw_unicode_escape", "base64", "quopri", "utf-8\x00", "utf-7", "utf_7", "mbcs"),
    *("palmos", "replacement", "iso-2022-kr", "hz-gb-2312", "x-user-defined", "cp65001", "no-such", "'", "utf-16"),
    *("utf-16le", "utf-16be", "utf-32", "ebcdic-cp-us", "cp037", "../../etc/passwd"),
]


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_header_charset_hides_nothing(label: str) -> None:
    found = decode("<p>café open</p>".encode(), f"text/html; charset={label}")

    assert found.text == "<p>café open</p>"


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_meta_charset_hides_nothing(label: str) -> None:
    body = f"<meta charset='{label}'><p>open house</p>".encode()

    assert "<p>open house</p>" in decode(body, "text/html").text


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("iso-8859-1", "windows-1252"),
        ("latin1", "windows-1252"),
        ("Shift_JIS", "shift_jis"),
        ("gb2312", "gbk"),
        ("windows-1251", "windows-1251"),
        ("euc-kr", "euc-kr"),
        ("iso-2022-jp", "iso-2022-jp"),
    ],
)
@pytest.mark.parametrize("where", ["header", "meta"])
def test_labels_follow_the_whatwg_table(label: str, name: str, where: str) -> None:
    words = {"shift_jis": "再生医療", "gbk": "干细胞治疗", "windows-1251": "клетки", "euc-kr": "줄기세포"}
    text = words.get(name, "再生医療" if name == "iso-2022-jp" else "café")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if where == "meta" else ""
    codec = {"gbk": "gbk", "euc-kr": "euc-kr", "windows-1252": "cp1252", "windows-1251": "cp1251"}.get(name, name)

    found = decode((meta + text).encode(codec), f"text/html; charset={label}" if where == "header" else "text/html")

    assert (found.text, found.encoding, found.replaced) == (meta + text, name, 0)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16be"),
    ],
)
def test_a_byte_order_mark_beats_every_label(mark: bytes, codec: str, name: str) -> None:
    found = decode(mark + "größer".encode(codec), "text/html; charset=windows-1251")

    assert found == Decoded(text="größer", encoding=name, replaced=0)


def test_utf8_beats_a_wrong_label() -> None:
    assert decode("naïve".encode(), "text/html; charset=iso-8859-1").text == "naïve"


def test_utf16_is_believed_where_the_bytes_show_it() -> None:
    assert decode("<p>open</p>".encode("utf-16-le"), "text/html; charset=utf-16").text == "<p>open</p>"


def test_unlabelled_western_bytes_are_windows_1252() -> None:
    found = decode("“naïve” – café".encode("cp1252"), "")

    assert (found.text, found.encoding, found.replaced) == ("“naïve” – café", "windows-1252", 0)


def test_a_few_faults_leave_utf8_and_are_counted() -> None:
    found = decode("é".encode() * 40 + b"\xff" + b" end")

    assert (found.encoding, found.replaced) == ("utf-8", 1)
    assert found.text == "é" * 40 + "\ufffd end"


def test_overlong_utf8_is_no_utf8() -> None:
    assert "/" not in decode(b"a\xc0\xafb").text


def test_null_bytes_are_dropped_with_a_note() -> None:
    found = decode(b"cu\x00re")

    assert found.text == "cure"
    assert len(found.notes) == 1


def test_control_characters_are_dropped_and_line_ends_kept() -> None:
    assert decode(b"a\x01b\x1b\x7fc\r\n\td").text == "abc\r\n\td"


def test_an_unknown_label_is_noted() -> None:
    assert decode(b"x", "text/html; charset=klingon").notes != ()


def test_a_meta_tag_in_a_comment_does_not_count() -> None:
    body = "<!-- <meta charset=windows-1251> --><p>é".encode("cp1252")

    assert decode(body).encoding == "windows-1252"


@given(st.binary(max_size=400), st.text(max_size=60))
def test_no_bytes_and_no_header_raise(body: bytes, header: str) -> None:
    found = decode(body, header)

    assert "\x00" not in found.text


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=100), st.sampled_from(HOSTILE))
def test_ascii_letters_survive_every_label(text: str, label: str) -> None:
    assert decode(text.encode(), f"text/html; charset={label}").text == text
