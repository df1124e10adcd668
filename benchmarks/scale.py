"""Work off the same archives with one Dask worker and with two, on the loopback; print how far the second one helps.

    python -m benchmarks.scale [PAGES]

By the clock, two workers are faster only where two processors are free. By processor time it can be told on a busy
machine too: what one worker spent on all, against what the busier one of two spent.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import Client

from benchmarks.archive import write_archive
from checker.batch.cluster.client import run_on_cluster
from checker.batch.cluster.shards import reading
from checker.batch.cluster.work import Order
from checker.batch.crawl.accounts import Account
from checker.batch.crawl.find import find_archives
from checker.batch.crawl.reading import Stretch
from checker.batch.worker import Done, Setting
from checker.net.manners import Manners
from checker.net.policy import DEFAULT_LIMITS
from checker.rulebook.load import load_rules
from checker.version import __version__

PAGES = 1_600
ARCHIVES = 8
ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What working everything off took."""

    clock_s: float
    busiest_s: float
    """Processor time of the worker that spent most, its judging processes included."""


class Counted:
    """Counts what is finished."""

    def __init__(self) -> None:
        self.pages = 0
        self.due = 0

    def keep(self, done: Done) -> None:
        """Count a page."""
        self.pages += 1

    def account(self, account: Account) -> None:
        """Count the pages that an account says there are."""
        self.due += account.pages


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as name, _dask("scheduler", "--host", "127.0.0.1", "--port", "8796"):
        folder, address = Path(name), "tcp://127.0.0.1:8796"
        for number in range(ARCHIVES):
            write_archive(folder / f"{number}.warc.gz", count // ARCHIVES, about_every=1)
        print(f"{count // ARCHIVES * ARCHIVES:,} pages in {ARCHIVES} archives, all judged, no reports\n")
        print("| | one worker, s | two workers, s | ratio |\n|---|---|---|---|")
        pairs = [_pair(address, folder) for _ in range(ROUNDS)]
        for name, ratios in zip(
            ("clock", "processor time of the busier worker"), zip(*pairs, strict=True), strict=True
        ):
            print(f"median ratio, {name}: {statistics.median(ratios):.2f}")


def _pair(address: str, folder: Path) -> tuple[float, float]:
    one, two = (_spent(address, folder, workers) for workers in (1, 2))
    ratios = (one.clock_s / two.clock_s, one.busiest_s / two.busiest_s)
    print(f"| clock | {one.clock_s:.1f} | {two.clock_s:.1f} | {ratios[0]:.2f} |")
    print(
        f"| processor time of the busier worker | {one.busiest_s:.1f} | {two.busiest_s:.1f} | {ratios[1]:.2f} |",
        flush=True,
    )
    return ratios


def _spent(address: str, folder: Path, workers: int) -> Spent:
    stretches = [Stretch(archive=each) for each in find_archives([str(folder / "*.warc.gz")])]
    counted = Counted()
    with _workers(address, workers) as processes:
        before = [_processor_s(process) for process in processes]
        begun = time.monotonic()
        run_on_cluster(address, lambda _: reading(stretches), _order(folder), folder, counted)
        clock_s = time.monotonic() - begun
        busiest_s = max(_processor_s(each) - was for each, was in zip(processes, before, strict=True))
    assert counted.pages == counted.due
    return Spent(clock_s=clock_s, busiest_s=busiest_s)


def _processor_s(process: "subprocess.Popen[bytes]") -> float:
    worker = psutil.Process(process.pid)
    times = [each.cpu_times() for each in (worker, *worker.children(recursive=True))]
    return float(sum(each.user + each.system for each in times))


def _order(folder: Path) -> Order:
    return Order(
        tool_version=__version__,
        rules_sha256=load_rules().info.sha256,
        manners=Manners(),
        limits=DEFAULT_LIMITS,
        setting=Setting(extra_rules=(), folder=folder, reports="sites", allowed=(), reported=frozenset()),
        only_about=False,
    )


@contextmanager
def _workers(address: str, count: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    with ExitStack() as stack:
        options = ("--no-nanny", "--nthreads", "1")
        processes = [stack.enter_context(_dask("worker", address, *options)) for _ in range(count)]
        with Client(address) as client:
            client.wait_for_workers(count)
        yield processes


@contextmanager
def _dask(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
