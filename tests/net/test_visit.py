"""A visit is polite: shown by what a real server on the loopback was asked, and when."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.errors import AnswerError, TargetError
from checker.net.asking import NotModified, Validators, validators_of
from checker.net.manners import Manners
from checker.net.pace import Pace
from checker.net.policy import Limits
from checker.net.visit import MOST_SITEMAPS, Visitor
from checker.status import Status

from .server import OPEN, reply
from .site import PAGE, Site

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
GAP_S = 0.15
HTML = reply(200, "Content-Type: text/html", body=PAGE)
FORBIDS = reply(200, body=b"User-agent: *\nDisallow: /private\n")


def visitor(gap_s: float = 0.0, manners: Manners | None = None) -> Visitor:
    return Visitor(manners or Manners(), policy=OPEN, pace=Pace(gap_s), clock=lambda: NOON)


def test_robots_txt_is_asked_first_and_then_the_page_after_a_pause() -> None:
    with Site({"/page": HTML}) as site:
        page = visitor(GAP_S).read(site.url + "page")

    assert page.body == PAGE
    assert site.asked == ["/robots.txt", "/page"]
    assert site.gaps[0] >= GAP_S


def test_a_page_that_robots_txt_forbids_is_never_asked_for() -> None:
    with Site({"/robots.txt": FORBIDS, "/private": HTML}) as site, pytest.raises(TargetError) as caught:
        visitor().read(site.url + "private")

    assert (caught.value.status, site.asked) == (Status.ROBOTS, ["/robots.txt"])
    assert caught.value.detail == f"{site.url}robots.txt:2: Disallow: /private"


def test_with_a_reason_robots_txt_is_not_asked() -> None:
    with Site({"/robots.txt": FORBIDS, "/private": HTML}) as site:
        page = visitor(manners=Manners(ignored_robots="a regulator keeps evidence")).read(site.url + "private")

    assert (page.body, site.asked) == (PAGE, ["/private"])


def test_a_redirect_to_a_forbidden_page_is_not_followed() -> None:
    answers = {"/robots.txt": FORBIDS, "/page": reply(302, "Location: /private")}
    with Site(answers) as site, pytest.raises(TargetError) as caught:
        visitor().read(site.url + "page")

    assert (caught.value.status, site.asked) == (Status.ROBOTS, ["/robots.txt", "/page"])


def test_a_redirect_to_another_site_asks_that_site_too() -> None:
    other = Site({"/robots.txt": FORBIDS, "/private": HTML})
    site = Site({"/page": reply(302, f"Location: {other.url}private")})
    with other, site, pytest.raises(TargetError) as caught:
        visitor().read(site.url + "page")

    assert (caught.value.status, site.asked, other.asked) == (Status.ROBOTS, ["/robots.txt", "/page"], ["/robots.txt"])


def test_redirects_too_are_a_pause_apart() -> None:
    with Site({"/page": reply(302, "Location: /moved"), "/moved": HTML}) as site:
        visitor(GAP_S).read(site.url + "page")

    assert site.asked == ["/robots.txt", "/page", "/moved"]
    assert min(site.gaps) >= GAP_S


def test_several_threads_ask_one_host_one_after_another_with_pauses() -> None:
    with Site({f"/{number}": HTML for number in range(5)}, takes_s=0.05) as site:
        shared = visitor(GAP_S)
        threads = [threading.Thread(target=shared.read, args=(f"{site.url}{number}",)) for number in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)

    assert sorted(site.asked) == ["/0", "/1", "/2", "/3", "/4", "/robots.txt"]
    assert site.most_at_once == 1
    assert min(site.gaps) >= GAP_S


def test_the_pause_that_robots_txt_asks_for_is_kept() -> None:
    with Site({"/robots.txt": reply(200, body=b"User-agent: *\nCrawl-delay: 0.4\n"), "/page": HTML}) as site:
        visitor().read(site.url + "page")

    assert site.gaps[0] >= 0.4


@pytest.mark.parametrize(("asked_s", "kept_s"), [(9, 9.0), (3_600, 60.0)])
def test_the_pause_a_visited_site_asked_for_is_told_up_to_a_minute(asked_s: int, kept_s: float) -> None:
    with Site({"/robots.txt": reply(200, body=b"User-agent: *\nCrawl-delay: %d\nDisallow: /" % asked_s)}) as site:
        visiting = visitor()
        with pytest.raises(TargetError):
            visiting.read(site.url)

        assert visiting.gap_s(site.url) == kept_s
        assert site.asked == ["/robots.txt"]


LISTS = b"<urlset><url><loc>https://a.example/risks</loc></url></urlset>"


def test_only_sitemaps_of_the_same_host_are_read() -> None:
    site = Site({"/page": HTML, "/own.xml": reply(200, body=LISTS)})
    foreign = site.url.replace("127.0.0.1", "127.0.0.2") + "own.xml"
    index = f"<sitemapindex>{f'<loc>{foreign}</loc>' * MOST_SITEMAPS}<loc>{site.url}own.xml</loc></sitemapindex>"
    site.answers["/robots.txt"] = [reply(200, body=f"Sitemap: {foreign}\nSitemap: {site.url}index.xml".encode())]
    site.answers["/index.xml"] = [reply(200, body=index.encode())]
    with site:
        visiting = visitor()
        visiting.read(site.url + "page")
        links = visiting.read_sitemap(site.url + "page")

    assert [link.href for link in links] == ["https://a.example/risks"]
    assert site.asked == ["/robots.txt", "/page", "/index.xml", "/own.xml"]


def test_waiting_does_not_use_up_the_time_of_the_site() -> None:
    with Site({"/page": HTML}) as site:
        page = visitor(0.5).read(site.url + "page", limits=Limits(deadline_s=0.4))

    assert page.body == PAGE


def test_a_wait_the_site_asks_for_is_kept_and_noted() -> None:
    busy = reply(503, "Retry-After: 1")
    with Site({"/page": [busy, HTML]}) as site:
        page = visitor().read(site.url + "page")

    assert site.asked == ["/robots.txt", "/page", "/page"]
    assert site.gaps[1] >= 1
    assert page.notes == ("The site asked to wait 1 second (HTTP 503); we waited and asked again.",)


def test_a_moment_in_the_past_is_no_wait() -> None:
    busy = reply(429, "Retry-After: Wed, 25 Nov 2026 11:00:00 GMT")
    with Site({"/page": [busy, HTML]}) as site:
        page = visitor().read(site.url + "page")

    assert (page.body, len(page.notes)) == (PAGE, 1)


def test_a_site_that_stays_busy_is_asked_three_times() -> None:
    with Site({"/page": reply(429, "Retry-After: 0")}) as site, pytest.raises(AnswerError) as caught:
        visitor().read(site.url + "page")

    assert site.asked == ["/robots.txt", "/page", "/page", "/page"]
    assert (caught.value.status, caught.value.detail) == (Status.ASKED_TO_WAIT, "HTTP 429, for 0 seconds")


def test_a_long_wait_is_told_and_the_host_left_alone() -> None:
    with Site({"/page": reply(503, "Retry-After: 3600"), "/other": HTML}) as site:
        visiting = visitor()
        with pytest.raises(TargetError) as first:
            visiting.read(site.url + "page")
        with pytest.raises(TargetError) as second:
            visiting.read(site.url + "other")

    assert site.asked == ["/robots.txt", "/page"]
    assert (first.value.status, first.value.detail) == (Status.ASKED_TO_WAIT, "HTTP 503, for 3,600 seconds")
    assert second.value.status is Status.ASKED_TO_WAIT


@pytest.mark.parametrize(("answer", "status"), [(429, Status.BLOCKED), (503, Status.HTTP_ERROR)])
def test_without_a_wait_that_can_be_read_nothing_is_asked_twice(answer: int, status: Status) -> None:
    with Site({"/page": reply(answer, "Retry-After: soon")}) as site, pytest.raises(TargetError) as caught:
        visitor().read(site.url + "page")

    assert (caught.value.status, site.asked) == (status, ["/robots.txt", "/page"])


def test_our_name_and_contact_are_sent_with_every_request() -> None:
    with Site({"/page": HTML}) as site:
        visitor(manners=Manners(contact="me@office.example")).read(site.url + "page")

    assert len(site.requests) == 2
    assert all(b"\r\nUser-Agent: clinic-check/" in request for request in site.requests)
    assert all(request.count(b"contact: me@office.example)\r\n") == 1 for request in site.requests)


def test_a_listed_site_is_never_visited(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("127.0.0.1\n", encoding="utf-8")
    with Site({"/page": HTML}) as site, pytest.raises(TargetError) as caught:
        visitor(manners=Manners(stop_lists=(tmp_path / "list.txt",))).read(site.url + "page")

    assert (caught.value.status, site.asked) == (Status.STOP_LIST, [])
    assert caught.value.detail == f"{tmp_path / 'list.txt'}:1"


KEPT = reply(200, "Content-Type: text/html", 'ETag: "1"', "Last-Modified: Wed, 25 Nov 2026 11:00:00 GMT", body=PAGE)


def test_an_unchanged_page_is_a_value_and_not_an_error() -> None:
    with Site({"/page": [KEPT, reply(304, 'ETag: "1"')]}) as site:
        visiting = visitor()
        kept = validators_of(visiting.read(site.url + "page"))
        assert kept is not None
        again = visiting.read_again(site.url + "page", kept)

    assert again == NotModified(
        requested_url=site.url + "page", url=site.url + "page", validators=kept, answered_at=NOON
    )
    assert b'If-None-Match: "1"\r\n' in site.requests[-1]
    assert b"If-Modified-Since: Wed, 25 Nov 2026 11:00:00 GMT\r\n" in site.requests[-1]


def test_a_changed_page_is_delivered() -> None:
    with Site({"/page": HTML}) as site:
        page = visitor().read_again(site.url + "page", Validators(url=site.url + "page", etag='"0"'))

    assert not isinstance(page, NotModified)
    assert page.body == PAGE


def test_a_busy_site_is_asked_again_for_the_whole_page() -> None:
    with Site({"/page": [reply(503, "Retry-After: 0"), HTML]}) as site:
        page = visitor().read_again(site.url + "page", Validators(url=site.url + "page", etag='"0"'))

    assert not isinstance(page, NotModified)
    assert b"If-None-Match" not in site.requests[-1]


def test_an_answer_to_a_question_nobody_put_is_an_error() -> None:
    with Site({"/page": reply(304)}) as site, pytest.raises(TargetError) as caught:
        visitor().read(site.url + "page")

    assert caught.value.status is Status.HTTP_ERROR
