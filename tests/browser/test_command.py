"""`check --render` from the outside: what a person sees, and what remains when they lose patience."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.models import Band, State
from checker.net.browser.installed import Rendering
from checker.render import parse_json, render_html
from checker.status import Status
from checker.views.links import repeat_command
from tests.browser.conftest import APP_FILES, left_behind, processes_in, site

OPEN = ("--allow-address", "127.0.0.1/32")


@pytest.fixture
def command(rendering: Rendering) -> tuple[str, ...]:
    return (sys.executable, "-m", "checker", "check", "--no-sandbox", "--browser", str(rendering.executable), *OPEN)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="t-") as path:
        yield Path(path)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_page_that_is_empty_without_scripts_is_judged_with_them(command: tuple[str, ...]) -> None:
    with site(APP_FILES) as server:
        done = run(*command, "--render", "--format", "json", "--output", "-", server.url)

    result = parse_json(done.stdout)
    fired = {outcome.rule for outcome in result.outcomes if outcome.state is State.FIRED}
    assert done.returncode == 1
    assert result.assessment.band is not Band.COULD_NOT_JUDGE
    assert "cure-explicit" in fired
    assert result.capture.browser.startswith("Chromium ")
    assert len({result.capture.sha256, result.capture.served_sha256, ""}) == 3
    assert "after the page's scripts ran in a browser" in " ".join(done.stderr.split())
    report = render_html(result)
    assert "after the page&#39;s scripts ran in a browser" in report
    assert result.capture.served_sha256 in report
    assert repeat_command(result) == f"clinic-check check --render-always {server.url}"


def test_without_a_browser_it_is_called_script_built_and_the_way_out_is_named(command: tuple[str, ...]) -> None:
    with site(APP_FILES) as server:
        done = run(*command, "--format", "json", "--output", "-", server.url)

    result = parse_json(done.stdout)
    assert done.returncode == 3
    assert result.page.status is Status.SCRIPT_BUILT
    assert "built by scripts" in done.stderr
    assert "--render" in done.stderr
    assert "--render" in render_html(result)
    assert (result.capture.browser, result.capture.served_sha256) == ("", "")


def test_page_with_text_needs_no_browser(command: tuple[str, ...]) -> None:
    page = f"<title>Clinic</title><p>{'We treat arthritis with stem cells at our clinic. ' * 20}</p><script></script>"
    with site({"/": page}) as server:
        done = run(*command, "--render", "--format", "json", "--output", "-", server.url)

    assert parse_json(done.stdout).capture.browser == ""
    asked = [request.split(b"\r\n")[0] for request in server.requests]
    assert asked == [b"GET /robots.txt HTTP/1.1", b"GET / HTTP/1.1"]


def test_wall_against_programs_is_not_climbed_in_a_browser(command: tuple[str, ...]) -> None:
    wall = "<title>Just a moment...</title><p>Verify you are human by completing the action below.</p><script></script>"
    with site({"/": wall}) as server:
        done = run(*command, "--render-always", "--format", "json", "--output", "-", server.url)

    assert parse_json(done.stdout).page.status is Status.BLOCKED
    assert parse_json(done.stdout).capture.browser == ""


@pytest.mark.parametrize("wish", ["--render", "--render-always"])
def test_missing_browser_is_a_usage_error_before_anything_is_fetched(wish: str, tmp_path: Path) -> None:
    with site(APP_FILES) as server:
        done = run(
            *(sys.executable, "-m", "checker", "check", wish, "--browser", str(tmp_path / "none"), *OPEN, server.url)
        )

    assert done.returncode == 2
    assert "pages cannot be read in a browser here" in done.stderr
    assert "--browser PATH" in done.stderr
    assert server.requests == []


def test_program_that_is_no_browser_is_an_error_with_a_name(command: tuple[str, ...], tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    with site(APP_FILES) as server:
        done = run(*command, "--browser", str(program), "--render", server.url)

    assert done.returncode == 3
    assert f"Not read: {program} did not start" in done.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["interrupt", "kill"])
def test_no_browser_outlives_the_command(end: signal.Signals, command: tuple[str, ...], short_folder: Path) -> None:
    page = "<div id=root></div><script>setTimeout(() => { while (true) {} }, 1)</script><script src=/never></script>"
    environment = {**os.environ, "TMPDIR": str(short_folder)}
    with site({"/": page}) as server:
        running = subprocess.Popen(
            [*command, "--render", server.url], env=environment, stderr=subprocess.PIPE, start_new_session=True
        )
        ends_at = time.monotonic() + 60
        while time.monotonic() < ends_at and not any("type=renderer" in told for told in processes_in(short_folder)):
            time.sleep(0.1)
        time.sleep(1)
        running.send_signal(end)
        _, words = running.communicate(timeout=60)

    remains = left_behind(short_folder)
    if end is signal.SIGINT:
        assert (running.returncode, remains) == (130, [])
        assert b"Interrupted" in words
    else:
        assert [name for name in remains if not name.startswith("clinic-check-")] == []
