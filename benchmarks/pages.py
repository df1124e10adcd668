"""Generated pages like real clinics': about 35 kB of markup round 3 to 15 kB of text, no two alike."""

import random
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests" / "pages"
MARKUP_BYTES = 37_500
TEXT_CHARACTERS = (3_000, 15_000)

MARKUP_A_CHARACTER = 1.4
"""How much longer a section is than its text."""

SECTION = """
<section class="section section--{style}"><div class="container"><div class="row">
<h2 class="section__title h-{style}">{heading}</h2>
<div class="col col-{width}"><p class="text text--large">{text}</p></div>
<ul class="list"><li class="list__item"><a href="/page-{page}">More on visits</a></li></ul>
</div></div></section>"""

MENU_ITEM = """
<li class="menu__item menu__item--{style}"><a class="menu__link" href="/p/{page}"><span class="icon">
<img src="/i/{image}.webp" alt="" loading="lazy" width="24" height="24"></span></a></li>"""

_CITIES = ("Tampa", "Tijuana", "Bangkok", "Kyiv", "Brisbane", "Delhi", "Panama City", "Cologne", "Austin", "Leeds")
_SMALL_TALK = (
    "Our front desk is open from eight to six, and the car park behind the building is free for visitors.",
    "The practice moved to {city} in {year} and has grown to a team of {number} people since then.",
    "Please bring your earlier scans and a list of the medicines you take to the first visit.",
    "Doctor {name} studied in {city} and has worked in orthopaedics for {number} years.",
    "Directions, parking and public transport are described on a page of their own.",
    "We answer messages within {number} hours, also at weekends.",
    "The newsletter of {year} told of our new rooms in {city} and of the people who work there.",
    "A visit takes about {number} minutes; you can drive home on your own afterwards.",
    "Marrow holds cells that make blood, and researchers have studied them for {number} years.",
    "{name} leads the laboratory, which was rebuilt in {year} after a storm had damaged the roof.",
)
_NAMES = ("Alvarez", "Becker", "Chen", "Dubois", "Eriksen", "Fernando", "Gupta", "Haddad", "Ito", "Jansen")


def page(number: int) -> bytes:
    """Return one page; equal numbers give equal pages."""
    chance = random.Random(number)
    wanted = chance.randint(*TEXT_CHARACTERS)
    body = "\n".join(_sections(chance, wanted))
    head = f"<title>Clinic {number} in {chance.choice(_CITIES)}</title>"
    room = MARKUP_BYTES - len(body) - len(head) - 1_500
    return _document(head, body, _filling(chance, max(room, 0)), number).encode()


@cache
def _paragraphs() -> tuple[str, ...]:
    """Return the paragraphs of the tests' pages, offers and information alike."""
    found = []
    for path in sorted(TESTS.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        found += [
            re.sub(r"<[^>]+>|\s+", " ", part).strip()
            for part in re.findall(r"<(?:p|li)[ >](.*?)</(?:p|li)>", text, re.S)
        ]
    return tuple(part for part in found if len(part) > 40)


def _sections(chance: random.Random, wanted: int) -> list[str]:
    """Return sections with about so much text: a third of it what pages in this field say, the rest small talk."""
    made: list[str] = []
    while sum(map(len, made)) < wanted * MARKUP_A_CHARACTER:
        sentences = [_small_talk(chance) for _ in range(chance.randint(3, 8))]
        sentences.insert(chance.randrange(len(sentences)), chance.choice(_paragraphs()))
        made.append(
            SECTION.format(
                style=chance.randint(1, 9),
                width=chance.randint(1, 12),
                heading=f"{chance.choice(_NAMES)} in {chance.choice(_CITIES)}",
                text=" ".join(sentences),
                page=chance.randint(1, 999),
            )
        )
    return made


def _small_talk(chance: random.Random) -> str:
    return chance.choice(_SMALL_TALK).format(
        city=chance.choice(_CITIES),
        name=chance.choice(_NAMES),
        year=chance.randint(1990, 2026),
        number=chance.randint(2, 90),
    )


def _filling(chance: random.Random, size: int) -> tuple[str, str]:
    """Return what surrounds the text of real pages: half styles and scripts, half menus and images."""

    def number() -> int:
        return chance.randint(1, 9_999)

    rules = [f".u-{number()}{{margin:{number()}px;color:#{chance.randrange(16**6):06x}}}" for _ in range(size // 80)]
    items = [MENU_ITEM.format(style=number(), page=number(), image=number()) for _ in range(size // 380)]
    return "".join(rules), "".join(items)


def _document(head: str, body: str, filling: tuple[str, str], number: int) -> str:
    styles, menu = filling
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta name='description' content='A clinic that was made up for a measurement'>"
        f"<style>{styles}</style><script>window.dataLayer=window.dataLayer||[];</script></head>"
        f"<body class='page page-{number}'><header class='header'><nav class='menu'><ul>{menu}</ul></nav></header>"
        f"<main id='main'><h1>Stem cell clinic number {number}</h1>{body}</main>"
        "<footer class='footer'><p>Clinic Street 1. The information on this site is for education only.</p></footer>"
        "<script src='/app.js' defer></script></body></html>"
    )
