"""A capture holds for every address what came of it, whatever that was."""

from functools import partial

import pytest

from checker.errors import TargetError
from checker.evidence.take import Read, take
from checker.models import Choice, Cut, Fetched, Role
from checker.net.client import fetch
from checker.net.tape import Tape
from checker.status import Status
from tests.net.server import OPEN, Server, reply, says

from .builders import CLINIC, PAGE


def reading(tape: Tape) -> Read:
    return partial(fetch, policy=OPEN, tape=tape)


def test_pages_keep_their_order_and_their_exchanges() -> None:
    tape = Tape()
    with Server(says(PAGE)) as end, Server(says(reply(302, f"Location: {end.url}x"))) as moved:
        capture = take([moved.url, "ftp://clinic.example/", end.url, "http://127.0.0.1:1/"], reading(tape), tape)

    assert [page.status for page in capture.pages] == [Status.OK, Status.BAD_URL, Status.OK, Status.CONNECTION]
    assert [page.exchanges for page in capture.pages] == [(0, 1), (), (2,), (3,)]
    assert [page.final_url for page in capture.pages] == [f"{end.url}x", "", end.url, ""]
    assert [page.body_size_bytes for page in capture.pages] == [len(CLINIC), 0, len(CLINIC), 0]
    assert [each.role for each in capture.exchanges] == [Role.REDIRECT, Role.PAGE, Role.PAGE, Role.PAGE]
    assert [each.url for each in capture.of(capture.pages[0])] == [moved.url, f"{end.url}x"]
    assert capture.started_at <= capture.exchanges[0].started_at <= capture.exchanges[-1].ended_at <= capture.ended_at


@pytest.mark.parametrize(
    ("answer", "status", "cut"),
    [
        (reply(403, body=b"no"), Status.BLOCKED, Cut.WHOLE),
        (reply(418, body=b"no", length=99), Status.HTTP_ERROR, Cut.UNSPECIFIED),
        (reply(200, "Content-Type: application/pdf", body=b"%PDF"), Status.NOT_HTML, Cut.WHOLE),
        (b"SSH-2.0-x\r\n", Status.BAD_RESPONSE, Cut.UNSPECIFIED),
    ],
)
def test_an_answer_that_is_no_page_is_kept_with_its_status(answer: bytes, status: Status, cut: Cut) -> None:
    tape = Tape()
    with Server(says(answer)) as server:
        capture = take([server.url], reading(tape), tape)

    (page,), (exchange,) = capture.pages, capture.exchanges
    assert (page.status, exchange.cut, exchange.response) == (status, cut, answer)
    assert (page.final_url, page.status_code, page.body_sha256) == (server.url, None, "")


def test_only_the_last_try_and_no_file_asked_for_on_the_way_belongs_to_a_page() -> None:
    tape = Tape()

    def read_twice(url: str) -> Fetched:
        tape.reel(Role.ROBOTS).begin(f"{url}robots.txt")
        with pytest.raises(TargetError):
            fetch(f"{url}busy", policy=OPEN, tape=tape)
        tape.reel(Role.ROBOTS).begin(f"{url}robots.txt")
        return fetch(url, policy=OPEN, tape=tape)

    busy = reply(503)
    with Server(lambda line, request: line.sendall(busy if b"busy" in request else PAGE)) as server:
        (page,) = take([server.url], read_twice, tape).pages

    assert [each.role for each in tape.exchanges] == [Role.ROBOTS, Role.PAGE, Role.ROBOTS, Role.PAGE]
    assert (page.exchanges, page.status, page.choice) == ((3,), Status.OK, Choice.ASKED)
