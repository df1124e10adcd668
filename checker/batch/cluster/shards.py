"""Cut a run into shards: each may be worked on anywhere, and again after a worker was lost, with the same result.

All addresses of a host stand in one chain of shards, of which one is worked on at a time, so that no two workers visit
a host at once. An archive is such a chain too: where a stretch ends is known once it was read.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from checker.batch.crawl.accounts import Account
from checker.batch.crawl.reading import Stretch
from checker.batch.listing import Target
from checker.batch.worker import Done
from checker.net.names import host_of

HOSTS = 32
"""Hosts of one shard; they are visited side by side."""

PAGES_OF_A_HOST = 8
"""Addresses of a host in one shard; the rest follows in the chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting:
    """Addresses to visit and judge."""

    targets: tuple[Target, ...]
    last: bool
    """False when further addresses of these hosts follow."""


Shard = Visiting | Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What a shard came to."""

    done: tuple[Done, ...]
    """Pages, each with its report."""
    account: Account | None
    """Of a stretch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a worker did not work on a shard, or could not."""

    why: str


Chain = Generator[Shard, Worked, None]
"""Shards to work on one after the other; each is asked for with what the one before came to."""


def visiting(targets: Iterable[Target], workers: int) -> Iterator[Chain]:
    """Yield chains that together hold all targets, enough of them to keep so many workers busy."""
    by_host: dict[str, list[Target]] = {}
    for target in targets:
        by_host.setdefault(host_of(target.url), []).append(target)
    hosts = list(by_host.values())
    size = max(1, min(HOSTS, len(hosts) // (4 * workers)))
    for first in range(0, len(hosts), size):
        yield _visits(hosts[first : first + size])


def _visits(hosts: list[list[Target]]) -> Chain:
    longest = max(map(len, hosts))
    for first in range(0, longest, PAGES_OF_A_HOST):
        end = first + PAGES_OF_A_HOST
        yield Visiting(targets=tuple(target for host in hosts for target in host[first:end]), last=end >= longest)


def reading(stretches: Iterable[Stretch]) -> Iterator[Chain]:
    """Yield a chain for each archive."""
    yield from map(_stretches, stretches)


def _stretches(stretch: Stretch) -> Chain:
    while True:
        worked = yield stretch
        account = worked.account
        if account is None or account.complete or account.stopped:
            return
        left = frozenset(spot for spot in stretch.done if spot >= account.end)
        stretch = Stretch(archive=stretch.archive, start=account.end, done=left)
