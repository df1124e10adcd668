"""The proxy as a hostile page sees it: nothing private is dialled, and nothing is without end."""

import contextlib
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat

import pytest

from checker.net.browser.allowance import Allowance
from checker.net.browser.limits import RenderLimits
from checker.net.browser.proxy import HOSTS_NOTED, FilteringProxy
from checker.net.policy import Policy
from tests.browser.conftest import INSIDE, TRAP, Trap
from tests.net.server import Server, repeats, reply, says

REFUSED, FAILED, OPEN = b"HTTP/1.1 403 ", b"HTTP/1.1 502 ", b"HTTP/1.1 200 "


@contextlib.contextmanager
def proxy(policy: Policy = INSIDE, limits: RenderLimits | None = None) -> Iterator[FilteringProxy]:
    allowance = Allowance("http://page.example.com/", limits or RenderLimits(deadline_s=5))
    with FilteringProxy(policy, allowance) as started:
        yield started


@contextlib.contextmanager
def line_to(proxy: FilteringProxy) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", int(proxy.address.rpartition(":")[2])), timeout=10) as line:
        yield line


def everything(line: socket.socket) -> bytes:
    parts = []
    with contextlib.suppress(ConnectionError):
        while data := line.recv(65_536):
            parts.append(data)
    return b"".join(parts)


def ask(proxy: FilteringProxy, request: str) -> bytes:
    """Return the whole answer, nothing when the proxy does not even listen."""
    with contextlib.suppress(ConnectionError), line_to(proxy) as line:
        line.sendall(request.encode() + b"\r\n\r\n")
        return everything(line)
    return b""


@pytest.mark.parametrize("form", ["GET http://{place}/ HTTP/1.1", "CONNECT {place} HTTP/1.1"])
@pytest.mark.parametrize(
    "host", [TRAP, "localhost", "trap.example.com", "2130706434", "0x7f.2", "127.2", "[::ffff:127.0.0.2]"]
)
def test_refused_addresses_are_never_dialled(form: str, host: str, trap: Trap) -> None:
    policy = replace(INSIDE, resolver=lambda _host, _port: (TRAP,))
    with proxy(policy) as started:
        answer = ask(started, form.format(place=f"{host}:{trap.port}"))

    assert answer.startswith(REFUSED)
    assert list(started.hosts.values()) != [""]
    assert trap.visitors == []


def test_name_with_one_private_answer_is_refused(trap: Trap) -> None:
    policy = Policy(resolver=lambda _host, _port: ("93.184.215.14", TRAP))
    with proxy(policy) as started:
        answer = ask(started, "CONNECT two.example.com:443 HTTP/1.1")

    assert answer.startswith(REFUSED)
    assert started.hosts == {"two.example.com": "this computer itself (RFC 1122)"}


def test_name_that_moves_to_a_private_address_is_refused_the_second_time(trap: Trap) -> None:
    with Server(says(reply(body=b"first"))) as server:
        answers = iter(["127.0.0.1", TRAP])
        policy = replace(INSIDE, resolver=lambda _host, _port: (next(answers),))
        request = f"GET http://moving.example.com:{server.port}/ HTTP/1.1\r\nHost: moving.example.com"
        with proxy(policy) as started:
            first, second = ask(started, request), ask(started, request)

    assert first.endswith(b"first")
    assert second.startswith(REFUSED)
    assert trap.visitors == []


@pytest.mark.parametrize("request_line", ["CONNECT {host}:443 HTTP/1.1", "POST http://{host}/service HTTP/1.1"])
@pytest.mark.parametrize("host", ["update.googleapis.com", "ACCOUNTS.google.com"])
def test_browser_reports_to_nobody(request_line: str, host: str) -> None:
    looked_up: list[str] = []

    def resolver(host: str, _port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return ()

    with proxy(Policy(resolver=resolver)) as started:
        answer = ask(started, request_line.format(host=host))

    assert (answer, looked_up, started.hosts) == (b"", [], {})


def test_tunnel_passes_bytes_both_ways() -> None:
    def echo(line: socket.socket, request: bytes) -> None:
        line.sendall(b"heard " + request)

    with Server(echo) as server, proxy() as started, line_to(started) as line:
        line.sendall(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n\r\n".encode())
        opened = line.recv(1000)
        line.sendall(b"anything\r\n\r\n")
        answer = everything(line)

    assert opened.startswith(OPEN)
    assert answer == b"heard anything\r\n\r\n"
    assert started.hosts == {"127.0.0.1": ""}


def test_site_hears_one_request_and_nothing_the_browser_says_later() -> None:
    """What follows on the connection may be meant for another site."""
    kept_open = reply(200, "Connection: keep-alive", "X-Kept: yes", body=b"page")
    with Server(says(kept_open)) as server, proxy() as started, line_to(started) as line:
        line.sendall(f"GET http://127.0.0.1:{server.port}/a HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        head = line.recv(10)
        line.sendall(b"GET http://other.example.com/secret HTTP/1.1\r\n\r\n")
        answer = head + everything(line)

    assert answer.endswith(b"\r\n\r\npage")
    assert b"X-Kept: yes" in answer
    assert b"Connection: close" in answer
    assert b"keep-alive" not in answer
    assert [request.split(b"\r\n")[0] for request in server.requests] == [b"GET /a HTTP/1.1"]


@pytest.mark.parametrize("target", ["/", "https://a.example.com/"])
def test_proxy_is_no_server_itself(target: str) -> None:
    with proxy() as started:
        assert ask(started, f"GET {target} HTTP/1.1\r\nHost: x") == b""


def test_site_that_cannot_be_reached_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with proxy() as started:
        assert ask(started, f"CONNECT 127.0.0.1:{port} HTTP/1.1").startswith(FAILED)
        assert ask(started, f"GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: x").startswith(FAILED)


def test_bytes_received_are_bounded_over_all_connections() -> None:
    endless = repeats(b"HTTP/1.1 200 OK\r\n\r\n", repeat(b"x" * 10_000))
    with Server(endless) as server, proxy(limits=RenderLimits(deadline_s=5, received_bytes=400_000)) as started:
        request = f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\nHost: x"
        first, second = ask(started, request), ask(started, request)

    assert 100_000 < len(first) <= 400_000
    assert len(second) < 1_000


def test_bytes_sent_are_bounded_over_all_connections() -> None:
    heard: list[int] = []

    def listen(line: socket.socket, _request: bytes) -> None:
        while data := line.recv(65_536):
            heard.append(len(data))

    with Server(listen, speaks_first=True) as server, proxy(limits=RenderLimits(sent_bytes=100_000)) as started:
        for _ in range(3):
            with line_to(started) as line, contextlib.suppress(OSError):
                line.sendall(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n\r\n".encode())
                line.recv(1000)
                for _ in range(10):
                    line.sendall(b"x" * 10_000)
                    time.sleep(0.001)

    assert 0 < sum(heard) <= 100_000


def test_connections_are_bounded_in_all() -> None:
    limits = RenderLimits(deadline_s=5, connections=10)
    with Server(says(reply(body=b"page"))) as server, proxy(limits=limits) as started:
        answers = [ask(started, f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\nHost: x") for _ in range(14)]

    assert [answer.endswith(b"page") for answer in answers] == [True] * 10 + [False] * 4
    assert server.connections == 10


def test_connections_are_bounded_at_once() -> None:
    limits = RenderLimits(deadline_s=5, connections_at_once=3)
    with proxy(limits=limits) as started, contextlib.ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(line_to(started))
        time.sleep(0.1)

        assert ask(started, "CONNECT 127.0.0.1:1 HTTP/1.1") == b""


def test_silence_ends_with_the_visit() -> None:
    limits = RenderLimits(deadline_s=0.5)
    with proxy(limits=limits) as started, line_to(started) as line:
        assert everything(line) == b""  # or the line's own time runs out, which is an error


def test_open_tunnels_end_with_the_proxy() -> None:
    def wait(line: socket.socket, _request: bytes) -> None:
        line.recv(1)

    with Server(wait, speaks_first=True) as server:
        with proxy() as started:
            line = socket.create_connection(("127.0.0.1", int(started.address.rpartition(":")[2])), timeout=5)
            line.sendall(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n\r\n".encode())
            assert line.recv(1000).startswith(OPEN)

        with line:
            assert everything(line) == b""


def test_only_some_hosts_are_remembered() -> None:
    with proxy(Policy()) as started:
        for number in range(HOSTS_NOTED + 5):
            ask(started, f"CONNECT host-{number}:443 HTTP/1.1")

    assert len(started.hosts) == HOSTS_NOTED
