"""Several pages of a real site on the loopback: which are asked for, how they are judged, kept and judged again."""

import socket
from ipaddress import ip_network
from pathlib import Path

import pytest

from checker.check import check_captured, check_url
from checker.errors import TargetError
from checker.evidence.take import Further, take
from checker.models import Choice, Outcome, PageKind, Result, Role, State
from checker.net.manners import Manners
from checker.net.tape import Tape
from checker.net.visit import Visitor
from checker.render import render_html
from checker.status import Status
from tests.builders import real_pack
from tests.net.server import Server, reply
from tests.test_cli import run

FILLER = (
    "<p>" + "The house stands near the river, and the garden is open to all of us until the evening. " * 20 + "</p>"
)
OFFER = (
    "<h1>Knees</h1><p>We treat arthritis with stem cells at our clinic. Book your consultation with our doctors.</p>"
)
NAV = (
    "<nav><a href='/risks'>Risks</a> <a href='/faq'>FAQ</a> <a href='/secret/prices'>Prices</a>"
    " <a href='/gone'>Our team</a> <a href='/away'>About us</a>"
    " <a href='/consent-form.pdf'>Consent form</a> <a href='http://other.example/faq'>FAQ</a></nav>"
)
PAGES = {
    "/": NAV + OFFER + FILLER,
    "/risks": "<h1>Risks</h1><p>Like any procedure, our stem cell therapy can cause infection and bleeding.</p>"
    + FILLER,
    "/faq": "<h1>Questions</h1><p>Our stem cells cure arthritis.</p>" + FILLER,
    "/hidden-legal-notice": "<h1>Legal notice</h1><p>Our stem cell therapy is experimental.</p>" + FILLER,
    "/secret/prices": "<h1>Prices</h1>" + FILLER,
}
ROBOTS = "User-agent: *\nDisallow: /secret/\nSitemap: {url}map.xml\n"
MANNERS = Manners(allowed=(ip_network("127.0.0.0/8"),), gap_s=0)


class Site(Server):
    """A small clinic's site."""

    def __init__(self) -> None:
        super().__init__(self._say)

    @property
    def asked(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def _say(self, line: socket.socket, request: bytes) -> None:
        path = request.split(b" ")[1].decode()
        if path == "/robots.txt":
            line.sendall(reply(200, "Content-Type: text/plain", body=ROBOTS.format(url=self.url).encode()))
        elif path == "/map.xml":
            places = "".join(f"<url><loc>{self.url.rstrip('/')}{path}</loc></url>" for path in PAGES)
            line.sendall(reply(200, "Content-Type: application/xml", body=f"<urlset>{places}</urlset>".encode()))
        elif path == "/away":
            line.sendall(reply(302, f"Location: http://localhost:{self.port}/elsewhere"))
        elif path in PAGES or path == "/elsewhere":
            body = f"<html lang=en><body>{PAGES.get(path, FILLER)}</body></html>".encode()
            line.sendall(reply(200, "Content-Type: text/html", body=body))
        else:
            line.sendall(reply(404))


def checked(site: Site, pages: int = 10) -> Result:
    return check_url(site.url, pack=real_pack(), manners=MANNERS, pages=pages)


def outcome(result: Result, rule: str) -> Outcome:
    return next(item for item in result.outcomes if item.rule == rule)


def test_site_is_read_politely_and_every_page_is_named() -> None:
    with Site() as site:
        result = checked(site)

    assert site.asked[:3] == ["/robots.txt", "/", "/map.xml"]
    assert "/secret/prices" not in site.asked
    assert "/consent-form.pdf" not in site.asked
    found = {page.url.removeprefix(site.url.rstrip("/")): (page.topic, page.status) for page in result.pages}
    assert found["/"] == ("", Status.OK)
    assert found["/risks"] == ("Risks", Status.OK)
    assert found["/hidden-legal-notice"] == ("Legal notices", Status.OK)
    assert found["/secret/prices"] == ("Prices", Status.ROBOTS)
    assert found["/gone"] == ("Doctors", Status.NOT_FOUND)
    assert Status.REDIRECTED_ELSEWHERE in {status for _, status in found.values()}


def test_missing_information_speaks_for_the_site_and_claims_name_their_page() -> None:
    with Site() as site:
        alone, together = checked(site, pages=1), checked(site)

    assert outcome(alone, "disclosure-risk").state is State.FIRED
    assert outcome(together, "disclosure-risk").state is State.NOT_FOUND
    assert outcome(together, "disclosure-risk").reason == f"Another page mentions it: {site.url}risks"
    assert outcome(together, "disclosure-cost").reason == "On none of the 4 pages read."
    assert [item.page for item in outcome(together, "cure-explicit").findings] == [f"{site.url}faq"]
    assert outcome(alone, "cure-explicit").state is State.NOT_FOUND
    assert outcome(alone, "site-no-risk-anywhere").state is State.NOT_APPLICABLE
    assert together.kind.kind is PageKind.OFFER
    assert f"{site.url}faq" in render_html(together)
    assert f"{site.url}secret/prices" in render_html(together)


def test_documents_that_may_hold_it_are_named_as_not_read() -> None:
    with Site() as site:
        result = checked(site, pages=1)

    line = f"A document was linked and not read: Consent form ({site.url}consent-form.pdf)."
    assert line in result.assessment.could_not_see


def test_number_of_pages_is_never_exceeded() -> None:
    with Site() as site:
        result = checked(site, pages=2)

    assert len(result.pages) == 2
    assert site.asked == ["/robots.txt", "/", "/map.xml", "/risks"]


def test_captured_site_is_judged_again_just_the_same() -> None:
    tape = Tape()
    visitor = Visitor(MANNERS, tape=tape)
    further = Further(pages=4, wanted=real_pack().site_pages, read_sitemap=visitor.read_sitemap)
    with Site() as site:
        capture = take([site.url, site.url + "faq"], visitor.read, tape, further=further)
        asked = len(site.asked)

    first = check_captured(capture, capture.sites[0], pack=real_pack(), manners=MANNERS)
    again = check_captured(capture, capture.sites[0], pack=real_pack(), manners=MANNERS)

    assert len(site.asked) == asked
    assert (first.outcomes, first.pages, first.assessment) == (again.outcomes, again.pages, again.assessment)
    assert [page.choice for page in capture.sites[0]] == [Choice.ASKED, *[Choice.FURTHER] * 3]
    assert len(capture.sites) == 2
    assert {Role.ROBOTS, Role.SITEMAP, Role.PAGE} <= {item.role for item in capture.exchanges}


def test_site_without_its_first_page_is_a_named_failure() -> None:
    with Site() as site, pytest.raises(TargetError) as caught:
        check_url(f"{site.url}gone", pack=real_pack(), manners=MANNERS, pages=5)

    assert caught.value.status is Status.NOT_FOUND


def test_command_reads_keeps_and_judges_a_site(tmp_path: Path) -> None:
    with Site() as site:
        visit = ("--pages", "2", "--allow-address", "127.0.0.0/8")
        done = run("check", site.url, *visit, "--keep", "proof", "--format", "json", "-o", "a.json", folder=tmp_path)
    verified = run("verify", "proof", folder=tmp_path)
    judged = run("judge", "proof", "--format", "json", "-o", "b.json", folder=tmp_path)

    assert (done.returncode, verified.returncode, judged.returncode) == (1, 0, 1), done.stderr + judged.stderr
    first, again = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.json", "b.json"))
    assert first.split('"pack"', 1)[1] == again.split('"pack"', 1)[1]
    assert first.count('"topic"') == 2
