"""What is kept of an exchange is what crossed the connection, byte for byte, and nothing else."""

import gzip
import hashlib
import ssl
import time

import pytest

from checker.errors import TargetError
from checker.models import Cut, Exchange, Role
from checker.net.client import fetch
from checker.net.policy import Limits, Policy
from checker.net.replay import replay
from checker.net.tape import Tape

from .conftest import NAME, Certificates
from .server import LOOPBACK, OPEN, QUICK, Script, Server, repeats, reply, says

PAGE = b"<p>Hello</p>"
PACKED = gzip.compress(PAGE * 50)
CHUNKED = b"5\r\n<p>He\r\n7;odd=1\r\nllo</p>\r\n0\r\nX-Trailer: 1\r\n\r\n"

ODD_ANSWERS = {
    "plain": reply(200, "Content-Type: text/html", body=PAGE),
    "double space": b"HTTP/1.1 200  OK\r\nContent-Length: 12\r\n\r\n" + PAGE,
    "no space after the colon": b"HTTP/1.1 200 OK\r\nContent-Length:12\r\n\r\n" + PAGE,
    "folded line": b"HTTP/1.1 200 OK\r\nX-A: b\r\n  c\r\nContent-Length: 12\r\n\r\n" + PAGE,
    "only line feeds": b"HTTP/1.1 200 OK\nContent-Length: 12\n\n" + PAGE,
    "Latin-1 in a header": b"HTTP/1.1 200 OK\r\nServer: caf\xe9\r\nContent-Length: 12\r\n\r\n" + PAGE,
    "trailing space": b"HTTP/1.1 200 OK \r\nContent-Length: 12  \r\n\r\n" + PAGE,
    "no reason": b"HTTP/1.1 200\r\nContent-Length: 12\r\n\r\n" + PAGE,
    "HTTP/1.0 to the end": b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,
    "chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
    "packed": reply(200, "Content-Encoding: gzip", body=PACKED),
    "packed and chunked": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PACKED), PACKED),
    "packed and cut": reply(200, "Content-Encoding: gzip", body=PACKED[:-4]),
    "both lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
    "early hints first": b"HTTP/1.1 103 Early Hints\r\n\r\n" + reply(body=PAGE),
    "cut off": reply(body=PAGE, length=1_000),
    "not found": reply(404, body=PAGE),
    "a picture": reply(200, "Content-Type: image/png", body=b"\x89PNG\r\n\x1a\n"),
    "a banner": b"SSH-2.0-OpenSSH_9.2\r\n",
    "nothing": b"",
}


def record(script: Script, limits: Limits | None = None) -> tuple[Server, Tape, object]:
    """Return the server, what the tape kept, and the page or error a fetch ended with."""
    tape = Tape()
    with Server(script) as server:
        try:
            return server, tape, fetch(server.url, policy=OPEN, limits=limits or Limits(), tape=tape)
        except TargetError as error:
            return server, tape, str(error)


def again(url: str, exchanges: tuple[Exchange, ...]) -> object:
    try:
        return replay(url, exchanges)
    except TargetError as error:
        return str(error)


@pytest.mark.parametrize("answer", ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_every_byte_sent_and_received_is_kept_and_reads_the_same_again(answer: bytes) -> None:
    server, tape, page = record(says(answer))

    (kept,) = tape.exchanges
    assert kept.request == server.requests[0]
    assert kept.response == answer
    assert again(server.url, tape.exchanges) == page


def test_an_exchange_knows_its_address_and_times() -> None:
    server, tape, page = record(says(ODD_ANSWERS["plain"]))

    (kept,) = tape.exchanges
    assert (kept.role, kept.url, kept.cut, kept.tls) == (Role.PAGE, server.url, Cut.WHOLE, None)
    assert (kept.dialled, kept.peer_address, kept.peer_port) == (("127.0.0.1",), "127.0.0.1", server.port)
    assert kept.started_at <= kept.ended_at
    assert getattr(page, "fetched_at", None) == kept.ended_at


def test_every_redirect_is_kept_and_followed_again_without_the_network() -> None:
    with Server(says(ODD_ANSWERS["chunked"])) as end:
        moved = reply(302, f"Location: {end.url}there", body=b"")
        server, tape, page = record(says(moved))
        assert end.requests[0] == tape.exchanges[1].request

    assert [each.role for each in tape.exchanges] == [Role.REDIRECT, Role.PAGE]
    assert [each.url for each in tape.exchanges] == [server.url, f"{end.url}there"]
    assert [each.response for each in tape.exchanges] == [moved, ODD_ANSWERS["chunked"]]
    assert [each.cut for each in tape.exchanges] == [Cut.WHOLE, Cut.WHOLE]
    assert again(server.url, tape.exchanges) == page
    assert (server.connections, end.connections) == (1, 1)


def test_recorded_answers_that_do_not_follow_from_each_other_are_refused() -> None:
    with Server(says(ODD_ANSWERS["plain"])) as end:
        server, tape, _ = record(says(reply(302, f"Location: {end.url}there")))
        elsewhere = record(says(ODD_ANSWERS["plain"]))[1]

    mixed = again(server.url, (tape.exchanges[0], elsewhere.exchanges[0]))
    short = again(server.url, tape.exchanges[:1])

    assert "do not follow from each other" in str(mixed)
    assert "nothing was recorded" in str(short)


@pytest.mark.parametrize(
    ("script", "limits", "cut"),
    [
        (repeats(reply(length=-1), iter(lambda: b"x" * 9_000, b"")), Limits(wire_bytes=100_000), Cut.LENGTH),
        (repeats(reply(length=999), iter(lambda: b"x", b""), lambda: time.sleep(0.05)), QUICK, Cut.TIME),
        (says(reply(body=PAGE, length=99)), Limits(), Cut.DISCONNECT),
        (says(reply(404, body=PAGE, length=-1)), Limits(), Cut.UNSPECIFIED),
        (says(reply(404, body=PAGE)), Limits(), Cut.WHOLE),
    ],
    ids=["too large", "too slow", "broken off", "not needed", "not needed but there"],
)
def test_an_answer_that_is_not_whole_says_why(script: Script, limits: Limits, cut: Cut) -> None:
    _, tape, _ = record(script, limits)

    assert tape.exchanges[0].cut is cut
    assert tape.exchanges[0].response.startswith(b"HTTP/1.1")


def test_a_failed_look_up_leaves_an_exchange_without_bytes() -> None:
    tape = Tape()
    with pytest.raises(TargetError):
        fetch("http://nowhere.example.com/", policy=Policy(resolver=lambda _host, _port: []), tape=tape)

    (kept,) = tape.exchanges
    assert (kept.request, kept.response, kept.dialled, kept.peer_address) == (b"", b"", (), "")


def test_bytes_are_those_inside_the_encryption_and_the_certificate_is_named(certificates: Certificates) -> None:
    policy = Policy(allowed=LOOPBACK, resolver=lambda _host, _port: ["127.0.0.1"], trust=certificates.trust)
    tape = Tape()
    with Server(says(ODD_ANSWERS["packed"]), tls=certificates.server) as server:
        url = f"https://{NAME}:{server.port}/"
        page = fetch(url, policy=policy, tape=tape)
        shown = ssl.get_server_certificate(("127.0.0.1", server.port))

    (kept,) = tape.exchanges
    assert kept.request == server.requests[0]
    assert kept.response == ODD_ANSWERS["packed"]
    assert kept.tls is not None
    assert kept.tls.version == "TLSv1.3"
    assert kept.tls.cipher.startswith("TLS_")
    assert kept.tls.certificate_sha256 == hashlib.sha256(ssl.PEM_cert_to_DER_cert(shown)).hexdigest()
    assert page.tls == kept.tls
    assert replay(url, tape.exchanges) == page
