"""Archives are read to their end: what is damaged is named with its place, and every good record is read once."""

import io
import time
import tracemalloc
from pathlib import Path

import pytest

from checker.evidence.salvage import FIRST, Damage, Found, Spot, salvage
from tests.evidence.builders import packed, record
from tests.evidence.test_warc_reader import GOOD, HOSTILE, bomb

PATH = Path("a.warc")


def read(data: bytes, start: Spot = FIRST) -> tuple[list[Spot], list[Damage]]:
    """Return where records were found, and what was damaged."""
    spots, damage = [], []
    for each in salvage(io.BytesIO(data), PATH, start):
        if isinstance(each, Found):
            spots.append(each.spot)
        else:
            damage.append(each)
    return spots, damage


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_never_ends_in_anything_but_records_and_named_places(name: str) -> None:
    data, good, _ = HOSTILE[name]

    spots, damage = read(data)

    assert len(spots) >= good
    assert spots == sorted(set(spots))
    assert all(0 <= each.offset <= len(data) for each in damage)


BROKEN = GOOD.replace(b"Content-Length: ", b"Content-Length: 9")
BETWEEN = {
    "a length that is too long": BROKEN,
    "a header without an end": GOOD[:60],
    "rubbish": b"rubbish " * 40_000,
    "a record cut in its content": GOOD[:-200],
}


@pytest.mark.parametrize("name", BETWEEN)
def test_records_behind_damage_are_read_in_a_plain_archive(name: str) -> None:
    damaged = BETWEEN[name]

    spots, damage = read(GOOD + damaged + GOOD + GOOD)

    behind = len(GOOD) + len(damaged)
    assert spots == [Spot(0), Spot(behind), Spot(behind + len(GOOD))]
    assert [(each.offset, f"went on at byte {behind:,}" in each.what) for each in damage] == [(len(GOOD), True)]


PACKED_BETWEEN = {
    "a piece cut short": packed(GOOD)[:-20],
    "a piece with a wrong checksum": packed(GOOD)[:-8] + bytes(8),
    "zeros": bytes(5_000),
    "another kind of file": packed(b"<html>" * 99),
    "a bomb": bomb(50_000_000),
}


@pytest.mark.parametrize("name", PACKED_BETWEEN)
def test_records_behind_damage_are_read_in_a_packed_archive(name: str) -> None:
    first, damaged = packed(GOOD), PACKED_BETWEEN[name]

    spots, damage = read(first + damaged + first)

    assert spots[0] == Spot(0)
    assert spots[-1] == Spot(len(first) + len(damaged))
    assert damage[0].offset == len(first)


def test_a_damaged_end_is_named() -> None:
    spots, damage = read(packed(GOOD, GOOD)[:-20])

    assert len(spots) == 1
    assert "no record was found behind it" in damage[0].what


def test_reading_can_begin_at_any_record() -> None:
    first = packed(GOOD)
    one_piece = packed(GOOD + GOOD + GOOD)

    assert read(first * 3, Spot(len(first)))[0] == [Spot(len(first)), Spot(2 * len(first))]
    assert read(GOOD * 3, Spot(2 * len(GOOD)))[0] == [Spot(2 * len(GOOD))]
    assert read(one_piece + first, Spot(0, 1))[0] == [Spot(0, 1), Spot(0, 2), Spot(len(one_piece))]
    assert read(first, Spot(len(first))) == ([], [])


def test_an_archive_of_nothing_but_damage_is_soon_left_and_takes_little_memory() -> None:
    promising = record(b"x", length=10**14)
    data = promising * 20_000 + b"\x1f\x8b\x08" * 100_000
    tracemalloc.start()
    begun = time.process_time()

    spots, damage = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert spots == []
    assert "too much is damaged" in damage[-1].what
    assert peak < 30_000_000
    assert time.process_time() - begun < 60
