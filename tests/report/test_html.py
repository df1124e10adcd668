"""The HTML report: what it shows, in which order, and that nothing of the page can act in it."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from checker.catalogue import words
from checker.models import Band, Result, State, Zone
from checker.render import render_html
from checker.views.digest import best_first
from checker.views.links import place_link, safe_href
from checker.views.passage import passage
from checker.views.shown import NUMBERS_SHOWN
from checker.wording import visible

from . import samples
from .builders import capture, finding, identifier, outcome, page_facts, result, set_aside
from .hostile import infected
from .payloads import ADDRESSES, MARKUP


def soup(value: Result) -> BeautifulSoup:
    return BeautifulSoup(render_html(value), "lxml")


def shape(tree: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag.name, tuple(sorted(tag.attrs))) for tag in tree.find_all(True)]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("payload", MARKUP)
def test_text_of_others_never_becomes_markup(payload: str) -> None:
    tree = soup(infected(payload))

    assert shape(tree) == shape(soup(infected("plain words")))
    assert flat(visible(payload)) in flat(tree.get_text())


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_address_is_never_a_link(address: str) -> None:
    changed = replace(samples.typical(), capture=capture(final_url=address, requested_url=address))
    links = {str(tag["href"]) for tag in soup(changed).find_all("a")}

    assert safe_href(address) == ""
    assert all(re.match(r"https://[a-z.]+(/|$)|#[a-z]+", link) for link in links)
    assert not any("evil" in link for link in links)


@pytest.mark.parametrize("address", ["https://clinic.example", "http://clinic.example:8080/a-b_c/?q=1&r=%20#top"])
def test_plain_address_is_a_link(address: str) -> None:
    assert safe_href(address) == address


def test_outside_links_give_nothing_away() -> None:
    links = [tag for tag in soup(samples.typical()).find_all("a") if str(tag["href"]).startswith("http")]

    assert links
    assert {str(tag["referrerpolicy"]) for tag in links} == {"no-referrer"}
    assert {" ".join(tag["rel"]) for tag in links} == {"nofollow noopener noreferrer ugc"}


def test_policy_is_the_first_thing_in_head_and_allows_only_our_style() -> None:
    tree = soup(samples.typical())
    assert tree.head is not None
    first = tree.head.find(True)
    style = tree.head.style
    assert first is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(str(style.string).encode()).digest()).decode()

    assert first["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not tree.find_all(["script", "link", "iframe", "img", "form", "object"])
    assert not tree.find_all(style=True)


def test_same_result_gives_same_bytes_in_every_process() -> None:
    code = "from checker.render import *; from tests.report.samples import typical; r = typical(); "
    code += "import hashlib; print(hashlib.sha256((render_html(r) + render_json(r)).encode()).hexdigest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def test_first_screen_says_what_was_checked_then_result_then_limits_then_findings() -> None:
    tree = soup(samples.typical())
    tree.select_one(".paper").decompose()  # type: ignore[union-attr] # what is printed instead of the rest
    text = flat(tree.get_text(" "))
    order = [
        "We found 17 statements worth asking about on this page.",
        "Page checked Stem Cell Therapy for MS",
        "https://meridian-bay.example/stem-cell-therapy",
        "22 November 2026, 03:46 UTC",
        "642 words, in English",
        "Many warning signs The page makes",
        "The page promises that a serious disease can be reversed.",
        "What this does not tell you",
        words()("report.disclaimer"),
        "17 statements, strongest first",
        "The page says the treatment cures or reverses a disease.",
        "More statements to ask about",
        "Information we did not see",
        "Good signs seen",
        "What we could not check",
        "Looked like a claim and was not counted",
        "Questions to take along Print this page",
        "Talk to your own doctor",
        "Words you may meet",
        "How this was checked",
    ]
    places = [text.index(each) for each in order]

    assert places == sorted(places)


def test_report_has_one_h1_and_every_section_has_a_name() -> None:
    tree = soup(samples.typical())
    ids = [str(tag["id"]) for tag in tree.find_all(id=True)]
    named = [str(tag["aria-labelledby"]) for tag in tree.find_all("section")]

    assert len(tree.find_all("h1")) == 1
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)


def test_quote_is_marked_inside_its_sentence() -> None:
    quote = soup(samples.typical()).select_one(".finding blockquote bdi")

    assert quote is not None
    assert quote.decode_contents() == (
        "Our <mark>stem cell therapy reverses multiple sclerosis</mark> and gives families their lives back, "
        "without surgery and without drugs."
    )


def test_combination_shows_the_parts_it_stands_for_and_they_are_not_listed_again() -> None:
    tree = soup(samples.typical())
    parts = [flat(tag.get_text()) for tag in tree.select(".finding .part > p")]
    more = flat(tree.select_one(".more").get_text())  # type: ignore[union-attr] # the sample has such a list

    assert parts == [
        "The page offers cells to children with autism or cerebral palsy.",
        "No risks or side effects of the treatment are mentioned.",
    ]
    assert "children with autism" not in more


def test_missing_information_prints_its_base_rate() -> None:
    assert "about 75 in 100 clinic sites also leave this out" in render_html(samples.typical())


def test_hidden_disguised_and_softened_words_are_labelled() -> None:
    found = finding("It may cure MS.", "cure MS", hidden=True, disguised=True, softened_by=("hedge", "own_operator"))
    labels = [
        tag.get_text() for tag in soup(result(outcome("cure", "It says so.", findings=(found,)))).select(".label")
    ]

    assert labels == [
        "Hidden on the page: visitors probably do not see this",
        "Disguised: written with look-alike or invisible letters",
        "Softened: said with “may” or “could”",
        "Softened: own operator",
    ]


def test_set_aside_mention_names_its_reason_and_cue() -> None:
    mention = set_aside("We do not claim to cure autism.", "cure autism", "negated_purpose", "do not claim")
    only = result(outcome("cure", "It says so.", state=State.NOT_FOUND, set_aside=(mention,) * 45))
    text = flat(soup(only).get_text())

    assert "Not counted: the page says it does not offer or claim this (decided by “do not claim”)." in text
    assert "5 further mentions in the JSON form" in text


def test_unreadable_page_says_so_before_anything_else_and_counts_nothing() -> None:
    tree = soup(samples.not_judged())
    text = flat(tree.get_text(" "))

    assert text.index("Incomplete") < text.index("Could not judge We could not read enough")
    assert text.index("What we could not check") < text.index("What the page says")
    assert "That none stands here means nothing." in text
    assert "band-could_not_judge" in str(tree.select_one(".verdict"))
    assert [flat(tag.get_text(" ")) for tag in tree.select(".tiles a")] == [
        "2 not checked",
        "? Questions to take along",
    ]


def test_page_without_findings_is_not_called_fine() -> None:
    empty = replace(samples.few(), outcomes=())
    text = flat(soup(empty).get_text(" "))

    assert "We met none of the statements we look for" in text
    assert "does not mean that a treatment works or is free of harm" in text
    assert "We saw none of the good signs we look for." in text
    assert "Every rule could be tried" not in text


def test_nothing_open_is_said_in_words() -> None:
    full = samples.few()
    closed = replace(full, outcomes=(), assessment=replace(full.assessment, could_not_see=(), reasons=()))

    assert "Every rule could be tried on the text we read." in render_html(closed)


def test_many_open_rules_come_before_the_findings() -> None:
    full = samples.typical()
    half = tuple(replace(each, state=State.COULD_NOT_CHECK) for each in full.outcomes[:40])
    text = render_html(replace(full, outcomes=half + full.outcomes[40:]))

    assert text.index("What we could not check</h2>") < text.index("What the page says</h2>")


def test_addresses_opened_by_hand_are_printed_above_the_result() -> None:
    text = render_html(samples.some())

    assert text.index("10.1.0.0/16") < text.index("Some warning signs</h2>")


def test_cut_page_is_headed_incomplete() -> None:
    text = flat(soup(samples.some()).get_text(" "))

    assert "Incomplete Part of this page could not be read." in text
    assert "61,000 of 90,000 bytes" in text


def test_limits_alone_head_the_report_incomplete() -> None:
    limited = replace(samples.few(), page=page_facts(limits=samples.some().page.limits))

    assert '<h2 id="incomplete">Incomplete</h2>' in render_html(limited)


def test_method_lists_every_rule_the_hashes_and_the_command() -> None:
    full = samples.typical()
    tree = soup(full)
    rules = [tag.get_text() for tag in tree.select(".rules th code")]

    assert rules == [each.rule for each in full.outcomes]
    assert {full.capture.sha256, full.page.text_sha256, full.pack.sha256} <= {t.get_text() for t in tree.select("code")}
    assert tree.select_one(".command").get_text() == "clinic-check check https://meridian-bay.example/"  # type: ignore[union-attr] # always there


def test_command_to_repeat_cannot_run_another_command() -> None:
    odd = replace(samples.few(), capture=capture(requested_url="https://a.example/;rm -rf $(x)'"))

    assert "clinic-check check &#39;https://a.example/;rm -rf $(x)&#39;&#34;&#39;&#34;&#39;&#39;" in render_html(odd)


def test_largest_report_stays_under_one_megabyte() -> None:
    long = finding('"<\u202e' * 2_000, zone=Zone.TEXT, heading_path=("&" * 500,))
    mention = set_aside("& " * 2_000, "& & &", "negation", "'" * 900)
    loud = outcome("rule", "A title of ordinary length.", findings=(long,) * 30, set_aside=(mention,) * 30)
    big = result(*(replace(loud, rule=f"rule-{number}") for number in range(150)))

    # A failing assertion would print the value itself, which takes gigabytes: compare a plain number.
    size_bytes = len(render_html(big).encode())

    assert size_bytes < 1_000_000


def test_lone_surrogate_still_gives_a_file_that_can_be_written() -> None:
    assert "␣U+D800␣" in render_html(infected("a\ud800b")).encode().decode()


def test_place_link_opens_the_page_at_the_quote() -> None:
    short = finding("We cure well-known diseases, fast & easy.", "cure well-known diseases, fast & easy")
    long = finding("One two three four five six seven eight nine ten.")

    assert place_link("https://a.example/p#top", short) == (
        "https://a.example/p#:~:text=cure%20well%2Dknown%20diseases%2C%20fast%20%26%20easy"
    )
    assert place_link("https://a.example/", long) == (
        "https://a.example/#:~:text=One%20two%20three%20four,seven%20eight%20nine%20ten."
    )


def test_words_no_visitor_sees_have_no_place_link() -> None:
    places = [finding("x", zone=Zone.META), finding("x", hidden=True), finding("x", disguised=True), finding(" ")]

    assert [place_link("https://a.example/", each) for each in places] == [""] * 4


def test_long_sentence_is_cut_around_its_quote() -> None:
    found = finding(f"{'before ' * 100}THE QUOTE{' after' * 100}", "THE QUOTE")
    shown = passage(found, 200)

    assert shown.quote == "THE QUOTE"
    assert shown.before.startswith("… ")
    assert shown.after.endswith(" …")
    assert len(shown.before) + len(shown.after) < 220


def test_quote_that_leaves_its_sentence_is_shown_alone() -> None:
    stray = replace(finding("One. Two.", "Two"), sentence="One.")

    assert passage(stray).before + passage(stray).after == ""
    assert passage(stray).quote == "Two"


def test_place_that_visitors_read_is_quoted_before_titles_menus_and_hidden_data() -> None:
    zones = [Zone.META, Zone.NAV, Zone.TITLE, Zone.TEXT, Zone.LIST]
    findings = (finding("x", hidden=True), *(finding("x", zone=zone) for zone in zones))

    assert [(each.zone, each.hidden) for each in best_first(findings)] == [
        (Zone.TEXT, False),
        (Zone.LIST, False),
        (Zone.NAV, False),
        (Zone.META, False),
        (Zone.TITLE, False),
        (Zone.TEXT, True),
    ]


@pytest.mark.parametrize("band", Band)
def test_each_band_has_its_own_symbol_and_words(band: Band) -> None:
    full = samples.typical()
    tree = soup(replace(full, assessment=replace(full.assessment, band=band, headline="of the result")))
    verdict = tree.select_one(f".verdict.band-{band.value}")

    assert verdict is not None
    assert verdict.select_one("svg[aria-hidden=true]") is not None
    assert verdict.select_one("h2").get_text() == words().of(band)  # type: ignore[union-attr] # always there


def test_numbers_stand_in_the_technical_part_with_their_check_and_a_place_to_look_them_up() -> None:
    table = soup(samples.typical()).select_one(".annex table.numbers")
    assert table is not None
    rows = [[flat(cell.get_text()) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]

    assert rows[0] == [
        "NCT04629158",
        "ClinicalTrials.gov number",
        "Has the right shape. Nothing in such a number can be recalculated.",
        "ClinicalTrials.gov, United States",
    ]
    assert rows[1][0] == "2016-002748-18 only in the address of a link"
    assert rows[2][2] == "Does not pass the number's own arithmetic: mistyped or not genuine."
    assert next(str(link["href"]) for link in table.find_all("a")) == "https://clinicaltrials.gov/study/NCT04629158"
    assert table.find_all("tr")[-1].find("a") is None


def test_long_list_of_numbers_is_cut_and_says_so() -> None:
    many = tuple(identifier(f"NCT{number:08}") for number in range(4_100_000, 4_100_000 + NUMBERS_SHOWN + 7))
    table = soup(replace(samples.short(), identifiers=many)).select_one("table.numbers")
    assert table is not None

    assert len(table.select("tbody tr")) == NUMBERS_SHOWN
    assert f"the first {NUMBERS_SHOWN} of {NUMBERS_SHOWN + 7}" in flat(table.get_text())


def test_page_without_numbers_says_so() -> None:
    assert "None of the kinds of number we know" in flat(soup(result()).get_text())


def test_one_of_a_thing_is_named_as_one() -> None:
    full = samples.typical()
    first_good = next(each.rule for each in full.outcomes if each.good and each.state is State.FIRED)
    one = replace(full, outcomes=tuple(each for each in full.outcomes if not each.good or each.rule == first_good))
    tile = soup(one).select_one('.tiles a[href="#good"]')

    assert tile is not None
    assert flat(tile.get_text()) == "1 good sign"
