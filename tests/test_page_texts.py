"""A result carries the text that was judged: of every page that was read, with every block, and nothing rewritten."""

from itertools import pairwise

from checker import Result, check_html
from checker.check_site import TWICE, Missed, Visited, judge_site
from checker.facts import page_texts, text_sha256
from checker.judgement import Judged, read_fetched
from checker.models import CapturedPage, Choice, Fetched, TextBlock, Zone
from checker.resources import REPORTS
from checker.status import Status
from tests.builders import real_pack

FILLER = "<p>" + "Our stem cells cure arthritis. Book your visit at our clinic near the river today. " * 20 + "</p>"
EMPTY = "<html><body><img src=a.png></body></html>"


def visited(url: str, html: str) -> Visited:
    fetched = Fetched(requested_url=url, final_url=url, body=html.encode(), content_type="text/html; charset=utf-8")
    asked = CapturedPage(
        requested_url=url,
        choice=Choice.FURTHER,
        final_url=url,
        status=Status.OK,
        detail="",
        status_code=200,
        content_type=fetched.content_type,
        body_size_bytes=len(fetched.body),
        body_sha256="",
        notes=(),
        exchanges=(),
    )
    return Visited(asked=asked, fetched=fetched, read=read_fetched(fetched, real_pack()))


def judged(*pages: Visited | Missed) -> Judged:
    first, *rest = pages
    assert isinstance(first, Visited)
    return judge_site(first, rest, real_pack())


def demo() -> Result:
    return check_html((REPORTS / "demo" / "clinic.html").read_bytes(), url="demo.html", pack=real_pack())


def test_text_of_the_page_stands_in_the_result_with_every_block() -> None:
    result = demo()
    (text,) = result.texts

    assert text.url == "demo.html"
    assert text_sha256(text.text) == result.page.text_sha256
    assert "\n".join(text.text[block.start : block.end] for block in text.blocks) == text.text
    assert all(one.end + 1 == other.start for one, other in pairwise(text.blocks))


def test_blocks_tell_their_zone_their_heading_level_and_what_is_hidden() -> None:
    result = check_html("<h1>Knees</h1><h3>Prices</h3><p>A visit.</p><p style='display:none'>Gone.</p>")
    (text,) = result.texts

    assert text.text == "Knees\nPrices\nA visit.\nGone."
    assert text.blocks == (
        TextBlock(start=0, end=5, zone=Zone.HEADING, hidden=False, level=1),
        TextBlock(start=6, end=12, zone=Zone.HEADING, hidden=False, level=2),
        TextBlock(start=13, end=21, zone=Zone.TEXT, hidden=False, level=0),
        TextBlock(start=22, end=27, zone=Zone.TEXT, hidden=True, level=0),
    )


def test_page_that_was_not_judged_still_shows_what_was_read() -> None:
    assert [text.text for text in check_html("<p>Hello.</p>").texts] == ["Hello."]


def test_page_without_any_text_has_none() -> None:
    assert check_html(EMPTY).texts == ()


def test_site_has_the_text_of_each_page_the_given_one_first() -> None:
    site = judged(visited("https://a.example/", FILLER), visited("https://a.example/b", FILLER + "<p>Risks.</p>"))
    texts = page_texts((site.read.page, *site.further))

    assert [text.url for text in texts] == ["https://a.example/", "https://a.example/b"]
    assert [page.text_sha256 for page in site.pages] == [text_sha256(text.text) for text in texts]


def test_given_page_without_text_keeps_its_place() -> None:
    site = judged(visited("https://a.example/", EMPTY), visited("https://a.example/b", FILLER))

    assert [bool(text.text) for text in page_texts((site.read.page, *site.further))] == [False, True]


def test_address_that_was_read_already_is_no_second_page() -> None:
    """Two pages of one address could not be told apart by the findings that name it."""
    site = judged(visited("https://a.example/", FILLER), visited("https://a.example/", FILLER + "<p>At noon.</p>"))

    assert site.further == ()
    assert [(page.status, page.detail) for page in site.pages] == [(Status.OK, ""), (Status.OK, TWICE)]
