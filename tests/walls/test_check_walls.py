"""A check says what stood in front of the page, whether it came as a page or as an error; it never judges it."""

from pathlib import Path

import pytest

from checker import check_html, check_url
from checker.check import check_archived, check_captured
from checker.errors import TargetError
from checker.evidence.recall import archived_pages
from checker.evidence.take import take
from checker.models import Band, Result, State
from checker.net.manners import Manners
from checker.net.tape import Tape
from checker.net.visit import Visitor
from checker.render import render_html
from checker.status import Status
from checker.terminal import summary
from tests.evidence.builders import packed, record
from tests.net.server import LOOPBACK, Server, reply, says

CHALLENGE = (
    b"<title>Just a moment...</title><h1>knees.example</h1><p>Checking the connection.</p>" + b"<p>Wait.</p>" * 60
)


def checked(answer: bytes, *, gap_s: float = 0.0) -> Result:
    manners = Manners(allowed=LOOPBACK, ignored_robots="only the page counts", gap_s=gap_s)
    with Server(says(answer)) as server:
        return check_url(server.url, manners=manners)


def test_a_bot_wall_delivered_as_a_page_is_blocked_and_not_judged() -> None:
    result = checked(reply(200, "Content-Type: text/html", body=CHALLENGE))

    assert result.page.status is Status.BLOCKED
    assert result.page.recognised_as == "Cloudflare, by its title “just a moment...”"
    assert result.assessment.band is Band.COULD_NOT_JUDGE
    assert {outcome.state for outcome in result.outcomes} == {State.COULD_NOT_CHECK}


def test_a_reader_learns_what_was_recognised() -> None:
    result = check_html(CHALLENGE)

    assert "It was recognised as Cloudflare, by its title “just a moment...”." in render_html(result)
    assert "Recognised as Cloudflare, by its title “just a moment...”." in " ".join(summary(result, "x").split())


def test_a_page_is_recognised_as_nothing_else() -> None:
    result = check_html("<p>" + "We see people with worn joints and explain what can be done. " * 12 + "</p>")

    assert (result.page.status, result.page.recognised_as) == (Status.OK, "")
    assert "ecognised as" not in render_html(result)


ERRORS = [
    (403, "cf-mitigated: challenge", Status.BLOCKED, "HTTP 403, Cloudflare, by the header cf-mitigated: challenge"),
    (503, "Server: cloudflare", Status.BLOCKED, "HTTP 503, Cloudflare, by the header server: cloudflare"),
    (503, "Server: ddos-guard", Status.BLOCKED, "HTTP 503, DDoS-Guard, by the header server: ddos-guard"),
    (401, "X-DataDome: protected", Status.BLOCKED, "HTTP 401, DataDome, by the header x-datadome"),
    (405, "x-amzn-waf-action: captcha", Status.BLOCKED, "HTTP 405, AWS WAF, by the header x-amzn-waf-action"),
    (451, "x-iinfo: 1-2-3", Status.BLOCKED, "HTTP 451, Imperva (Incapsula), by the header x-iinfo"),
    (202, "x-amzn-waf-action: challenge", Status.BLOCKED, "HTTP 202 with an empty page, AWS WAF"),
    (401, "WWW-Authenticate: Basic", Status.LOGIN_WALL, "HTTP 401"),
    (503, "Server: Apache", Status.HTTP_ERROR, "HTTP 503"),
    (404, "Server: cloudflare", Status.NOT_FOUND, "HTTP 404"),
]


def test_a_protected_site_that_asks_to_wait_is_not_called_blocked() -> None:
    with pytest.raises(TargetError) as caught:
        # Another pause has another memory: the wait would hold for all that visits this machine.
        checked(reply(503, "Server: cloudflare", "Retry-After: 3600"), gap_s=0.001)

    assert caught.value.status is Status.ASKED_TO_WAIT


@pytest.mark.parametrize(("code", "header", "status", "detail"), ERRORS)
def test_an_error_is_named_by_the_wall_that_caused_it(code: int, header: str, status: Status, detail: str) -> None:
    with pytest.raises(TargetError) as caught:
        checked(reply(code, header))

    assert caught.value.status is status
    assert caught.value.detail.startswith(detail)


BOT_WALL = reply(403, "Content-Type: text/html", "cf-mitigated: challenge", body=b"<p>Wait.</p>")


def test_a_wall_in_an_archive_is_named_as_on_the_day(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed(record(BOT_WALL)))
    (page,) = archived_pages(path)

    with pytest.raises(TargetError) as caught:
        check_archived(page.fetched)

    assert (caught.value.status, caught.value.detail) == ERRORS[0][2:]


def test_a_wall_in_a_capture_is_named_as_on_the_day() -> None:
    tape = Tape()
    visitor = Visitor(Manners(allowed=LOOPBACK, ignored_robots="only the page counts", gap_s=0.0), tape=tape)
    with Server(says(BOT_WALL)) as server:
        capture = take([server.url], visitor.read, tape)

    with pytest.raises(TargetError) as caught:
        check_captured(capture, capture.pages)

    assert (caught.value.status, caught.value.detail) == ERRORS[0][2:]
