"""A run of several processes tells the same of itself as a run of one, and fails as it does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .account import Account

CONFTEST = "from tests.conftest import *\n"
TESTS = """
import socket

def test_measures(measured):
    measured.append("a measured line")

def test_falls_into_a_trap(traps):
    host, _, port = traps.address.address.partition(":")
    socket.create_connection((host, int(port)), timeout=2).close()
"""


def account(*tried: tuple[str, str], caught: int = 0, line: str = "") -> Account:
    made = Account(lines=[line] if line else [])
    made.caught["address"] += caught
    for kind, text in tried:
        made.try_one(kind, text)
    return made


def test_accounts_of_several_processes_are_put_together() -> None:
    whole = account(("csv", "a"), ("csv", "\ud800"), caught=1, line="b")

    whole.add(account(("csv", "a"), ("html", "c"), caught=2, line="a").packed())

    assert whole.told() == [
        "connections to traps: address 3",
        "hostile texts and files tried: csv 2, html 1; 3 in all",
        "a",
        "b",
    ]


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one", "two"])
def test_a_run_tells_its_measures_and_fails_when_a_trap_was_contacted(
    processes: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    root = Path(__file__).parents[1]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", root / "pyproject.toml", *processes, tmp_path],
        cwd=root, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stderr
    assert "2 passed" in done.stdout
    assert re.search(r"^connections to traps: address 1, proxy 0$", done.stdout, re.M)
    assert re.search(r"^a measured line$", done.stdout, re.M)
