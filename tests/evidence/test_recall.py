"""Pages come out of archives of any origin as they went in, with the facts of their day, and without the network."""

import gzip
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from checker.check import check_fetched
from checker.errors import CaptureError, TargetError
from checker.evidence.recall import PAGES_AT_MOST, PART_ONLY, archived_pages, captured_page
from checker.evidence.unpack import ArchiveLimits
from checker.models import CapturedPage, Cut, Role
from checker.net.client import CUT_OFF
from checker.status import Status
from tests.builders import real_pack
from tests.net.server import reply

from .builders import CLINIC, NOON, PAGE, TLS, captured, exchange, packed, record

DATE = "WARC-Date: 2026-11-25T12:00:00.123456Z"
MOVED = reply(302, "Location: https://clinic.example/there")


def archive(folder: Path, *records: bytes) -> Path:
    path = folder / "crawl.warc.gz"
    path.write_bytes(packed(*records))
    return path


def test_a_captured_page_is_the_page_of_that_day() -> None:
    there = exchange(PAGE, "https://clinic.example/there")
    capture = captured((exchange(MOVED, role=Role.REDIRECT), there))

    page = captured_page(capture, capture.pages[0])

    assert (page.requested_url, page.final_url) == ("https://clinic.example/", "https://clinic.example/there")
    assert [(hop.url, hop.status_code) for hop in page.redirects] == [("https://clinic.example/", 302)]
    assert (page.body, page.peer_address, page.tls, page.fetched_at) == (CLINIC, "192.0.2.1", TLS, there.ended_at)


def test_notes_of_that_day_are_kept_once() -> None:
    capture = captured((exchange(reply(200, body=CLINIC, length=9_999), cut=Cut.DISCONNECT),))
    asked_twice = "The site asked to wait."
    page = replace(capture.pages[0], notes=(CUT_OFF, asked_twice))

    assert captured_page(capture, page).notes == (CUT_OFF, asked_twice)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/",
        "http://clinic.internal/",
        "https://[::1]/",
        "https://clinic.example:8443/x",
        "http://intranet/",
    ],
)
def test_a_page_captured_in_a_private_network_can_be_judged_later(url: str) -> None:
    capture = captured((exchange(PAGE, url),))

    assert captured_page(capture, capture.pages[0]).body == CLINIC


@pytest.mark.parametrize("cut", [Cut.TIME, Cut.LENGTH, Cut.DISCONNECT, Cut.UNSPECIFIED])
def test_a_page_that_did_not_arrive_fails_as_it_did_that_day(cut: Cut) -> None:
    capture = captured((exchange(PAGE[:300], cut=cut),))
    failed = page_with(capture.pages[0], Status.TIMEOUT, "no complete answer within 30 seconds")

    with pytest.raises(TargetError) as caught:
        captured_page(capture, failed)

    assert (caught.value.status, caught.value.detail) == (Status.TIMEOUT, "no complete answer within 30 seconds")


def page_with(page: CapturedPage, status: Status, detail: str) -> CapturedPage:
    return replace(page, status=status, detail=detail)


def test_an_answer_received_whole_is_read_anew_even_if_it_was_no_page_then() -> None:
    capture = captured((exchange(PAGE),))

    page = captured_page(capture, page_with(capture.pages[0], Status.BLOCKED, "HTTP 403"))

    assert page.body == CLINIC


def test_web_pages_of_a_crawl_are_found_among_everything_else(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        record(b"software: other\r\n", "Content-Type: application/warc-fields", "WARC-Target-URI: ", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(),
        record(reply(200, "Content-Type: image/png", body=b"x")),
        record(MOVED),
        record(reply(304)),
        record(b"data", kind="resource"),
        record(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit"),
        record(b"20260101 127.0.0.1", "WARC-Target-URI: dns:clinic.example"),
        record(reply(200, body=CLINIC), "WARC-Target-URI: <https://clinic.example/untyped>"),
        record(PAGE.replace(b"HTTP/1.1", b"HTTP/2"), "WARC-Target-URI: https://clinic.example/newer"),
        record(PAGE.replace(b"text/html", b"application/xhtml+xml"), "WARC-Target-URI: https://clinic.example/x"),
    )

    pages = [page.fetched() for page in archived_pages(path)]

    assert [page.final_url for page in pages] == [
        "https://clinic.example/",
        "https://clinic.example/untyped",
        "https://clinic.example/newer",
        "https://clinic.example/x",
    ]
    assert {page.body for page in pages} == {CLINIC}


def test_facts_of_the_day_come_from_the_record(tmp_path: Path) -> None:
    lines = (
        "WARC-IP-Address: 2001:db8::1",
        "WARC-Protocol: tls/1.2",
        "WARC-Cipher-Suite: ECDHE",
        DATE,
    )
    (page,) = [each.fetched() for each in archived_pages(archive(tmp_path, record(PAGE, *lines)))]

    assert (page.peer_address, page.fetched_at) == ("2001:db8::1", NOON)
    assert page.tls is not None
    assert (page.tls.version, page.tls.cipher) == ("TLSv1.2", "ECDHE")


def test_part_of_an_answer_is_never_taken_for_a_page(tmp_path: Path) -> None:
    half = reply(200, "Content-Type: text/html", body=CLINIC[:900], length=-1)
    (page,) = [each.fetched() for each in archived_pages(archive(tmp_path, record(half, "WARC-Truncated: length")))]

    assert page.truncated
    assert PART_ONLY in page.notes
    assert check_fetched(page, pack=real_pack()).page.limits


HOSTILE_ANSWERS: dict[str, tuple[bytes, tuple[str, ...], Status | None]] = {
    "a changed content": (PAGE, ("WARC-Block-Digest: sha256:" + "0" * 64,), None),
    "another page's digest": (PAGE, ("WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",), None),
    "a bomb inside": (
        reply(200, "Content-Encoding: gzip", body=gzip.compress(bytes(15_000_000))),
        (),
        Status.TOO_LARGE,
    ),
    "a hundred packings": (reply(200, *["Content-Encoding: gzip"] * 100, body=b"x"), (), Status.BAD_ENCODING),
    "an unknown packing": (reply(200, "Content-Encoding: br", body=b"x"), (), Status.BAD_ENCODING),
    "damaged packing": (reply(200, "Content-Encoding: gzip", body=b"<p>plain</p>"), (), Status.BAD_ENCODING),
    "endless headers": (b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 100_000, (), Status.BAD_RESPONSE),
    "a header with NUL": (b"HTTP/1.1 200 OK\r\nX: \0\r\n\r\nx", (), Status.BAD_RESPONSE),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", (), Status.BAD_RESPONSE),
    "chunks that lie": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", (), Status.BAD_RESPONSE),
    "no answer": (b"HTTP/1.1 200", (), Status.BAD_RESPONSE),
    "an error": (reply(418, "Content-Type: text/html", body=CLINIC), (), Status.HTTP_ERROR),
    "a block page": (reply(403, "Content-Type: text/html", body=CLINIC), (), Status.BLOCKED),
    "a document named as page": (reply(200, "Content-Type: text/html", body=b"%PDF-1.7"), (), Status.NOT_HTML),
    "an address with a password": (PAGE, ("WARC-Target-URI: https://a:b@clinic.example/",), Status.BAD_URL),
    "an address with a space": (PAGE, ("WARC-Target-URI: https://clinic.example/ x",), Status.BAD_URL),
    "an address with a backslash": (PAGE, ("WARC-Target-URI: https://clinic.example\\@evil.example/",), Status.BAD_URL),
    "an address without a host": (PAGE, ("WARC-Target-URI: https:///etc/passwd",), Status.BAD_URL),
    "an address of 10,000 letters": (
        PAGE,
        ("WARC-Target-URI: https://clinic.example/" + "a" * 10_000,),
        Status.BAD_URL,
    ),
}


@pytest.mark.parametrize("name", HOSTILE_ANSWERS)
def test_hostile_answer_ends_in_a_named_error_and_the_next_page_is_read(name: str, tmp_path: Path) -> None:
    block, lines, status = HOSTILE_ANSWERS[name]
    first, second = archived_pages(archive(tmp_path, record(block, *lines), record()))

    with pytest.raises(CaptureError if status is None else TargetError) as caught:
        first.fetched()

    assert getattr(caught.value, "status", None) is status
    assert second.fetched().body == CLINIC


def test_a_page_larger_than_is_read_is_named(tmp_path: Path) -> None:
    (page,) = archived_pages(archive(tmp_path, record()), ArchiveLimits(block_bytes=100))

    with pytest.raises(TargetError) as caught:
        page.fetched()

    assert caught.value.status is Status.TOO_LARGE


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="no web page is stored in it"):
        list(archived_pages(archive(tmp_path, record(b"GET / HTTP/1.1\r\n\r\n", kind="request"))))


def test_an_archive_with_too_many_pages_is_read_in_part(tmp_path: Path) -> None:
    pages = archived_pages(archive(tmp_path, *[record(reply(200, body=b"<p>x</p>"))] * (PAGES_AT_MOST + 1)))

    assert len([next(pages) for _ in range(PAGES_AT_MOST)]) == PAGES_AT_MOST
    with pytest.raises(CaptureError, match="the rest was not judged"):
        next(pages)


def test_judging_contacts_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_arguments: object, **_names: object) -> None:
        raise AssertionError("the network was used")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)

    (page,) = archived_pages(archive(tmp_path, record(MOVED), record()))

    assert check_fetched(page.fetched(), pack=real_pack()).outcomes
