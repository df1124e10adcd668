"""Quick ways of reading what is plain: they say the same as the way that reads everything."""

import re
from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from checker.decode import _CONTROLS, _has_controls
from checker.language import _WORD, _words
from checker.read.addresses import _resolved, joined
from checker.read.declarations import _parsed, declarations
from checker.read.names import BUTTON_WORDS, HIDDEN_CLASSES, ICON_FONTS, NAV_WORDS, QUESTION_WORDS, TESTIMONIAL_WORDS
from checker.read.squeeze import squeeze
from checker.read.stylesheet import Stylesheet
from checker.read.traits import Kinds, traits_of

PIECES = st.lists(
    st.sampled_from(["/", "/", "a", "page-2", ".", "..", ".html", "?x=1", "#top", ";p", " ", "%20", ":", "@", "é", "_"])
)
BASES = st.sampled_from(
    [
        *("https://clinic.example", "https://clinic.example/", "https://clinic.example/en/page", "x", "page.html"),
        *(
            "http://clinic.example/a/b/?c=d#e",
            "https://clinic.example:8080/a",
            "file:///a/b.html",
            "HTTPS://X.example/",
        ),
    ]
)
STARTS = st.sampled_from(["", "/", "//host.example", "https://clinic.example", "http://other.example", "HTTP://x"])
VALUES = st.sampled_from(
    [
        *("none", "-webkit-box", "0", "-9999px", ".5", "0.50", "10%", "1e3", "1e", "#fff", "#0a0b0c", "#12", "url(a)"),
        *("rgba(0, 0, 0, 0)", "'a;b'", "red!important", "a b", "1px solid red", "a  b", "a,b", "-", "--", "\\61", ""),
        *("1.5em", "+1px", "a/**/b", "NONE", "1px-", "5deg", "\n"),
    ]
)
NAMES = st.sampled_from(["display", "-webkit-clip", "left", "--own", "-", "DISPLAY", "a b", "content", "", "é", "1a"])
DECLARATIONS = st.lists(
    st.tuples(NAMES, st.sampled_from([":", ": ", ":\n", " : ", ""]), VALUES).map("".join), min_size=1
)
ENDS = st.sampled_from(["", ";", "; ", "\n", ";;", "}", "{", "\t"])


@given(BASES, STARTS, PIECES)
@example("https://clinic.example/a/b", "/", [])
@example("https://clinic.example/a/b", "/a/", ["b.html"])
def test_a_plain_address_is_joined_as_any_other(base: str, start: str, pieces: list[str]) -> None:
    href = start + "".join(pieces)

    assert joined(base, href) == _resolved(base, href)


def test_an_address_without_a_meaning_stays_as_it_is() -> None:
    assert joined("https://clinic.example/a", "http://[bad") == "http://[bad"
    assert joined("https://clinic.example/a/b", "../c") == urljoin("https://clinic.example/a/b", "../c")


@given(DECLARATIONS, ENDS, st.sampled_from([";", "; ", ";\n\t", " ;"]))
def test_plain_declarations_are_read_as_the_parser_reads_them(said: list[str], end: str, between: str) -> None:
    body = between.join(said) + end

    assert declarations(body) == _parsed(body)


@given(st.text(st.sampled_from("aZ0 \t\x0b\x0c\x1b\x7f\x80\x85\u00e9\ufffe\uffff\ufffd\ud800")))
def test_control_characters_are_noticed(text: str) -> None:
    assert _has_controls(text) == (_CONTROLS.search(text) is not None)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_of_ascii_are_words(text: str) -> None:
    lower = text.lower()

    assert _words(lower) == _WORD.findall(lower)


WORDS = st.sampled_from(
    [
        *sorted(BUTTON_WORDS | HIDDEN_CLASSES | ICON_FONTS | NAV_WORDS | QUESTION_WORDS | TESTIMONIAL_WORDS),
        *("faq", "accordion", "cookie", "footer", "card", "patient", "story", "md:block", "d-md-flex", "styled", "red"),
        *("answer", "reviewed", "tab", "item", "42", "x", "Hidden", "patientStory", "myaccordionx"),
    ]
)
CLASSES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map("-".join), max_size=4).map(" ".join)
LONG = st.builds(lambda text, times: text * times, CLASSES, st.sampled_from([1, 1, 1, 30]))
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        [
            *("class", "class", "id", "id", "href", "src", "alt", "title", "rel", "role", "style", "hidden", "popover"),
            *("itemprop", "itemtype", "aria-expanded", "aria-level", "bgcolor", "color", "text", "open", "data-toggle"),
            *("shadowrootmode", "aria-controls", "data-say", "name", "type"),
        ]
    ),
    st.one_of(
        LONG,
        st.sampled_from(
            [
                *("", "2", "heading", "button", "navigation", "name", "acceptedAnswer", "https://schema.org/Question"),
                *("display:none", "color:#fff;background:white", "opacity:0", "until-found", "white", "#000000"),
            ]
        ),
    ),
)
TAGS = st.sampled_from(
    [
        *("div", "p", "a", "span", "li", "h2", "img", "input", "font", "body", "dialog", "template", "noscript"),
        *("details", "footer", "b", "q", "tr", "ul", "svg", "title", "x-y"),
    ]
)
SHEETS = st.sampled_from(
    [
        *("", ".styled{display:none}", "#red{opacity:0}p.styled.x{display:block}", "li{visibility:hidden}"),
        *(".styled::before{content:'seen before'}", ".x::after{content:attr(data-say)}"),
    ]
)


@given(TAGS, ATTRIBUTES, SHEETS)
@example("div", {"class": "x " * 25 + "menu"}, "")
@example("a", {"class": "x " * 25 + "btn", "href": ""}, "")
@example("li", {"class": "menu-item menu-item-42", "id": "menu-item-42"}, "#menu-item-42{display:none}")
def test_attributes_that_are_left_out_tell_nothing(tag: str, attrs: dict[str, str], css: str) -> None:
    styles = Stylesheet()
    styles.add(css)
    kinds = Kinds(styles)

    alike = kinds[tag, *attrs]
    quick, whole = alike[alike.values_of(attrs)], traits_of(tag, attrs, styles.apply(tag, attrs))

    assert [getattr(quick, name) for name in quick.__slots__] == [getattr(whole, name) for name in quick.__slots__]


@given(st.text(st.sampled_from("a \n\r\t\u00a0\u2028\x1c\x85")))
def test_white_space_is_squeezed_to_single_spaces(text: str) -> None:
    squeezed, breaks = squeeze(text)

    assert squeezed == re.sub(r"\s+", " ", text).strip()
    assert all(squeezed[at] == " " for at in breaks)
