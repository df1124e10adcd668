"""The command does what a person expects: reports, summaries, exit codes, and a clear word for every bad input."""

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from checker.render import parse_json
from checker.version import SCHEMA_VERSION
from tests.evidence.builders import CLINIC as PAGE_OF_A_CLINIC
from tests.net.server import Server, reply, says

ALLOW = ("--allow-address", "127.0.0.0/8")
AT_ONCE = ("--ignore-robots", "saves the pause after it")

CLINIC = PAGE_OF_A_CLINIC.decode()
HARMLESS = (
    "<html lang=en><head><title>Cells</title></head><body><p>"
    + "Marrow holds cells that make blood. Teachers explain how they grow. " * 12
    + "</p></body></html>"
)
SPANISH = (
    "<html><body><p>"
    + "Nuestra clínica ofrece tratamientos para la artrosis y otras enfermedades del cuerpo. " * 12
    + "</p></body></html>"
)
SCRIPT_BUILT = "<html><body><div id=root></div>" + "<script src=a.js></script>" * 5 + "</body></html>"
NOT_A_PAGE = b"%PDF-1.7 text"


def run(*arguments: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, text=True, timeout=120, check=False)


def page(folder: Path, text: str | bytes, name: str = "page.html") -> str:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def reports(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if re.search(r"\d{4}-\d\d-\d\d", path.name))


def test_saved_page_gets_a_report_and_a_plain_summary(tmp_path: Path) -> None:
    done = run("check", page(tmp_path, CLINIC), folder=tmp_path)

    assert done.returncode == 1
    assert "Many warning signs" in done.stdout
    assert "cure arthritis" in done.stdout
    assert "\x1b" not in done.stdout
    assert len(reports(tmp_path)) == 1
    assert reports(tmp_path)[0] in done.stdout


def test_address_is_fetched_over_http_and_open_networks_are_printed_on_the_report(tmp_path: Path) -> None:
    with Server(says(reply(200, "Content-Type: text/html", body=CLINIC.encode()))) as server:
        done = run("check", server.url, *ALLOW, folder=tmp_path)

    assert done.returncode == 1
    assert "127.0.0.0/8" in (tmp_path / reports(tmp_path)[0]).read_text(encoding="utf-8")


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = run("check", "-", "--format", "json", "--output", "-", folder=tmp_path, stdin=CLINIC)

    result = parse_json(done.stdout)
    assert result.capture.requested_url == "standard-input"
    assert json.loads(done.stdout)["schema_version"] == SCHEMA_VERSION
    assert reports(tmp_path) == []


def test_harmless_page_ends_with_zero(tmp_path: Path) -> None:
    done = run("check", page(tmp_path, HARMLESS), folder=tmp_path)

    assert (done.returncode, "Few warning signs found" in done.stdout) == (0, True)


def test_several_targets_each_get_a_report_and_are_counted(tmp_path: Path) -> None:
    names = [page(tmp_path, CLINIC, "a.html"), page(tmp_path, HARMLESS, "b.html"), "absent.html"]

    done = run("check", *names, folder=tmp_path)

    assert done.returncode == 1
    assert len(reports(tmp_path)) == 2
    assert "3 targets: 2 judged, 0 not judged, 1 not read." in done.stderr


THREE_VIEWS = ("--view", "journalist", "--view", "patient", "--view", "regulator", "--view", "patient")


def reader(path: Path) -> str:
    """Return for whom a report is, as its body says."""
    found = re.search(r'<body class="(\w+)"', path.read_text(encoding="utf-8"))
    return found[1] if found else ""


def test_each_view_gets_a_report_of_its_own_that_is_named_once(tmp_path: Path) -> None:
    done = run("check", page(tmp_path, CLINIC), *THREE_VIEWS, "--language", "en", folder=tmp_path)
    named = re.findall(r"^Full report: (.+)$", done.stdout, re.MULTILINE)

    assert done.returncode == 1
    assert sorted(named) == reports(tmp_path)
    assert [reader(tmp_path / name) for name in named] == ["journalist", "patient", "regulator"]
    assert [re.sub(r"\d{4}-\d\d-\d\d", "DAY", name) for name in named] == [
        "page-DAY-journalist.html",
        "page-DAY.html",
        "page-DAY-regulator.html",
    ]


def test_views_of_several_pages_go_into_a_folder_and_are_numbered_when_taken(tmp_path: Path) -> None:
    names = [page(tmp_path, CLINIC, "a.html"), page(tmp_path, HARMLESS, "b.html")]
    out = tmp_path / "out"
    out.mkdir()

    for _ in range(2):
        run("check", *names, *THREE_VIEWS, "--output", "out", folder=tmp_path)

    assert len(reports(out)) == 2 * 2 * 3
    assert [name for name in reports(out) if re.fullmatch(r"b-.{10}-regulator-2\.html", name)]


def test_one_view_may_be_printed_or_named(tmp_path: Path) -> None:
    name = page(tmp_path, CLINIC)

    printed = run("check", name, "--view", "regulator", "--output", "-", folder=tmp_path)
    run("check", name, "--view", "journalist", "--output", "mine.html", folder=tmp_path)

    assert '<body class="regulator">' in printed.stdout
    assert "Full report: standard output" in printed.stderr
    assert reader(tmp_path / "mine.html") == "journalist"


MISUSED_VIEWS = [
    (("check", "page.html", *THREE_VIEWS, "-o", "one.html"), "several views need a folder: make one.html a folder"),
    (("check", "page.html", *THREE_VIEWS, "-o", "-"), "several views cannot be printed one after the other"),
    (("check", "page.html", "--view", "patient", "--format", "json"), "--view changes nothing in json"),
    (("check", "page.html", "--language", "en", "--format", "json"), "--language changes nothing in json"),
    (("check", "page.html", "--view", "lawyer"), "'lawyer' is not one of"),
    (("check", "page.html", "--language", "tlh"), "'tlh' is not"),
    (("judge", "page.html", *THREE_VIEWS, "-o", "one.html"), "several views need a folder: make one.html a folder"),
    (("judge", "page.html", "--view", "patient", "--format", "json"), "--view changes nothing in json"),
    (("demo", *THREE_VIEWS, "-o", "one.html"), "several views need a folder: make one.html a folder"),
    (("demo", *THREE_VIEWS, "-o", "-"), "several views cannot be printed one after the other"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSED_VIEWS, ids=[" ".join(each[0]) for each in MISUSED_VIEWS])
def test_views_that_do_not_fit_are_refused_before_anything_is_read(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    name = page(tmp_path, CLINIC)

    done = run(*arguments, folder=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


LEVELS = [("critical", 1), ("never", 0)]


@pytest.mark.parametrize(("level", "code"), LEVELS)
def test_fail_on_decides_the_exit_code_only(tmp_path: Path, level: str, code: int) -> None:
    done = run("check", page(tmp_path, CLINIC), "--fail-on", level, folder=tmp_path)

    assert (done.returncode, "Many warning signs" in done.stdout) == (code, True)


def test_quiet_prints_nothing_and_still_writes(tmp_path: Path) -> None:
    done = run("check", page(tmp_path, CLINIC), "--quiet", folder=tmp_path)

    assert (done.stdout, done.stderr, len(reports(tmp_path))) == ("", "", 1)


def test_existing_output_file_is_never_replaced_unasked(tmp_path: Path) -> None:
    name = page(tmp_path, CLINIC)
    (tmp_path / "out.html").write_text("mine", encoding="utf-8")

    refused = run("check", name, "--output", "out.html", folder=tmp_path)
    forced = run("check", name, "--output", "out.html", "--force", folder=tmp_path)

    assert (refused.returncode, forced.returncode) == (2, 1)
    assert "exists already" in refused.stderr
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!")


SERVED = [
    (reply(404, body=b"gone"), "HTTP 404|404"),
    (reply(500, body=b"oops"), "500"),
    (reply(200, "Content-Type: application/pdf", body=NOT_A_PAGE), "another kind of file"),
    (reply(200, "Content-Type: image/png", body=b"\x89PNG\r\n"), "another kind of file"),
    (reply(200, "Content-Type: text/html", body=b""), "almost no text"),
    (reply(200, "Content-Type: text/html", body=b"x" * 20_100_000), "larger than this tool reads"),
    (reply(403, "Server: cloudflare", body=b"Attention Required"), "refuses to show this page"),
    (reply(302, "Location: http://169.254.169.254/", body=b""), "private or reserved"),
]


@pytest.mark.parametrize(("answer", "message"), SERVED, ids=[message for _, message in SERVED])
def test_unreadable_answer_is_explained_and_leaves_nothing(tmp_path: Path, answer: bytes, message: str) -> None:
    with Server(says(answer)) as server:
        done = run("check", server.url, *ALLOW, *AT_ONCE, folder=tmp_path)

    assert done.returncode == 3
    assert re.search(message, done.stderr)
    assert list(tmp_path.iterdir()) == []


TARGETS = [
    ("https://no-such-host.invalid/", "private or reserved|answers to this name"),
    ("http://10.0.0.1/", "private or reserved"),
    ("http://localhost/", "private or reserved"),
    ("ftp://example.com/", "not a web address"),
    ("absent.html", "could not be opened"),
    ("no such thing", "could not be opened"),
    (".", "could not be opened"),
]


@pytest.mark.parametrize(("target", "message"), TARGETS)
def test_target_that_cannot_be_read_is_explained(tmp_path: Path, target: str, message: str) -> None:
    done = run("check", target, folder=tmp_path)

    assert done.returncode == 3
    assert re.search(message, done.stderr)
    assert list(tmp_path.iterdir()) == []


FILES = [
    (NOT_A_PAGE, "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"", "almost no text"),
    (b"   \n", "almost no text"),
]


@pytest.mark.parametrize(("body", "message"), FILES)
def test_file_that_is_no_page_is_explained(tmp_path: Path, body: bytes, message: str) -> None:
    done = run("check", page(tmp_path, body), folder=tmp_path)

    assert (done.returncode, message in done.stderr, reports(tmp_path)) == (3, True, [])


UNJUDGED = [
    (SPANISH, "language"),
    (SCRIPT_BUILT, "scripts"),
    ("<html><body><p>Hello.</p></body></html>", "almost no text"),
]


@pytest.mark.parametrize(("text", "message"), UNJUDGED)
def test_page_that_cannot_be_judged_says_so_on_its_report(tmp_path: Path, text: str, message: str) -> None:
    done = run("check", page(tmp_path, text), folder=tmp_path)

    assert done.returncode == 3
    assert "Could not judge" in done.stdout
    assert message in done.stdout
    assert len(reports(tmp_path)) == 1


def test_output_folder_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    name = page(tmp_path, CLINIC)

    done = run("check", name, "--output", f"{name}/report.html", folder=tmp_path)

    assert (done.returncode, "cannot be written" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [name]


USAGE = [
    ("check",),
    ("check", "a.html", "--fail-on", "sometimes"),
    ("check", "a.html", "--allow-address", "everything"),
    ("check", "a.html", "--rules", "no-folder"),
    ("check", "a.html", "b.html", "--output", "one.html"),
    ("rules", "show", "cure-explicti"),
    ("rules", "new", "Not An Id"),
    ("nonsense",),
]


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_ends_with_two_and_says_what_is_wrong(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, folder=tmp_path)

    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


BROKEN_RULES = [
    ("id: [", "not valid YAML"),
    ("id: cure-x\ncolour: red\n", "unknown key 'colour'"),
    ("id: cure-explicit\n", "is missing"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN_RULES)
def test_broken_rule_file_stops_the_run_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    folder = tmp_path / "mine" / "cure"
    folder.mkdir(parents=True)
    (folder / "cure-x.yaml").write_text(text, encoding="utf-8")

    for arguments in (("check", page(tmp_path, CLINIC), "--rules", "mine"), ("rules", "validate", "mine")):
        done = run(*arguments, folder=tmp_path)
        assert done.returncode == 2
        assert re.search(rf"mine/cure/cure-x\.yaml:\d+: .*{message}", done.stderr)
    assert reports(tmp_path) == []


def test_new_rule_can_be_filled_in_validated_tested_and_used(tmp_path: Path) -> None:
    started = run("rules", "new", "cure-sunrise", folder=tmp_path)
    path = tmp_path / "my-rules" / "cure" / "cure-sunrise.yaml"
    unfinished = run("rules", "test", "my-rules", folder=tmp_path)
    text = path.read_text(encoding="utf-8")
    text = text.replace('"{cures} ... {condition}"', '"sunrise cells"').replace(
        "heal arthritis", "shine as sunrise cells"
    )
    text = text.replace("quote: shine as sunrise cells", "quote: sunrise cells").replace(
        "text: …", "text: Two sunrise cells.", 3
    )
    text = text.replace("do not shine as sunrise cells", "are not sunrise cells").replace("text: …", "text: A sunrise.")
    path.write_text(text.replace("…", "something."), encoding="utf-8")
    finished = run("rules", "test", "my-rules", folder=tmp_path)
    (tmp_path / "page.html").write_text(CLINIC.replace("arthritis, g", "with sunrise cells, g"), encoding="utf-8")
    used = run("check", "page.html", "--rules", "my-rules", "--format", "json", "--output", "-", folder=tmp_path)

    assert (started.returncode, unfinished.returncode, finished.returncode) == (0, 2, 0), finished.stderr
    assert "8 examples of 1 rules ran, 0 problem(s)." in finished.stdout
    fired = [item.rule for item in parse_json(used.stdout).outcomes if item.state == "fired"]
    assert "cure-sunrise" in fired


def test_rules_can_be_listed_and_shown(tmp_path: Path) -> None:
    listed = run("rules", "list", folder=tmp_path)
    shown = run("rules", "show", "cure-explicit", folder=tmp_path)

    assert "cure-explicit" in listed.stdout
    assert {"Why it matters", "Looks for", "Stays quiet on"} <= set(
        re.findall(r"Why it matters|Looks for|Stays quiet on", shown.stdout)
    )


def test_doctor_names_versions_and_the_rule_pack(tmp_path: Path) -> None:
    done = run("doctor", folder=tmp_path)

    assert done.returncode == 0
    assert re.search(r"^python +3\.\d+", done.stdout, re.MULTILINE)
    assert re.search(r"^rule pack sha256 +[0-9a-f]{64}$", done.stdout, re.MULTILINE)


def test_demo_needs_no_network_and_ends_with_a_report(tmp_path: Path) -> None:
    done = run("demo", folder=tmp_path)

    assert (done.returncode, "Many warning signs" in done.stdout, len(reports(tmp_path))) == (0, True, 1)


def test_demo_shows_the_views_that_were_asked_for(tmp_path: Path) -> None:
    done = run("demo", *THREE_VIEWS, folder=tmp_path)

    assert done.returncode == 0
    assert {reader(tmp_path / name) for name in reports(tmp_path)} == {"patient", "journalist", "regulator"}


def test_interrupted_run_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        command = [sys.executable, "-m", "checker", "check", url, *ALLOW]
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        connection, _ = silent.accept()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        connection.close()

    assert (process.returncode, "Interrupted" in said, list(tmp_path.iterdir())) == (130, True, [])
