"""Archives of strangers end in pages or in a clear error with its place: never in a crash, a hang or a full memory."""

import gzip
import io
import struct
import time
import tracemalloc
import zlib
from functools import cache, reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import CaptureError
from checker.evidence.recall import archived_pages
from checker.evidence.unpack import ArchiveLimits
from checker.evidence.warc_reader import Record, digest_fits, read_records
from tests.account import Account

from .builders import CLINIC, PAGE, packed, record

GOOD = record()
END = PAGE + b"\r\n\r\n"
PATH = Path("a.warc")
SMALL = ArchiveLimits(records=1_000, unpacked_bytes=50_000_000)


@cache
def bomb(size: int) -> bytes:
    """Return a packed record of zeros, made of one million that says the same wherever it stands."""
    head, million, times = record(b"", length=size).removesuffix(b"\r\n\r\n"), bytes(1_000_000), size // 1_000_000
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    begins = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    repeated = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = reduce(lambda sum_, _: zlib.crc32(million, sum_), range(times), zlib.crc32(head))
    ends = packer.flush() + struct.pack("<II", checksum, len(head) + times * len(million))
    return gzip.compress(b"", mtime=0)[:10] + begins + repeated * times + ends


def nested(levels: int) -> bytes:
    data = GOOD
    for _ in range(levels):
        data = gzip.compress(data)
    return data


# name: the archive, how many records are read before the error, and what the error says.
HOSTILE: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 0, "is empty"),
    "a web page": (CLINIC, 0, "does not begin as a WARC record"),
    "an ARC file": (b"filedesc://a.arc 0.0.0.0 20260101000000 text/plain 76\n1 0 x\n", 0, "does not begin as a WARC"),
    "a ZIP": (b"PK\x03\x04" + bytes(100), 0, "does not begin as a WARC record"),
    "zeros": (bytes(100_000), 0, "does not begin as a WARC record"),
    "one endless line": (b"WARC/1.1" + b" " * 1_000_000, 0, "does not begin as a WARC record"),
    "a version to come": (GOOD.replace(b"WARC/1.1", b"WARC/9.9"), 0, "of a known version"),
    "a packed page": (gzip.compress(CLINIC), 0, "does not begin as a WARC record"),
    "packed twice": (nested(2), 0, "does not begin as a WARC record"),
    "length negative": (record(length=-5), 0, "not a possible number of bytes"),
    "length with a plus": (record(length="+5"), 0, "not a possible number of bytes"),
    "length with an underscore": (record(length="1_0"), 0, "not a possible number of bytes"),
    "length in Arabic digits": (record(length="٣"), 0, "not a possible number of bytes"),
    "length hexadecimal": (record(length="0x10"), 0, "not a possible number of bytes"),
    "length of 400 digits": (record(length="9" * 400), 0, "not a possible number of bytes"),
    "length empty": (record(length=""), 0, "not a possible number of bytes"),
    "length of a petabyte": (record(length=10**14), 0, "the file ends"),
    "length too short": (record(length=len(PAGE) - 9), 0, "does not end where its Content-Length says"),
    "length too long": (record(length=len(PAGE) + 9) + GOOD, 0, "does not end where its Content-Length says"),
    "length missing": (record(PAGE, "Content-Length: "), 0, "0 content-length lines"),
    "length twice": (GOOD.replace(b"\r\n", b"\r\nContent-Length: 1\r\n", 1), 0, "2 content-length lines"),
    "type missing": (record(PAGE, "WARC-Type: "), 0, "0 warc-type lines"),
    "date missing": (record(PAGE, "WARC-Date: "), 0, "0 warc-date lines"),
    "date impossible": (record(PAGE, "WARC-Date: 2026-13-45T99:00:00Z"), 0, "is not a date"),
    "date before all dates": (record(PAGE, "WARC-Date: 0001-01-01T00:00:00+23:00"), 0, "is not a date"),
    "two addresses": (GOOD.replace(b"\r\n", b"\r\nWARC-Target-URI: x\r\n", 1), 0, "2 warc-target-uri lines"),
    "NUL in a field": (record(PAGE, "WARC-Target-URI: https://clinic.example/\0.jpg"), 0, "control character"),
    "NUL in a name": (record(PAGE, "WARC\0X: 1"), 0, "control character"),
    "escape in a field": (record(PAGE, "X-Note: \x1b[2J"), 0, "control character"),
    "a bare carriage return": (record(PAGE, "X-Note: a\rContent-Length: 1"), 0, "control character"),
    "a line without a colon": (GOOD.replace(b"\r\n", b"\r\nno colon here\r\n", 1), 0, "not 'name: value'"),
    "a space before the colon": (record(PAGE, "Content-Length : 3"), 0, "not 'name: value'"),
    "no UTF-8": (GOOD.replace(b"\r\n", b"\r\nX-Note: \xff\xfe\r\n", 1), 0, "not text in UTF-8"),
    "a header of a megabyte": (record(PAGE, "X-Note: " + "a" * 1_000_000), 0, "header does not end"),
    "ten thousand lines": (record(PAGE, *[f"X-{n}: 1" for n in range(10_000)]), 0, "header does not end"),
    "folded lines without end": (GOOD.replace(b"\r\n", b"\r\nX: 1" + b"\r\n 1" * 99_999, 1), 0, "header does not end"),
    "a header and no more": (b"WARC/1.1\r\nWARC-Type: response\r\n", 0, "header does not end"),
    "cut in the content": (GOOD + GOOD[:-50], 1, "bytes before the record's Content-Length says"),
    "cut at the very end": (GOOD + GOOD[:-1], 1, "does not end where its Content-Length says"),
    "rubbish behind": (GOOD + b"rubbish", 1, "does not begin as a WARC record"),
    "rubbish behind, packed": (packed(GOOD) + b"rubbish", 1, "not packed as the records are"),
    "plain behind packed": (packed(GOOD) + GOOD, 1, "not packed as the records are"),
    "packed and cut": (packed(GOOD, GOOD)[:-20], 1, "ends in the middle of a packed record"),
    "packed and cut in its first bytes": (packed(GOOD)[:12], 0, "ends in the middle of a packed record"),
    "packed with a wrong checksum": (packed(GOOD)[:-8] + bytes(8), 0, "damaged"),
    "packed and damaged": (packed(GOOD)[:40] + bytes(40) + packed(GOOD)[80:], 0, "damaged"),
    "a reserved packing": (b"\x1f\x8b\x08\xff" + bytes(50), 0, "damaged"),
    "a bomb": (packed(GOOD) + bomb(300_000_000), 1, "more than 200 times its size"),
    "a bomb between good ones": (packed(GOOD) + bomb(300_000_000) + packed(GOOD), 1, "more than 200 times"),
    "many empty records": (record(b"") * 2_000, 1_000, "more than 1,000 records"),
    "many empty packed records": (packed(record(b"")) * 2_000, 1_000, "more than 1,000 packed pieces"),
    "many empty pieces": (gzip.compress(b"", mtime=0) * 100_000, 0, "more than 1,000 packed pieces"),
    "an endless chain of empty lines": (GOOD + b"\r\n" * 100_000, 1, "does not begin as a WARC record"),
}


def read(data: bytes, limits: ArchiveLimits = SMALL) -> tuple[list[Record], str]:
    """Return the records that could be read, and the error that ended the reading, if any."""
    records: list[Record] = []
    try:
        records.extend(read_records(io.BytesIO(data), PATH, limits))
    except CaptureError as error:
        return records, str(error)
    return records, ""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archive_ends_in_a_clear_error_after_the_good_records(name: str, account: Account) -> None:
    account.try_one("archives", name)
    data, good, words = HOSTILE[name]
    begun = time.thread_time()

    records, error = read(data)

    assert len(records) == good
    assert words in error
    assert error.startswith("a.warc: ")
    assert "\0" not in error
    assert time.thread_time() - begun < 2


def test_there_are_at_least_fifty_hostile_archives() -> None:
    assert len(HOSTILE) >= 50


def test_a_bomb_takes_no_memory() -> None:
    data = packed(GOOD) + bomb(300_000_000)
    tracemalloc.start()

    _, error = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "times its size" in error
    assert peak < 30_000_000


def test_a_million_empty_records_are_left_within_seconds() -> None:
    data = record(b"", "Content-Type: ", "WARC-Target-URI: ") * 1_000_000
    begun = time.thread_time()

    records, error = read(data, ArchiveLimits())

    assert len(records) == 100_000
    assert "more than 100,000 records; the rest was not read" in error
    assert time.thread_time() - begun < 40


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_damage_ends_in_records_or_an_error(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([GOOD * 3, packed(GOOD, GOOD, GOOD), gzip.compress(GOOD * 3)]))
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.integers(first, min(len(whole), first + 40)))
    damaged = whole[:first] + data.draw(st.binary(max_size=20)) + whole[last:]

    records, _ = read(damaged)

    assert len(records) <= 3 + 20


@pytest.mark.parametrize("name", ["plain", "packed each", "packed in one", "older version", "line feeds in the header"])
def test_ordinary_archives_are_read_to_the_end(name: str) -> None:
    data = {
        "plain": GOOD * 3,
        "packed each": packed(GOOD, GOOD, GOOD),
        "packed in one": gzip.compress(GOOD * 3),
        "older version": GOOD.replace(b"WARC/1.1", b"WARC/0.18") * 3,
        "line feeds in the header": (GOOD.removesuffix(END).replace(b"\r\n", b"\n") + END) * 3,
    }[name]

    records, error = read(data)

    assert (len(records), error) == (3, "")
    assert {each.block for each in records} == {PAGE}
    assert [each.number for each in records] == [1, 2, 3]


def test_offsets_are_where_records_begin_in_the_file() -> None:
    other = record(b"x" * 70_000)
    assert [each.offset for each in read(GOOD + other + GOOD)[0]] == [0, len(GOOD), len(GOOD + other)]

    first, second = packed(GOOD), packed(other)
    assert [each.offset for each in read(first + second + first)[0]] == [0, len(first), len(first + second)]


@pytest.mark.parametrize("shift", [-2, -1, 0, 1])
def test_a_record_may_begin_anywhere_in_the_file(shift: int) -> None:
    def first(size: int) -> bytes:
        return gzip.compress(record(b"x" * size), compresslevel=0)

    wanted = 65_536 + shift
    size = 65_000 + wanted - len(first(65_000))
    data = next(each for each in map(first, range(size - 20, size + 20)) if len(each) == wanted)

    records, error = read(data + packed(GOOD))

    assert error == ""
    assert [each.offset for each in records] == [0, wanted]


def test_a_content_larger_than_is_kept_is_passed_over() -> None:
    records, error = read(record(b"x" * 5_000) + GOOD, ArchiveLimits(block_bytes=4_000))

    assert error == ""
    assert [(each.block, each.size_bytes) for each in records] == [(None, 5_000), (PAGE, len(PAGE))]


def test_an_archive_that_unpacks_to_too_much_in_all_is_left() -> None:
    many = packed(*[record(bytes(range(256)) * 40)] * 9)

    records, error = read(many, ArchiveLimits(unpacked_bytes=50_000))

    assert 0 < len(records) < 9
    assert "unpacks to more than" in error


@pytest.mark.parametrize(
    ("digest", "fits"),
    [
        ("sha1:LQXTA4CYCZHYIW4ZZHIBVJZPQLJGMO4F", None),
        ("sha256:3A6EB0790F39AC87C94F3856B2DD2C5D110E6811602261A9A923D3BB23ADC8B7", True),
        ("sha256:HJXLA6IPHGWIPSKPHBLLFXJMLUIQ42ARMARGDKNJEPJ3WI5NZC3Q", True),
        ("SHA-256:3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7", True),
        ("sha256:0000", False),
        ("md5:8d777f385d3dfec8815d20f7496026dc", True),
        ("crc32:1234", None),
        ("sha1:", None),
        ("", None),
    ],
)
def test_digests_are_read_in_both_spellings(digest: str, fits: bool | None) -> None:
    assert digest_fits(digest, b"data") in ({fits} if fits is not None else {None, False})


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x", "http:../x"])
def test_addresses_in_an_archive_are_never_paths(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(PAGE, f"WARC-Target-URI: {name}", f"WARC-Filename: {name}") + GOOD)

    pages = list(archived_pages(path))

    assert pages[-1].record.url == "https://clinic.example/"
    assert len(pages) <= 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.warc"]
