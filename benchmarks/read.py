"""Time reading pages, stage by stage, beside BeautifulSoup.

    python -m benchmarks.read

Prints milliseconds of processor time and pages per second for orientation, and the ratios to rely on: all are measured
in the same run, in turn, round by round; of each the best round counts. The pages are made up, shaped like a clinic's:
about 35 kB of markup round 3 to 15 kB of text, with menu, footer, lists, pictures, styles, scripts and JSON-LD.
"""

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from checker.decode import decode
from checker.language import detect
from checker.models import Fetched, Page
from checker.read import Readers, fold, lexbor, read_page, soup
from checker.read.bounds import BOUNDS
from checker.read.completeness import misses_text, styles_of
from checker.read.markup import read_markup
from checker.read.source import source_of
from checker.read.stylesheet import Stylesheet
from checker.sentences import split

ROUNDS = 7
MARKUP_CHARS = 35_000
TEXT_CHARS = (3_000, 6_000, 9_000, 15_000)
PAGES_OF_EACH = 6


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


SMALL = words("the of and to is for with your you our we are in on at by it that this")
LARGE = words(
    "patients treatment cells therapy clinic doctor knee pain results weeks care team offer consultation history joint "
    "injection recovery months study people stem body tissue natural procedure question answer visit cost option health"
)


class Writer:
    """Makes up the parts of a page; the same number gives the same page."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def words(self, count: int) -> str:
        """Return words, about four in ten of them small ones, as in running English."""
        return " ".join(self.random.choice(SMALL if self.random.random() < 0.4 else LARGE) for _ in range(count))

    def paragraph(self, sentences: int) -> str:
        """Return some sentences with a link and something in bold."""
        text = " ".join(f"{self.words(self.random.randint(8, 22)).capitalize()}." for _ in range(sentences))
        first, *rest = text.split(" ")
        return f'{first} <a href="/{rest[0]}/">{rest[0]}</a> <strong>{rest[1]} {rest[2]}</strong> {" ".join(rest[3:])}'

    def number(self) -> str:
        """Return a number as page builders put into class names."""
        return f"{self.random.getrandbits(28):07x}"

    def section(self) -> str:
        """Return a section as page builders write it."""
        items = "".join(
            f'<li class="icon-list-item"><span class="icon"><i aria-hidden="true" class="fas fa-check"></i></span>'
            f'<span class="icon-list-text">{self.words(self.random.randint(2, 8))}</span></li>\n'
            for _ in range(self.random.randint(3, 8))
        )
        picture = (
            f'<div class="picture"><img src="/{self.number()}.jpg" alt="{self.words(4)}" width="800" height="600" '
            f'loading="lazy" class="size-large picture-{self.number()}" srcset="/a.jpg 300w, /b.jpg 800w"></div>'
        )
        paragraphs = "".join(f"<p>{self.paragraph(self.random.randint(2, 4))}</p>\n" for _ in range(2))
        title = self.words(5).title()
        return (
            f'<section class="section element element-{self.number()}" data-id="{self.number()}">'
            f'<div class="container"><div class="wrap"><h2 class="title size-default">{title}</h2>\n{paragraphs}'
            f'<ul class="icon-list">{items}</ul>{picture}</div></div></section>\n'
        )

    def menu(self) -> str:
        """Return the items of a menu."""
        return "".join(
            f'<li class="menu-item menu-item-{number}"><a href="/page-{number}/" class="nav-link">'
            f"{self.words(2)}</a></li>"
            for number in range(14)
        )

    def page(self, text_chars: int) -> str:
        """Return a whole page."""
        sections = ""
        while len(sections) < text_chars * 1.6:
            sections += self.section()
        questions = "".join(
            f'<div class="faq-item"><h3 class="faq-question">{self.words(7)}?</h3><div class="faq-answer">'
            f"<p>{self.paragraph(2)}</p></div></div>"
            for _ in range(4)
        )
        styles = "".join(f".e-{self.number()} .x{number}{{margin:{number}px;display:flex}}\n" for number in range(60))
        data = json.dumps({"@type": "MedicalClinic", "name": "Clinic", "description": self.words(20)})
        menu = self.menu()
        start = (
            f'<!DOCTYPE html>\n<html lang="en-US"><head><meta charset="UTF-8"><title>{self.words(5).title()}</title>'
            f'<meta name="description" content="{self.words(24)}"><meta property="og:title" content="{self.words(5)}">'
            f'<link rel="canonical" href="https://clinic.example/"><link rel="stylesheet" href="/a.css"><style>{styles}'
            f'.skip{{position:absolute;left:-9999px}}</style><script type="application/ld+json">{data}</script><script>'
        )
        end = (
            f'</script></head><body class="page"><a class="skip" href="#main">Skip</a><header class="site-header"><nav>'
            f'<ul class="menu">{menu}</ul></nav></header><main id="main"><h1>{self.words(5).title()}</h1>{sections}'
            f'<section class="faq">{questions}</section><blockquote class="testimonial"><p>{self.paragraph(3)}</p>'
            f"<cite>Ann R.</cite></blockquote></main><footer class='site-footer'><ul>{menu}</ul>"
            f"<p>{self.paragraph(2)}</p><p>&copy; 2026 The clinic</p></footer><script src='/a.js'></script>"
            "</body></html>"
        )
        script = "function push(){layer.push(arguments)}\n"
        return start + script * max(1, (MARKUP_CHARS - len(start) - len(end)) // len(script)) + end


class Nobody:
    """Takes events and does nothing with them."""

    def open(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Do nothing."""

    def text(self, data: str) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def _fetched(markup: str) -> Fetched:
    return Fetched(requested_url="x", final_url="https://x.example/", body=markup.encode(), content_type="text/html")


def _styles(markup: str) -> None:
    styles = Stylesheet()
    for css in styles_of(source_of(markup)):
        styles.add(css)


def _sentences(page: Page) -> None:
    for block in page.blocks:
        split(page.text, block.start, block.end)


def stages(pages: list[Fetched]) -> Iterator[tuple[str, Callable[[int], object]]]:
    """Yield name and job of every stage; a job takes the number of a page."""
    markups = [page.body.decode() for page in pages]
    done = [read_page(page, readers=Readers.LEXBOR) for page in pages]

    def build(number: int, readers: Readers) -> object:
        return read_markup(markups[number], url="https://x.example/", bounds=BOUNDS, readers=readers)

    yield "lexbor alone, parsing", lambda n: LexborHTMLParser(markups[n])
    yield "lexbor reader, to events", lambda n: lexbor.read_html(source_of(markups[n]), Nobody())
    yield "BeautifulSoup reader, to events", lambda n: soup.read_html(source_of(markups[n]), Nobody())
    yield "bytes to characters", lambda n: decode(pages[n].body, "text/html")
    yield "style rules", lambda n: _styles(markups[n])
    yield "look for overlooked text", lambda n: misses_text(source_of(markups[n]), done[n].text)
    yield "blocks, by lexbor, with the above", lambda n: build(n, Readers.LEXBOR)
    yield "blocks, by BeautifulSoup", lambda n: build(n, Readers.SOUP)
    yield "folding", lambda n: fold(done[n].text)
    yield "sentences", lambda n: _sentences(done[n])
    yield "language", lambda n: detect(done[n].text)
    yield FAST, lambda n: read_page(pages[n], readers=Readers.LEXBOR)
    yield SLOW, lambda n: read_page(pages[n], readers=Readers.SOUP)
    yield "whole page, by both, compared", lambda n: read_page(pages[n], readers=Readers.BOTH)
    yield BASELINE, lambda n: BeautifulSoup(markups[n], "lxml").get_text()


FAST, SLOW = "whole page, by lexbor", "whole page, by BeautifulSoup"
BASELINE = "plain BeautifulSoup get_text()"


def main() -> None:
    """Measure and print."""
    markups = [Writer(number).page(chars) for chars in TEXT_CHARS for number in range(PAGES_OF_EACH)]
    pages = [_fetched(markup) for markup in markups]
    texts = [len(read_page(page).text) for page in pages]
    sizes = [len(markup) / 1000 for markup in markups]
    print(
        f"{len(pages)} pages of {min(sizes):.0f} to {max(sizes):.0f} kB of markup, "
        f"{min(texts) / 1000:.1f} to {max(texts) / 1000:.1f} kB of text, "
        f"{sum(markup.count('<') for markup in markups) // len(markups)} tags on average"
    )
    jobs = dict(stages(pages))
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            started = time.process_time()
            for number in range(len(pages)):
                job(number)
            best[name] = min(best[name], (time.process_time() - started) / len(pages))
    print(f"{'stage':36}{'ms a page':>10}{'pages/s':>10}{'times ' + FAST:>32}")
    for name, seconds in best.items():
        print(f"{name:36}{seconds * 1000:10.2f}{1 / seconds:10.0f}{seconds / best[FAST]:32.2f}")
    for other in (SLOW, BASELINE):
        print(f"{FAST}: {best[other] / best[FAST]:.1f} times the pages per second of {other}")
    events = best["BeautifulSoup reader, to events"] / best["lexbor reader, to events"]
    print(f"the readers alone, up to events: lexbor {events:.1f} times BeautifulSoup")


if __name__ == "__main__":
    main()
