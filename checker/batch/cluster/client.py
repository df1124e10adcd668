"""Hand a run's shards to the workers of a Dask cluster, and keep what they come to."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, assert_never

from checker.batch.cluster.shards import Chain, Refused, Shard, Worked
from checker.batch.cluster.work import Order, work_on
from checker.batch.folder import REPORTS
from checker.batch.pipeline import Keeper
from checker.errors import EngineError, MissingExtraError
from checker.save import save_as

CONNECT_S = 10
A_THREAD = 2
"""Shards handed out for each thread of the workers, so that none waits for its next one."""


def run_on_cluster(
    address: str, chains: Callable[[int], Iterator[Chain]], order: Order, folder: Path, keeper: Keeper
) -> None:
    """Have all shards worked on.

    Args:
        address: of the scheduler.
        chains: makes the shards, given how many threads the workers have.
        order: what holds for every shard.
        folder: of the run; reports are written there.
        keeper: gets each outcome once its report is written.

    Raises:
        EngineError: the scheduler cannot be reached or was lost, or a worker cannot do this run's work.
        MissingExtraError: Dask is not installed.
        OutputError: a report or the log cannot be written.
    """
    with _connected(address) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise EngineError(address, "no worker is connected to the scheduler; start some, see docs/scale.md")
        _Cluster(client, order, folder, keeper).work_off(chains(threads), most=A_THREAD * threads)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtraError("Running on a cluster", "Dask", "dask") from error
    try:
        client = Client(address, timeout=CONNECT_S)
    except (OSError, ValueError) as error:
        raise EngineError(address, f"no Dask scheduler answers there ({error}); see docs/scale.md") from error
    try:
        yield client
    finally:
        client.close()


class _Cluster:
    def __init__(self, client: Any, order: Order, folder: Path, keeper: Keeper) -> None:
        self._client = client
        self._order = client.scatter(order, broadcast=True)
        self._folder = folder
        self._keeper = keeper
        self._chain_of: dict[str, Chain] = {}

    def work_off(self, chains: Iterator[Chain], *, most: int) -> None:
        from distributed import as_completed

        finished = as_completed()
        for chain in chains:
            self._hand_out(next(chain), chain, finished)
            if finished.count() >= most:
                self._take(next(finished), finished)
        for future in finished:
            self._take(future, finished)

    def _hand_out(self, shard: Shard, chain: Chain, finished: Any) -> None:
        future = self._client.submit(work_on, shard, self._order, pure=False)
        self._chain_of[future.key] = chain
        finished.add(future)

    def _take(self, future: Any, finished: Any) -> None:
        """Keep what a shard came to, and hand out the next one of its chain."""
        chain = self._chain_of.pop(future.key)
        worked = self._result(future)
        for done in worked.done:
            if done.packed_report:
                path = self._folder / REPORTS / Path(done.report).name
                save_as(gzip.decompress(done.packed_report), path, replace=True)
            self._keeper.keep(done)
        if worked.account:
            self._keeper.account(worked.account)
        try:
            self._hand_out(chain.send(worked), chain, finished)
        except StopIteration:
            return

    def _result(self, future: Any) -> Worked:
        try:
            result: Worked | Refused = future.result()
        except Exception as error:  # of Dask's own making: a lost scheduler, a worker that died too often
            raise EngineError(self._client.scheduler.address, f"a shard was lost ({error})") from error
        match result:
            case Worked():
                return result
            case Refused():
                raise EngineError(self._client.scheduler.address, f"a worker stopped: {result.why}")
            case _:
                assert_never(result)
