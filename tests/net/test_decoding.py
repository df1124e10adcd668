import gzip
import random
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import TargetError
from checker.net.decoding import MEMBERS_AT_MOST, Decoded, Decoder, read_codings
from checker.net.policy import DEFAULT_LIMITS, Limits
from checker.status import Status

TEXT = b"<p>Stem cells.</p>" * 50
PACKED = gzip.compress(TEXT)
RUBBISH_NOTE = ("Bytes after the end of the packed page were ignored.",)


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes, *codings: str, step: int = 65_536, limits: Limits = DEFAULT_LIMITS) -> Decoded:
    decoder = Decoder("https://example.com/", codings, limits)
    for start in range(0, len(data), step):
        decoder.feed(data[start : start + step])
    return decoder.finish()


def status_of(data: bytes, *codings: str) -> Status:
    with pytest.raises(TargetError) as caught:
        unpack(data, *codings)
    return caught.value.status


def outcome_of(data: bytes, coding: str) -> str:
    try:
        unpack(data, coding)
    except TargetError as error:
        return error.status
    return "unpacked"


@pytest.mark.parametrize("step", [1, 2, 3, 7, 65_536])
@pytest.mark.parametrize(
    ("data", "codings", "expected"),
    [
        (TEXT, (), Decoded(body=TEXT, complete=True)),
        (b"", ("gzip",), Decoded(body=b"", complete=True)),
        (PACKED, ("gzip",), Decoded(body=TEXT, complete=True)),
        (PACKED + PACKED, ("gzip",), Decoded(body=TEXT * 2, complete=True)),
        (PACKED + gzip.compress(b"") + PACKED, ("gzip",), Decoded(body=TEXT * 2, complete=True)),
        (gzip.compress(b""), ("gzip",), Decoded(body=b"", complete=True)),
        (PACKED + b"\0", ("gzip",), Decoded(body=TEXT, complete=True, notes=RUBBISH_NOTE)),
        (PACKED + b"\0" * 500, ("gzip",), Decoded(body=TEXT, complete=True, notes=RUBBISH_NOTE)),
        (PACKED + b"<html>", ("gzip",), Decoded(body=TEXT, complete=True, notes=RUBBISH_NOTE)),
        (PACKED[:1], ("gzip",), Decoded(body=b"", complete=False)),
        (PACKED[:-1], ("gzip",), Decoded(body=TEXT, complete=False)),
        (PACKED[:-8], ("gzip",), Decoded(body=TEXT, complete=False)),
        (PACKED + PACKED[:9], ("gzip",), Decoded(body=TEXT, complete=False)),
        (zlib.compress(TEXT), ("deflate",), Decoded(body=TEXT, complete=True)),
        (bare_deflate(TEXT), ("deflate",), Decoded(body=TEXT, complete=True)),
        (
            zlib.compress(TEXT) + zlib.compress(TEXT),
            ("deflate",),
            Decoded(body=TEXT, complete=True, notes=RUBBISH_NOTE),
        ),
        (gzip.compress(PACKED), ("gzip", "gzip"), Decoded(body=TEXT, complete=True)),
        (gzip.compress(zlib.compress(TEXT)), ("deflate", "gzip"), Decoded(body=TEXT, complete=True)),
        (gzip.compress(PACKED[:-8]), ("gzip", "gzip"), Decoded(body=TEXT, complete=False)),
    ],
)
def test_a_body_is_unpacked_the_same_however_it_arrives(
    data: bytes, codings: tuple[str, ...], expected: Decoded, step: int
) -> None:
    assert unpack(data, *codings, step=step) == expected


def test_a_cut_body_keeps_what_came() -> None:
    text = random.Random(1).randbytes(200_000).hex().encode()

    decoded = unpack(gzip.compress(text)[:100_000], "gzip")

    assert not decoded.complete
    assert len(decoded.body) > 50_000
    assert text.startswith(decoded.body)


@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (TEXT, "gzip"),
        (b"\x1f\x8b<html>", "gzip"),
        (PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], "gzip"),
        (PACKED[:-4] + b"\0\0\0\0", "gzip"),
        (PACKED[:20] + b"\xff" * 20 + PACKED[40:], "gzip"),
        (PACKED + b"\x1f\x8bxx", "gzip"),
        (b"\xff" * 100, "deflate"),
        (zlib.compress(TEXT)[:-4] + b"\0\0\0\0", "deflate"),
        (gzip.compress(b"") * (MEMBERS_AT_MOST + 1), "gzip"),
    ],
)
def test_damaged_data_are_named_as_such(data: bytes, coding: str) -> None:
    assert status_of(data, coding) is Status.BAD_ENCODING


@pytest.mark.parametrize("codings", [("gzip",), ("gzip", "gzip"), ("deflate", "gzip")])
def test_a_bomb_is_stopped_early_and_cheaply(codings: tuple[str, ...]) -> None:
    data = b"\0" * 50_000_000
    for coding in codings:
        data = gzip.compress(data, 9) if coding == "gzip" else zlib.compress(data, 9)
    tracemalloc.start()
    begun = time.thread_time()

    assert status_of(data, *codings) is Status.TOO_LARGE

    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 30_000_000
    assert time.thread_time() - begun < 3


def test_packing_that_unpacks_to_nothing_over_and_over_is_stopped() -> None:
    """Two layers: the outer one unpacks to many empty inner ones."""
    data = gzip.compress(gzip.compress(b"") * 2_000_000, 9)

    assert status_of(data, "gzip", "gzip") in {Status.BAD_ENCODING, Status.TOO_LARGE}


def test_a_large_plain_body_is_stopped_at_the_limit() -> None:
    limits = Limits(body_bytes=1_000)

    assert unpack(b"x" * 1_000, limits=limits).body == b"x" * 1_000
    with pytest.raises(TargetError) as caught:
        unpack(b"x" * 1_001, limits=limits)
    assert caught.value.status is Status.TOO_LARGE


def test_a_page_that_packs_very_well_is_no_bomb_when_it_is_small() -> None:
    assert unpack(gzip.compress(b"\0" * 900_000), "gzip").complete


@pytest.mark.parametrize(
    ("headers", "codings"),
    [
        ((), ()),
        (("",), ()),
        (("identity",), ()),
        (("GZIP",), ("gzip",)),
        (("x-gzip, identity",), ("gzip",)),
        (("deflate", " gzip "), ("deflate", "gzip")),
    ],
)
def test_codings_are_read_in_the_order_they_were_applied(headers: tuple[str, ...], codings: tuple[str, ...]) -> None:
    assert read_codings("https://example.com/", headers) == codings


@pytest.mark.parametrize(
    "header", ["br", "zstd", "gzip, br", "compress", "exi", "aes128gcm", ", ".join(["gzip"] * 3), "\x1b[31m"]
)
def test_codings_nobody_asked_for_are_refused(header: str) -> None:
    with pytest.raises(TargetError) as caught:
        read_codings("https://example.com/", (header,))

    assert caught.value.status is Status.BAD_ENCODING
    assert caught.value.detail.isprintable()


@given(
    texts=st.lists(st.binary(max_size=200), min_size=1, max_size=4),
    cut=st.integers(min_value=0, max_value=400),
    steps=st.lists(st.integers(min_value=1, max_value=50), min_size=1, max_size=5),
)
def test_any_way_of_cutting_a_stream_gives_the_same_result(texts: list[bytes], cut: int, steps: list[int]) -> None:
    data = b"".join(map(gzip.compress, texts))[:cut]
    whole = unpack(data, "gzip")
    decoder = Decoder("https://example.com/", ("gzip",))

    at = 0
    for number in range(len(data)):
        step = steps[number % len(steps)]
        decoder.feed(data[at : at + step])
        at += step

    assert decoder.finish() == whole
    assert b"".join(texts).startswith(whole.body)


@given(data=st.binary(max_size=300), coding=st.sampled_from(["gzip", "deflate"]), magic=st.booleans())
def test_arbitrary_bytes_unpack_or_fail_by_name(data: bytes, coding: str, magic: bool) -> None:
    packed = PACKED[:12] + data if magic else data

    assert outcome_of(packed, coding) in {"unpacked", Status.BAD_ENCODING}
