"""A run on Dask workers: the same rows and reports as on one machine, whatever becomes of a worker."""

import csv
import gzip
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.broken_site import WAYS, BrokenSite
from checker.batch.cluster.shards import HOSTS, PAGES_OF_A_HOST, Refused, Visiting, Worked, reading, visiting
from checker.batch.cluster.work import Order, work_on
from checker.batch.crawl.accounts import Account
from checker.batch.crawl.reading import Stretch
from checker.batch.listing import Archive, Target
from checker.batch.worker import Setting
from checker.evidence.salvage import FIRST, Spot
from checker.net.manners import Manners
from checker.net.names import host_of
from checker.net.policy import DEFAULT_LIMITS
from checker.version import __version__
from tests.batch.archived import MIXED, offers
from tests.batch.cluster import scheduler, wait_for, worker, workers_of
from tests.batch.running import LOOPBACK, logged, offer, run, start, summary, write_list
from tests.batch.test_batch import wait_for_records
from tests.builders import real_pack
from tests.evidence.builders import packed


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with one worker."""
    with scheduler(tmp_path_factory.mktemp("scheduler")) as found, worker(found):
        wait_for(lambda: workers_of(found) == 1)
        yield found


def rows(run_folder: Path) -> list[dict[str, str]]:
    """Return the rows of sites.csv without what differs from one moment to the next."""
    with (run_folder / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    for row in found:
        for name in ("checked_at", "fetched_at", "elapsed_s"):
            del row[name]
    return found


@pytest.fixture(scope="module")
def without_scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """A run at an address where nobody listens: it is given up after a while, during which other tests work."""
    folder = tmp_path_factory.mktemp("lost")
    (folder / "a.warc").write_bytes(offers(1)[0])
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        with start(folder, "--warc", "a.warc", "-o", "run", "--engine", nobody) as process:
            yield process
            process.kill()


@pytest.mark.usefixtures("without_scheduler")
def test_a_list_comes_to_the_same_as_on_one_machine(tmp_path: Path, address: str) -> None:
    ways = ["", "", *WAYS]
    with BrokenSite(offer) as site:
        urls = [site.url_of(number, way) for number, way in enumerate(ways)]
        write_list(
            tmp_path / "list.txt", [*urls, *(f"{urls[0]}?page={number}" for number in range(PAGES_OF_A_HOST + 2))]
        )
        arguments = ("list.txt", *LOOPBACK, "--timeout", "3")
        here = run(tmp_path, *arguments, "-o", "here")
        there = run(tmp_path, *arguments, "-o", "there", "--engine", address)

    assert (here.returncode, there.returncode) == (1, 1), there.stderr
    assert rows(tmp_path / "there") == rows(tmp_path / "here")
    assert summary(tmp_path / "there")["adds_up"]
    reports = {path.name for path in (tmp_path / "there" / "sites").iterdir()}
    assert reports == {path.name for path in (tmp_path / "here" / "sites").iterdir()} != set()


def test_archives_come_to_the_same_as_on_one_machine(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"".join(MIXED))
    (tmp_path / "b.warc.gz").write_bytes(packed(*offers(3, 40)))
    for folder, engine in (("here", "local"), ("there", address)):
        done = run(tmp_path, "--warc", "*.warc.gz", "--only-about", "-o", folder, "--engine", engine)
        assert done.returncode == 1, done.stderr

    assert rows(tmp_path / "there") == rows(tmp_path / "here")
    assert summary(tmp_path / "there")["reading"] == summary(tmp_path / "here")["reading"]
    for row in rows(tmp_path / "there"):
        assert not row["report"] or (tmp_path / "there" / row["report"]).is_file()


def test_one_of_two_workers_killed_in_mid_run_loses_no_row(tmp_path: Path, address: str) -> None:
    count = 48
    with BrokenSite(offer, delay_s=0.05) as site, worker(address) as second:
        wait_for(lambda: workers_of(address) == 2)
        write_list(tmp_path / "list.txt", (site.url_of(number) for number in range(count)))
        process = start(tmp_path, "list.txt", "-o", "run", *LOOPBACK, "--engine", address)
        wait_for_records(tmp_path / "run", 1)
        second.kill()
        _, said = process.communicate(timeout=300)
    records = logged(tmp_path / "run")

    assert process.returncode == 1, said
    assert {record["status"] for record in records} == {"ok"}
    assert len(records) == len({record["url"] for record in records}) == count
    assert (summary(tmp_path / "run")["adds_up"], summary(tmp_path / "run")["judged"]) == (True, count)


def test_a_scheduler_without_workers_and_a_worker_that_cannot_judge_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(offers(1)[0])
    with scheduler(tmp_path) as empty:
        idle = run(tmp_path, "--warc", "a.warc", "-o", "idle", "--engine", empty)
        with worker(empty, "--nanny"):
            wait_for(lambda: workers_of(empty) == 1)
            nursed = run(tmp_path, "--warc", "a.warc", "-o", "nursed", "--engine", empty)

    assert (idle.returncode, "no worker is connected" in idle.stderr, "--resume" in idle.stderr) == (2, True, True)
    assert (nursed.returncode, "start it with: dask worker --no-nanny" in nursed.stderr) == (2, True), nursed.stderr


def test_a_scheduler_that_does_not_answer_is_named(without_scheduler: subprocess.Popen[str]) -> None:
    _, said = without_scheduler.communicate(timeout=120)

    assert (without_scheduler.returncode, "no Dask scheduler answers" in said) == (2, True), said


def order(folder: Path, *, rules_sha256: str = "") -> Order:
    return Order(
        tool_version=__version__,
        rules_sha256=rules_sha256 or real_pack().info.sha256,
        manners=Manners(),
        limits=DEFAULT_LIMITS,
        setting=Setting(extra_rules=(), folder=folder, reports="sites", allowed=()),
        only_about=False,
    )


def stretch(folder: Path) -> Stretch:
    path = folder / "a.warc"
    path.write_bytes(offers(1)[0])
    return Stretch(archive=Archive(name="a.warc", address=str(path), size_bytes=path.stat().st_size))


def test_a_worker_with_other_rules_refuses(tmp_path: Path) -> None:
    answer = work_on(stretch(tmp_path), order(tmp_path, rules_sha256="0" * 64))

    assert isinstance(answer, Refused)
    assert "install the same on every worker" in answer.why


def test_a_shard_brings_lines_reports_and_account(tmp_path: Path) -> None:
    answer = work_on(stretch(tmp_path), order(tmp_path))

    assert isinstance(answer, Worked)
    assert [gzip.decompress(done.packed_report)[:15] for done in answer.done] == [b"<!doctype html>"]
    assert answer.account is not None
    assert (answer.account.pages, answer.account.complete) == (1, True)


def targets(hosts: int, pages: int) -> list[Target]:
    urls = [f"https://h{host}.example/{page}" for page in range(pages) for host in range(hosts)]
    return [Target(line=line, address=url, url=url) for line, url in enumerate(urls, 1)]


NOTHING = Worked(done=(), account=None)


def test_all_addresses_of_a_host_stand_in_one_chain() -> None:
    wanted = targets(hosts=100, pages=2 * PAGES_OF_A_HOST + 1)
    chains = [[shard for shard in chain if isinstance(shard, Visiting)] for chain in visiting(wanted, 1)]

    of_chain = [{host_of(target.url) for shard in chain for target in shard.targets} for chain in chains]
    assert sum(map(len, of_chain)) == len(set().union(*of_chain)) == 100
    assert max(map(len, of_chain)) <= HOSTS
    assert [[shard.last for shard in chain] for chain in chains] == [[False, False, True]] * len(chains)
    given = [target for chain in chains for shard in chain for target in shard.targets]
    assert sorted(given, key=lambda target: target.line) == wanted


def test_few_hosts_are_spread_over_all_workers() -> None:
    assert len(list(visiting(targets(hosts=16, pages=1), 4))) == 16


def account(end: int, *, complete: bool = False, stopped: str = "") -> Account:
    return Account(
        archive="a", start=FIRST, end=Spot(end), complete=complete, records=1, pages=1, left_out={}, damage=(),
        stopped=stopped,
    )  # fmt: skip


@pytest.mark.parametrize("last", [account(9, complete=True), account(9, stopped="gone")])
def test_a_chain_of_an_archive_goes_on_where_its_last_stretch_ended(last: Account) -> None:
    whole = Stretch(archive=Archive(name="a", address="a", size_bytes=9), done=frozenset({Spot(2), Spot(7)}))
    (chain,) = reading([whole])

    assert next(chain) == whole
    second = chain.send(Worked(done=(), account=account(5)))
    assert second == Stretch(archive=whole.archive, start=Spot(5), done=frozenset({Spot(7)}))
    with pytest.raises(StopIteration):
        chain.send(Worked(done=(), account=last))
