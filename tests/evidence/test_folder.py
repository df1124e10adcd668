"""A capture is on the disk whole or not at all, private, and never over something else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import OutputError
from checker.evidence.inspect import inspect, open_capture
from checker.evidence.manifest import NOT_STAMPED, parse_manifest
from tests.net.server import reply

from .builders import captured, exchange, saved

NAMES = ["SHA256SUMS", "capture.warc.gz", "manifest.json"]

KILLED_AT_EVERY_STEP = """
import os, signal, sys
from pathlib import Path
from tests.evidence.builders import captured, saved

folder, capture = Path(sys.argv[1]), captured()
for step in range(1, 1_000):
    place = folder / str(step)
    place.mkdir()
    child = os.fork()
    if child == 0:
        seen = 0

        def die():
            global seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def line(frame, event, _argument):
            if frame.f_code.co_filename.endswith("evidence/folder.py"):
                die()
            return line

        def call(event, _arguments):
            if event == "open" or event.startswith(("os.", "shutil.", "tempfile.", "fcntl.")):
                die()

        sys.addaudithook(call)
        sys.settrace(line)
        saved(place / "proof", capture)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        print(step)
        break
"""


def test_a_capture_is_stored_and_read_back_as_it_was(tmp_path: Path) -> None:
    capture = captured()

    kept = saved(tmp_path / "proof", capture)

    assert open_capture(tmp_path / "proof") == (capture, kept.manifest, kept.manifest_sha256)
    assert sorted(path.name for path in (tmp_path / "proof").iterdir()) == NAMES
    assert [path.name for path in tmp_path.iterdir()] == ["proof"]


@pytest.mark.parametrize("body", [bytes(9_900_000), os.urandom(9_900_000)], ids=["packs very well", "packs not at all"])
def test_the_largest_answers_are_stored_and_read_back(body: bytes, tmp_path: Path) -> None:
    capture = captured((exchange(reply(200, body=body)),), body=body)

    saved(tmp_path / "proof", capture)

    assert open_capture(tmp_path / "proof")[0] == capture


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    saved(tmp_path / "proof")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "proof").iterdir()}
    assert modes == dict.fromkeys(NAMES, 0o600)
    assert stat.S_IMODE((tmp_path / "proof").stat().st_mode) == 0o700


def test_ordinary_tools_confirm_the_digests(tmp_path: Path) -> None:
    saved(tmp_path / "proof")

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "proof", capture_output=True
    )

    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == ["capture.warc.gz: OK", "manifest.json: OK"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "proof").mkdir()

    saved(tmp_path / "proof")

    assert inspect(tmp_path / "proof").problems == ()


@pytest.mark.parametrize("there", ["a capture", "a file in it", "a file", "a link", "no parent"])
def test_nothing_is_ever_overwritten(there: str, tmp_path: Path) -> None:
    folder = tmp_path / "proof"
    if there == "a capture":
        saved(folder)
    elif there == "a file in it":
        folder.mkdir()
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    elif there == "a file":
        folder.write_text("mine", encoding="utf-8")
    elif there == "a link":
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder = tmp_path / "missing" / "proof"
    before = [(path, path.lstat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))]

    with pytest.raises(OutputError) as caught:
        saved(folder, captured((exchange(b"HTTP/1.1 200 OK\r\n\r\nother"),)))

    assert caught.value.path == folder
    assert [(path, path.lstat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))] == before


def test_a_process_killed_at_any_step_leaves_a_whole_capture_or_none(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)

    kills = int(done.stdout) - 1
    whole = list(tmp_path.glob("*/proof"))
    assert kills > 100
    assert 1 < len(whole) < kills
    assert all(inspect(folder).problems == () for folder in whole)


def test_what_a_killed_process_left_is_cleared_by_the_next_capture_of_that_name(tmp_path: Path) -> None:
    left = tmp_path / ".proof.unfinished-abc"
    other = tmp_path / ".other.unfinished-abc"
    for folder in (left, other):
        folder.mkdir()
        (folder / "capture.warc.gz").write_bytes(b"half")

    saved(tmp_path / "proof")

    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "proof"]


def test_a_capture_in_the_making_is_not_cleared_away(tmp_path: Path) -> None:
    busy = tmp_path / ".proof.unfinished-abc"
    busy.mkdir()
    lock = "fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)"
    command = [sys.executable, "-c", f"import fcntl, os, sys; {lock}; print(1, flush=True); input()", str(busy)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        saved(tmp_path / "proof")

        assert busy.is_dir()
    finally:
        process.communicate(b"\n")


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left() -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        saved(Path("/proc/proof"))


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    # A limit on the size of files makes the system refuse bytes as a full disk does.
    script = (
        "import resource, signal; from pathlib import Path; from tests.evidence.builders import saved; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)); "
        f"saved(Path({str(tmp_path / 'proof')!r}))"
    )
    command = [sys.executable, "-B", "-c", script]  # -B: Python would take a compiled file cut short for a whole one
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True)

    assert "OutputError" in done.stderr
    assert "could not be stored (File too large); nothing was left behind" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_says_that_nobody_stamped_it(tmp_path: Path) -> None:
    saved(tmp_path / "proof")

    manifest = parse_manifest((tmp_path / "proof" / "manifest.json").read_bytes())
    assert (manifest.timestamp.obtained, manifest.timestamp.note) == (False, NOT_STAMPED)
