import socket
import threading
import time
from typing import Any

import pytest

from checker.net.resolve import look_up, system_addresses
from tests.net.server import SOON_S


def test_a_look_up_returns_what_the_resolver_found() -> None:
    assert look_up(lambda host, port: [f"{host}:{port}"], "a.example.com", 80, limit_s=1) == ("a.example.com:80",)


def test_a_look_up_raises_what_the_resolver_raises() -> None:
    def fails(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "unknown")

    with pytest.raises(socket.gaierror):
        look_up(fails, "a.example.com", 80, limit_s=1)


def test_a_hanging_look_up_ends_at_its_limit() -> None:
    release = threading.Event()
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        look_up(lambda _host, _port: [str(release.wait(3 * SOON_S))], "a.example.com", 80, limit_s=0.1)
    release.set()

    assert time.monotonic() - started < SOON_S


def test_a_good_look_up_is_not_held_up_by_hanging_ones() -> None:
    release = threading.Event()
    for _ in range(20):
        with pytest.raises(TimeoutError):
            look_up(lambda _host, _port: [str(release.wait(3 * SOON_S))], "slow.example.com", 80, limit_s=0.001)
    started = time.monotonic()

    answer = look_up(lambda _host, _port: ["8.8.8.8"], "good.example.com", 80, limit_s=1)
    release.set()

    assert answer == ("8.8.8.8",)
    assert time.monotonic() - started < SOON_S


def test_no_more_look_ups_run_at_once_than_there_are_slots() -> None:
    one = threading.BoundedSemaphore(1)
    release = threading.Event()
    with pytest.raises(TimeoutError):
        look_up(lambda _host, _port: [str(release.wait(3 * SOON_S))], "slow.example.com", 80, limit_s=0.01, slots=one)

    with pytest.raises(TimeoutError):
        look_up(lambda _host, _port: ["8.8.8.8"], "good.example.com", 80, limit_s=0.01, slots=one)
    release.set()

    assert look_up(lambda _host, _port: ["8.8.8.8"], "good.example.com", 80, limit_s=1, slots=one) == ("8.8.8.8",)


def test_waiting_for_a_slot_is_part_of_the_limit() -> None:
    one = threading.BoundedSemaphore(1)
    release = threading.Event()
    one.acquire()
    threading.Timer(0.9, one.release).start()
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        look_up(lambda _host, _port: [str(release.wait(3 * SOON_S))], "slow.example.com", 80, limit_s=1, slots=one)
    took_s = time.monotonic() - started
    release.set()

    assert took_s < 1.8


@pytest.mark.parametrize(
    ("host", "asked"),
    [("www.example.com", "www.example.com."), ("localhost", "localhost"), ("nas.lan", "nas.lan")],
)
def test_public_names_are_looked_up_as_absolute_names(monkeypatch: pytest.MonkeyPatch, host: str, asked: str) -> None:
    names: list[str] = []

    def answers(name: str, port: int, **_options: Any) -> list[Any]:
        names.append(name)
        sockaddr = ("8.8.8.8", port)
        return [(2, 1, 6, "", sockaddr), (2, 1, 6, "", sockaddr), (10, 1, 6, "", ("2606:4700::1", port, 0, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)

    assert system_addresses(host, 80) == ("8.8.8.8", "2606:4700::1")
    assert names == [asked]


def test_the_system_knows_the_loopback() -> None:
    assert "127.0.0.1" in system_addresses("localhost", 80)
