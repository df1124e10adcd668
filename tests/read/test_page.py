"""Reading whole pages: status, limits, counts, links, facts, language, hostile input."""

import time

import pytest

from checker.models import Fact, Link
from checker.read.bounds import Bounds
from checker.read.completeness import LIMITS, crude_text
from checker.read.source import source_of
from checker.status import Status
from tests.read.reading import FILLER, URL, read, text_of

BEGIN, CLAIM, AFTER = f"{FILLER}<p>BEFORE</p>", "CLAIM", "AFTER"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 300 + CLAIM + "</div>" * 300 + AFTER,
        "<div>" * 2_000 + CLAIM + "</div>" * 2_000 + AFTER,
        "<b>" * 2_000 + CLAIM + "</b>" * 2_000 + AFTER,
        f"<html><body>x</body></html><p>{CLAIM}</p></html>{AFTER}",
        f"<frameset><frame src=x><noframes>{CLAIM}</noframes></frameset>{AFTER}",
        f"<plaintext>{CLAIM} {AFTER}",
        f"<!--><p>{CLAIM}</p>--><!-- x --!>{AFTER}",
        f"<p title='{'x' * 1_000_000}'>{CLAIM}</p>{AFTER}",
        f"<script>{'x' * 1_000_000}</script>{CLAIM}{AFTER}",
        f"<!--{'x' * 1_000_000}-->{CLAIM}{AFTER}",
        f"<p {' '.join(f'a{n}=1' for n in range(5_000))}>{CLAIM}</p>{AFTER}",
        f"{CLAIM}&#0;\x00{AFTER}",
        f"<meta charset=utf-16>{CLAIM}{AFTER}",
        f"<meta charset=utf-7>{CLAIM}{AFTER}",
        f"{CLAIM}\ud800\udfff{AFTER}",
        f"<nav><footer>{'<nav><footer>' * 700}{CLAIM}{AFTER}",
        f"<ul><li>{'<ul><li>x' * 700}{CLAIM}{AFTER}",
        f"{'<span hidden>a<b>' * 700}{CLAIM}{AFTER}",
        f"<style>display{'{' * 50_000}</style>{CLAIM}{AFTER}",
        f"{CLAIM}{chr(0x200B) * 100_000}{AFTER}",
        f"{CLAIM}{'<br>' * 5_000}{AFTER}",
        f"{CLAIM}{'a<sup>1' * 1_000}{AFTER}",
        f"<a href=x>{'<a href=y>z' * 1_000}{CLAIM}{AFTER}",
    ],
    ids=range(23),
)
def test_hostile_markup_hides_no_text(markup: str) -> None:
    page = read(BEGIN + markup)

    assert [word in page.text for word in ("BEFORE", CLAIM, AFTER)] == [True, True, True]


def test_a_hundred_thousand_nested_elements_are_read_whole() -> None:
    begun = time.process_time()

    page = read(BEGIN + "<div>" * 100_000 + CLAIM + "</div>" * 100_000 + AFTER)

    assert [word in page.text for word in ("BEFORE", CLAIM, AFTER)] == [True, True, True]
    assert (page.status, page.limits) == (Status.OK, ())
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    "tail",
    ["<!--" * 50_000, "<!" * 50_000, "</" * 50_000, "<" * 100_000, "<a href='", "<script>" * 5_000, "<title>" * 2_000],
)
def test_unfinished_markup_takes_little_time(tail: str) -> None:
    begun = time.process_time()

    assert CLAIM in read(f"{FILLER}<p>{CLAIM}</p>{tail}").text
    assert time.process_time() - begun < 10


def test_xml_entities_and_instructions_stay_text() -> None:
    page = read(
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y '&x;&x;'>]>"
        f"<html xmlns:xi='http://www.w3.org/2001/XInclude'><body>{FILLER}<p>&x;&y;</p>"
        "<xi:include href='file:///etc/hostname'/></body></html>"
    )

    assert "&x;&y;" in page.text


@pytest.mark.parametrize("bounds", [Bounds(elements=100), Bounds(tags=100)])
def test_too_many_elements_are_cut_and_told(bounds: Bounds) -> None:
    page = read(FILLER + "<i>x</i>" * 200, bounds=bounds)

    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["elements_cut"])


@pytest.mark.parametrize("before", [FILLER, "Plain words. "])
def test_too_much_text_is_cut_and_told(before: str) -> None:
    page = read(f"{before}{'word ' * 2_000}{CLAIM}", bounds=Bounds(chars=5_000))

    assert CLAIM not in page.text
    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["text_cut"])


def test_a_truncated_body_is_told() -> None:
    page = read(FILLER, truncated=True)

    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["truncated_body"])


def test_undecodable_bytes_are_told() -> None:
    page = read(FILLER.encode() + "é".encode() * 20 + b"\xff")

    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["undecodable_bytes"])


def test_text_swallowed_by_markup_is_told() -> None:
    page = read(f"{FILLER}<a href='x>{FILLER * 3}")

    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["text_missed"])


def test_every_limit_has_a_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in LIMITS.values())


def test_the_crude_scan_skips_what_is_no_text() -> None:
    markup = "<title>a</title><p class='b'>c &amp; d<!-- e --><script>f</script><style>g</style><br>h &lt; i"

    assert crude_text(source_of(markup)).split() == ["c", "&", "d", "h", "<", "i"]


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        (FILLER, Status.OK),
        ("", Status.EMPTY_TEXT),
        ("<p>Hello.</p>", Status.EMPTY_TEXT),
        ('<div id="root"></div><script src=a></script>', Status.SCRIPT_BUILT),
        ("<p>Loading</p>" + "<script src=a></script>" * 4, Status.SCRIPT_BUILT),
        ("<noscript>You need to enable JavaScript to run this app.</noscript>", Status.SCRIPT_BUILT),
        (FILLER + "<p>We use cookies. Accept all cookies</p>", Status.OK),
        (FILLER * 4 + "<p>Access denied? Verify you are human. This domain is for sale.</p>", Status.OK),
        (f"<div style='display:none'>{FILLER}</div>", Status.EMPTY_TEXT),
        ("Just plain words. " * 30, Status.OK),
    ],
)
def test_a_page_without_its_text_is_named(markup: str, status: Status) -> None:
    assert read(markup).status is status


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>",
        b"PK\x03\x04" + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\x00\x00\x00\x18ftypmp42" + bytes(200),
        b"\xff\xd8\xff\xe0" + bytes(range(256)),
        bytes(range(32)) * 40,
    ],
)
def test_a_file_of_another_kind_is_no_page(body: bytes) -> None:
    page = read(body)

    assert (page.status, page.text) == (Status.NOT_HTML, "")


def test_utf16_text_is_a_page() -> None:
    assert "river" in read("\ufeff".encode("utf-16-le") + FILLER.encode("utf-16-le")).text


def test_a_style_element_without_end_breaks_nothing() -> None:
    assert read(f"{FILLER}<style").status is Status.OK


def test_very_many_links_and_facts_are_capped() -> None:
    page = read(FILLER + "<meta name=a content=b>" * 2_100 + "<a href=x>y</a>" * 5_100)

    assert (len(page.facts), len(page.links)) == (2_000, 5_000)


def test_plain_text_is_read_by_paragraphs() -> None:
    page = read("First one\nis wrapped.\n\nSecond one and r\n\neduced at once.", content_type="text/plain")

    assert [text_of(page, block) for block in page.blocks] == [
        "First one is wrapped.",
        "Second one and r educed at once.",
    ]
    assert "reduced at once" in page.folded.text


def test_long_lines_of_plain_text_are_paragraphs() -> None:
    line = "This line goes on and on for quite a while. " * 4

    assert len(read(f"{line}\n{line}\n{line}").blocks) == 3


def test_counts_tell_what_was_not_read() -> None:
    counts = read(
        f"{FILLER}<img src=a><img src=b><script>1</script><iframe src=c></iframe><video></video><a href=/x>y</a>"
        '<script type="application/ld+json">{}</script>'
    ).counts

    assert (counts.images, counts.scripts, counts.frames, counts.links) == (2, 1, 2, 1)
    assert (counts.words, counts.hidden_words, counts.sentences) == (81, 0, 6)


def test_links_are_resolved_against_the_page() -> None:
    page = read('<a href="/a b">One <b>two</b></a><a href=" ../x#y ">Three</a><a href="http://[">Four</a><a>No</a>')

    assert page.links == (
        Link(href="https://clinic.example/a b", text="One two"),
        Link(href="https://clinic.example/x#y", text="Three"),
        Link(href="http://[", text="Four"),
    )


def test_a_base_element_counts() -> None:
    assert read('<base href="https://other.example/z/"><a href="y">Y</a>').links[0].href == "https://other.example/z/y"


def test_facts_of_the_head_are_noted() -> None:
    page = read(
        '<html lang="en-GB"><head><meta name="Author" content="Ann Roe"><link rel="canonical" href="/c">'
        '<meta property="article:published_time" content="2024-01-02"></head><body><time datetime="2024-01-01">x</time>'
    )

    assert page.facts == (
        Fact(name="html:lang", value="en-GB"),
        Fact(name="meta:author", value="Ann Roe"),
        Fact(name="link:canonical", value="https://clinic.example/c"),
        Fact(name="meta:article:published_time", value="2024-01-02"),
        Fact(name="time:datetime", value="2024-01-01"),
    )


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> The\n House </title><h1>Other</h1>", "The House"),
        ("<meta property=og:title content='The House'><h1>Other</h1>", "The House"),
        ("<h1>The House</h1>", "The House"),
        ("<p>x</p>", ""),
    ],
)
def test_the_title_is_found(markup: str, title: str) -> None:
    assert read(markup).title == title


SPANISH = "<p>" + "La casa está junto al río y recibe a todos los que quieren verla. " * 4 + "</p>"


def test_the_text_beats_the_language_tag() -> None:
    assert read(f'<html lang="en"><body>{SPANISH}</body></html>').language == "es"


def test_the_language_tag_counts_where_text_is_short() -> None:
    assert read('<html lang="pt-BR"><body><p>Ola</p>').language == "pt"


def test_menus_and_footers_do_not_decide_the_language() -> None:
    assert read(f"<nav>{FILLER}</nav>{SPANISH}<footer>{FILLER}</footer>").language == "es"


def test_without_tag_and_text_the_language_is_undetermined() -> None:
    assert read("<html lang='klingon'><p>Ola</p>").language == "und"


def test_the_address_and_encoding_are_kept() -> None:
    page = read("<p>café</p>".encode("cp1252"), content_type="text/html")

    assert (page.url, page.encoding) == (URL, "windows-1252")


def test_the_same_bytes_give_the_same_page() -> None:
    assert read(FILLER + "<style>.a{display:none}</style><p class='b a c'>x</p>") == read(
        FILLER + "<style>.a{display:none}</style><p class='b a c'>x</p>"
    )


def test_a_typical_page_is_read_quickly() -> None:
    card = "<section><h2>Room</h2><p>Some words about <b>the house</b> near the river, and more of them.</p></section>"
    page = f"<html><body>{card * 700}</body></html>"
    read(page)
    begun = time.process_time()

    read(page)

    assert time.process_time() - begun < 10
