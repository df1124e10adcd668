"""Servers that misbehave: each must end in a named error, quickly, and never in a crash."""

import gzip
import itertools
import socket
import threading
import time
import zlib

import pytest

from checker.errors import TargetError
from checker.net.client import fetch
from checker.net.policy import Limits, Policy
from checker.status import Status

from .server import OPEN, QUICK, SOON_S, Script, Server, repeats, reply, resets, says, silent

CHUNKED = reply(200, "Transfer-Encoding: chunked", length=-1)
START = b"HTTP/1.1 200 OK\r\n"
LONG = 5_000_000
ZEROS = b"\0" * 50_000_000
PACKED_ZEROS = gzip.compress(ZEROS)

BROKEN: dict[str, tuple[Script, Status]] = {
    "gzip bomb": (
        says(reply(200, "Content-Encoding: gzip", body=PACKED_ZEROS)),
        Status.TOO_LARGE,
    ),
    "bomb in a bomb": (
        says(reply(200, "Content-Encoding: gzip, gzip", body=gzip.compress(PACKED_ZEROS))),
        Status.TOO_LARGE,
    ),
    "deflate bomb": (
        says(reply(200, "Content-Encoding: deflate", body=zlib.compress(ZEROS))),
        Status.TOO_LARGE,
    ),
    "brotli nobody asked for": (says(reply(200, "Content-Encoding: br", body=b"\x0b\x02\x80x")), Status.BAD_ENCODING),
    "zstd nobody asked for": (
        says(reply(200, "Content-Encoding: zstd", body=b"\x28\xb5\x2f\xfd")),
        Status.BAD_ENCODING,
    ),
    "hundred codings": (
        says(reply(200, "Content-Encoding: " + ", ".join(["gzip"] * 100), body=b"x")),
        Status.BAD_ENCODING,
    ),
    "hundred coding lines": (says(reply(200, *["Content-Encoding: gzip"] * 100, body=b"x")), Status.BAD_ENCODING),
    "plain text called gzip": (says(reply(200, "Content-Encoding: gzip", body=b"<p>Hello</p>")), Status.BAD_ENCODING),
    "wrong checksum": (
        says(reply(200, "Content-Encoding: gzip", body=gzip.compress(b"Hello")[:-8] + b"\0" * 8)),
        Status.BAD_ENCODING,
    ),
    "cut inside the first packed byte": (
        says(reply(200, "Content-Encoding: gzip", body=gzip.compress(b"Hello")[:5])),
        Status.BAD_RESPONSE,
    ),
    "endless body": (repeats(reply(length=-1), itertools.repeat(b"x" * 65_536)), Status.TOO_LARGE),
    "endless chunked body": (
        repeats(CHUNKED, itertools.repeat(b"10000\r\n" + b"x" * 65_536 + b"\r\n")),
        Status.TOO_LARGE,
    ),
    "length that never comes": (says(reply(length=10**18)), Status.BAD_RESPONSE),
    "negative length": (
        says(reply(body=b"Hello", length=-1).replace(b"\r\n", b"\r\nContent-Length: -5\r\n", 1)),
        Status.BAD_RESPONSE,
    ),
    "two lengths": (says(reply(200, "Content-Length: 7", body=b"Hello")), Status.BAD_RESPONSE),
    "length in words": (says(reply(200, "Content-Length: five", length=-1)), Status.BAD_RESPONSE),
    "unknown transfer coding": (
        says(reply(200, "Transfer-Encoding: gzip", body=b"Hello", length=-1)),
        Status.BAD_RESPONSE,
    ),
    "bad chunk length": (says(CHUNKED, b"zz\r\nHello\r\n"), Status.BAD_RESPONSE),
    "huge chunk length": (says(CHUNKED, b"f" * 30 + b"\r\nHello\r\n"), Status.BAD_RESPONSE),
    "long chunk extension": (says(CHUNKED, b"5;" + b"x" * 200_000 + b"\r\nHello\r\n0\r\n\r\n"), Status.BAD_RESPONSE),
    "trailer flood": (
        repeats(CHUNKED + b"5\r\nHello\r\n0\r\n", itertools.repeat(b"X: y\r\n" * 1_000, 1_000)),
        Status.BAD_RESPONSE,
    ),
    "endless header lines": (repeats(START, itertools.repeat(b"X: y\r\n" * 1_000)), Status.BAD_RESPONSE),
    "many small headers": (says(START + b"X: y\r\n" * 3_000 + b"Content-Length: 5\r\n\r\nHello"), Status.BAD_RESPONSE),
    "201 headers": (says(reply(200, *["X: y"] * 200, body=b"Hello")), Status.BAD_RESPONSE),
    "one long header": (says(START + b"X: " + b"y" * LONG + b"\r\n\r\n"), Status.BAD_RESPONSE),
    "long status line": (says(b"HTTP/1.1 200 " + b"y" * LONG + b"\r\n\r\n"), Status.BAD_RESPONSE),
    "fast interim answers": (
        repeats(b"", itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)),
        Status.BAD_RESPONSE,
    ),
    "control byte in a header": (says(START + b"X: a\0b\r\n\r\n"), Status.BAD_RESPONSE),
    "header without a name": (says(START + b": b\r\n\r\n"), Status.BAD_RESPONSE),
    "ssh banner": (says(b"SSH-2.0-OpenSSH_9.6\r\n"), Status.BAD_RESPONSE),
    "http 0.9": (says(b"<html>Hello</html>"), Status.BAD_RESPONSE),
    "http 2 preface": (says(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Status.BAD_RESPONSE),
    "status of four digits": (says(b"HTTP/1.1 2000 OK\r\n\r\nHello"), Status.BAD_RESPONSE),
    "status in words": (says(b"HTTP/1.1 OK\r\n\r\nHello"), Status.BAD_RESPONSE),
    "a switch to another protocol": (says(reply(101, length=-1)), Status.BAD_RESPONSE),
    "binary noise": (says(bytes(range(256)) * 10), Status.BAD_RESPONSE),
    "a TLS alert": (says(b"\x15\x03\x03\x00\x02\x02\x46"), Status.BAD_RESPONSE),
    "empty reply": (says(), Status.BAD_RESPONSE),
    "only empty lines": (says(b"\r\n\r\n\r\n"), Status.BAD_RESPONSE),
    "half a head": (says(b"HTTP/1.1 200 OK\r\nContent-"), Status.BAD_RESPONSE),
    "reset": (resets, Status.CONNECTION),
    "redirect with an endless head": (
        repeats(b"HTTP/1.1 302 Found\r\nLocation: /\r\n", itertools.repeat(b"X: y\r\n" * 1_000)),
        Status.BAD_RESPONSE,
    ),
    "redirect with an endless body": (
        repeats(reply(302, "Location: /", length=-1), itertools.repeat(b"x" * 65_536)),
        Status.TOO_MANY_REDIRECTS,
    ),
    "redirect with a bomb": (
        says(reply(302, "Location: /", "Content-Encoding: gzip", body=gzip.compress(b"\0" * LONG))),
        Status.TOO_MANY_REDIRECTS,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_ends_in_its_named_error(name: str) -> None:
    script, status = BROKEN[name]
    started = time.monotonic()
    with Server(script) as server, pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN)

    assert caught.value.status is status
    assert caught.value.detail.isprintable()
    assert time.monotonic() - started < SOON_S


def pause() -> None:
    time.sleep(0.05)


NEVER_ENDING: dict[str, Script] = {
    "silence": silent,
    "drip in the body": repeats(reply(length=10_000) + b"<p>", itertools.repeat(b"x"), pause),
    "drip in the head": repeats(START + b"X: ", itertools.repeat(b"x"), pause),
    "drip in the chunk length": repeats(CHUNKED, itertools.repeat(b"0"), pause),
    "drip of interim answers": repeats(b"", itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n"), pause),
    "drip of continue answers": repeats(b"", itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"), pause),
    "slow redirects": repeats(b"", [reply(302, "Location: /")], lambda: time.sleep(0.2)),
}


@pytest.mark.parametrize("name", NEVER_ENDING)
def test_an_answer_that_never_ends_is_left_at_the_deadline(name: str) -> None:
    started = time.monotonic()
    with Server(NEVER_ENDING[name]) as server, pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN, limits=QUICK)

    assert caught.value.status is Status.TIMEOUT
    assert time.monotonic() - started < SOON_S


def test_a_silent_server_is_left_before_the_deadline() -> None:
    limits = Limits(deadline_s=3 * SOON_S, read_s=0.2)
    with Server(silent) as server, pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN, limits=limits)

    assert caught.value.status is Status.TIMEOUT


def test_a_reset_in_the_middle_keeps_what_came() -> None:
    def script(line: object, request: bytes) -> None:
        says(reply(body=b"<p>Hello</p>", length=1_000))(line, request)  # type: ignore[arg-type]
        time.sleep(0.2)
        resets(line, request)  # type: ignore[arg-type]

    with Server(script) as server:
        page = fetch(server.url, policy=OPEN)

    assert page.body == b"<p>Hello</p>"
    assert page.truncated


def test_a_cut_gzip_body_is_kept_and_marked() -> None:
    text = b"".join(b"<p>%d</p>" % number for number in range(20_000))
    with Server(says(reply(200, "Content-Encoding: gzip", body=gzip.compress(text)[:20_000]))) as server:
        page = fetch(server.url, policy=OPEN)

    assert page.truncated
    assert text.startswith(page.body)
    assert len(page.body) > 1_000


def test_bytes_after_a_packed_page_are_noted() -> None:
    packed = gzip.compress(b"<p>Hello</p>")
    with Server(says(reply(200, "Content-Encoding: gzip", body=packed + packed + b"rubbish"))) as server:
        page = fetch(server.url, policy=OPEN)

    assert page.body == b"<p>Hello</p>" * 2
    assert not page.truncated
    assert len(page.notes) == 1


def test_no_more_than_the_allowed_bytes_are_received() -> None:
    limits = Limits(wire_bytes=100_000)
    exact = reply(body=b"x" * 90_000)
    with Server(says(exact)) as server:
        assert len(fetch(server.url, policy=OPEN, limits=limits).body) == 90_000
    with Server(says(reply(body=b"x" * 100_001))) as server, pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN, limits=limits)

    assert caught.value.status is Status.TOO_LARGE


def test_a_port_nobody_listens_on_is_a_connection_failure() -> None:
    with Server(says()) as server:
        pass
    with pytest.raises(TargetError) as caught:
        fetch(server.url, policy=OPEN)

    assert caught.value.status is Status.CONNECTION
    assert "refused" in caught.value.detail


def test_a_host_that_does_not_answer_is_a_failure_in_time() -> None:
    """A listener whose queue is full drops further connections, as a dead host does."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        started = time.monotonic()
        with pytest.raises(TargetError) as caught:
            fetch(f"http://127.0.0.1:{port}/", policy=OPEN, limits=QUICK)
        for filler in fillers:
            filler.close()

    assert caught.value.status is Status.TIMEOUT
    assert time.monotonic() - started < SOON_S


def test_slow_hosts_do_not_hold_up_good_ones() -> None:
    release = threading.Event()
    hanging = Policy(allowed=OPEN.allowed, resolver=lambda _h, _p: [str(release.wait(3 * SOON_S))])
    slow = [threading.Thread(target=_ignore_failure, args=(hanging,)) for _ in range(10)]
    with Server(says(reply(body=b"Hello"))) as server:
        for thread in slow:
            thread.start()
        started = time.monotonic()
        page = fetch(server.url, policy=OPEN)
        took_s = time.monotonic() - started
        release.set()
        for thread in slow:
            thread.join()

    assert page.body == b"Hello"
    assert took_s < SOON_S


def _ignore_failure(policy: Policy) -> None:
    with pytest.raises(TargetError):
        fetch("http://slow.example.com/", policy=policy, limits=QUICK)
