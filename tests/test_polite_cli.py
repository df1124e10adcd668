"""The command behaves towards sites: robots.txt, stop lists, contact, and what it says about each."""

import json
import re
from pathlib import Path

import pytest

from tests.net.server import reply
from tests.net.site import Site
from tests.test_cli import ALLOW, CLINIC, reports, run

HTML = reply(200, "Content-Type: text/html", body=CLINIC.encode())
FORBIDS = reply(200, body=b"User-agent: *\nDisallow: /\n")
REASON = "a regulator keeps evidence"


def test_a_page_that_robots_txt_forbids_is_not_read_and_the_line_is_told(tmp_path: Path) -> None:
    with Site({"/robots.txt": FORBIDS, "/": HTML}) as site:
        done = run("check", site.url, *ALLOW, folder=tmp_path)

    assert (done.returncode, site.asked, reports(tmp_path)) == (3, ["/robots.txt"], [])
    assert "asks programs not to read this page" in done.stderr
    assert f"({site.url}robots.txt:2: Disallow: /)" in done.stderr
    assert done.stderr.rstrip().endswith("[robots]")


def test_with_a_reason_it_is_read_and_report_and_result_print_the_reason(tmp_path: Path) -> None:
    with Site({"/robots.txt": FORBIDS, "/": HTML}) as site:
        done = run("check", site.url, *ALLOW, "--ignore-robots", REASON, folder=tmp_path)
        as_json = run(
            "check", site.url, *ALLOW, "--ignore-robots", REASON, "--format", "json", "-o", "-", folder=tmp_path
        )
    report = (tmp_path / reports(tmp_path)[0]).read_text(encoding="utf-8")

    assert (done.returncode, site.asked) == (1, ["/", "/"])
    assert f"Read without asking robots.txt, because: {REASON}" in " ".join(done.stdout.split())
    assert f"gave this reason: “{REASON}”" in report
    assert "--ignore-robots &#39;a regulator keeps evidence&#39;" in report
    assert json.loads(as_json.stdout)["run"]["ignored_robots"] == REASON


def test_a_page_read_as_robots_txt_allows_says_nothing_about_it(tmp_path: Path) -> None:
    with Site({"/": HTML}) as site:
        done = run("check", site.url, *ALLOW, "--format", "json", "-o", "-", folder=tmp_path)

    assert json.loads(done.stdout)["run"]["ignored_robots"] == ""
    assert site.gaps[0] >= 2.0


WRONG = [
    (("--ignore-robots", "because"), "at least ten characters"),
    (("--ignore-robots", "          x          "), "at least ten characters"),
    (("--ignore-robots", REASON, "https://b.example/"), "for one page"),
    (("--contact", "nobody"), "'nobody' is no contact; give a mail address"),
    (("--contact", "a@b.example\nX: y"), "is no contact"),
    (("--stop-list", "absent.txt"), "does not exist"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_wrong_options_end_before_anything_is_sent(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    with Site({"/": HTML}) as site:
        done = run("check", site.url, *ALLOW, *options, folder=tmp_path)

    assert (done.returncode, site.asked) == (2, [])
    assert message in re.sub(r"\s+", " ", done.stderr)


def test_a_saved_page_has_no_robots_txt_to_ignore(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLINIC, encoding="utf-8")
    done = run("check", "page.html", "--ignore-robots", REASON, folder=tmp_path)

    assert done.returncode == 2
    assert "is for a web address; a saved page has no robots.txt" in " ".join(done.stderr.split())


def test_contact_is_sent_and_listed_sites_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("127.0.0.1\n", encoding="utf-8")
    with Site({"/robots.txt": FORBIDS}) as site:
        listed = run("check", site.url, *ALLOW, "--stop-list", "list.txt", folder=tmp_path)
        asked = list(site.asked)
        run("check", site.url, *ALLOW, "--contact", "me@office.example", folder=tmp_path)

    assert (listed.returncode, asked) == (3, [])
    assert "never visited. (list.txt:1)" in listed.stderr
    assert b"contact: me@office.example)" in site.requests[0]


def test_a_damaged_stop_list_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a.example\nhttps://b.example/\n", encoding="utf-8")
    with Site({"/": HTML}) as site:
        done = run("check", site.url, *ALLOW, "--stop-list", "list.txt", folder=tmp_path)

    assert (done.returncode, site.asked) == (2, [])
    assert "list.txt:2: 'https://b.example/' is not the name of a site" in done.stderr
