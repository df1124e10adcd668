import socket
from ipaddress import ip_network

import pytest

from checker.net.browser.request import BODY_BYTES, HEAD_BYTES, BadRequestError, read_body, read_request
from checker.net.refusals import Code, Refusal


def line_with(data: bytes) -> socket.socket:
    """Return the end of a connection at which these bytes arrive, and then its end."""
    ours, theirs = socket.socketpair()
    theirs.sendall(data)
    theirs.close()
    return ours


def test_unencrypted_request_is_taken_apart() -> None:
    head = (
        b"POST http://a.example.com/b?c HTTP/1.1\r\nHost: a.example.com\r\nConnection: keep-alive\r\nContent-Length: 3"
    )
    with line_with(head + b"\r\n\r\nabcGET / HTTP/1.1") as line:
        request = read_request(line)

    assert (request.method, request.is_tunnel, request.host) == ("POST", False, "a.example.com")
    assert request.begun_body.startswith(b"abc")
    assert request.passed_on() == [(b"Host", b"a.example.com"), (b"Content-Length", b"3")]


def test_tunnel_asks_for_a_host_and_port() -> None:
    with line_with(b"CONNECT xn--mnchen-3ya.de:443 HTTP/1.1\r\nHost: x\r\n\r\n") as line:
        request = read_request(line)

    assert request.is_tunnel
    assert request.host == "xn--mnchen-3ya.de"
    assert request.address(()) == "https://xn--mnchen-3ya.de/"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("127.0.0.1:443", Code.ADDRESS_DENIED),
        ("[::1]:443", Code.ADDRESS_DENIED),
        ("[::ffff:127.0.0.1]:443", Code.ADDRESS_DENIED),
        ("2130706433:443", Code.NUMERIC_HOST),
        ("a.example.com:22", Code.PORT_DENIED),
        ("localhost:443", Code.SINGLE_LABEL),
        ("metadata.google.internal:80", Code.SPECIAL_USE_NAME),
        ("a@127.0.0.1:443", Code.USERINFO),
        ("a.example.com:443/x@b", None),
        ("a.example.com:99999", Code.UNPARSEABLE),
    ],
)
def test_tunnels_pass_the_gate(target: str, code: Code | None) -> None:
    with line_with(f"CONNECT {target} HTTP/1.1\r\n\r\n".encode()) as line:
        request = read_request(line)

    if code is None:
        assert request.address(()).startswith("https://a.example.com/")
        return
    with pytest.raises(Refusal) as refused:
        request.address(())
    assert refused.value.code is code


def test_opened_network_is_for_tunnels_too() -> None:
    with line_with(b"CONNECT 127.0.0.1:8443 HTTP/1.1\r\n\r\n") as line:
        request = read_request(line)

    assert request.address((ip_network("127.0.0.1/32"),)) == "https://127.0.0.1:8443/"


@pytest.mark.parametrize("target", ["/", "*", "https://a.example.com/", "ftp://a.example.com/", "file:///etc/passwd"])
def test_proxy_serves_no_pages_and_only_the_unencrypted_web(target: str) -> None:
    with line_with(f"GET {target} HTTP/1.1\r\n\r\n".encode()) as line:
        request = read_request(line)

    with pytest.raises(BadRequestError):
        request.address(())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GET",
        b"GET http://a.example.com/ HTTP/1.1\r\n",
        b"GET\r\n\r\n",
        b"GET a b c\r\n\r\n",
        b"GET http://\xff/ HTTP/1.1\r\n\r\n",
        b"GET http://a.example.com/ HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET http://a.example.com/ HTTP/1.1\r\nX: " + b"x" * HEAD_BYTES + b"\r\n\r\n",
    ],
)
def test_malformed_request_is_no_request(data: bytes) -> None:
    with line_with(data) as line, pytest.raises(BadRequestError):
        read_request(line)


def body(head: bytes, rest: bytes) -> bytes:
    with line_with(b"POST http://a.example.com/ HTTP/1.1\r\n" + head + b"\r\n\r\n" + rest) as line:
        return read_body(line, read_request(line))


def test_body_is_exactly_as_long_as_announced() -> None:
    assert body(b"Content-Length: 100000", b"x" * 100_000) == b"x" * 100_000
    assert body(b"X: y", b"") == b""


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        (b"Content-Length: 3", b"abcd"),
        (b"Content-Length: 3", b"ab"),
        (b"Content-Length: -3", b""),
        (b"Content-Length: 3\r\nContent-Length: 4", b"abc"),
        (b"Content-Length: %d" % (BODY_BYTES + 1), b""),
        (b"Transfer-Encoding: chunked", b"0\r\n\r\n"),
        (b"X: y", b"GET http://b.example.com/ HTTP/1.1\r\n\r\n"),
    ],
)
def test_body_of_any_other_length_is_refused(head: bytes, rest: bytes) -> None:
    with pytest.raises(BadRequestError):
        body(head, rest)
