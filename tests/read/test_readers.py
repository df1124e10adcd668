"""Two readers of markup: they give the same words, and where they cannot, it is known why."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.models import Fetched
from checker.read import Readers, lexbor, read_page, soup
from checker.read.blocks import BlockBuilder
from checker.read.completeness import readers_disagree
from checker.read.events import Events
from checker.read.source import Source, source_of
from checker.read.stylesheet import Stylesheet
from checker.status import Status
from tests.read.reading import FILLER, URL, read, text_of
from tests.read.test_visibility import HIDDEN, SHOWN

Reader = Callable[[Source, Events], bool]


def words(markup: str, reader: Reader) -> list[str]:
    """Return the words of a page, in order, as one reader gives them to the block builder."""
    builder = BlockBuilder(url="", styles=Stylesheet(), embed=lambda inner, events: _must_read(inner, events, reader))
    _must_read(markup, builder, reader)
    builder.finish()
    return " ".join(draft.text for draft in builder.drafts).split()


def _must_read(markup: str, events: Events, reader: Reader) -> None:
    assert reader(source_of(markup), events)


def both(markup: str) -> tuple[list[str], list[str]]:
    """Return the words lexbor and BeautifulSoup give."""
    return words(markup, lexbor.read_html), words(markup, soup.read_html)


def names(text: str) -> list[str]:
    """Return the element names in a text."""
    return text.split()


ANYWHERE = names(
    "div p b i a span h2 em strong u sup q label fieldset legend section article aside nav header "
    "footer main blockquote pre details summary dialog button textarea title iframe script style noframes "
    "noembed xmp plaintext video object ruby rt center font small address figure figcaption select option "
    "optgroup br hr img wbr area"
)
"""Elements on whose place in the tree both readers agree however they are nested, closed and left open."""
MISPLACED = names("table caption colgroup col tbody thead tfoot tr td th form input body head html h1 h3")
TEXTS = st.sampled_from(
    ["one", "two.", " ", "\n", "&amp;", "&lt;b&gt;", "&copy", "&#99;", "&#x63;", "\u00e9", "<", "5 > 4"]
)
ODDITIES = st.sampled_from(
    [
        *("<!-- three -->", "<!-->", "<!--->", "<!-- a --!>", "<!-- </p> -->", "<!x>", "<?php a ?>", "<![CDATA[x]]>"),
        *(
            "<p hidden>",
            '<img alt="four five">',
            "<p title='six'>",
            "<p a=1 a=2 TITLE=Eight>",
            "<p/>",
            "<br/>",
            "</br>",
        ),
        *('<iframe srcdoc="<p>nine</p>ten">', "<svg><path/></svg>", "<svg><title>t</title></svg>", "</>", "< p>"),
        *("<li>14</li>", "<ul><li>15<li>16</ul>", "<ol><li><p>17</ol>", "<dl><dt>18<dd>19</dl>", "<ul>", "</ul>"),
        *("<my-card>20</my-card>", "<my-card>", "<my-card><p>21</p></my-card>"),
        *("<template><b>11</b></template>", "<noscript><p>12</noscript>", "<head><noscript>13</noscript>"),
        *("<math><mi>x</mi></math>", "<script>'</p>'</script>", "<style>p{}</style>", "<textarea>\nten</textarea>"),
    ]
)


def tags(names: list[str]) -> st.SearchStrategy[str]:
    """Generate opening and closing tags."""
    return st.builds("<{}{}>".format, st.sampled_from(["", "", "/"]), st.sampled_from(names))


def markup_of(*pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Generate markup from pieces in any order."""
    return st.lists(st.one_of(*pieces), max_size=14).map("".join)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(markup_of(tags(ANYWHERE), TEXTS, ODDITIES))
@example("<p>one<ul><li>two</ul>three</p>four")
@example("<noscript><b>one</noscript>two<template><p>three</template>four")
@example("<textarea></p>one</textarea><title></body></title>")
def test_both_readers_give_the_same_words_in_order(markup: str) -> None:
    fast, slow = both(f"<body>{markup}")

    assert fast == slow


CELL = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["td", "th"]), markup_of(TEXTS, st.just("<b>six</b> ")))
ROW = st.lists(CELL, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
TABLE = st.builds(
    "<table>{}{}</table>".format,
    st.sampled_from(["", "<caption>seven</caption>", "<colgroup><col></colgroup>", "<thead><tr><th>eight</thead>"]),
    st.lists(ROW, max_size=3).map("".join),
)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.one_of(TABLE, TEXTS), max_size=5).map("".join))
def test_tables_have_the_same_words_in_order(markup: str) -> None:
    fast, slow = both(markup)

    assert fast == slow


@settings(deadline=None, derandomize=True, max_examples=200)
@given(markup_of(tags([*ANYWHERE, *MISPLACED]), TEXTS))
def test_no_markup_makes_one_reader_see_letters_that_the_other_does_not(markup: str) -> None:
    fast, slow = both(markup)

    assert sorted("".join(fast)) == sorted("".join(slow))


@pytest.mark.parametrize(
    ("why", "markup", "fast", "slow"),
    [
        ("text astray in a table stands before it", "<table><tr>one<td>two", "one two", "one two"),
        ("text astray in a table joins what is before", "one<table>two", "onetwo", "one two"),
        ("it moves over the cells before it", "<table><tr><td>one</td>two</tr></table>", "two one", "one two"),
        ("any end of a heading ends a heading", "<h1>one</h2>two", "one two", "onetwo"),
        ("a form in a form is none", "<form>one<form>two", "onetwo", "one two"),
        ("an input ends a choice", "<select>one<input>two", "one two", "onetwo"),
        ("a second body is none", "<p>one<body>two", "onetwo", "one two"),
        ("text begins no paragraph", "<script></script><math>one</math>two", "onetwo", "one two"),
        ("an item ends the item around it", "<li><div><li>one</div>two", "onetwo", "one two"),
        ("the end of an unknown element ends no paragraph", "<x-a><p>one</x-a>two", "onetwo", "one two"),
        ("no end tag leaves a template", "<div><template>one</div>two", "onetwo", "one two"),
        ("no end tag leaves a noscript", "<div><noscript>one</div>two", "onetwo", "one two"),
        ("a template of columns holds nothing else", "<template><col>one", "", "one"),
        ("raw text is only raw in HTML", "<svg><textarea><g>one", "one", "<g>one"),
    ],
)
def test_known_differences_of_the_readers(why: str, markup: str, fast: str, slow: str) -> None:
    """The HTML standard decides; lxml repairs these otherwise."""
    assert [" ".join(found) for found in both(markup)] == [fast, slow], why


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + "one",
        "<p>" + "".join(f"<b id={n}>" for n in range(1_000)) + "<p>x" * 1_000,
        "<p>" + "".join(f"<font size='>{n}'>" for n in range(1_000)) + "<p>x" * 1_000,
        "<p>" + "".join(f"<b id={n}></i></b >" for n in range(700)) + "<p>x" * 1_000,
        "<frameset><frame></frameset>one",
        "<ul><frameset>one",
    ],
    ids=["deep", "opened again", "oddly quoted", "oddly closed", "frameset", "frameset in a list"],
)
def test_lexbor_leaves_alone_what_would_cost_much_or_lose_text(markup: str) -> None:
    builder = BlockBuilder(url="", styles=Stylesheet(), embed=lambda inner, events: None)

    assert not lexbor.read_html(source_of(markup), builder)
    builder.finish()
    assert builder.drafts == []


def test_elements_that_open_again_in_every_paragraph_cost_little_and_hide_nothing() -> None:
    begun = time.process_time()

    page = read(FILLER + "<p>" + "".join(f"<b id={n}>" for n in range(2_000)) + "<p>x" * 4_000 + "<p>CLAIM")

    assert "CLAIM" in page.text
    assert time.process_time() - begun < 10


ORDINARY = "".join(
    f'<p><strong>one</strong> <i class="icon-{n}"></i><em id="{n}">two</em> <b><a href="/x">three</a></b></p>'
    for n in range(1_500)
)


def test_a_long_ordinary_page_is_read_by_lexbor() -> None:
    assert words(ORDINARY, lexbor.read_html).count("three") == 1_500


def test_readers_that_find_different_words_make_the_page_partial() -> None:
    page = read(FILLER + "one<table>two</table>" * 10)

    assert (page.status, [limit.id for limit in page.limits]) == (Status.PARTIAL, ["readers_disagree"])


def test_a_few_words_may_be_joined_otherwise() -> None:
    assert read(FILLER * 2 + "one<table>two</table>").limits == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a b " * 50, "b a " * 50, False),
        ("a b " * 50, "a b " * 48, False),
        ("a b " * 50, "a b " * 47, True),
        ("a b " * 47, "a b " * 50, True),
        ("a b " * 400, "a b " * 390, False),
        ("", "a b c d", False),
        ("", "a b c d e", True),
    ],
)
def test_readers_disagree_on_more_than_a_few_words(first: str, second: str, *, expected: bool) -> None:
    assert readers_disagree(first, second) is expected


def test_where_lexbor_reads_alone_the_other_reader_is_not_even_loaded() -> None:
    code = (
        "import sys; from checker.models import Fetched; from checker.read import Readers, read_page; "
        f"fetched = Fetched(requested_url='x', final_url='x', body={FILLER.encode()!r}); "
        "page = read_page(fetched, readers=Readers.LEXBOR); "
        "assert 'river' in page.text and page.limits == (); sys.exit('bs4' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


LONG = "x" * 12_000_000


@pytest.mark.parametrize("readers", [Readers.LEXBOR, Readers.SOUP])
@pytest.mark.parametrize(
    "markup",
    [
        f"<!--{LONG}--><p>CLAIM</p>",
        f"<script>{LONG}</script><p>CLAIM</p>",
        f"<p title='{LONG}'>CLAIM</p>",
        "<div>" * 300 + "CLAIM" + "</div>" * 300,
        "</body></html>CLAIM",
        "</body></html><p>CLAIM</p></html>",
    ],
    ids=["comment", "script", "attribute", "depth", "after the page", "paragraph after the page"],
)
def test_neither_length_nor_depth_nor_the_end_of_the_page_hides_anything(markup: str, readers: Readers) -> None:
    body = f"<html><body>{FILLER}{markup}AFTER".encode()
    page = read_page(Fetched(requested_url=URL, final_url=URL, body=body), readers=readers)

    assert ("CLAIM" in page.text, "AFTER" in page.text, page.limits) == (True, True, ())


def test_an_embedded_page_too_deep_for_lexbor_is_read_all_the_same() -> None:
    page = read(f"{FILLER}<iframe srcdoc='{'<div>' * 11_000}CLAIM'></iframe><p>AFTER</p>")

    assert ("CLAIM" in page.text, "AFTER" in page.text) == (True, True)


@pytest.mark.parametrize("markup", [*HIDDEN, *SHOWN])
def test_both_readers_see_the_same_text_hidden(markup: str) -> None:
    fetched = Fetched(requested_url=URL, final_url=URL, body=markup.encode())
    fast, slow = (read_page(fetched, readers=readers) for readers in (Readers.LEXBOR, Readers.SOUP))

    assert [(text_of(fast, block), block.hidden) for block in fast.blocks] == [
        (text_of(slow, block), block.hidden) for block in slow.blocks
    ]
