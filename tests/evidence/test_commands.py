"""capture, judge, verify and check --keep do what a person expects, and say what they did."""

import itertools
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import cli
from checker.evidence.inspect import inspect
from tests.builders import rule_text
from tests.net.server import Script, Server, reply, says

from .authority import Authority, served
from .builders import CLINIC, PAGE, packed, record, saved

ALLOW = ("--allow-address", "127.0.0.0/8")
AT_ONCE = (*ALLOW, "--ignore-robots", "saves the pause after it")
_HOSTS = itertools.count(2)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def script(pages: dict[str, bytes]) -> Script:
    """Return a script that answers by path, and has no other pages."""

    def work(line: object, request: bytes) -> None:
        says(pages.get(request.split()[1].decode(), NOT_FOUND))(line, request)  # type: ignore[arg-type]

    return work


NOT_FOUND = reply(404, body=b"gone")
SITE = script({"/": PAGE, "/old": reply(301, "Location: /"), "/two": PAGE})


def clinic(script: Script = SITE) -> Server:
    """Serve at a host of its own: one that was visited a moment ago would first be left in peace."""
    return Server(script, host=f"127.0.17.{next(_HOSTS)}")


def test_capture_stores_verify_confirms_and_judge_reports(tmp_path: Path) -> None:
    with clinic() as server:
        captured = run("capture", server.url + "old", "-o", tmp_path / "proof", *ALLOW)
    verified = run("verify", tmp_path / "proof")
    judged = run("judge", tmp_path / "proof", "--output", tmp_path)

    assert (captured.exit_code, verified.exit_code, judged.exit_code) == (0, 0, 1)
    (number,) = re.findall(r"SHA-256 of manifest.json: ([0-9a-f]{64})", captured.stdout)
    assert number in verified.stdout
    assert re.search(r"unchanged: 3 files, \d records, 1 page", verified.stdout)
    assert "Not time-stamped by a third party" in captured.stdout
    assert "Not time-stamped by a third party" in verified.stdout
    assert "Many warning signs" in judged.stdout
    (report,) = tmp_path.glob("*.html")
    assert number in report.read_text(encoding="utf-8")


def test_judge_makes_the_views_that_were_asked_for(tmp_path: Path) -> None:
    saved(tmp_path / "proof")
    judged = run("judge", tmp_path / "proof", "--view", "patient", "--view", "regulator", "--output", tmp_path)
    made = sorted(re.sub(r"\d{4}-\d\d-\d\d", "DAY", path.name) for path in tmp_path.glob("*.html"))

    assert (judged.exit_code, made) == (1, ["clinic.example-DAY-regulator.html", "clinic.example-DAY.html"])


def test_check_with_keep_equals_judging_the_kept_capture_apart_from_the_run(tmp_path: Path) -> None:
    with clinic() as server:
        kept = run("check", server.url + "old", "--keep", tmp_path / "proof", *ALLOW, "--format", "json", "-o", "-")
    judged = run("judge", tmp_path / "proof", "--format", "json", "-o", "-")

    first, second = json.loads(kept.stdout), json.loads(judged.stdout)
    assert first.pop("run") != second.pop("run")
    assert json.dumps(first) == json.dumps(second)
    assert first["capture"]["requested_url"] == server.url + "old"
    assert first["capture"]["redirects"] == [{"url": server.url + "old", "status_code": 301}]
    assert first["capture"]["peer_address"] == server.host
    assert kept.exit_code == judged.exit_code == 1


def test_check_without_keep_finds_the_same(tmp_path: Path) -> None:
    with clinic() as server:
        plain = run("check", server.url, *AT_ONCE, "--format", "json", "-o", "-")
        run("capture", server.url, "-o", tmp_path / "proof", *AT_ONCE)
    judged = run("judge", tmp_path / "proof", "--format", "json", "-o", "-")

    first, second = json.loads(plain.stdout), json.loads(judged.stdout)
    for each in (first, second):
        each.pop("run")
        assert each["capture"].pop("fetched_at")
    assert second["capture"].pop("manifest_sha256")
    assert not first["capture"].pop("manifest_sha256")
    assert first == second


def test_judging_twice_gives_the_same_bytes_apart_from_the_run(tmp_path: Path) -> None:
    saved(tmp_path / "proof")

    first, second = (json.loads(run("judge", tmp_path / "proof", "--format", "json", "-o", "-").stdout) for _ in "12")
    first.pop("run"), second.pop("run")

    assert json.dumps(first) == json.dumps(second)
    assert first["capture"]["tls"]["version"] == "TLSv1.3"


def test_newer_rules_judge_an_old_capture(tmp_path: Path) -> None:
    saved(tmp_path / "proof")
    body = 'claim: {phrases: ["little longer"]}'
    (tmp_path / "new" / "en" / "hype").mkdir(parents=True)
    (tmp_path / "new" / "en" / "hype" / "hype-new.yaml").write_text(rule_text("hype-new", body=body), encoding="utf-8")

    judged = run("judge", tmp_path / "proof", "--rules", tmp_path / "new", "--format", "json", "-o", "-")

    states = {each["rule"]: each["state"] for each in json.loads(judged.stdout)["outcomes"]}
    assert states["hype-new"] == "fired"


def test_several_pages_make_one_capture_and_a_report_each_and_never_share_a_file(tmp_path: Path) -> None:
    with clinic() as server:
        urls = [server.url, server.url + "two", server.url + "gone"]
        captured = run("capture", *urls, "-o", tmp_path / "proof", *ALLOW)
    (tmp_path / "other").mkdir()
    shared = run("judge", tmp_path / "proof", "-o", tmp_path / "other" / "report.html", "--force", "-q")
    judged = run("judge", tmp_path / "proof", "-o", tmp_path, "-q")

    assert captured.exit_code == 1
    assert f"Did not arrive: {server.url}gone" in captured.stderr
    assert shared.exit_code == 2
    assert "several pages need a folder" in shared.stderr
    assert judged.exit_code == 1
    assert f"Not read: {server.url}gone" in judged.stderr
    assert "3 targets: 2 judged, 0 not judged, 1 not read." in judged.stderr
    assert len(list(tmp_path.glob("*.html"))) == 2


def test_an_archive_of_another_tool_gets_a_report_for_each_page(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(
        packed(record(), record(PAGE, "WARC-Target-URI: https://other.example/"), b"x")
    )

    judged = run("judge", tmp_path / "crawl.warc.gz", "-o", tmp_path, "-q")

    assert judged.exit_code == 1
    assert sorted(path.name[:13] for path in tmp_path.glob("*.html")) == ["clinic.exampl", "other.example"]
    assert "record 3" in judged.stderr
    assert "3 targets: 2 judged, 0 not judged, 1 not read." in judged.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ("capture", "http://127.0.0.1:1/", "-o", "{}/proof", *ALLOW),
            3,
            "Nothing was received, so nothing was stored.",
        ),
        (("capture", "http://10.0.0.1/", "-o", "{}/proof"), 3, "private or reserved network"),
        (("capture", "https://clinic.example/", "-o", "{}/no/proof"), 2, "there is no folder"),
        (("capture", "{}/page.html", "-o", "{}/proof"), 2, "a capture is made of web addresses"),
        (("capture", "https://clinic.example/"), 2, "Missing option"),
        (("capture", *["https://clinic.example/"] * 51, "-o", "{}/proof"), 2, "50 pages at most"),
        (("check", "{}/page.html", "--keep", "{}/proof"), 2, "a capture is made of web addresses"),
        (("judge", "{}/nothing"), 3, "cannot be read"),
        (("judge", "{}"), 3, "there is no capture here"),
        (("judge", "{}/page.html"), 3, "does not begin as a WARC record"),
        (("verify", "{}"), 2, "there is no capture here"),
        (("verify", "{}/page.html"), 2, "name the folder of a capture"),
        (("verify", "{}/nothing"), 2, "cannot be opened"),
    ],
)
def test_bad_input_gets_a_clear_word_and_leaves_nothing(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(CLINIC)

    done = run(*(each.format(tmp_path) for each in arguments))

    assert done.exit_code == code
    assert words in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_an_existing_capture_is_never_overwritten(tmp_path: Path) -> None:
    number = saved(tmp_path / "proof").manifest_sha256
    with clinic() as server:
        captured = run("capture", server.url, "-o", tmp_path / "proof", *ALLOW)
        kept = run("check", server.url, "--keep", tmp_path / "proof", *ALLOW)

    assert (captured.exit_code, kept.exit_code) == (2, 2)
    assert "captures are never overwritten" in captured.stderr
    assert server.connections == 0
    assert inspect(tmp_path / "proof").manifest_sha256 == number


def test_what_arrived_of_a_page_that_failed_is_kept_and_named(tmp_path: Path) -> None:
    with clinic(says(reply(403, body=b"Access denied"))) as server:
        captured = run("capture", server.url, "-o", tmp_path / "proof", *AT_ONCE)
    judged = run("judge", tmp_path / "proof")

    assert captured.exit_code == 3
    assert "Kept in" in captured.stdout
    assert "The site refuses to show this page to programs" in captured.stderr
    assert run("verify", tmp_path / "proof").exit_code == 0
    assert judged.exit_code == 3
    assert "The site refuses to show this page to programs" in judged.stderr


def test_verify_names_the_changed_record_and_judge_refuses(tmp_path: Path) -> None:
    saved(tmp_path / "proof")
    path = tmp_path / "proof" / "capture.warc.gz"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)

    verified, judged = run("verify", tmp_path / "proof"), run("judge", tmp_path / "proof")

    assert verified.exit_code == 1
    assert re.search(
        r"CHANGED: capture.warc.gz, record 3 \(response of https://clinic.example/\), bytes [\d,]+ to", verified.stdout
    )
    assert "unchanged" not in verified.stdout
    assert judged.exit_code == 3
    assert "not as it was stored" in judged.stderr


def test_verify_says_when_something_is_missing(tmp_path: Path) -> None:
    saved(tmp_path / "proof")
    (tmp_path / "proof" / "SHA256SUMS").unlink()

    verified = run("verify", tmp_path / "proof", "--quiet")

    assert (verified.exit_code, verified.stdout) == (2, "INCOMPLETE: SHA256SUMS: is missing\n")


def test_verify_compares_with_the_number_kept_elsewhere(tmp_path: Path) -> None:
    number = saved(tmp_path / "proof").manifest_sha256

    same = run("verify", tmp_path / "proof", "--manifest-sha256", number.upper())
    other = run("verify", tmp_path / "proof", "--manifest-sha256", "0" * 64)

    assert (same.exit_code, other.exit_code) == (0, 1)
    assert f"its SHA-256 is {number}, not {'0' * 64}" in other.stdout


def test_a_time_stamp_is_asked_for_and_verified(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "tsa")
    proof = tmp_path / "proof"
    with clinic() as server, served(authority) as url:
        captured = run("capture", server.url, "-o", proof, "--timestamp", url, *AT_ONCE)

    trusted = run("verify", proof, "--authority", authority.root)
    unknown = run("verify", proof)
    rubbish = run("verify", proof, "--authority", tmp_path / "tsa" / "settings")

    assert captured.exit_code == 0
    assert "manifest.tsr holds the time stamp of a third party" in captured.stdout
    assert (trusted.exit_code, unknown.exit_code, rubbish.exit_code) == (0, 2, 2)
    assert "Time-stamped by a third party, “CN=Test-Stamps”" in trusted.stdout
    assert "could not be confirmed" in unknown.stdout
    assert "holds no certificate" in rubbish.stderr


def test_a_time_stamp_that_cannot_be_had_does_not_stop_the_capture(tmp_path: Path) -> None:
    with clinic() as server:
        captured = run("capture", server.url, "-o", tmp_path / "proof", "--timestamp", "http://127.0.0.1:1/", *AT_ONCE)

    assert captured.exit_code == 0
    assert "A stamp was asked for at http://127.0.0.1:1/ and not obtained" in captured.stdout
    assert run("verify", tmp_path / "proof").exit_code == 0


def test_a_killed_capture_leaves_a_whole_capture_or_none(tmp_path: Path) -> None:
    """Kill the command itself before the page came, and at moments while and after it is stored."""
    asked, answering = threading.Semaphore(0), threading.Event()

    def script(line: socket.socket, request: bytes) -> None:
        asked.release()
        assert answering.wait(timeout=60)
        SITE(line, request)

    outcomes = []
    with clinic(script) as server:
        for number in range(9):
            folder = tmp_path / str(number)
            folder.mkdir()
            command = [sys.executable, "-m", "checker", "capture", "-q", "-o", "proof", *AT_ONCE, server.url]
            process = subprocess.Popen(command, cwd=folder)
            assert asked.acquire(timeout=60)
            if number:
                answering.set()
                time.sleep((number - 1) * 0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
            outcomes.append((folder / "proof").exists())
            assert not outcomes[-1] or inspect(folder / "proof").problems == ()

    assert False in outcomes
