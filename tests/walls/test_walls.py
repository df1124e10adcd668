"""A page is told from what stands in front of it: by the pages here, which were written apart from the wall files."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.models import Fetched
from checker.read import read_page
from checker.rulebook.wall_schema import Sign
from checker.status import Status
from checker.walls.recognise import page_or_wall
from checker.walls.selftest import test_wall as complaints
from tests.builders import real_pack, yaml_of

CLINIC = (
    "<h1>Knees and hips</h1><p>We see people with worn joints. At the first visit a doctor listens to you, looks "
    "at your scans and explains which treatments there are, what each costs and what nobody knows yet. You decide"
    " at home and tell us within a month.</p><h2>Your visit</h2><p>Bring your medicines, your scans and a friend "
    "if you like. The visit takes an hour. Afterwards we write to your family doctor, unless you ask us not "
    "to.</p><p>The house stands between the river and the school. The bus stops in front of it, and the lift "
    "takes you to the second floor, where the desk is on the left. Call us on weekdays in the morning, or write a"
    " letter and we will answer soon.</p>"
)

Row = dict[str, Any]
PAGES: list[Row] = yaml_of(Path(__file__).parent / "pages.yaml")


@cache
def real_walls() -> Any:
    return real_pack().known_walls


def fetched(row: Row) -> Fetched:
    url = f"https://{row.get('host', 'knees.example')}/"
    return Fetched(
        requested_url=url,
        final_url=url,
        body=row["html"].replace("{clinic}", CLINIC).encode(),
        content_type="text/html; charset=utf-8",
        status_code=row.get("code", 200),
        headers=tuple((row.get("headers") or {}).items()),
    )


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row['status']}: {row['note']}")
def test_a_wall_is_named_and_a_page_is_read(row: Row) -> None:
    answer = fetched(row)
    page, by = page_or_wall(read_page(answer), answer, real_walls())

    assert page.status is Status(row["status"])
    assert bool(by) is (row["status"] not in ("ok", "empty_text", "script_built"))


def test_there_are_enough_pages_of_both_sorts() -> None:
    walls = [row for row in PAGES if row["status"] not in ("ok", "empty_text", "script_built")]

    assert (len(PAGES) >= 60, len(walls) >= 30, len(PAGES) - len(walls) >= 25) == (True, True, True)


@pytest.mark.parametrize("wall", real_walls(), ids=lambda wall: wall.id)
def test_a_wall_passes_its_own_tests_and_needs_every_part_of_itself(wall: Any) -> None:
    assert [found.message for found in complaints(wall, real_walls())] == []


def test_what_gives_a_wall_away_never_makes_a_wall_of_a_full_page() -> None:
    html = [answer.html for wall in real_walls() for answer in wall.examples.is_ if answer.html]
    answers = [fetched({"html": f"{text}{CLINIC * 4}"}) for text in html]

    assert len(html) > 200
    assert {page_or_wall(read_page(answer), answer, real_walls())[1] for answer in answers} == {""}


def test_every_common_vendor_and_family_has_a_file() -> None:
    assert {wall.id for wall in real_walls()} >= {
        "akamai", "aws-waf", "captcha", "cloudflare", "consent", "datadome", "ddos-guard", "for-sale", "generic-block",
        "human", "imperva", "kasada", "login", "parking-vendors", "soft-404", "sucuri", "suspended",
        "under-construction", "vercel",
    }  # fmt: skip


def test_what_gave_a_wall_away_is_said() -> None:
    answer = fetched({"html": "<title>Just a moment...</title>"})

    _, by = page_or_wall(read_page(answer), answer, real_walls())

    assert by == "Cloudflare, by its title “just a moment...”"


def test_a_sign_may_be_a_status_alone_and_a_name_no_address() -> None:
    gate = replace(real_walls()[0], name="Gate", signs=(Sign(codes=(299,)),))
    answer = replace(fetched({"html": "<p>Hi.</p>", "code": 299}), final_url="http://[page")

    _, by = page_or_wall(read_page(answer), answer, (gate,))

    assert by == "Gate, by HTTP 299"


def test_a_file_of_another_kind_is_never_called_a_wall() -> None:
    answer = Fetched(requested_url="x", final_url="x", body=b"%PDF-1.7 just a moment... \x00\x01" * 9)

    page, by = page_or_wall(read_page(answer), answer, real_walls())

    assert (page.status, by) == (Status.NOT_HTML, "")
