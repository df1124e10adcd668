import gzip
import logging
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from checker import __version__
from checker.errors import AnswerError, TargetError
from checker.models import Fetched, Hop
from checker.net.client import CUT_OFF, TWO_LENGTHS, fetch
from checker.net.policy import Policy
from checker.net.refusals import Refusal
from checker.status import Status

from .server import OPEN, Script, Server, reply, says

HTML = b"<html><p>Our cells cure everything.</p></html>"
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def redirects_to(location: str, status: int = 302) -> bytes:
    return reply(status, f"Location: {location}", body=b"moved")


def fetch_from(script: Script, path: str = "") -> Fetched:
    with Server(script) as server:
        return fetch(server.url + path, policy=OPEN)


def failure_of(script: Script) -> TargetError:
    with Server(script) as server, pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN)
    assert caught.value.target == server.url
    return caught.value


def test_a_page_is_returned_with_everything_a_report_needs() -> None:
    packed = gzip.compress(HTML)
    answer = reply(200, "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", "X-Odd: \xe9", body=packed)
    with Server(says(answer)) as server:
        page = fetch(f"  {server.url}a?b#c\n", policy=OPEN, clock=lambda: NOON)

    assert page == Fetched(
        requested_url=f"  {server.url}a?b#c\n",
        final_url=f"{server.url}a?b#c",
        body=HTML,
        content_type="text/html; charset=utf-8",
        status_code=200,
        headers=(
            ("content-length", str(len(packed))),
            ("content-type", "text/html; charset=utf-8"),
            ("content-encoding", "gzip"),
            ("x-odd", "\xe9"),
        ),
        peer_address="127.0.0.1",
        wire_size_bytes=len(packed),
        fetched_at=NOON,
    )


def test_the_time_of_the_answer_is_in_utc_by_default() -> None:
    fetched_at = fetch_from(says(reply(body=HTML))).fetched_at

    assert fetched_at is not None
    assert abs((datetime.now(UTC) - fetched_at).total_seconds()) < 60


def test_the_request_says_honestly_what_it_is_and_carries_nothing_else() -> None:
    with Server(says(reply(body=HTML))) as server:
        fetch(server.url + "a%20b?c=d#secret", policy=OPEN)

    first, *lines = server.requests[0].decode("ascii").rstrip().split("\r\n")
    names = {line.partition(":")[0].lower() for line in lines}
    assert first == "GET /a%20b?c=d HTTP/1.1"
    assert f"User-Agent: clinic-check/{__version__} (+reads one page on behalf of a person; see README)" in lines
    assert "Accept-Encoding: gzip" in lines
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_the_body_is_returned_byte_for_byte() -> None:
    body = bytes(range(256)) * 1_000

    assert fetch_from(says(reply(body=body))).body == body


@pytest.mark.parametrize("status", [200, 201, 203, 206, 226, 299])
def test_statuses_that_promise_a_page_are_read(status: int) -> None:
    page = fetch_from(says(reply(status, body=HTML)))

    assert page.body == HTML
    assert page.status_code == status
    assert page.truncated is (status == 206)
    assert bool(page.notes) is (status == 206)


@pytest.mark.parametrize("status", [300, 304, 305, 400, 418, 451, 500, 502, 503, 999])
def test_other_statuses_are_named_with_their_number(status: int) -> None:
    error = failure_of(says(reply(status, body=HTML if status >= 400 else b"")))

    assert error.status is Status.HTTP_ERROR
    assert error.detail == f"HTTP {status}"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (401, Status.LOGIN_WALL),
        (403, Status.BLOCKED),
        (404, Status.NOT_FOUND),
        (410, Status.NOT_FOUND),
        (429, Status.BLOCKED),
    ],
)
def test_statuses_with_a_meaning_of_their_own_are_told_apart(code: int, status: Status) -> None:
    error = failure_of(says(reply(code, "X-Odd: a", body=HTML)))

    assert isinstance(error, AnswerError)
    assert (error.status, error.detail, error.code) == (status, f"HTTP {code}", code)
    assert ("x-odd", "a") in error.headers


@pytest.mark.parametrize("answer", [reply(204), reply(205), reply(200), reply(200, body=b" \r\n ")])
def test_an_answer_without_text_is_no_page(answer: bytes) -> None:
    assert failure_of(says(answer)).status is Status.EMPTY_TEXT


@pytest.mark.parametrize(
    "content_type",
    ["text/html", "TEXT/HTML;charset=x", "application/xhtml+xml", "text/plain", "", "nonsense", "text/xml"],
)
def test_pages_are_read_whatever_their_header_calls_them(content_type: str) -> None:
    page = fetch_from(says(reply(200, f"Content-Type: {content_type}", body=HTML)))

    assert page.content_type == content_type


def test_a_page_without_a_type_is_read() -> None:
    assert fetch_from(says(reply(body=HTML))).content_type == ""


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("image/png", b"x"),
        ("application/zip", b"x"),
        ("application/octet-stream", HTML),
        ("application/json", b"{}"),
        ("video/mp4", b"x"),
        ("text/xml", b"<rss></rss>"),
    ],
)
def test_other_types_are_named(content_type: str, body: bytes) -> None:
    error = failure_of(says(reply(200, f"Content-Type: {content_type}", body=body)))

    assert error.status is Status.NOT_HTML
    assert content_type in error.detail


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\n %PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (b"\xff\xd8\xff\xe0...", "JPEG"),
        (b"GIF89a...", "GIF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x1f\x8b...", "gzip"),
        (b"RIFF1234WEBP", "image"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    ],
)
@pytest.mark.parametrize("header", ["Content-Type: text/html", "X: no type"])
def test_files_that_pretend_to_be_pages_are_noticed(body: bytes, kind: str, header: str) -> None:
    error = failure_of(says(reply(200, header, body=body)))

    assert error.status is Status.NOT_HTML
    assert kind in error.detail


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_listed(status: int) -> None:
    def script(line: object, request: bytes) -> None:
        answer = reply(body=HTML) if b"GET /b " in request else redirects_to("/b", status)
        says(answer)(line, request)  # type: ignore[arg-type]  # a script takes a socket

    with Server(script) as server:
        page = fetch(server.url, policy=OPEN)

    assert page.final_url == server.url + "b"
    assert page.redirects == (Hop(url=server.url, status_code=status),)


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    def script(line: object, request: bytes) -> None:
        number = int(request.split(b" ")[1][1:] or 0)
        answer = reply(body=HTML) if number == 6 else redirects_to(f"/{number + 1}")
        says(answer)(line, request)  # type: ignore[arg-type]  # a script takes a socket

    with Server(script) as server:
        page = fetch(server.url + "1", policy=OPEN)
        with pytest.raises(TargetError) as caught:
            fetch(server.url, policy=OPEN)

    assert len(page.redirects) == 5
    assert caught.value.status is Status.TOO_MANY_REDIRECTS
    assert f"{server.url}5" in caught.value.detail
    assert server.connections == 12


def test_a_redirect_to_itself_ends() -> None:
    assert failure_of(says(redirects_to("/"))).status is Status.TOO_MANY_REDIRECTS


def test_cookies_and_referrers_are_not_sent_along_redirects() -> None:
    def script(line: object, request: bytes) -> None:
        moved = reply(302, "Location: /b", "Set-Cookie: a=b; Path=/")
        says(reply(body=HTML) if b"GET /b" in request else moved)(line, request)  # type: ignore[arg-type]

    with Server(script) as server:
        fetch(server.url, policy=OPEN)

    assert b"cookie" not in server.requests[1].lower()
    assert b"referer" not in server.requests[1].lower()


@pytest.mark.parametrize(
    ("location", "status", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", Status.REFUSED_ADDRESS, "address_denied"),
        ("http://[::ffff:169.254.169.254]/", Status.REFUSED_ADDRESS, "address_denied"),
        ("//10.0.0.1/", Status.REFUSED_ADDRESS, "address_denied"),
        ("http://8.8.8.8:22/", Status.REFUSED_ADDRESS, "port_denied"),
        ("file:///etc/passwd", Status.BAD_REDIRECT, "scheme"),
        ("ftp://example.com/", Status.BAD_REDIRECT, "scheme"),
        ("javascript:alert(1)", Status.BAD_REDIRECT, "scheme"),
        ("data:text/html,x", Status.BAD_REDIRECT, "scheme"),
        ("\\\\evil", Status.BAD_REDIRECT, "backslash"),
        ("http://2130706433/", Status.BAD_REDIRECT, "numeric_host"),
        ("http://user@example.com/", Status.BAD_REDIRECT, "userinfo"),
        ("http://[::1", Status.BAD_REDIRECT, "unparseable"),
        ("http://example.com:99999/", Status.BAD_REDIRECT, "unparseable"),
        ("https://", Status.BAD_REDIRECT, "no_host"),
        ("/" + "a" * 70_000, Status.BAD_REDIRECT, "too_long"),
        ("/a\x1b[31mb", Status.BAD_REDIRECT, "control_or_space"),
    ],
)
def test_a_redirect_passes_the_same_gate_as_the_first_address(location: str, status: Status, code: str) -> None:
    error = failure_of(says(redirects_to(location)))

    assert isinstance(error, Refusal)
    assert (error.status, error.code) == (status, code)
    assert error.detail.isprintable()


def test_a_redirect_to_a_name_that_leads_inside_is_refused() -> None:
    def resolver(host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host == "out.example.com" else ["192.168.0.1"]

    policy = Policy(allowed=(ip_network("127.0.0.0/8"),), resolver=resolver)
    with Server(says(redirects_to("http://inside.example.com/"))) as server, pytest.raises(Refusal) as caught:
        fetch(f"http://out.example.com:{server.port}/", policy=policy)

    assert caught.value.code == "address_denied"


@pytest.mark.parametrize("lines", [(), ("Location: ",), ("Location: /a", "Location: /b")])
def test_a_redirect_without_one_address_is_a_bad_redirect(lines: tuple[str, ...]) -> None:
    assert failure_of(says(reply(302, *lines))).status is Status.BAD_REDIRECT


def test_a_redirect_address_in_utf8_is_understood() -> None:
    def script(line: object, request: bytes) -> None:
        moved = b"HTTP/1.1 302 Found\r\nLocation: /\xc3\xbc x\r\nContent-Length: 0\r\n\r\n"
        says(reply(body=HTML) if b"GET /%C3%BC%20x" in request else moved)(line, request)  # type: ignore[arg-type]

    assert fetch_from(script).final_url.endswith("/%C3%BC%20x")


def test_a_redirect_address_in_latin1_is_understood() -> None:
    def script(line: object, request: bytes) -> None:
        moved = b"HTTP/1.1 302 Found\r\nLocation: /\xfc\r\nContent-Length: 0\r\n\r\n"
        says(reply(body=HTML) if b"GET /%C3%BC" in request else moved)(line, request)  # type: ignore[arg-type]

    assert fetch_from(script).final_url.endswith("/%C3%BC")


def test_nothing_the_page_mentions_is_fetched() -> None:
    body = b"<meta http-equiv=refresh content='0;url=/x'><img src=/y><link rel=icon href=/z><script src=/s></script>"
    with Server(says(reply(200, "Link: </p>; rel=preload", "Refresh: 0; url=/r", body=body))) as server:
        fetch(server.url, policy=OPEN)

    assert server.connections == 1


def test_a_body_shorter_than_announced_is_kept_and_marked() -> None:
    page = fetch_from(says(reply(body=HTML, length=len(HTML) + 100)))

    assert page.body == HTML
    assert page.truncated
    assert page.notes == (CUT_OFF,)


def test_a_chunked_body_that_breaks_off_is_kept_and_marked() -> None:
    page = fetch_from(says(reply(200, "Transfer-Encoding: chunked", length=-1), b"5\r\nHello\r\n"))

    assert page.body == b"Hello"
    assert page.truncated


def test_a_body_that_breaks_off_before_any_text_is_a_bad_answer() -> None:
    assert failure_of(says(reply(length=10**18))).status is Status.BAD_RESPONSE


def test_a_length_stated_in_two_ways_is_noted() -> None:
    page = fetch_from(says(reply(200, "Transfer-Encoding: chunked", length=3), b"5\r\nHello\r\n0\r\n\r\n"))

    assert page.body == b"Hello"
    assert page.notes == (TWO_LENGTHS,)


def test_a_page_without_a_length_ends_with_the_connection() -> None:
    page = fetch_from(says(reply(body=HTML, length=-1)))

    assert page.body == HTML
    assert not page.truncated


def test_private_addresses_are_not_contacted_unless_opened() -> None:
    with Server(says(reply(body=HTML))) as server, pytest.raises(Refusal) as caught:
        fetch(server.url)

    assert caught.value.status is Status.REFUSED_ADDRESS
    assert server.connections == 0


def test_a_local_name_can_be_opened() -> None:
    with Server(says(reply(body=HTML))) as server:
        policy = Policy(allowed=(ip_network("127.0.0.0/8"),), resolver=lambda _h, _p: ["127.0.0.1"])
        page = fetch(f"http://localhost:{server.port}/", policy=policy)

    assert page.body == HTML


@pytest.mark.parametrize("name", ["xn--a-ecp.example.com", "xn--ls8h.example.com", "xn--.example.com"])
def test_names_that_are_odd_but_plain_ascii_cause_no_crash(name: str) -> None:
    with Server(says(reply(body=HTML))) as server:
        policy = Policy(allowed=(ip_network("127.0.0.0/8"),), resolver=lambda _h, _p: ["127.0.0.1"])
        url = f"http://{name}:{server.port}/"
        if name.startswith("xn--."):
            with pytest.raises(Refusal):
                fetch(url, policy=policy)
        else:
            assert fetch(url, policy=policy).body == HTML


def test_proxy_variables_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(says(reply(body=b"trap"))) as trap, Server(says(reply(body=HTML))) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, trap.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        page = fetch(server.url, policy=OPEN)

    assert page.body == HTML
    assert trap.connections == 0


def test_no_address_reaches_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    root = logging.getLogger()
    with caplog.at_level(logging.DEBUG, logger=root.name), Server(says(reply(body=HTML))) as server:
        fetch(server.url + "private-illness", policy=OPEN)

    assert "127.0.0.1" not in caplog.text
    assert "private-illness" not in caplog.text
