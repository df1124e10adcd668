"""Time stamps come from a real authority over our own network code, and their lack is always said."""

from pathlib import Path

import pytest

from checker.errors import TargetError
from checker.evidence.inspect import Fault, inspect
from checker.evidence.manifest import parse_manifest
from checker.evidence.stamp import StampState, check_stamp, stamp_by
from checker.net.refusals import Refusal
from tests.net.server import OPEN

from .authority import Authority, served
from .builders import saved


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture(scope="module")
def stamped(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stamped") / "proof"
    with served(authority) as url:
        saved(folder, stamp=stamp_by(url, OPEN))
    return folder


def parts(folder: Path) -> tuple[bytes, bytes]:
    return (folder / "manifest.tsr").read_bytes(), (folder / "manifest.json").read_bytes()


def test_a_stamp_confirms_the_manifest_and_openssl_agrees(authority: Authority, stamped: Path) -> None:
    token, manifest = parts(stamped)

    found = check_stamp(token, manifest, [authority.root.read_bytes()])

    assert inspect(stamped).problems == ()
    assert parse_manifest(manifest).timestamp.obtained
    assert found.state is StampState.CONFIRMED
    assert "“CN=Test-Stamps”" in found.sentence
    assert found.at is not None
    assert authority.confirms(stamped / "manifest.json", stamped / "manifest.tsr")


def test_a_stamp_of_an_unknown_authority_is_not_taken_as_confirmed(stamped: Path) -> None:
    found = check_stamp(*parts(stamped))

    assert found.state is StampState.UNCONFIRMED
    assert "could not be confirmed" in found.sentence
    assert "--authority" in found.sentence


def test_a_stamp_of_something_else_is_wrong(authority: Authority, stamped: Path) -> None:
    token, manifest = parts(stamped)

    found = check_stamp(token, manifest + b" ", [authority.root.read_bytes()])

    assert found.state is StampState.WRONG
    assert "stamps something else" in found.sentence


def test_no_changed_bit_of_a_stamp_goes_unnoticed(stamped: Path, tmp_path: Path) -> None:
    token, _ = parts(stamped)
    folder = tmp_path / "proof"
    folder.mkdir()
    for path in stamped.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for place in range(0, len(token), 7):
        changed = bytearray(token)
        changed[place] ^= 1 << place % 8
        (folder / "manifest.tsr").write_bytes(changed)

        (problem,) = inspect(folder).problems
        assert (problem.file, problem.fault) == ("manifest.tsr", Fault.CHANGED)


@pytest.mark.parametrize("rubbish", [b"", b"x", bytes(5_000), b"\x30\x80" * 1_000])
def test_rubbish_is_no_stamp(rubbish: bytes) -> None:
    assert check_stamp(rubbish, b"data").state is StampState.WRONG


def test_only_the_digest_leaves_the_house(authority: Authority) -> None:
    with served(authority) as url:
        stamp_by(url, OPEN)(b"page text that is nobody's business")

    query = (authority.folder / "query").read_bytes()
    assert b"nobody" not in query
    assert len(query) < 100


@pytest.mark.parametrize(
    ("answer", "status", "kind", "words"),
    [
        (b"rubbish", 200, "application/timestamp-reply", "it is no time stamp"),
        (b"<p>Hello</p>", 200, "text/html", "no application/timestamp-reply"),
        (b"", 503, "text/plain", "HTTP 503"),
        (b"x" * 300_000, 200, "application/timestamp-reply", "more than"),
        (b"\x300\x03\x02\x01\x02", 200, "application/timestamp-reply", "no time stamp"),
    ],
    ids=["rubbish", "a page", "an error", "too much", "a refusal"],
)
def test_a_stamp_that_cannot_be_had_is_stated_in_the_manifest(
    answer: bytes, status: int, kind: str, words: str, tmp_path: Path
) -> None:
    with served(answer, status=status, kind=kind) as url:
        kept = saved(tmp_path / "proof", stamp=stamp_by(url, OPEN))

    assert inspect(tmp_path / "proof").problems == ()
    assert not kept.manifest.timestamp.obtained
    assert kept.manifest.timestamp.note.startswith("Not time-stamped by a third party")
    assert words in kept.manifest.timestamp.note
    assert not (tmp_path / "proof" / "manifest.tsr").exists()


def test_an_answer_to_another_question_is_refused(authority: Authority) -> None:
    with served(authority) as url:
        stamp_by(url, OPEN)(b"one")
    old = (authority.folder / "answer").read_bytes()

    with served(old) as url, pytest.raises(TargetError, match="stamps something else"):
        stamp_by(url, OPEN)(b"two")
    with served(old) as url, pytest.raises(TargetError, match="answers another question"):
        stamp_by(url, OPEN)(b"one")


def test_the_authority_passes_the_same_gate_as_a_page() -> None:
    with pytest.raises(Refusal):
        stamp_by("http://127.0.0.1/tsr")(b"data")
