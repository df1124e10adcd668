"""Time how fast archived pages are sifted and judged, against merely reading the file, in one run; watch the memory.

    python -m benchmarks.warc [PAGES]            sift, of one process
    python -m benchmarks.warc [PAGES] --memory   a whole run of the command, with its memory over time

One page in a hundred is about the subject.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.archive import write_archive
from checker.batch.crawl.reading import Stretch, read_on
from checker.batch.listing import Archive
from checker.batch.worker import Job
from checker.evidence.salvage import salvage
from checker.rulebook.about import compile_about
from checker.rulebook.load import load_rules

PAGES = 5_000
ABOUT_EVERY = 100
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    count = next((int(each) for each in sys.argv[1:] if each.isdigit()), PAGES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.warc.gz")
        write_archive(path, count, about_every=ABOUT_EVERY)
        print(f"{count:,} pages, one in {ABOUT_EVERY} about the subject, {path.stat().st_size / 1e6:.1f} MB packed\n")
        if "--memory" in sys.argv:
            _memory(path, count)
        else:
            _speed(path, count)


def _speed(path: Path, count: int) -> None:
    archive = Archive(name=path.name, address=str(path), size_bytes=path.stat().st_size)
    about = compile_about(load_rules().about)
    ways: dict[str, Callable[[], int]] = {
        "fastwarc reads": lambda: _fastwarc(path),
        "read": lambda: _read(path),
        "sift (--only-about)": lambda: sum(isinstance(each, Job) for each in read_on(Stretch(archive=archive), about)),
    }
    spent = {name: statistics.median(_seconds(way) for _ in range(ROUNDS)) for name, way in ways.items()}
    print("| way | pages a second and core | times reading |\n|---|---|---|")
    for name, seconds in spent.items():
        print(f"| {name} | {count / seconds:,.0f} | {seconds / spent['read']:.2f} |")


def _seconds(way: Callable[[], int]) -> float:
    begun = time.process_time()
    way()
    return time.process_time() - begun


def _fastwarc(path: Path) -> int:
    with path.open("rb") as file:
        return sum(len(each.reader.read()) for each in ArchiveIterator(file, record_types=WarcRecordType.response))


def _read(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in salvage(file, path))


def _memory(path: Path, count: int) -> None:
    run = path.with_name("run")
    command = [sys.executable, "-m", "checker", "batch", "--warc", str(path), "-o", str(run), "--reports", "none"]
    process = subprocess.Popen([*command, "--only-about"] if "--only-about" in sys.argv else command)
    print("| records accounted for | memory of the main process, MB |\n|---|---|")
    log, said = run / "archives.jsonl", 0
    while process.poll() is None:
        time.sleep(0.2)
        accounted = _records(log)
        if accounted >= said + count // 20:
            said = accounted
            print(f"| {accounted:,} | {_resident_mb(process.pid):.1f} |", flush=True)
    sums = json.loads((run / "summary.json").read_text(encoding="utf-8"))
    print(f"\nexit code {process.returncode}; {sums['addresses']:,} pages judged; sums add up: {sums['adds_up']}")


def _records(log: Path) -> int:
    if not log.exists():
        return 0
    return sum(json.loads(row)["records"] for row in log.read_bytes().splitlines(keepends=True) if row.endswith(b"\n"))


def _resident_mb(process: int) -> float:
    """Return a process's memory (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(row.split()[1] for row in status.splitlines() if row.startswith("VmRSS"))) / 1024


if __name__ == "__main__":
    main()
