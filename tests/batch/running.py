"""Run the command as a person does, and read what it left."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LOOPBACK = ("--allow-address", "127.0.0.0/8", "--pace", "0")

OFFER = (
    "<html lang=en><head><title>Knee Clinic</title></head><body><h1>Knees</h1><p>"
    "We treat arthritis with stem cells at our clinic. Our cells cure arthritis, guaranteed. "
    "Book your free consultation today. </p><p>" + "This sentence only makes the page a little longer. " * 20 + "</p>"
)


def offer(number: int) -> bytes:
    """Return a clinic's page; no two are alike."""
    return f"{OFFER}<p>We are clinic number {number}.</p></body></html>".encode()


def command(*arguments: str) -> list[str]:
    """Return the command line of a batch; by one process if not told otherwise: few pages are not worth a second."""
    return [sys.executable, "-m", "checker", "batch", "--processes", "1", *arguments]


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a batch to its end."""
    return subprocess.run(
        command(*arguments), cwd=folder, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin a batch, and do not wait for its end."""
    return subprocess.Popen(
        command(*arguments), cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )


def write_list(path: Path, urls: Iterable[str]) -> Path:
    """Write a plain list."""
    path.write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
    return path


def logged(run_folder: Path) -> list[dict[str, Any]]:
    """Return the records of a run's log."""
    return [json.loads(line) for line in (run_folder / "results.jsonl").read_bytes().splitlines()]


def summary(run_folder: Path) -> dict[str, Any]:
    """Return a run's sums."""
    found: dict[str, Any] = json.loads((run_folder / "summary.json").read_text(encoding="utf-8"))
    return found
