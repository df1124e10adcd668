import socket
import threading
import time
from collections.abc import Sequence

import httpcore
import pytest

from checker.errors import TargetError
from checker.net.addresses import read_address
from checker.net.backend import GuardedBackend, GuardedStream
from checker.net.budget import Budget
from checker.net.client import fetch
from checker.net.policy import Limits, Policy
from checker.net.refusals import Refusal
from checker.status import Status

from .server import LOOPBACK, OPEN, QUICK, SOON_S, Server, reply, says

PAGE = says(reply(body=b"<p>Hello</p>"))


def backend(policy: Policy, limits: Limits = QUICK) -> GuardedBackend:
    return GuardedBackend(policy, Budget("https://example.com/", limits))


def answering(*addresses: str) -> Policy:
    return Policy(resolver=lambda _host, _port: addresses)


def test_every_answer_is_checked_not_only_the_first() -> None:
    forty = [f"93.184.215.{n}" for n in range(1, 40)]

    assert len(backend(answering(*forty)).checked_addresses("example.com", 443)) == 39
    with pytest.raises(Refusal, match="RFC 1918"):
        backend(answering(*forty, "10.0.0.1")).checked_addresses("example.com", 443)


def test_a_name_without_addresses_is_a_dns_failure() -> None:
    with pytest.raises(TargetError) as caught:
        backend(answering()).checked_addresses("example.com", 443)

    assert caught.value.status is Status.DNS


def test_a_resolver_that_fails_is_a_dns_failure() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "unknown")

    with pytest.raises(TargetError) as caught:
        backend(Policy(resolver=unknown)).checked_addresses("example.com", 443)

    assert caught.value.status is Status.DNS


def test_a_resolver_that_hangs_is_a_dns_failure_within_its_limit() -> None:
    release = threading.Event()
    started = time.monotonic()

    with pytest.raises(TargetError) as caught:
        backend(Policy(resolver=lambda _h, _p: [str(release.wait(3 * SOON_S))])).checked_addresses("example.com", 443)
    release.set()

    assert caught.value.status is Status.DNS
    assert time.monotonic() - started < SOON_S


@pytest.mark.parametrize(
    ("host", "port", "code"),
    [
        ("localhost", 80, "single_label"),
        ("nas.lan", 80, "special_use_name"),
        ("example.com", 8080, "port_denied"),
        ("8.8.8.8", 22, "port_denied"),
    ],
)
def test_private_names_and_ports_need_every_answer_inside_the_open_network(host: str, port: int, code: str) -> None:
    inside = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: ["127.0.0.1", "127.0.0.2"])
    mixed = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: ["127.0.0.1", "93.184.215.14"])

    with pytest.raises(Refusal) as caught:
        backend(mixed).checked_addresses(host, port)

    assert caught.value.code == code
    if host != "8.8.8.8":
        assert len(backend(inside).checked_addresses(host, port)) == 2


def test_the_checked_number_is_dialled_and_the_name_is_kept() -> None:
    policy = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: ["127.0.0.1"])
    with Server(PAGE) as server:
        page = fetch(f"http://no-such-name.example.com:{server.port}/", policy=policy)

    assert page.peer_address == "127.0.0.1"
    assert f"Host: no-such-name.example.com:{server.port}".encode() in server.requests[0]


def test_a_name_is_looked_up_once_per_request() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    policy = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: next(answers))
    with Server(PAGE) as server:
        url = f"http://rebind.example.com:{server.port}/"

        assert fetch(url, policy=policy).body == b"<p>Hello</p>"
        with pytest.raises(Refusal) as caught:
            fetch(url, policy=policy)

    assert caught.value.code == "address_denied"
    assert server.connections == 1


def test_a_name_that_also_leads_to_a_private_address_is_never_contacted() -> None:
    policy = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: ["127.0.0.1", "10.0.0.1"])
    with Server(PAGE) as server, pytest.raises(Refusal):
        fetch(f"http://mixed.example.com:{server.port}/", policy=policy)

    assert server.connections == 0


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    policy = Policy(allowed=LOOPBACK, resolver=lambda _h, _p: ["127.0.0.9", "127.0.0.1"])
    with Server(PAGE) as server:
        page = fetch(f"http://two.example.com:{server.port}/", policy=policy)

    assert page.peer_address == "127.0.0.1"


def test_two_hundred_private_addresses_are_refused_at_once_and_in_the_same_words() -> None:
    begun = time.thread_time()
    messages = set()
    for number in range(200):
        with pytest.raises(Refusal) as caught:
            fetch(f"http://10.0.0.{number}/")
        messages.add(caught.value.detail)

    assert len(messages) == 1
    assert time.thread_time() - begun < 3


def test_a_public_name_that_leads_to_this_computer_is_refused() -> None:
    owned = Policy(resolver=lambda _host, _port: ["93.184.215.14"], is_own=lambda address: address.version == 4)

    with pytest.raises(Refusal, match="this computer itself"):
        backend(owned).checked_addresses("example.com", 443)
    with pytest.raises(Refusal, match="this computer itself"):
        backend(owned).checked_addresses("8.8.8.8", 443)
    assert backend(owned).checked_addresses("2606:4700:4700::1111", 443) == (read_address("2606:4700:4700::1111"),)


def test_a_public_page_does_not_lead_into_an_opened_network() -> None:
    guarded = GuardedBackend(OPEN, Budget("https://example.com/", QUICK), Redirected(Elsewhere("8.8.8.8")))
    assert guarded.checked_addresses("127.0.0.1", 8123) == (read_address("127.0.0.1"),)

    guarded.connect_tcp("8.8.8.8", 443)

    with pytest.raises(Refusal, match="a public page leads into a network you opened"):
        guarded.checked_addresses("127.0.0.1", 8123)


def test_local_sockets_are_refused() -> None:
    with pytest.raises(Refusal):
        backend(OPEN).connect_unix_socket("/run/docker.sock")


class Elsewhere(httpcore.NetworkStream):
    """A connection that turns out to lead somewhere else."""

    def __init__(self, peer: str | OSError) -> None:
        self.peer = peer
        self.closed = False

    def get_extra_info(self, info: str) -> tuple[str, int]:
        if isinstance(self.peer, OSError):
            raise self.peer
        return (self.peer, 80)

    def close(self) -> None:
        self.closed = True


class Redirected(httpcore.NetworkBackend):
    """A network that connects to another address than the one asked for."""

    def __init__(self, stream: Elsewhere) -> None:
        self.stream = stream

    def connect_tcp(self, *_arguments: object, **_options: object) -> httpcore.NetworkStream:
        return self.stream


def test_a_connection_that_reached_another_address_is_closed_and_refused() -> None:
    stream = Elsewhere("10.0.0.1")
    guarded = GuardedBackend(answering("8.8.8.8"), Budget("https://example.com/", QUICK), Redirected(stream))

    with pytest.raises(Refusal, match="another address answered"):
        guarded.connect_tcp("example.com", 80)

    assert stream.closed


def test_a_connection_whose_peer_is_already_gone_is_closed_and_fails() -> None:
    stream = Elsewhere(OSError("not connected"))
    guarded = GuardedBackend(answering("8.8.8.8"), Budget("https://example.com/", QUICK), Redirected(stream))

    with pytest.raises(httpcore.ConnectError, match="not connected"):
        guarded.connect_tcp("example.com", 80)

    assert stream.closed


def test_nothing_is_read_or_sent_after_the_deadline() -> None:
    budget = Budget("https://example.com/", Limits(deadline_s=0))
    stream = GuardedStream(httpcore.NetworkStream(), budget)

    for step in (lambda: stream.read(1), lambda: stream.write(b"x")):
        with pytest.raises(TargetError) as caught:
            step()
        assert caught.value.status is Status.TIMEOUT
