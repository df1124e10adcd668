"""Where evidence cannot be stored the report says so, and no half of it is left."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.keeping import NOT_STORED
from tests.batch.small_disk import SmallDisk, small_disk
from tests.net.server import Server, reply, says

from .builders import CLINIC

NOISE = random.Random(35).randbytes(20_000).hex().encode()
LARGE = reply(200, "Content-Type: text/html", body=CLINIC + b"<!-- " + NOISE + b"-->")
"""More than the disk holds, however it is packed."""


def clinic_check(disk: SmallDisk, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [*disk.prefix, sys.executable, "-m", "checker", *arguments, "--allow-address", "127.0.0.0/8"]
    return subprocess.run(command, cwd=disk.folder.parent, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_page_is_judged_and_its_report_says_that_nothing_was_kept(form: str, tmp_path: Path) -> None:
    with Server(says(LARGE)) as server, small_disk(tmp_path / "disk", 4, file_kb=4) as disk:
        done = clinic_check(disk, "check", server.url, "--keep", "disk/proof", "--format", form, "-o", "-")
        left = list(disk.folder.iterdir())

    assert done.returncode == 2
    assert f"could not be stored ({disk.message}); nothing was left behind" in done.stderr
    assert left == []
    assert NOT_STORED.partition(":")[0] in done.stdout
    if form == "json":
        result = json.loads(done.stdout)
        assert result["assessment"]["band"] == "many"
        assert result["capture"]["notes"][0].startswith(NOT_STORED)
        assert result["capture"]["manifest_sha256"] == ""


def test_a_capture_that_cannot_be_stored_is_an_error(tmp_path: Path) -> None:
    with Server(says(LARGE)) as server, small_disk(tmp_path / "disk", 4, file_kb=4) as disk:
        done = clinic_check(disk, "capture", server.url, "-o", "disk/proof")
        left = list(disk.folder.iterdir())

    assert (done.returncode, left) == (2, [])
    assert f"could not be stored ({disk.message})" in done.stderr
