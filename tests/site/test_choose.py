"""Further pages are those likely to hold what is missing, of the same site, one for each topic first."""

import pytest

from checker.models import Link
from checker.net.sitemap import MOST_ADDRESSES, is_index, links_of
from checker.site.choose import choose, documents
from tests.builders import real_pack

HOME = "https://www.clinic.example/"
WANTED = real_pack().site_pages


def chosen(*links: tuple[str, str], most: int = 10, url: str = HOME) -> list[str]:
    return [page.url for page in choose(url, [Link(href=href, text=text) for href, text in links], WANTED, most=most)]


def test_one_page_for_each_topic_comes_before_a_second_for_any() -> None:
    found = chosen(
        ("https://www.clinic.example/stem-cell-therapy", "Stem cell therapy"),
        ("https://www.clinic.example/exosomes", "Exosomes"),
        ("https://www.clinic.example/risks", "Risks and side effects"),
        ("https://www.clinic.example/x", "How much does it cost?"),
        ("https://www.clinic.example/team", "Our doctors"),
        most=4,
    )

    assert found == [
        "https://www.clinic.example/risks",
        "https://www.clinic.example/stem-cell-therapy",
        "https://www.clinic.example/x",
        "https://www.clinic.example/team",
    ]


def test_address_alone_tells_a_topic() -> None:
    assert chosen(("https://clinic.example/pages/side-effects.html", "")) == [
        "https://clinic.example/pages/side-effects.html"
    ]


LEFT = [
    ("another site", "https://other.example/risks"),
    ("a site under the same name", "https://shop.clinic.example/risks"),
    ("a name that only ends alike", "https://evilclinic.example/risks"),
    ("mail", "mailto:risks@clinic.example"),
    ("a script", "javascript:risks()"),
    ("a file of the reader's", "file:///risks"),
    ("a document", "https://www.clinic.example/risks.pdf"),
    ("a picture", "https://www.clinic.example/risks.jpg"),
    ("another language", "https://www.clinic.example/es/risks"),
    ("the page itself", "https://www.clinic.example/#risks"),
    ("a log-in", "https://www.clinic.example/login/risks"),
    ("a broken address", "https://[clinic.example/risks"),
    ("no address", ""),
]


@pytest.mark.parametrize("href", [href for _, href in LEFT], ids=[name for name, _ in LEFT])
def test_link_is_not_followed(href: str) -> None:
    assert chosen((href, "Risks")) == []


def test_one_page_is_chosen_once_however_it_is_written() -> None:
    found = chosen(
        ("https://www.clinic.example/faq/", "FAQ"),
        ("https://clinic.example/faq#top", "Questions"),
        ("https://www.clinic.example/faq", "Frequently asked questions"),
    )

    assert found == ["https://www.clinic.example/faq/"]


def test_pages_in_the_language_of_the_given_page_are_followed() -> None:
    assert chosen(("https://clinic.example/de/faq", "FAQ"), url="https://clinic.example/de/") != []


def test_paragraph_of_text_is_no_name_of_a_page() -> None:
    long = "Read on here. " * 12 + "risks"

    assert chosen(("https://www.clinic.example/p/12", long)) == []


def test_documents_named_like_consent_forms_are_listed() -> None:
    links = [
        Link(href="https://clinic.example/files/informed-consent.pdf", text="Download"),
        Link(href="https://clinic.example/f/1.docx", text="Our brochure"),
        Link(href="https://clinic.example/menu.pdf", text="Lunch"),
        Link(href="https://clinic.example/brochure", text="Brochure"),
    ]

    assert [link.href for link in documents(links, WANTED)] == [links[0].href, links[1].href]


def test_sitemap_gives_its_addresses_and_nothing_else() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "https://clinic.example/boom">]><urlset>'
        "<url><loc>https://clinic.example/faq?a=1&amp;b=2</loc></url>"
        "<url><loc><![CDATA[https://clinic.example/risks]]></loc></url><url><loc>&a;</loc></url></urlset>"
    )

    assert [link.href for link in links_of(text)] == [
        "https://clinic.example/faq?a=1&b=2",
        "https://clinic.example/risks",
        "&a;",
    ]
    assert not is_index(text)
    assert is_index('<sitemapindex xmlns="x"><sitemap><loc>https://clinic.example/a.xml</loc></sitemap></sitemapindex>')


def test_endless_sitemap_ends() -> None:
    assert len(links_of("<loc>https://clinic.example/a</loc>" * 5_000)) == MOST_ADDRESSES
