"""What a Dask worker does with a shard: the same run as on one machine, kept in memory instead of logs."""

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from checker.batch.cluster.benches import LastingBench, benches
from checker.batch.cluster.shards import Refused, Shard, Visiting, Worked
from checker.batch.crawl.accounts import Account
from checker.batch.crawl.reading import Stretch, read_on
from checker.batch.pipeline import run
from checker.batch.sources import Crawl, News, Sites
from checker.batch.visits import PoliteVisitor
from checker.batch.worker import Done, Setting
from checker.errors import CheckerError
from checker.net.manners import Manners
from checker.net.policy import Limits
from checker.rulebook.about import compile_about
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What holds for every shard of a run."""

    tool_version: str
    rules_sha256: str
    manners: Manners
    limits: Limits
    setting: Setting
    """Its folder is the client's; workers send reports back."""
    only_about: bool


def work_on(shard: Shard, order: Order) -> Worked | Refused:
    """Visit or read a shard's pages and judge them, one at a time."""
    if multiprocessing.current_process().daemon:
        return Refused(why="it may start no process to judge in; start it with: dask worker --no-nanny")
    try:
        pack = _pack(order.setting.extra_rules)
        if (__version__, pack.info.sha256) != (order.tool_version, order.rules_sha256):
            return Refused(why=_other_measure(order, pack))
        with benches().lent(replace(order.setting, folder=None)) as bench:
            return _worked(shard, order, pack, bench)
    except CheckerError as error:
        return Refused(why=str(error))


@cache
def _pack(extra: tuple[Path, ...]) -> Pack:
    return load_rules(*extra)


def _other_measure(order: Order, pack: Pack) -> str:
    own = f"clinic-check {__version__} with rules of SHA-256 {pack.info.sha256[:16]}"
    asked = f"{order.tool_version} with {order.rules_sha256[:16]}"
    return f"it has {own}, and this run has {asked}; install the same on every worker, and start it anew"


def _worked(shard: Shard, order: Order, pack: Pack, bench: LastingBench) -> Worked:
    kept = _Kept()
    match shard:
        case Visiting():
            visitor = PoliteVisitor(order.manners, order.limits, pack.known_walls)
            run(partial(Sites, shard.targets, visitor, gap_s=order.manners.gap_s), bench.open, kept)
            if not shard.last:
                # The next shard may visit the same hosts from elsewhere.
                time.sleep(max(order.manners.gap_s, *(visitor.gap_s(target.url) for target in shard.targets)))
        case Stretch():
            about = compile_about(pack.about) if order.only_about else None
            run(partial(Crawl, _to_account(read_on(shard, about))), bench.open, kept)
    return Worked(done=tuple(kept.done), account=kept.said)


class _Kept:
    """Keeps outcomes in memory."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.said: Account | None = None

    def keep(self, done: Done) -> None:
        """Take what became of a page."""
        self.done.append(done)

    def account(self, account: Account) -> None:
        """Take the account of the stretch."""
        self.said = account


def _to_account(news: Iterable[News]) -> Iterator[News]:
    """Yield the news of one stretch."""
    for each in news:
        yield each
        if isinstance(each, Account):
            return
