"""A site makes a claim where one page makes it, and leaves out only what no page says."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.assess import assess
from checker.models import Outcome, Page, PageKind, State
from checker.read import page_of_text
from checker.rulebook.pack import Pack
from checker.site.examine import as_one, examine_site
from checker.status import Status
from tests.builders import pack_of, rule_text

FILLER = "The house stands near the river and the garden is open to all of us. " * 20
RULES = {
    "cure/cure-one": rule_text("cure-one", body="claim: {phrases: ['we cure']}"),
    "disclosure/disclosure-harm": rule_text("disclosure-harm", body="absence: {phrases: ['harm']}"),
    "hype/hype-count": rule_text(
        "hype-count", body="measure: {phrases: ['wonder'], levels: [{at_least: 2, severity: high}]}"
    ),
    "site/site-apart": rule_text(
        "site-apart",
        body="combination: {all_of: [{of: [cure-one]}, {of: [hype-count]}], min_pages: 2, on_different_pages: true}",
    ),
    "site/site-five": rule_text("site-five", body="combination: {all_of: [{of: [disclosure-harm]}], min_pages: 3}"),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_of(Path(tmp_path_factory.mktemp("site")), RULES)


def pages(*texts: str) -> list[Page]:
    return [
        page_of_text(f"{text} {FILLER}", url=f"https://clinic.example/{number}") for number, text in enumerate(texts)
    ]


def judged(pack: Pack, *texts: str) -> dict[str, Outcome]:
    return {item.rule: item for item in examine_site(pages(*texts), pack)[0].outcomes}


def test_claim_of_a_further_page_names_its_page(pack: Pack) -> None:
    found = judged(pack, "We cure it.", "Nothing.", "Here we cure you.")["cure-one"]

    assert (found.state, found.reason) == (State.FIRED, "Found on 2 of the 3 pages read.")
    assert [(item.quote, item.page) for item in found.findings] == [
        ("We cure", ""),
        ("we cure", "https://clinic.example/2"),
    ]


def test_every_quote_stands_at_its_place_on_its_own_page(pack: Pack) -> None:
    read = pages("We cure it.", "Nothing.", "Here we cure you.")
    texts = {page.url: page.text for page in read} | {"": read[0].text}

    for item in examine_site(read, pack)[0].outcomes:
        for finding in item.findings:
            assert texts[finding.page][finding.start : finding.end] == finding.quote


def test_information_is_missing_only_where_no_page_gives_it(pack: Pack) -> None:
    nowhere = judged(pack, "One.", "Two.")["disclosure-harm"]
    elsewhere = judged(pack, "One.", "It can harm.")["disclosure-harm"]
    here = judged(pack, "It can harm.", "Two.")["disclosure-harm"]

    assert (nowhere.state, nowhere.reason) == (State.FIRED, "On none of the 2 pages read.")
    assert elsewhere.state is State.NOT_FOUND
    assert elsewhere.reason == "Another page mentions it: https://clinic.example/1"
    assert (here.state, here.reason) == (State.NOT_FOUND, "The page mentions it.")


def test_page_read_in_part_leaves_open_what_is_missing(pack: Pack) -> None:
    one, two = pages("One.", "Two.")
    examination, _ = examine_site([one, replace(two, status=Status.PARTIAL)], pack)
    found = next(item for item in examination.outcomes if item.rule == "disclosure-harm")

    assert (found.state, found.reason) == (State.COULD_NOT_CHECK, "Part of a page was not read; it may stand there.")


def test_combination_over_pages_needs_its_parts_apart(pack: Pack) -> None:
    wonders = "A wonder, a wonder."

    assert judged(pack, "We cure.", wonders)["site-apart"].state is State.FIRED
    assert judged(pack, f"We cure. {wonders}", "Two.")["site-apart"].state is State.NOT_FOUND
    assert judged(pack, f"We cure. {wonders}")["site-apart"].state is State.NOT_APPLICABLE
    assert judged(pack, "One.", "Two.", "Three.")["site-five"].state is State.FIRED
    assert judged(pack, "One.", "Two.")["site-five"].state is State.NOT_APPLICABLE


def test_pages_that_cannot_be_judged_are_left_out(pack: Pack) -> None:
    one, two, three = pages("One.", "We cure.", "Three.")
    foreign = replace(two, language="es")

    examination, kinds = examine_site([one, foreign, three], pack)

    found = {item.rule: item for item in examination.outcomes}
    assert found["cure-one"].state is State.NOT_FOUND
    assert found["disclosure-harm"].reason == "On none of the 2 pages read."
    assert [kind.kind if kind else None for kind in kinds] == [PageKind.INFORMATION, None, PageKind.INFORMATION]
    with pytest.raises(ValueError, match="none of the pages"):
        examine_site([foreign], pack)


def test_site_is_judged_on_the_words_of_all_its_pages(pack: Pack) -> None:
    read = pages("We cure it.", "Nothing.")
    examination, _ = examine_site(read, pack)

    assessment, _ = assess(as_one(read, pack), examination, pack, pages=2)

    words = sum(page.counts.words for page in read)
    assert assessment.reliability_line == f"Fair: {words} words of 2 pages were read; the rest of the site was not."
    assert assessment.could_not_see[-1].startswith("Further pages of this site")
