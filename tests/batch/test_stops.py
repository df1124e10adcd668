"""What stops a run in the middle costs nothing that was finished, and the run goes on afterwards."""

import json
import random
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.broken_site import BrokenSite
from tests.batch.running import LOOPBACK, command, logged, offer, run, start, summary, write_list
from tests.batch.small_disk import small_disk

KILLS = 20
ADDRESSES = 400
GOOD_EVERY = 4
"""The others are missing pages: their records come at once, so that the log is growing whenever a kill falls."""
MOST_GROWTH = 4
"""Kills fall after 1 to 10,000 more bytes of log, small numbers as often as large ones."""


def test_killed_at_twenty_random_moments_no_row_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    chance = random.Random(6)
    log = tmp_path / "run" / "results.jsonl"
    arguments = ("list.txt", "-o", "run", *LOOPBACK, "-q")
    kept: dict[str, str] = {}
    with BrokenSite(offer) as site:
        write_list(
            tmp_path / "list.txt", (site.url_of(n, "" if n % GOOD_EVERY == 0 else "missing") for n in range(ADDRESSES))
        )
        for kill in range(KILLS):
            process = start(tmp_path, *(("--resume",) if kill else ()), *arguments)
            wait_until_larger(log, process, by=int(10 ** chance.uniform(0, MOST_GROWTH)))
            process.kill()
            process.communicate()
            assert process.returncode == -9
            now = finished(log)
            assert kept.items() <= now.items()
            kept = now
        done = run(tmp_path, "--resume", *arguments)
    records = logged(tmp_path / "run")
    sums = summary(tmp_path / "run")

    assert done.returncode == 1, done.stderr
    assert len(records) == len({record["url"] for record in records}) == ADDRESSES
    assert kept.items() <= {record["url"]: record["checked_at"] for record in records}.items()
    assert (sums["adds_up"], sums["judged"], sums["not_read"]) == (True, ADDRESSES // GOOD_EVERY, ADDRESSES * 3 // 4)
    assert list((tmp_path / "run").rglob(".clinic-check-*")) == []


def wait_until_larger(path: Path, process: "subprocess.Popen[str]", *, by: int) -> None:
    """Return once a file has grown by so many bytes."""
    before = size_of(path)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if size_of(path) >= before + by:
            return
        time.sleep(0.001)
    raise AssertionError(f"the log did not grow by {by} bytes; the run ended with {process.poll()}")


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def finished(log: Path) -> dict[str, str]:
    """Return the addresses whose line is whole, with the time of their check."""
    lines = log.read_bytes().splitlines(keepends=True)
    records = [json.loads(line) for line in lines if line.endswith(b"\n")]
    return {record["url"]: record["checked_at"] for record in records}


@pytest.mark.parametrize(("disk_kb", "file_kb"), [(400, 120), (900, 160)])
def test_a_full_disk_is_named_and_what_was_finished_stays(tmp_path: Path, disk_kb: int, file_kb: int) -> None:
    with BrokenSite(offer) as site, small_disk(tmp_path / "disk", disk_kb, file_kb=file_kb) as disk:
        addresses = write_list(tmp_path / "list.txt", (site.url_of(number) for number in range(60)))
        (tmp_path / "not these.txt").write_text("elsewhere.example\n", encoding="utf-8")
        full = subprocess.run(
            [*disk.prefix, *command(str(addresses), "-o", "disk/run", "--stop-list", "not these.txt", *LOOPBACK)],
            cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        kept = finished(disk.folder / "run" / "results.jsonl")
        left = list((disk.folder / "run").rglob(".clinic-check-*"))
        disk.grow()
        advised = shlex.split(full.stderr.rpartition("Go on with: python ")[2])
        done = subprocess.run(
            [sys.executable, *advised], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        records = logged(disk.folder / "run")
        sums = summary(disk.folder / "run")

    assert full.returncode == 2, full.stderr
    assert f"could not be written ({disk.message})" in full.stderr
    assert "--stop-list 'not these.txt'" in full.stderr
    assert left == []
    assert done.returncode == 1, done.stderr
    assert 0 < len(kept) < len(records) == 60 == len({record["url"] for record in records})
    assert kept.items() <= {record["url"]: record["checked_at"] for record in records}.items()
    assert (sums["judged"], sums["adds_up"]) == (60, True)
