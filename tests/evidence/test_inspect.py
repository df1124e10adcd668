"""One changed bit anywhere in a capture is found, and its place is named."""

import dataclasses
import gzip
import os
import re
import shutil
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest

from checker.errors import CaptureError
from checker.evidence.folder import render_sums
from checker.evidence.inspect import Fault, inspect, open_capture
from checker.evidence.manifest import StoredFile, parse_manifest, render_manifest
from checker.facts import sha256
from checker.models import Role
from tests.net.server import reply

from .builders import PAGE, captured, exchange, saved

MOVED = reply(302, "Location: https://clinic.example/there")
CAPTURE = captured((exchange(MOVED, role=Role.REDIRECT), exchange(PAGE, "https://clinic.example/there")))
FILES = ("SHA256SUMS", "capture.warc.gz", "manifest.json")


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    saved(tmp_path / "proof", CAPTURE)
    return tmp_path / "proof"


def reseal(folder: Path) -> None:
    """Do what somebody who changed a file would do to hide it: make the list of digests fit again."""
    names = [path.name for path in folder.iterdir() if path.name != "SHA256SUMS"]
    (folder / "SHA256SUMS").write_bytes(render_sums({name: (folder / name).read_bytes() for name in names}))


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_found_with_its_file_and_place(name: str, proof: Path) -> None:
    data = (proof / name).read_bytes()
    step = max(1, len(data) // 250)
    for place in range(0, len(data), step):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        (proof / name).write_bytes(changed)

        problems = inspect(proof).problems

        assert {problem.file for problem in problems} == {name}
        assert {problem.fault for problem in problems} == {Fault.CHANGED}
        (found,) = problems
        assert found.first_byte is not None
        assert found.last_byte is not None
        assert found.first_byte <= place <= found.last_byte
        assert name != "capture.warc.gz" or re.match(r"record \d", found.record)


def test_a_changed_record_is_named_by_number_kind_and_address(proof: Path) -> None:
    manifest = parse_manifest((proof / "manifest.json").read_bytes())
    last = manifest.records[-1]
    data = bytearray((proof / "capture.warc.gz").read_bytes())
    data[last.offset + 30] ^= 16
    (proof / "capture.warc.gz").write_bytes(data)

    (problem,) = inspect(proof).problems

    assert str(problem) == (
        f"capture.warc.gz, record 5 (response of https://clinic.example/there), "
        f"bytes {last.offset:,} to {last.offset + last.size_bytes - 1:,}: not the bytes that were stored"
    )


def edit(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return work


def hidden(change: Callable[[Path], None]) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        change(folder)
        reseal(folder)

    return work


def swap(data: bytes) -> bytes:
    """Exchange two neighbouring pieces of a packed file."""
    first, second = (found.start() for found in list(re.finditer(rb"\x1f\x8b\x08", data))[1:3])
    third = list(re.finditer(rb"\x1f\x8b\x08", data))[3].start()
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def replace(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new, 1)


def link(folder: Path) -> None:
    shutil.move(folder / "capture.warc.gz", folder.parent / "elsewhere")
    (folder / "capture.warc.gz").symlink_to(folder.parent / "elsewhere")


def pipe(folder: Path) -> None:
    (folder / "capture.warc.gz").unlink()
    os.mkfifo(folder / "capture.warc.gz")


def make_folder(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()


def put_stamp(folder: Path) -> None:
    (folder / "manifest.tsr").write_bytes(b"x")


CHANGES: dict[str, tuple[Callable[[Path], None], Fault, str]] = {
    "archive cut": (
        edit("capture.warc.gz", lambda data: data[:-100]),
        Fault.CHANGED,
        "100 bytes are missing at the end",
    ),
    "archive longer": (edit("capture.warc.gz", lambda data: data + b"x"), Fault.CHANGED, "were not there when"),
    "archive empty": (edit("capture.warc.gz", lambda _: b""), Fault.CHANGED, "missing at the end"),
    "archive gone": (lambda folder: (folder / "capture.warc.gz").unlink(), Fault.INCOMPLETE, "is missing"),
    "archive is a link": (link, Fault.INCOMPLETE, "cannot be read"),
    "archive is a pipe": (pipe, Fault.INCOMPLETE, "no ordinary file"),
    "records in another order": (edit("capture.warc.gz", swap), Fault.CHANGED, "not the bytes that were stored"),
    "archive changed, digests fitted": (
        hidden(edit("capture.warc.gz", lambda data: data[:-5] + b"xxxxx")),
        Fault.CHANGED,
        "not the bytes that were stored",
    ),
    "manifest gone": (lambda folder: (folder / "manifest.json").unlink(), Fault.INCOMPLETE, "is missing"),
    "manifest is a folder": (
        make_folder,
        Fault.INCOMPLETE,
        "cannot be read",
    ),
    "manifest of another version": (
        hidden(edit("manifest.json", replace(b'"schema_version": "1"', b'"schema_version": "9"'))),
        Fault.INCOMPLETE,
        "its schema_version is '9'",
    ),
    "manifest with one key more": (
        hidden(edit("manifest.json", replace(b'"tool_version"', b'"extra": 1, "tool_version"'))),
        Fault.INCOMPLETE,
        "cannot be read as a manifest",
    ),
    "manifest nested deeply": (
        hidden(edit("manifest.json", lambda _: b"[" * 100_000)),
        Fault.INCOMPLETE,
        "cannot be read as a manifest",
    ),
    "manifest names exchanges that are not there": (
        hidden(edit("manifest.json", replace(b'"request": 1', b'"request": 99'))),
        Fault.CHANGED,
        "that are not there",
    ),
    "manifest names another file": (
        hidden(edit("manifest.json", replace(b'"name": "capture.warc.gz"', b'"name": "/etc/passwd"'))),
        Fault.CHANGED,
        "its files are not its records",
    ),
    "digests gone": (lambda folder: (folder / "SHA256SUMS").unlink(), Fault.INCOMPLETE, "is missing"),
    "digests name another file": (
        edit("SHA256SUMS", replace(b"manifest.json", b"../../passwd")),
        Fault.CHANGED,
        "is not as it was stored",
    ),
    "a stamp put in": (
        put_stamp,
        Fault.CHANGED,
        "was not there when the capture was stored",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_found_and_nothing_is_judged(name: str, proof: Path) -> None:
    change, fault, words = CHANGES[name]
    change(proof)

    found = inspect(proof)

    assert fault in {problem.fault for problem in found.problems}
    assert any(words in str(problem) for problem in found.problems)
    assert found.capture is None
    with pytest.raises(CaptureError, match="not as it was stored"):
        open_capture(proof)


def test_a_whole_capture_written_anew_shows_only_in_its_number(tmp_path: Path) -> None:
    first = saved(tmp_path / "first")
    second = saved(tmp_path / "second", captured((exchange(PAGE.replace(b"guaranteed", b"some hope.")),)))

    assert inspect(tmp_path / "second").problems == ()
    assert first.manifest_sha256 != second.manifest_sha256


def test_other_files_in_the_folder_are_named_and_left_alone(proof: Path) -> None:
    (proof / "report.html").write_text("a report", encoding="utf-8")

    found = inspect(proof)

    assert (found.problems, found.others) == ((), ("report.html",))


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "a file"])
def test_a_place_without_a_capture_is_named(there: str, tmp_path: Path) -> None:
    place = tmp_path / "proof"
    if there == "an empty folder":
        place.mkdir()
    elif there == "a file":
        place.write_text("x", encoding="utf-8")

    with pytest.raises(CaptureError) as caught:
        inspect(place)

    assert caught.value.path == place


def forge(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Rewrite the archive's records and fit every digest of the manifest to them, as a forger would."""
    manifest = parse_manifest((folder / "manifest.json").read_bytes())
    data = (folder / "capture.warc.gz").read_bytes()
    members = change([data[each.offset : each.offset + each.size_bytes] for each in manifest.records])
    offsets = accumulate(map(len, members), initial=0)
    records = tuple(
        dataclasses.replace(record, offset=offset, size_bytes=len(member), sha256=sha256(member))
        for record, offset, member in zip(manifest.records, offsets, members, strict=False)
    )
    whole = b"".join(members)
    files = (StoredFile(name="capture.warc.gz", size_bytes=len(whole), sha256=sha256(whole)),)
    forged = dataclasses.replace(manifest, records=records, files=files)
    (folder / "capture.warc.gz").write_bytes(whole)
    (folder / "manifest.json").write_bytes(render_manifest(forged))
    reseal(folder)


def reword(members: list[bytes]) -> list[bytes]:
    return [gzip.compress(gzip.decompress(each).replace(b"guaranteed", b"GUARANTEED")) for each in members]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (reword, "record 5 (response of https://clinic.example/there): its content does not have the digest it states"),
        (lambda members: [*members[:3], members[4], members[3]], "its records are not those of the manifest"),
        (lambda members: [*members[:4], gzip.compress(b"no record")], "does not begin as a WARC record"),
    ],
    ids=["other words", "another order", "no record"],
)
def test_a_forger_must_fit_every_digest(change: Callable[[list[bytes]], list[bytes]], words: str, proof: Path) -> None:
    forge(proof, change)

    problems = inspect(proof).problems

    assert {problem.fault for problem in problems} == {Fault.CHANGED}
    assert any(words in str(problem) for problem in problems)


def test_an_oversized_list_of_digests_is_not_read(proof: Path) -> None:
    (proof / "SHA256SUMS").write_bytes(b"0" * 20_000)

    assert any("larger than 10,000 bytes" in str(problem) for problem in inspect(proof).problems)


def test_a_listed_stamp_that_is_gone_is_missed(proof: Path) -> None:
    put_stamp(proof)
    reseal(proof)
    (proof / "manifest.tsr").unlink()

    assert [str(problem) for problem in inspect(proof).problems] == ["manifest.tsr: is missing"]


def test_records_that_leave_a_gap_are_found(proof: Path) -> None:
    text = (proof / "manifest.json").read_bytes()
    (proof / "manifest.json").write_bytes(text.replace(b'"offset": 0', b'"offset": 1'))
    reseal(proof)

    assert any("do not follow each other" in str(problem) for problem in inspect(proof).problems)
