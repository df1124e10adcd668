"""A site's robots.txt is asked, understood and obeyed as RFC 9309 says; what cannot be read forbids."""

import contextlib
import gzip
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

import pytest

from checker.errors import TargetError
from checker.net.asking import Asked
from checker.net.robots import MOST_BYTES, SITES_KEPT, Robots, forbidding_line
from checker.status import Status

from .server import OPEN, reply
from .site import Site


def robots() -> Robots:
    return Robots(OPEN, Asked())


def told(
    robots_txt: bytes, path: str = "page", others: Mapping[str, bytes] = MappingProxyType({})
) -> float | TargetError:
    """Return the pause a site asks for, or what forbids its page."""
    with Site({"/robots.txt": robots_txt, **others}) as site:
        try:
            return robots().delay_for(site.url + path)
        except TargetError as error:
            return error


def says(text: str | bytes, *headers: str) -> bytes:
    return reply(200, "Content-Type: text/plain", *headers, body=text.encode() if isinstance(text, str) else text)


ALLOWED = [
    ("nothing", ""),
    ("another page", "User-agent: *\nDisallow: /private"),
    ("another program", "User-agent: other\nDisallow: /"),
    ("everything", "User-agent: *\nDisallow:"),
    ("a longer allow", "User-agent: *\nDisallow: /p\nAllow: /page"),
    ("an allow of equal length", "User-agent: *\nDisallow: /page\nAllow: /page"),
    (
        "our own group",
        "User-agent: *\nDisallow: /\n\nUser-agent: Clinic-Check\nDisallow: /x",
    ),
    ("an end that does not fit", "User-agent: *\nDisallow: /pag$"),
    ("a page of markup", "<html><p>Welcome</p></html>"),
    ("rubbish", "\x00\x01 Disallow / \ufffd"),
]


@pytest.mark.parametrize("text", [text for _, text in ALLOWED], ids=[what for what, _ in ALLOWED])
def test_a_page_may_be_read(text: str) -> None:
    assert told(says(text)) == 0.0


FORBIDDEN = [
    ("User-agent: *\nDisallow: /", ":2: Disallow: /"),
    ("\ufeffUser-agent: *\nDisallow: /", ":2: Disallow: /"),
    ("User-agent: CLINIC-CHECK\nDisallow: /page", ":2: Disallow: /page"),
    ("# a\nUser-agent: *\nAllow: /p\nDisallow: /other\nDisallow: /pag*e$ # b\n", ":5: Disallow: /pag*e$ # b"),
    ("User-agent: x\nUser-agent: *\nDisallow: /q\n\nUser-agent: *\nDisallow: /page", ":6: Disallow: /page"),
    ("User-agent: *\rDisallow: /page\r", ":2: Disallow: /page"),
    ("User-agent: x\nDisallow: /\nUser-agent: *\ndisallow:/page", ":4: disallow:/page"),
]


@pytest.mark.parametrize(("text", "line"), FORBIDDEN)
def test_a_page_may_not_be_read_and_the_line_is_named(text: str, line: str) -> None:
    error = told(says(text))

    assert isinstance(error, TargetError)
    assert error.status is Status.ROBOTS
    assert error.detail.endswith(f"/robots.txt{line}")


def test_queries_belong_to_the_path() -> None:
    error = told(says("User-agent: *\nDisallow: /*?preview"), "page?preview=1")

    assert isinstance(error, TargetError)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451])
def test_no_such_file_allows_everything(code: int) -> None:
    assert told(reply(code)) == 0.0


@pytest.mark.parametrize("answer", [reply(204), says("")])
def test_an_empty_file_allows_everything(answer: bytes) -> None:
    assert told(answer) == 0.0


UNREADABLE = [reply(500), reply(503), reply(429), reply(304), says("x", "Content-Encoding: gzip"), b"SSH-2.0-x\r\n"]


@pytest.mark.parametrize("answer", UNREADABLE, ids=["500", "503", "429", "304", "damaged", "no HTTP"])
def test_a_file_that_cannot_be_read_forbids_everything(answer: bytes) -> None:
    error = told(answer)

    assert isinstance(error, TargetError)
    assert error.status is Status.ROBOTS
    assert "/robots.txt could not be read: " in error.detail


def test_a_site_that_cannot_be_reached_is_named_as_that() -> None:
    with Site({}) as site:
        url = site.url
    with pytest.raises(TargetError) as caught:
        robots().delay_for(url)

    assert caught.value.status is Status.CONNECTION


@pytest.mark.parametrize("content_type", ["text/plain", "text/html", "application/octet-stream", "image/png", "x"])
def test_the_file_is_read_whatever_type_it_claims(content_type: str) -> None:
    answer = reply(200, f"Content-Type: {content_type}", body=b"User-agent: *\nDisallow: /page")

    assert isinstance(told(answer), TargetError)


def test_redirects_are_followed_and_count_for_the_first_site() -> None:
    moved = reply(301, "Location: /moved.txt")

    error = told(moved, others={"/moved.txt": says("User-agent: *\nDisallow: /page")})

    assert isinstance(error, TargetError)
    assert "/robots.txt:2: Disallow: /page" in error.detail


def test_a_chain_of_more_than_five_redirects_is_no_file() -> None:
    chain = {f"/{number}": reply(301, f"Location: /{number + 1}") for number in range(1, 9)}

    assert told(reply(301, "Location: /1"), others=chain) == 0.0


def test_the_first_500_kibibytes_count() -> None:
    filler = "# x\n" * (MOST_BYTES // 4 - 10)

    inside = told(says("User-agent: *\nDisallow: /page\n" + filler * 2))
    beyond = told(says("User-agent: *\n" + filler + "#" * 60 + "\nDisallow: /page\n"))

    assert isinstance(inside, TargetError)
    assert beyond == 0.0


def test_an_endless_file_ends_after_them() -> None:
    packed = gzip.compress(b"User-agent: *\nDisallow: /page\n" + b"#" * 900_000)

    assert isinstance(told(says(packed, "Content-Encoding: gzip")), TargetError)


@pytest.mark.parametrize(("given", "seconds"), [("0", 0), ("7.5", 7.5), ("3600", 3_600), ("abc", 0), ("-3", 0)])
def test_the_pause_a_site_asks_for_is_told(given: str, seconds: float) -> None:
    assert told(says(f"User-agent: *\nCrawl-delay: {given}\nDisallow: /x")) == seconds


def test_a_site_is_asked_once_a_day() -> None:
    now = [0.0]
    with Site({"/robots.txt": says("User-agent: *\nDisallow: /x")}) as site:
        asking = Robots(OPEN, Asked(), clock=lambda: now[0])
        for at in (0, 10, 86_000, 86_500):
            now[0] = at
            asking.delay_for(site.url)

    assert site.asked == ["/robots.txt"] * 2


def test_what_a_site_said_is_known_without_asking_it_again() -> None:
    text = "User-agent: *\nCrawl-delay: 7\nDisallow: /page\nSitemap: https://a.example/map.xml"
    with Site({"/robots.txt": says(text)}) as site:
        asking = robots()
        before = asking.known_delay_s(site.url), asking.known_sitemaps(site.url)
        with pytest.raises(TargetError):
            asking.delay_for(site.url + "page")
        after = asking.known_delay_s(site.url), asking.known_sitemaps(site.url)

    assert before == (0.0, ())
    assert after == (7.0, ("https://a.example/map.xml",))
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("answer", [reply(404), reply(500)])
def test_of_a_site_that_said_nothing_nothing_is_known(answer: bytes) -> None:
    with Site({"/robots.txt": answer}) as site:
        asking = robots()
        with contextlib.suppress(TargetError):
            asking.delay_for(site.url)

        assert (asking.known_delay_s(site.url), asking.known_sitemaps(site.url)) == (0.0, ())


def test_a_site_that_cannot_be_reached_is_not_asked_for_its_pause_again() -> None:
    asked: list[str] = []

    def turn(address: str) -> AbstractContextManager[None]:
        asked.append(address)
        raise TargetError(address, Status.CONNECTION)

    asking = Robots(OPEN, Asked(turn=turn))
    with pytest.raises(TargetError):
        asking.delay_for("http://a.example/")

    assert asking.known_delay_s("http://a.example/") == 0.0
    assert asked == ["http://a.example/robots.txt"]


def test_only_the_sites_seen_last_are_remembered() -> None:
    asked: list[str] = []

    def turn(address: str) -> AbstractContextManager[None]:
        asked.append(address)
        raise TargetError(address, Status.STOP_LIST)

    asking = Robots(OPEN, Asked(turn=turn))
    names = [f"http://127.0.0.1:{port}" for port in range(1_000, 1_000 + SITES_KEPT + 1)]
    for name in [*names, names[-1], names[0]]:
        with pytest.raises(TargetError):
            asking.delay_for(f"{name}/")

    assert [asked.count(f"{name}/robots.txt") for name in (names[0], names[-1])] == [2, 1]


def test_a_site_that_could_not_answer_is_asked_again_after_five_minutes() -> None:
    now = [0.0]
    with Site({"/robots.txt": [reply(500), says("")]}) as site:
        asking = Robots(OPEN, Asked(), clock=lambda: now[0])
        for at in (0, 100):
            now[0] = at
            with pytest.raises(TargetError):
                asking.delay_for(site.url)
        now[0] = 301

        assert asking.delay_for(site.url) == 0.0


def test_no_line_is_named_where_none_forbids() -> None:
    assert forbidding_line("User-agent: *\nDisallow: /x", "https://a.example/page") == ""


def test_a_hostile_file_is_answered_quickly() -> None:
    stars = "User-agent: *\nDisallow: /" + "*a" * 3_000 + "\n" + "Disallow: /page\n" * 20_000

    assert forbidding_line(stars, "https://a.example/page") == ":20002: Disallow: /page"
