"""What lexbor writes out again is read as its tree is walked, or not at all."""

from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.read import lexbor, written
from checker.read.stylesheet import PLAIN
from checker.read.traits import Start, traits_of
from tests.read.test_readers import ANYWHERE, MISPLACED, ODDITIES, TEXTS, markup_of, tags


class Heard:
    """Notes all events."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> Start:
        """Return what holds tag and attributes."""
        return Start(traits_of(tag, {}, PLAIN), attrs, ())

    def open(self, start: Start) -> None:
        """Note the beginning of an element."""
        self.events.append(f"<{start.traits.tag} {dict(start.attrs)}>")

    def text(self, data: str) -> None:
        """Note a text."""
        self.events.append(data)

    def close(self) -> None:
        """Note the end of an element."""
        self.events.append("</>")


TRAPS = st.sampled_from(
    [
        *("<script><!--<script></script>--></script>", "<script><!-- </script>", "<SCRIPT>a<b</SCRIPT >", "<script>"),
        *("<svg><style>a<b></style>", "<svg><style>&lt;/style&gt;&lt;b&gt;</style></svg>", "<svg>", "</svg>", "<math>"),
        *("<svg><input>a</input></svg>", "<svg><foreignObject><p>b<br>c", "<svg><desc><style>d</style>", "<mi>"),
        *("<x<y>", "<x\"y='1'>", "<x =a>", "<x a<b=c>", "<x a\"b='\"<>&amp;&nbsp;'>", "<X:Y z>", "<p a b='' c=\"\n\">"),
        *("<!--a>b-->", "<!-- < -- -->", "<!--->", "<!doctype a>", "<!doctype a public 'b<c'>", "<? a > b ?>", "</ a>"),
        *("<iframe>e</p><b></iframe>", "<noscript><p>f</noscript>", "<noscript><noscript>g", "<xmp><p></xmp>", "<xmp>"),
        *("<noembed>h<b></noembed>", "<style>i</stylex></style", "<style>", "<textarea></p>&lt;", "<title><b></title>"),
        *("<plaintext>", "<frameset><frame>", "<template><tr><td>j</template>", "<template shadowrootmode=open>k"),
        *("&lt;p&gt;", "&amp;lt;", "&quot;&apos;\u00a0&nbsp;&shy;", "&#13;\r\n", "<pre>\n\nl</pre>", "<select><b>m"),
        *(
            "<body a=1>",
            "<html b=2>",
            "</body>",
            "</html>",
            "<image>",
            "<keygen>",
            "<isindex>",
            "<listing>\nn</listing>",
        ),
    ]
)


@settings(deadline=None)
@given(markup_of(tags([*ANYWHERE, *MISPLACED]), TEXTS, ODDITIES, TRAPS))
@example("<script><!--<script></script><b>--></script><i>a")
@example("<svg><style>&lt;/style&gt;&lt;b&gt;</style></svg>")
@example("<?a<b?>c")
def test_what_is_written_is_what_stands_in_the_tree(markup: str) -> None:
    walked, heard = Heard(), Heard()

    if written.read_html(markup, heard):
        assert lexbor.read_html(markup, walked)
        assert heard.events == walked.events


@pytest.mark.parametrize(
    "markup",
    [
        *("<script><!--<script></script><b>--></script>", "<plaintext>a", "<frameset><frame>", "<x<y>a", "<?a?>b"),
        *("<svg><style>a", "<svg><input>a", "<math><template>a", "<p>" + "<div>" * 20_000),
    ],
)
def test_what_could_mislead_is_left_to_the_walk(markup: str) -> None:
    assert not written.read_html(markup, Heard())


def test_an_ordinary_page_is_read_as_written() -> None:
    heard = Heard()

    assert written.read_html("<p id=a>1 &lt; 2<br><svg><path d='M0'/></svg><script>a<b</script><!--c-->&copy;", heard)
    assert heard.events == [
        *("<html {}>", "<head {}>", "</>", "<body {}>", "<p {'id': 'a'}>", "1 < 2", "<br {}>", "</>", "<svg {}>"),
        *("<path {'d': 'M0'}>", "</>", "</>", "<script {}>", "a<b", "</>", "\u00a9", "</>", "</>", "</>"),
    ]
