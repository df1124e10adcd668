"""Every host gets its pause, whoever asks: shown with a clock that only moves when somebody sleeps."""

import threading
import time

import pytest

from checker.errors import TargetError
from checker.net.pace import PATIENCE_S, Pace
from checker.status import Status


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def pace_and_clock() -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(2.0, clock=clock, sleep=clock.sleep), clock


def visit(pace: Pace, address: str, **asked: float) -> None:
    with pace.turn(address, **asked):
        pass


def test_the_first_visit_waits_for_nothing_and_the_second_two_seconds() -> None:
    pace, clock = pace_and_clock()

    visit(pace, "https://a.example/1")
    visit(pace, "https://a.example/2")

    assert clock.slept == [2.0]


def test_the_pause_begins_when_a_visit_ends() -> None:
    pace, clock = pace_and_clock()

    with pace.turn("https://a.example/"):
        clock.now += 7
    clock.now += 0.5
    visit(pace, "https://a.example/")

    assert clock.slept == [1.5]


def test_a_visit_that_fails_counts_too() -> None:
    pace, clock = pace_and_clock()

    with pytest.raises(ZeroDivisionError), pace.turn("https://a.example/"):
        _ = 1 / 0
    visit(pace, "https://a.example/")

    assert clock.slept == [2.0]


def test_schemes_and_ports_of_a_host_share_its_pause_and_other_hosts_do_not() -> None:
    pace, clock = pace_and_clock()

    for address in ("http://a.example/", "https://b.example/", "https://a.example:8443/", "https://b.example/"):
        visit(pace, address)

    assert clock.slept == [2.0]


@pytest.mark.parametrize(("asked_s", "slept_s"), [(0, 2), (1, 2), (5, 5), (3_600, PATIENCE_S)])
def test_a_site_may_ask_for_a_longer_pause_up_to_a_minute(asked_s: float, slept_s: float) -> None:
    pace, clock = pace_and_clock()

    visit(pace, "https://a.example/")
    visit(pace, "https://a.example/", gap_s=asked_s)

    assert clock.slept == [slept_s]


def test_a_host_that_asks_for_rest_is_left_alone_so_long() -> None:
    pace, clock = pace_and_clock()

    pace.rest("https://a.example/", 30)
    visit(pace, "https://a.example/other")

    assert clock.slept == [30]


def test_a_longer_rest_is_not_waited_for_and_nothing_is_sent() -> None:
    pace, clock = pace_and_clock()
    pace.rest("https://a.example/", 3_600)

    with pytest.raises(TargetError) as caught:
        visit(pace, "https://a.example/")
    clock.now += 3_601
    visit(pace, "https://a.example/")

    assert (caught.value.status, caught.value.detail) == (Status.ASKED_TO_WAIT, "for another 3,600 seconds")
    assert clock.slept == []


def test_no_rest_is_longer_than_a_day() -> None:
    pace, clock = pace_and_clock()

    pace.rest("https://a.example/", 1e12)
    clock.now += 24 * 3_600
    visit(pace, "https://a.example/")

    assert clock.slept == []


def test_threads_visit_one_host_one_after_another_and_two_hosts_at_once() -> None:
    pace = Pace(0.02)
    inside: list[str] = []
    most: dict[str, int] = {}

    def work(host: str) -> None:
        for _ in range(3):
            with pace.turn(f"https://{host}/"):
                inside.append(host)
                most[host] = max(most.get(host, 0), inside.count(host))
                most["both"] = max(most.get("both", 0), len(set(inside)))
                time.sleep(0.02)
                inside.remove(host)

    threads = [threading.Thread(target=work, args=(host,)) for host in ("a.example", "b.example") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)

    assert most == {"a.example": 1, "b.example": 1, "both": 2}
