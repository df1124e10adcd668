"""Pages without end: each ends in what could be read, or in a named failure, and no process is left behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker.net.browser.installed import Rendering
from checker.net.browser.limits import RenderLimits
from checker.net.browser.visit import NOT_ALL_FETCHED, RENDERED_CUT, STILL_LOADING
from tests.browser.conftest import SHORT, left_behind, site, visit

BEFORE = "<p>Words before.</p>"


def test_endless_scripts_are_stopped_and_what_stands_there_is_read(rendering: Rendering, folder: Path) -> None:
    scripts = (
        "setInterval(() => { while (true) alert('Call us now!'); }, 100)",
        "setInterval(() => { location.reload(); history.pushState(0, '', '/' + Math.random()); open('/'); }, 1)",
        "setInterval(() => { const end = Date.now() + 400; while (Date.now() < end); }, 0)",
        "setTimeout(function again() { Promise.resolve().then(again); }, 300)",
    )
    with site({"/": f"{BEFORE}<script>{';'.join(scripts)}</script>"}) as server:
        page = visit(server, rendering)

    assert page.browser
    assert BEFORE in page.body.decode()
    assert left_behind(folder) == []


def test_page_that_never_loads_is_read_and_said_to_be_unfinished(rendering: Rendering) -> None:
    with site({"/": f"{BEFORE}<script>while (true) {{}}</script><p>Words after."}) as server:
        page = visit(server, rendering)

    assert BEFORE in page.body.decode()
    assert STILL_LOADING in page.limits


def test_ten_thousand_requests_stay_few(rendering: Rendering) -> None:
    script = "for (let number = 0; number < 10000; number++) fetch('/data?' + number).catch(() => 0);"
    with site({"/": f"{BEFORE}<script>{script}</script>", "/data": "x"}) as server:
        page = visit(server, rendering, replace(SHORT, connections=10, quiet_s=5))

    assert BEFORE in page.body.decode()
    assert NOT_ALL_FETCHED in page.limits
    assert 0 < server.connections <= 11  # how many it gets to before the time is over depends on the machine


def test_huge_and_deep_page_is_read_up_to_a_bound_and_said_to_be_cut(rendering: Rendering) -> None:
    script = """
        let at = document.body;
        for (let number = 0; number < 3000; number++) at = at.appendChild(document.createElement('i'));
        at.append('Words at the bottom.');
        for (let number = 0; number < 20000; number++) document.body.append(document.createElement('p'), 'word ');
    """
    with site({"/": f"{BEFORE}<script>onload = () => {{ {script} }}</script>"}) as server:
        page = visit(server, rendering, replace(SHORT, page_characters=100_000))

    assert 90_000 < len(page.body) <= 100_000
    assert page.body.count(b"<i>") == 3_000
    assert b"Words at the bottom." in page.body
    assert RENDERED_CUT in page.limits


@pytest.mark.parametrize(
    ("script", "limits", "why"),
    [
        ("while (true) {}", replace(SHORT, deadline_s=3, load_s=30), "it did not come to rest in 3 seconds"),
        (
            "const all = []; while (true) all.push(new Uint8Array(5e7).fill(1));",
            replace(SHORT, load_s=30, memory_bytes=2_000_000_000),
            "it took more than 2 GB of memory",
        ),
    ],
    ids=["time", "memory"],
)
def test_browser_that_takes_too_much_is_killed_and_the_page_left_as_it_was(
    script: str, limits: RenderLimits, why: str, rendering: Rendering, folder: Path
) -> None:
    with site({"/": f"{BEFORE}<script>{script}</script>"}) as server:
        page = visit(server, rendering, limits)

    assert (page.browser, page.served_body) == ("", None)
    assert [limit.sentence for limit in page.limits] == [
        f"The browser could not show this page: {why}. What its scripts write is missing."
    ]
    assert left_behind(folder) == []
