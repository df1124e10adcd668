import os
import socket
import time

import pytest

from checker.errors import TargetError
from checker.net.client import DOWNGRADE, fetch
from checker.net.policy import Limits, Policy
from checker.status import Status

from .conftest import NAME, Certificates
from .server import LOOPBACK, QUICK, SOON_S, Server, repeats, reply, says, silent

PAGE = says(reply(body=b"<p>Hello</p>"))


def policy(certificates: Certificates) -> Policy:
    return Policy(allowed=LOOPBACK, resolver=lambda _host, _port: ["127.0.0.1"], trust=certificates.trust)


def test_certificate_and_server_name_stay_on_the_name(certificates: Certificates) -> None:
    with Server(PAGE, tls=certificates.server) as server:
        page = fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates))

    assert page.body == b"<p>Hello</p>"
    assert page.peer_address == "127.0.0.1"
    assert server.server_names == [NAME]
    assert f"Host: {NAME}:{server.port}".encode() in server.requests[0]


def test_a_certificate_for_another_name_is_refused(certificates: Certificates) -> None:
    with Server(PAGE, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://other.example.com:{server.port}/", policy=policy(certificates))

    assert caught.value.status is Status.TLS
    assert "other.example.com" in caught.value.detail
    assert server.requests == []


def test_a_certificate_of_an_unknown_authority_is_refused(certificates: Certificates) -> None:
    public = Policy(allowed=LOOPBACK, resolver=lambda _host, _port: ["127.0.0.1"])
    with Server(PAGE, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=public)

    assert caught.value.status is Status.TLS
    assert server.requests == []


def test_variables_that_name_other_authorities_are_ignored(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = Policy(allowed=LOOPBACK, resolver=lambda _host, _port: ["127.0.0.1"])
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, "/nowhere")
    with Server(PAGE, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=public)

    assert caught.value.status is Status.TLS


def test_a_plain_server_behind_https_is_a_tls_failure(certificates: Certificates) -> None:
    plain = says(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with Server(plain, speaks_first=True) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates))

    assert caught.value.status in {Status.TLS, Status.CONNECTION}


def test_a_server_that_never_shakes_hands_is_left_in_time(certificates: Certificates) -> None:
    started = time.monotonic()
    with (
        Server(silent, speaks_first=True) as server,
        pytest.raises(TargetError) as caught,
    ):
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates), limits=QUICK)

    assert caught.value.status is Status.TIMEOUT
    assert time.monotonic() - started < SOON_S


def test_limits_hold_inside_the_encrypted_connection(certificates: Certificates) -> None:
    drip = repeats(reply(length=10_000) + b"<p>", iter(lambda: b"x", b""), lambda: time.sleep(0.05))
    with Server(drip, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates), limits=QUICK)
    assert caught.value.status is Status.TIMEOUT

    flood = repeats(reply(length=-1), iter(lambda: b"x" * 65_536, b""))
    with Server(flood, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates), limits=Limits(wire_bytes=1_000_000))
    assert caught.value.status is Status.TOO_LARGE


def test_what_serves_the_encryption_alone_counts_as_well(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenSSL takes in any number of session tickets within one read: 20,000 are 5 MB without a byte of content."""
    monkeypatch.setattr(certificates.server, "num_tickets", 20_000)
    with Server(PAGE, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates), limits=Limits(wire_bytes=1_000_000))

    assert caught.value.status is Status.TOO_LARGE


def test_a_page_larger_than_one_encrypted_record_arrives_whole(certificates: Certificates) -> None:
    body = bytes(range(1, 256)) * 2_000
    with Server(says(reply(body=body)), tls=certificates.server) as server:
        page = fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates))

    assert page.body == body
    assert not page.truncated


def test_a_redirect_from_https_to_http_is_followed_and_noted(certificates: Certificates) -> None:
    with Server(PAGE) as plain:
        moved = says(reply(301, f"Location: http://{NAME}:{plain.port}/"))
        with Server(moved, tls=certificates.server) as secure:
            page = fetch(f"https://{NAME}:{secure.port}/", policy=policy(certificates))

    assert page.final_url == f"http://{NAME}:{plain.port}/"
    assert page.notes == (DOWNGRADE,)


def test_a_redirect_from_http_to_https_is_followed(certificates: Certificates) -> None:
    with Server(PAGE, tls=certificates.server) as secure:
        moved = says(reply(301, f"Location: https://{NAME}:{secure.port}/"))
        with Server(moved) as plain:
            page = fetch(f"http://{NAME}:{plain.port}/", policy=policy(certificates))

    assert page.final_url == f"https://{NAME}:{secure.port}/"
    assert page.notes == ()


def test_bytes_changed_on_the_way_are_a_tls_failure_and_not_a_short_page(certificates: Certificates) -> None:
    def script(line: socket.socket, _request: bytes) -> None:
        line.sendall(reply(body=b"<p>Hello</p>", length=1_000))
        os.write(line.fileno(), b"\x17\x03\x03\x00\x20" + b"x" * 32)
        time.sleep(0.1)

    with Server(script, tls=certificates.server) as server, pytest.raises(TargetError) as caught:
        fetch(f"https://{NAME}:{server.port}/", policy=policy(certificates))

    assert caught.value.status is Status.TLS
