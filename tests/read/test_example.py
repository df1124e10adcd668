"""Pages made of one text, for the examples in rules."""

import pytest

from checker.models import Block, Zone
from checker.read import page_of_text
from checker.status import Status


def test_paragraphs_become_blocks_of_the_zone() -> None:
    page = page_of_text("One is here.\n\nTwo is\nthere.", zone=Zone.LIST)

    assert page.text == "One is here.\nTwo is there."
    assert page.blocks == (Block(zone=Zone.LIST, start=0, end=12), Block(zone=Zone.LIST, start=13, end=26))
    assert [page.text[s.start : s.end] for s in page.sentences] == ["One is here.", "Two is there."]
    assert (page.status, page.language, page.url) == (Status.OK, "en", "example")


def test_heading_and_lead_in_stand_before_and_are_linked() -> None:
    page = page_of_text("Autism", zone=Zone.LIST, heading="Care", lead_in="We see:")

    heading, lead, item = page.blocks
    assert page.text == "Care\nWe see:\nAutism"
    assert (heading.zone, lead.zone, item.zone) == (Zone.HEADING, Zone.TEXT, Zone.LIST)
    assert item.heading_path == ("Care",)
    assert item.lead_in == (lead.start, lead.end)


def test_the_hidden_zone_makes_hidden_text() -> None:
    page = page_of_text("Small print.", zone=Zone.HIDDEN)

    assert (page.blocks[0].zone, page.blocks[0].hidden) == (Zone.TEXT, True)
    assert page.counts.hidden_words == 2


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_an_empty_text_makes_a_page_without_blocks(text: str) -> None:
    assert page_of_text(text).blocks == ()
