"""Run a batch of loopback addresses, a fifth of them broken in twelve ways; print time, memory and the accounts.

    python -m benchmarks.batch [ADDRESSES] [PROCESSES]

The server runs on the same machine, in a process of its own, and takes its share of the processors.
"""

import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.broken_site import WAYS, BrokenSite
from benchmarks.pages import page

ADDRESSES = 10_000
BROKEN_EVERY = 5
DISTINCT = 500
"""Pages made; each is served at many addresses, so that making them does not count."""


def way_of(number: int) -> str:
    """Return how an address is broken; empty when it is whole."""
    return "" if number % BROKEN_EVERY else list(WAYS)[number // BROKEN_EVERY % len(WAYS)]


def serve(line: Connection) -> None:
    """Serve until told to stop; says first where."""
    pages = [page(number) for number in range(DISTINCT)]
    with BrokenSite(lambda number: pages[number % DISTINCT]) as site:
        line.send([site.url_of(number, way_of(number)) for number in line.recv()])
        line.recv()


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ADDRESSES
    processes = sys.argv[2:3] or ["2"]
    line, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    line.send(range(count))
    with tempfile.TemporaryDirectory() as folder:
        addresses = Path(folder, "list.txt")
        addresses.write_text("\n".join(line.recv()), encoding="utf-8")
        run = Path(folder, "run")
        command = [sys.executable, "-m", "checker", "batch", str(addresses), "-o", str(run), "--pace", "0"]
        command += ["--allow-address", "127.0.0.0/8", "--timeout", "10", "--processes", *processes]
        begun = time.monotonic()
        process = subprocess.Popen(command)
        peak_kb, main_s = _watch(process)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        elapsed_s = time.monotonic() - begun
        _account(run, count)
        size = sum(path.stat().st_size for path in run.rglob("*")) / 1e6
        print(f"exit code {process.returncode}; {elapsed_s:.0f} s, {count / elapsed_s:.0f} addresses/s")
        print(f"main process: {peak_kb / 1024:.0f} MB at most; files: {size:.0f} MB")
        judges_s = spent.ru_utime + spent.ru_stime - main_s
        print(f"processor time: main process {main_s:.0f} s, judging processes {judges_s:.0f} s")
    line.send("stop")
    server.join()


def _watch(process: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """Wait for the end; return the most memory and the processor time of the main process alone (Linux)."""
    peak_kb, spent_s, place = 0, 0.0, Path("/proc", str(process.pid))
    while process.poll() is None:
        try:
            status, times = place.joinpath("status").read_text("ascii"), place.joinpath("stat").read_text("ascii")
        except OSError:
            break
        peak_kb = max([peak_kb, *(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmHWM"))])
        spent_s = sum(map(int, times.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")
        time.sleep(0.2)
    process.wait()
    return peak_kb, spent_s


def _account(run: Path, count: int) -> None:
    records = [json.loads(row) for row in (run / "results.jsonl").read_bytes().splitlines()]
    sums = json.loads((run / "summary.json").read_text(encoding="utf-8"))
    met = Counter(record["status"] for record in records)
    due = Counter(WAYS.get(way_of(number), "ok") for number in range(count))
    print("\n| status | due | met |\n|---|---|---|")
    for status in sorted(due | met):
        print(f"| {status} | {due[status]:,} | {met[status]:,} |")
    once = len({record["url"] for record in records}) == len(records) == count
    print(f"\nevery address once: {once}; sums add up: {sums['adds_up']}")


if __name__ == "__main__":
    main()
