"""What a browser would probably not show, and what only waits to be opened."""

import pytest

from tests.read.reading import hidden, read, texts

HIDDEN = [
    "<p style='display:none'>X</p>",
    "<p style='DISPLAY : NONE !important'>X</p>",
    "<p style='visibility:hidden'>X</p>",
    "<p style='opacity:0'>X</p>",
    "<p style='opacity: 0.0;'>X</p>",
    "<p style='font-size:0'>X</p>",
    "<p style='font-size:0px'>X</p>",
    "<p style='position:absolute;left:-9999px'>X</p>",
    "<p style='text-indent:-5000px'>X</p>",
    "<p style='margin-left:-3000px'>X</p>",
    "<p style='position:absolute;clip:rect(0 0 0 0)'>X</p>",
    "<p style='clip:rect(1px, 1px, 1px, 1px)'>X</p>",
    "<p style='clip-path:inset(50%)'>X</p>",
    "<p style='transform:scale(0)'>X</p>",
    "<p style='height:0;overflow:hidden'>X</p>",
    "<p style='color:#fff;background:#ffffff'>X</p>",
    "<p style='color:white;background-color:rgb(255, 255, 255)'>X</p>",
    "<div style='background:#FFF'><p style='color:white'>X</p></div>",
    "<p style='color:white'>X</p>",
    "<p style='opacity:.01'>X</p>",
    "<p style='opacity:2%'>X</p>",
    "<p style='filter:opacity(0)'>X</p>",
    "<p style='font-size:1px'>X</p>",
    "<p style='font-size:.5pt'>X</p>",
    "<p style='position:fixed;bottom:-2000px'>X</p>",
    "<p style='position:absolute;left:-100vw'>X</p>",
    "<p style='content-visibility:hidden'>X</p>",
    "<p style='clip-path:inset(100% 0 0 0)'>X</p>",
    "<p style='clip-path:circle(0 at 50% 50%)'>X</p>",
    "<p style='clip-path:polygon(0 0, 0 0, 0 0)'>X</p>",
    "<p style='color:transparent'>X</p>",
    "<p style='color:rgba(0,0,0,0)'>X</p>",
    "<p style='color:#fefefe;background:#fff'>X</p>",
    "<p style='color:GRAY;background:grey'>X</p>",
    "<p style='color:hsl(0 0% 100%);background:#fff'>X</p>",
    "<p style='background:#ffffff no-repeat;color:white'>X</p>",
    "<font color=white>X</font>",
    "<table><tr><td bgcolor='0000FF'><font color='#0000ff'>X</font></table>",
    "<body bgcolor=black><p style='color:#000'>X</p>",
    "<body bgcolor=black text=black>X",
    "<p hidden>X</p>",
    "<p popover>X</p>",
    "<p class='d-none'>X</p>",
    "<p class='hidden'>X</p>",
    "<p class='sr-only'>X</p>",
    "<p class='visually-hidden'>X</p>",
    "<template><p>X</p></template>",
    "<dialog>X</dialog>",
    "<noscript>X</noscript>",
    "<div style='display:none'><div><p>X</p></div></div>",
    "<div style='display:none'><p style='display:block'>X</p></div>",
    "<style>.x{display:none}</style><p class='a x'>X</p>",
    "<style>#x{display:none}</style><p id=x>X</p>",
    "<style>p.x,h1.y{visibility:hidden}</style><p class=x>X</p>",
    "<style>/* a */ .x { color:red; display : none !important }</style><p class=x>X</p>",
    "<style>@media screen{.x{display:none}}</style><p class=x>X</p>",
    "<style>.x{position:absolute;left:-9999px}</style><p class=x>X</p>",
    "<style>.x{display:block}.x{display:none}</style><p class=x>X</p>",
    "<style>.x{display:none!important}</style><p class=x style='display:block'>X</p>",
    "<style>.x{position:absolute;left:-9999px}</style><p class=x style='display:block'>X</p>",
    "<style>#x{display:block}.x{display:none !important}</style><p class=x id=x>X</p>",
    "<style>.x.y{display:none}.x{display:block}</style><p class='x y'>X</p>",
    "<style>.x{content:'}';display:none}</style><p class=x>X</p>",
    "<style>.x{color:#fff;background:#fff}</style><p class=x>X</p>",
]
SHOWN = [
    "<p>X</p>",
    "<p aria-hidden=true>X</p>",
    "<p style='opacity:0.5'>X</p>",
    "<p style='opacity:0;transform:translateY(20px)'>X</p>",
    "<p style='color:#fff;background:#000'>X</p>",
    "<div style='background:#000'><p style='color:white'>X</p></div>",
    "<link rel=stylesheet href=a.css><p style='color:white'>X</p>",
    "<p style='color:#dddddd;background:#fff'>X</p>",
    "<p style='color:transparent;-webkit-background-clip:text'>X</p>",
    "<div style='background:#fff'><div style='background:url(a.jpg)'><p style='color:white'>X</p></div></div>",
    "<div style='background:#fff'><p style='background-image:linear-gradient(red,blue);color:#fff'>X</p></div>",
    "<div style='background:#fff'><p style='color:var(--ink)'>X</p></div>",
    "<div style='background:#fff;color:#fff'><p style='color:inherit;color:var(--ink)'>X</p></div>",
    "<font color=red>X</font>",
    "<p style='position:absolute;left:-50vw'>X</p>",
    "<p style='font-size:12px'>X</p>",
    "<p style='opacity:.1'>X</p>",
    "<p style='opacity:1%;transition:opacity 1s'>X</p>",
    "<p style='clip-path:circle(40%)'>X</p>",
    "<button popovertarget=part>Open</button><div id=part popover>X</div>",
    "<button aria-controls=part>Open</button><div id=part hidden>X</div>",
    "<style>.x{display:none!important}.x{display:block!important}</style><p class=x>X</p>",
    "<style>.x{display:none}</style><p class=x style='display:block!important'>X</p>",
    "<p style='margin-left:-10px'>X</p>",
    "<div style='font-size:0'><p style='font-size:16px'>X</p></div>",
    "<div style='visibility:hidden'><p style='visibility:visible'>X</p></div>",
    "<details><summary>S</summary>X</details>",
    "<dialog open>X</dialog>",
    "<template shadowrootmode=open><p>X</p></template>",
    "<p hidden=until-found>X</p>",
    "<div class='accordion-body' style='display:none'>X</div>",
    "<div class='tab-pane' style='display:none'>X</div>",
    "<div role=tabpanel hidden>X</div>",
    "<button aria-controls=part>Open</button><div id=part style='display:none'>X</div>",
    "<a data-toggle=collapse href='#part'>Open</a><div id=part style='display:none'>X</div>",
    "<p class='hidden md:block'>X</p>",
    "<p class='d-none d-md-block'>X</p>",
    "<p class='d-none-not'>X</p>",
    "<style>.faq-answer{display:none}</style><p class='faq-answer'>X</p>",
    "<style>.x{display:none}.x.open{display:block}</style><p class='x open'>X</p>",
    "<style>.x{display:none}</style><p class=x style='display:block'>X</p>",
    "<style>@media print{.x{display:none}}</style><p class=x>X</p>",
    "<style>@media (max-width:600px){.x{display:none}}</style><p class=x>X</p>",
    "<style>.y .x{display:none}</style><p class=x>X</p>",
    "<style>.x:hover{display:none}</style><p class=x>X</p>",
    "<style>.x{display:none</style><p class=x>X</p>",
    "<style>*{display:none}</style><p class=x>X</p>",
]


@pytest.mark.parametrize("markup", HIDDEN)
def test_text_a_browser_does_not_show_is_labelled_hidden(markup: str) -> None:
    assert hidden(markup) == ["X"]


@pytest.mark.parametrize("markup", SHOWN)
def test_text_a_reader_can_see_or_open_is_not_hidden(markup: str) -> None:
    assert "X" in texts(markup)
    assert "X" not in hidden(markup)


def test_hidden_words_are_counted() -> None:
    counts = read("<p>one two</p><p hidden>three four five</p>").counts

    assert (counts.words, counts.hidden_words) == (5, 3)


@pytest.mark.parametrize(
    ("css", "markup", "text"),
    [
        (".x::before{content:'Never '}", "<p class=x>ill</p>", "Never ill"),
        ('.x:after{content:" again"}', "<p class=x>Well</p>", "Well again"),
        (".x::after{content:attr(data-say)}", "<p class=x data-say=' today'>Well</p>", "Well today"),
        (".x::before{content:'\\f101'}", "<p class=x>Well</p>", "Well"),
        (".x::before{content:'\\2022'}", "<p class=x>Well</p>", "Well"),
        (".x::before{content:counter(a) url(b)}", "<p class=x>Well</p>", "Well"),
        (".x::before{color:red;display:inline}", "<p class=x>Well</p>", "Well"),
        (".x{background}", "<p class=x>Well</p>", "Well"),
        (".x{@media{background:red}}", "<p class=x>Well</p>", "Well"),
        (".x::before{content:'caf\\e9  '}", "<p class=x>open</p>", "café open"),
    ],
)
def test_words_of_a_style_sheet_are_read(css: str, markup: str, text: str) -> None:
    assert texts(f"<style>{css}</style>{markup}") == [text]


@pytest.mark.parametrize(
    "css",
    ["display" + "{" * 5000, "display/*" * 5000, "@media " * 5000 + "display", "}" * 5000 + "display", "a{display:'"],
)
def test_a_broken_style_sheet_breaks_nothing(css: str) -> None:
    assert texts(f"<style>{css}</style><p class=x>Well</p>") == ["Well"]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".y .x{display:none}", 1),
        (".y > p, .x{visibility:hidden}.z p{opacity:0;color:red}", 2),
        (".x:not(.y){display:none}p[data-a]{left:-9999px}", 2),
        (".y .x{display:none}.y .x{display:none}", 2),
        (".x{display:none}#y{opacity:0}", 0),
        (".y .x{display:block}.y .x{opacity:0.5}", 0),
        (".y .x:hover{display:none}.y .x::after{display:none}", 0),
        (".menu .x{display:none}", 0),
        ("@media print{.y .x{display:none}}", 0),
    ],
)
def test_rules_that_may_hide_something_are_counted_where_they_are_not_understood(css: str, expected: int) -> None:
    assert read(f"<style>{css}</style><p class=x>X</p>").counts.undecided_styles == expected


def test_style_sheets_outside_the_page_are_counted() -> None:
    page = read(
        "<link rel=stylesheet href=a.css><link rel='preload stylesheet' href=b.css><link rel=icon href=c.ico>"
        "<link rel=stylesheet media=print href=d.css><link rel='alternate stylesheet' href=e.css><p>X</p>"
    )

    assert page.counts.style_sheets == 2
