"""A real scheduler and real workers of Dask on the loopback, in processes of their own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120


@contextmanager
def dask(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of Dask until the end of the block."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Run a scheduler and give its address."""
    told = folder / "scheduler.json"
    with dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)):
        wait_for(lambda: told.exists() and told.read_bytes().endswith(b"\n}"))  # it is not there at once
        yield str(json.loads(told.read_text(encoding="utf-8"))["address"])


@contextmanager
def worker(address: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker; it may not be connected yet."""
    with dask("worker", address, "--nthreads", "1", *(options or ("--no-nanny",))) as process:
        yield process


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def workers_of(address: str) -> int:
    """Count the workers connected to a scheduler."""
    with Client(address) as client:
        return len(client.nthreads())
