"""Hosts are visited politely, and one that is slow or asks for rest holds nobody else up."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from checker.batch.listing import Target
from checker.batch.visits import SLOW_AFTER_S, Visited, Visits
from checker.errors import TargetError
from checker.models import Fetched
from checker.net.names import host_of
from checker.status import Status


class Neighbourhood:
    """Hosts that take their time and remember who came when."""

    def __init__(self, pauses_s: dict[str, float] | None = None, wishes_s: dict[str, float] | None = None) -> None:
        self.stays: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._pauses_s = pauses_s or {}
        self._wishes_s = wishes_s or {}

    def fetch(self, url: str) -> Fetched:
        """Take as long as the host takes."""
        begun = time.monotonic()
        time.sleep(self._pauses_s.get(host_of(url), 0.0))
        self.stays[host_of(url)].append((begun, time.monotonic()))
        return Fetched(requested_url=url, final_url=url, body=b"x")

    def gap_s(self, url: str) -> float:
        """Return what the host wishes."""
        return self._wishes_s.get(host_of(url), 0.0)


def visit_all(
    urls: Iterable[str],
    visitor: Neighbourhood,
    gap_s: float,
    slow_after_s: float = SLOW_AFTER_S,
    watch: Callable[[Visited], object] = lambda _: None,
) -> list[Visited]:
    targets = [Target(line=line, address=url, url=url) for line, url in enumerate(urls, 1)]
    arrived: queue.SimpleQueue[Visited] = queue.SimpleQueue()
    visits = Visits(targets, visitor, arrived.put, gap_s=gap_s, slow_after_s=slow_after_s)
    found: list[Visited] = []
    while len(found) < len(targets):
        try:
            found.append(arrived.get(timeout=max(visits.start_due(), 0.001)))
        except queue.Empty:
            continue
        watch(found[-1])
    return found


def test_one_host_is_visited_one_at_a_time_with_a_pause_between() -> None:
    hosts = Neighbourhood(pauses_s={"a.example": 0.02})
    urls = [f"https://a.example:{port}/{n}" for port in (443, 8443) for n in range(3)]

    visit_all(urls, hosts, gap_s=0.1)

    stays = hosts.stays["a.example"]
    assert len(stays) == 6
    assert [later[0] - earlier[1] >= 0.1 for earlier, later in pairwise(stays)] == [True] * 5


def test_a_host_that_asks_for_more_rest_gets_it() -> None:
    hosts = Neighbourhood(wishes_s={"a.example": 0.2})

    visit_all(["https://a.example/1", "https://a.example/2"], hosts, gap_s=0.01)

    first, second = hosts.stays["a.example"]
    assert second[0] - first[1] >= 0.2


class Stubborn(Neighbourhood):
    """Some hosts answer nobody before the test has heard from all others."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.heard_from_others = threading.Event()

    def fetch(self, url: str) -> Fetched:
        """Answer, or wait for leave to."""
        if host_of(url).startswith(self._name):
            assert self.heard_from_others.wait(timeout=60)
        return Fetched(requested_url=url, final_url=url, body=b"x")


def order_of(urls: list[str], hosts: Stubborn, others: int, slow_after_s: float = SLOW_AFTER_S) -> list[str]:
    """Visit all, and return the hosts in the order in which they were heard from."""
    order: list[str] = []

    def heard(visited: Visited) -> None:
        assert not isinstance(visited.outcome, TargetError)
        order.append(host_of(visited.target.url))
        if len(order) == others:
            hosts.heard_from_others.set()

    visit_all(urls, hosts, gap_s=0, slow_after_s=slow_after_s, watch=heard)
    return order


def test_many_pages_of_one_host_do_not_hold_up_the_others() -> None:
    small = [f"small-{n}.example" for n in range(50)]
    urls = [f"https://big.example/{n}" for n in range(6)] + [f"https://{host}/" for host in small]

    order = order_of(urls, Stubborn("big"), others=len(small))

    assert sorted(order[:50]) == sorted(small)
    assert order[50:] == ["big.example"] * 6


SLOW, GOOD = 200, 10


def test_two_hundred_slow_hosts_do_not_hold_up_ten_good_ones() -> None:
    urls = [f"https://slow-{n}.example/" for n in range(SLOW)] + [f"https://good-{n}.example/" for n in range(GOOD)]

    order = order_of(urls, Stubborn("slow"), others=GOOD, slow_after_s=0.02)

    assert set(order[:GOOD]) == {f"good-{n}.example" for n in range(GOOD)}
    assert len(set(order)) == len(order) == SLOW + GOOD


class Broken(Neighbourhood):
    """A visitor with a mistake in it."""

    def fetch(self, url: str) -> Fetched:
        """Fail in a way nobody thought of."""
        raise LookupError("what no one expected")


def test_a_mistake_of_ours_over_one_page_is_its_record_and_not_the_end() -> None:
    found = visit_all(["https://a.example/", "https://b.example/"], Broken(), gap_s=0)

    errors = [visited.outcome for visited in found]
    assert [isinstance(error, TargetError) and error.status for error in errors] == [Status.TOOL_ERROR] * 2


def test_threads_end_with_their_visits() -> None:
    before = set(threading.enumerate())

    visit_all([f"https://h-{n}.example/" for n in range(40)], Neighbourhood(), gap_s=0)
    begun = set(threading.enumerate()) - before
    for thread in begun:
        thread.join(timeout=60)

    assert [thread for thread in begun if thread.is_alive()] == []
