"""WARC files hold exactly the bytes that were received, and other people's readers agree."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastReader
from warcio.archiveiterator import ArchiveIterator as OtherReader
from warcio.checker import Checker

from checker.evidence.warc import Member, write_warc
from checker.evidence.warc_reader import Record, digest_fits, read_records
from checker.models import Capture, Cut, Role
from tests.net.server import reply
from tests.net.test_tape import ODD_ANSWERS

from .builders import NOON, PAGE, captured, exchange

ABOUT = (("software", "clinic-check"),)
MOVED = reply(302, "Location: https://clinic.example/there")
SEVERAL = captured((exchange(MOVED, role=Role.REDIRECT), exchange(PAGE, "https://clinic.example/there")))
READABLE = {name: answer for name, answer in ODD_ANSWERS.items() if answer.startswith(b"HTTP")}


def written(capture: Capture) -> tuple[tuple[Member, ...], bytes]:
    members, _ = write_warc(capture, ABOUT)
    return members, b"".join(member.data for member in members)


def read(data: bytes) -> list[Record]:
    return list(read_records(io.BytesIO(data), Path("a.warc.gz")))


@pytest.mark.parametrize("answer", READABLE.values(), ids=READABLE)
def test_three_readers_find_the_exact_bytes(answer: bytes) -> None:
    _, data = written(captured((exchange(answer),)))

    fast = [each.reader.read() for each in FastReader(io.BytesIO(data), parse_http=False)]
    other = [each.raw_stream.read() for each in OtherReader(io.BytesIO(data), no_record_parse=True)]
    own = [each.block for each in read(data)]

    assert own == fast == other
    assert own[1:] == [exchange().request, answer]


@pytest.mark.parametrize("answer", READABLE.values(), ids=READABLE)
def test_other_readers_confirm_every_digest(answer: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    data = written(captured((exchange(answer),)))[1]
    path.write_bytes(data)
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": False}))

    assert [each.verify_block_digest() for each in FastReader(io.BytesIO(data), parse_http=False)] == [True] * 3
    checker.process_one(str(path))
    assert checker.exit_value == 0


def test_other_readers_understand_an_ordinary_answer() -> None:
    _, data = written(SEVERAL)

    fast = [each for each in FastReader(io.BytesIO(data), parse_http=True) if each.headers["WARC-Type"] == "response"]
    (_, last) = [
        (each.http_headers.get_statuscode(), each.content_stream().read())
        for each in OtherReader(io.BytesIO(data))
        if each.rec_type == "response"
    ]

    assert len(fast) == 2
    assert last == ("200", PAGE.partition(b"\r\n\r\n")[2])


def test_records_name_each_other_their_address_and_their_time() -> None:
    info, request, response = read(written(captured())[1])

    assert (info.type, request.type, response.type) == ("warcinfo", "request", "response")
    assert request.value("warc-concurrent-to") == f"<{response.id}>"
    assert response.value("warc-concurrent-to") == f"<{request.id}>"
    assert {each.value("warc-warcinfo-id") for each in (request, response)} == {f"<{info.id}>"}
    assert (response.url, response.date) == ("https://clinic.example/", NOON)
    assert response.value("warc-ip-address") == "192.0.2.1"
    assert response.value("warc-protocol") == "tls/1.3"
    assert response.value("warc-cipher-suite") == "TLS_AES_256_GCM_SHA384"
    assert len({info.id, request.id, response.id}) == 3


def test_same_capture_gives_the_same_file() -> None:
    assert written(SEVERAL) == written(SEVERAL)
    assert written(SEVERAL)[1] != written(captured())[1]


@pytest.mark.parametrize("cut", list(Cut))
def test_an_answer_that_is_not_whole_says_so(cut: Cut) -> None:
    response = read(written(captured((exchange(PAGE[:90], cut=cut),)))[1])[2]

    assert response.value("warc-truncated") == cut.value
    assert response.block == PAGE[:90]


@pytest.mark.parametrize(
    ("answer", "given"),
    [("plain", True), ("packed", True), ("chunked", False), ("early hints first", False), ("only line feeds", False)],
)
def test_payload_digest_is_given_where_readers_agree_on_the_payload(answer: str, given: bool) -> None:
    response = read(written(captured((exchange(ODD_ANSWERS[answer]),)))[1])[2]
    body = ODD_ANSWERS[answer].partition(b"\r\n\r\n")[2]

    assert bool(response.value("warc-payload-digest")) is given
    assert not given or digest_fits(response.value("warc-payload-digest"), body)


def test_what_was_never_sent_or_received_has_no_record() -> None:
    silent = replace(exchange(b""), peer_address="")
    never = replace(silent, request=b"")

    members, stored = write_warc(captured((silent, never)), ABOUT)

    assert [member.type for member in members] == ["warcinfo", "request"]
    assert [(each.request, each.response) for each in stored] == [(1, None), (None, None)]
    assert read(members[1].data)[0].value("warc-concurrent-to") == ""
