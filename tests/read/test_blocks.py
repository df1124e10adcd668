"""How elements make blocks: what joins, what separates, and the laws of offsets."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checker.models import Zone
from checker.read.blocks import BlockBuilder
from checker.read.stylesheet import Stylesheet
from tests.read.reading import URL, read, text_of, texts, zones

WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs"], max_codepoint=0x24F), min_size=1, max_size=40)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>cu<b></b>re</p>",
        "<p>cu<!-- no -->re</p>",
        "<p>&#99;ure</p>",
        "<p>&#x63;ure</p>",
        "<p>&#99ure</p>",
        "<p>cu<wbr>re</p>",
        "<p><span>c</span><span>u</span><span>r</span><span>e</span></p>",
        "<p><i>c<b>u</b></i>re</p>",
        "<p>cu<x-part>re</x-part></p>",
        "<p>cu<span hidden>xx</span>re</p>",
        "<p>c<font color=red>ur</font>e</p>",
        "<p>cu<script>var a = 1</script>re</p>",
        "<p>cu<style>b{}</style>re</p>",
    ],
)
def test_inline_elements_join(markup: str) -> None:
    assert texts(markup)[0] == "cure"


@pytest.mark.parametrize("entity", ["&shy;", "&#8203;", "&zwnj;", "&#x200d;", "&ZeroWidthSpace;"])
def test_invisible_entities_vanish_in_the_folded_copy_only(entity: str) -> None:
    page = read(f"<p>cu{entity}re</p>")

    assert len(page.text) == 5
    assert page.folded.text == "cure"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>cu</p><p>re</p>",
        "<div>cu<div>re</div></div>",
        "<ul><li>cu<li>re</ul>",
        "<table><tr><td>cu<td>re</table>",
        "cu<h2>re</h2>",
        "<p>cu<hr>re",
        "<dl><dt>cu<dd>re</dl>",
        "<button>cu</button><button>re</button>",
        "<section>cu</section>re",
        "<p>cu<br><br>re</p>",
        '<p>cu<span style="display:block">re</span></p>',
        '<a class="btn">cu</a><a class="btn">re</a>',
    ],
)
def test_block_elements_separate(markup: str) -> None:
    assert texts(markup) == ["cu", "re"]


def test_a_line_break_separates_words_not_blocks() -> None:
    assert texts("<p>one<br>two</p>") == ["one two"]


def test_bulleted_lines_are_blocks_of_their_own() -> None:
    assert texts("<p>We see:<br>• Knees<br>• Hips<br>1. Backs</p>") == ["We see:", "• Knees", "• Hips", "1. Backs"]


def test_white_space_and_line_wraps_collapse() -> None:
    assert texts("<p>  one\r\n   two\t three&nbsp;four\n</p>") == ["one two three four"]


def test_a_word_torn_by_a_line_end_is_whole_in_the_folded_copy() -> None:
    page = read("<p>The treat-\nment went on and r\r\n\r\neduced the pain.</p>")

    assert page.text == "The treat- ment went on and r educed the pain."
    assert page.folded.text == "the treatment went on and reduced the pain."


def test_words_of_neighbouring_elements_part_at_a_capital() -> None:
    assert texts("<p><span>Safe</span><span>Fast</span></p>") == ["Safe Fast"]
    assert texts("<p><b>Mc</b>Bride i<b>Phone</b></p>") == ["McBride iPhone"]


def test_a_footnote_number_stands_apart_from_its_word() -> None:
    assert texts("<p>many cells<sup>1,2</sup> and 10<sup>6</sup> more.<sup>[3]</sup></p>") == [
        "many cells 1,2 and 106 more. [3]"
    ]


def test_icon_names_are_no_text() -> None:
    assert texts('<p><i class="material-icons">check_circle</i>Open</p>') == ["Open"]


def test_hidden_text_inside_a_sentence_stands_behind_it() -> None:
    page = read('<p>It <span style="display:none">never</span> works.</p>')

    assert [(text_of(page, block), block.hidden) for block in page.blocks] == [("It works.", False), ("never", True)]


@pytest.mark.parametrize(
    ("markup", "zone", "words"),
    [
        ('<img alt="A nurse" src="a">', Zone.ALT, "A nurse"),
        ('<p><a href="/" title="Go on">here</a></p>', Zone.ALT, "Go on"),
        ('<p aria-label="Read aloud">x</p>', Zone.ALT, "Read aloud"),
        ('<input type="submit" value="Send it">', Zone.BUTTON, "Send it"),
        ('<input placeholder="Your name">', Zone.FORM, "Your name"),
        ('<input value="A free talk">', Zone.FORM, "A free talk"),
        ('<button aria-label="Close it">x</button>', Zone.ALT, "Close it"),
        ('<p title="A note">x</p>', Zone.ALT, "A note"),
        ("<noscript><p>No scripts</p></noscript>", Zone.TEXT, "No scripts"),
        ("<head><noscript>No scripts</noscript></head>", Zone.TEXT, "No scripts"),
        ("<template><li>Not yet</li></template>", Zone.LIST, "Not yet"),
        ("<meta property='og:title' content='In short'>", Zone.META, "In short"),
        ("<meta name='twitter:description' content='In short'>", Zone.META, "In short"),
        ("<video title='A film'>No film</video>", Zone.TEXT, "No film"),
        ('<input type="image" alt="Go there">', Zone.BUTTON, "Go there"),
        ('<select><optgroup label="Joints"><option>Knee</select>', Zone.FORM, "Joints"),
        ("<textarea placeholder='Your question'></textarea>", Zone.FORM, "Your question"),
        ("<iframe srcdoc='&lt;p&gt;Inside it&lt;/p&gt;'></iframe>", Zone.TEXT, "Inside it"),
        ("<svg><title>A heart</title></svg>", Zone.ALT, "A heart"),
        ("<svg><text>Drawn words</text></svg>", Zone.TEXT, "Drawn words"),
        ("<svg><g><g><title>A heart</title></g></g></svg>", Zone.ALT, "A heart"),
        ("<div>" * 10 + "<title>A house</title>", Zone.TITLE, "A house"),
        ("<meta name=description content='In short'>", Zone.META, "In short"),
        ("<meta property='og:description' content='In short'>", Zone.META, "In short"),
        ("<frameset><noframes>Old words</noframes></frameset>", Zone.TEXT, "Old words"),
        ("<select><option>Knee</option></select>", Zone.FORM, "Knee"),
    ],
)
def test_words_outside_the_running_text_are_read(markup: str, zone: Zone, words: str) -> None:
    assert (zone, words) in zones(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<img alt='Open'><p>Open</p><img alt='Open'>",
        "<title>Open</title><meta property=og:title content=Open>",
        "<p>Open</p><meta name=description content='Open'>",
        "<meta name=description content='Open'><p>Words</p><p>Open</p>",
        "<meta name=description content=Open><meta property=og:description content=Open>",
        "<a href=/ title=Open aria-label=Open>Open</a>",
    ],
)
def test_words_repeated_in_attributes_count_once_or_twice_at_most(markup: str) -> None:
    assert 1 <= texts(markup).count("Open") <= 2


def test_embedded_pages_are_read_one_level_deep() -> None:
    inner = html.escape("<iframe srcdoc='&lt;p&gt;deepest&lt;/p&gt;'></iframe><p>outer</p>", quote=True)

    assert texts(f'<iframe srcdoc="{inner}"></iframe>') == ["outer"]


def test_blocks_lie_in_order_and_hold_the_sentences() -> None:
    page = read("<title>T</title><h1>Head</h1><p>One. Two.</p><ul><li>Three</ul>")

    last = -1
    for block in page.blocks:
        assert last < block.start < block.end <= len(page.text)
        assert page.text[last : block.start] in ("", "\n") or last == -1
        last = block.end
    for sentence in page.sentences:
        block = page.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end


def test_secret_fields_are_no_text() -> None:
    assert texts("<input type=hidden value=one><input type=password value=two><input type=text value=three>") == [
        "three"
    ]


def test_a_parser_may_leave_elements_open_or_close_too_many() -> None:
    builder = BlockBuilder(url=URL, styles=Stylesheet(), embed=lambda markup, inner: None)
    builder.close()
    builder.open("p", {})
    builder.text("one")
    builder.finish()
    builder.close()

    assert [draft.text for draft in builder.drafts] == ["one"]


@given(WORDS)
def test_escaped_text_is_read_as_it_is(text: str) -> None:
    page = read(f"<body><p>{html.escape(text)}</p></body>")

    assert page.text.split() == text.split()


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["", "text/html", "text/html; charset=utf-16", "text/plain"]))
def test_no_bytes_make_reading_raise(body: bytes, content_type: str) -> None:
    _check_laws(body, content_type)


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div hidden>",
                "</div>",
                "<b>",
                "</b>",
                "<ul><li>",
                "</ul>",
                "<table><tr><td>",
                "</table>",
            ),
            *("<h1>", "</h1>", "<br>", "<br><br>", "<!--", "-->", "<script>", "</script>", "<style>p{display:none}"),
            *("</style>", "<a href=x class=btn>", "</a>", "<img alt='a b'>", "<details><summary>", "</summary>"),
            *("</details>", "<sup>1</sup>", "<q>", "</q>", "<title>", "</title>", "<svg>", "<template>", "<nav>"),
            *("</nav>", "<footer>", "<form>", "<input value=x>", "words here.", "Is it?", "x\ny", " ", "&amp;", "&#0;"),
            *("\x00", "<", ">", "&", "<?xml version='1.0'?>", "<![CDATA[x]]>", "<iframe srcdoc='<p>y'>", "</html>z"),
            *('<script type="application/ld+json">', '{"description":"abc def"}', "<noscript>", "<frameset>"),
        ]
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=150)
@given(MARKUP)
def test_no_markup_makes_reading_raise_or_break_a_law(parts: list[str]) -> None:
    _check_laws("".join(parts).encode(), "text/html")


def _check_laws(body: bytes, content_type: str) -> None:
    page = read(body, content_type=content_type)
    assert "\n".join(text_of(page, block) for block in page.blocks) == page.text
    assert all("\n" not in text_of(page, block) and text_of(page, block).strip() for block in page.blocks)
    assert len(page.folded.origin) == len(page.folded.text) + 1
    assert all(block.lead_in is None or page.text[slice(*block.lead_in)] for block in page.blocks)


PATHS = """<html><body>
<div id="main"><p>one</p><div><p>two <b>bold</b></p></div></div>
<div id="twice"><p>three</p></div>
<div id="twice"><p>four</p></div>
<table><tr><td>five</td><td>six</td></tr></table>
<ul><li>seven</li><li>eight</li></ul>
<my-card><p>nine</p></my-card><o:p></o:p><p id="we ird">ten</p><section id="9x"><p>eleven</p></section>
</body></html>"""


def test_every_css_path_selects_its_element() -> None:
    page = read(PATHS)
    tree = LexborHTMLParser(PATHS)

    assert len(page.blocks) == 11
    for block in page.blocks:
        assert [element.text() for element in tree.css(block.css_path)] == [text_of(page, block)]


def test_an_element_no_selector_can_name_has_the_path_of_its_parent() -> None:
    assert read("<div><o:p>words</o:p></div>").blocks[0].css_path == "html > body > div:nth-of-type(1)"
    assert read("<div><o:p><p>words</p></o:p></div>").blocks[0].css_path.startswith("html > body > div:nth-of-type(1)")


def test_css_paths_are_short_where_an_id_helps() -> None:
    page = read(PATHS)

    assert page.blocks[1].css_path == "#main > div:nth-of-type(1) > p:nth-of-type(1)"


def test_a_path_to_a_very_deep_element_leads_to_an_ancestor() -> None:
    markup = "<div>" * 300 + "<p>deep</p>"
    page = read(markup)

    found = LexborHTMLParser(markup).css(page.blocks[0].css_path)
    assert [element.text() for element in found] == ["deep"]
