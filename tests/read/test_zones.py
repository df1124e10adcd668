"""Which zone each structure of a page gets."""

import pytest

from checker.models import Zone
from tests.read.reading import FILLER, read, text_of, zones


def zone_of(markup: str, text: str = "X marks it") -> Zone:
    return next(zone for zone, found in zones(markup + FILLER) if found == text)


@pytest.mark.parametrize(
    ("markup", "zone"),
    [
        ("<title>X marks it</title>", Zone.TITLE),
        ("<h3>X marks it</h3>", Zone.HEADING),
        ("<div role=heading aria-level=2>X marks it</div>", Zone.HEADING),
        ("<p>X marks it</p>", Zone.TEXT),
        ("X marks it", Zone.TEXT),
        ("<ul><li>X marks it</ul>", Zone.LIST),
        ("<ul><li><a href=/x>X marks it</a></ul>", Zone.LIST),
        ("<ul><li><p>X marks it</p></ul>", Zone.LIST),
        ("<table><tr><td>X marks it</table>", Zone.TABLE),
        ("<table><tr><th>X marks it</table>", Zone.TABLE),
        ("<blockquote>X marks it</blockquote>", Zone.QUOTE),
        ("<blockquote><p>X marks it</p></blockquote>", Zone.QUOTE),
        ("<p><q>X marks it</q></p>", Zone.QUOTE),
        ('<div class="testimonial"><p>X marks it</p></div>', Zone.TESTIMONIAL),
        ('<div class="patient-story"><p>X marks it</p></div>', Zone.TESTIMONIAL),
        ('<div class="SuccessStories"><p>X marks it</p></div>', Zone.TESTIMONIAL),
        ('<section id="reviews"><p>X marks it</p></section>', Zone.TESTIMONIAL),
        ('<div class="review-card"><blockquote>X marks it</blockquote></div>', Zone.TESTIMONIAL),
        ('<div class="testimonios"><p>X marks it</p></div>', Zone.TESTIMONIAL),
        ('<div class="medically-reviewed"><p>X marks it</p></div>', Zone.TEXT),
        ('<div class="peer-review"><p>X marks it</p></div>', Zone.TEXT),
        ('<body class="page-testimonials"><p>X marks it</p>', Zone.TEXT),
        ('<div class="preview"><p>X marks it</p></div>', Zone.TEXT),
        ("<h2>What our patients say</h2><blockquote>X marks it</blockquote>", Zone.TESTIMONIAL),
        ("<nav>X marks it</nav>", Zone.NAV),
        ("<nav><ul><li><a href=/x>X marks it</a></ul></nav>", Zone.NAV),
        ("<div role=navigation>X marks it</div>", Zone.NAV),
        ('<div class="main-menu"><a href=/x>X marks it</a></div>', Zone.NAV),
        ('<div class="breadcrumbs"><a href=/x>X marks it</a></div>', Zone.NAV),
        ("<header><ul><li><a href=/x>X marks it</a></ul></header>", Zone.NAV),
        ("<header><p>X marks it</p></header>", Zone.TEXT),
        ("<header><h1>X marks it</h1></header>", Zone.HEADING),
        (f'<div class="has-menu"><p>X marks it</p>{FILLER}</div>', Zone.TEXT),
        (
            "<div><h2>Conditions we treat</h2><ul class=conditions-menu><li><a href=/x>X marks it</a></ul></div>",
            Zone.LIST,
        ),
        ("<footer>X marks it</footer>", Zone.FOOTER),
        ('<div id="footer"><h4>X marks it</h4></div>', Zone.FOOTER),
        ('<div class="site-footer-widgets"><p>X marks it</p></div>', Zone.FOOTER),
        ('<div class="card-footer"><p>X marks it</p></div>', Zone.TEXT),
        ("<blockquote>Words<footer>X marks it</footer></blockquote>", Zone.QUOTE),
        ('<div class="cookie-banner"><p>X marks it</p></div>', Zone.FOOTER),
        ('<div id="onetrust-consent-sdk"><p>X marks it</p></div>', Zone.FOOTER),
        ('<div class="informed-consent"><p>X marks it</p></div>', Zone.TEXT),
        ("<button>X marks it</button>", Zone.BUTTON),
        ('<a class="btn btn-lg" href=/>X marks it</a>', Zone.BUTTON),
        ('<a class="elementor-button" href=/>X marks it</a>', Zone.BUTTON),
        ("<div role=button>X marks it</div>", Zone.BUTTON),
        ("<h5><button>X marks it</button></h5>", Zone.HEADING),
        ("<form><label>X marks it</label></form>", Zone.FORM),
        ("<form><p>X marks it</p></form>", Zone.FORM),
        ("<form><button>X marks it</button></form>", Zone.BUTTON),
        (f"<form id=aspnetForm><h1>Home</h1><p>X marks it</p>{FILLER}</form>", Zone.TEXT),
        ("<details><summary>Why?</summary>X marks it</details>", Zone.FAQ_ANSWER),
        ("<details><summary>Details</summary>X marks it</details>", Zone.TEXT),
        ("<details><summary>X marks it</summary>Words</details>", Zone.HEADING),
        ("<dl><dt>Why?</dt><dd>X marks it</dd></dl>", Zone.FAQ_ANSWER),
        ("<dl><dt>Price</dt><dd>X marks it</dd></dl>", Zone.LIST),
        ('<div class="faq"><h3>Why?</h3><p>X marks it</p></div>', Zone.FAQ_ANSWER),
        ('<div class="faq"><h3>Is it so</h3><ul><li>X marks it</ul></div>', Zone.FAQ_ANSWER),
        ('<div class="accordion"><button aria-expanded=false>Why?</button><p>X marks it</p></div>', Zone.FAQ_ANSWER),
        ('<div class="accordion"><h3>Details</h3><p>X marks it</p></div>', Zone.TEXT),
        ('<div class="faq-item"><div class="faq-answer">X marks it</div></div>', Zone.FAQ_ANSWER),
        (
            '<div itemscope itemtype="https://schema.org/Question"><p itemprop="name">Why?</p><p>X marks it</p></div>',
            Zone.FAQ_ANSWER,
        ),
        ('<div class="faq-question">Is it so?</div><p>X marks it</p>', Zone.TEXT),
        ('<div itemprop="acceptedAnswer">X marks it</div>', Zone.FAQ_ANSWER),
        ("<h3>Why?</h3><p>X marks it</p>", Zone.TEXT),
        ("<footer><blockquote>X marks it</blockquote></footer>", Zone.FOOTER),
        ("<nav><details><summary>Why?</summary>X marks it</details></nav>", Zone.NAV),
    ],
)
def test_a_structure_gives_its_zone(markup: str, zone: Zone) -> None:
    assert zone_of(markup) is zone


@pytest.mark.parametrize(
    "markup",
    [
        "<details><summary>Is it so?</summary>Yes</details>",
        "<dl><dt>Is it so?</dt><dd>Yes</dd></dl>",
        '<div class="faq"><h3>Is it so?</h3><p>Yes</p></div>',
        '<div class="faq"><p>Is it so?</p><p>Yes</p></div>',
        '<div class="faq-list"><div class="faq-question">Is it so?</div><div class="faq-answer">Yes</div></div>',
    ],
)
def test_a_question_above_its_answer_is_a_faq_question(markup: str) -> None:
    assert zone_of(markup, "Is it so?") is Zone.FAQ_QUESTION
    assert zone_of(markup, "Yes") is Zone.FAQ_ANSWER


def test_a_question_as_a_plain_heading_stays_a_heading() -> None:
    assert zone_of("<h2>Is it so?</h2><p>Yes</p>", "Is it so?") is Zone.HEADING


def test_headings_make_a_path() -> None:
    page = read("<h1>A</h1><p>a</p><h2>B</h2><h3>C</h3><p>c</p><h2>D</h2><p>d</p>")

    paths = {text_of(page, block): block.heading_path for block in page.blocks}
    assert paths == {
        "A": (),
        "a": ("A",),
        "B": ("A",),
        "C": ("A", "B"),
        "c": ("A", "B", "C"),
        "D": ("A",),
        "d": ("A", "D"),
    }


def test_an_answer_has_its_question_in_the_path() -> None:
    page = read("<h1>Home</h1><details><summary>Is it so?</summary><p>Yes</p></details>")

    assert page.blocks[2].heading_path == ("Home", "Is it so?")


def test_hidden_headings_and_menu_headings_head_nothing() -> None:
    page = read("<h1>A</h1><nav><h2>Menu</h2></nav><h2 hidden>Gone</h2><p>a</p>")

    assert page.blocks[-1].heading_path == ("A",)
