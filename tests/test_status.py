"""Whatever becomes of a page has a stable code, a sentence for a lay reader, a side and a next step."""

import re

import pytest

from checker.status import JUDGED, SIDE, Status, explained

RELEASED = {
    "ok", "partial", "bad_url", "refused_address", "dns", "connection", "tls", "timeout", "too_many_redirects",
    "bad_redirect", "redirected_elsewhere", "http_error", "not_found", "blocked", "asked_to_wait", "robots",
    "stop_list", "bad_response", "bad_encoding", "too_large", "not_html", "empty_text", "script_built",
    "consent_wall", "login_wall", "parked", "under_construction", "suspended", "unsupported_language",
    "unreadable_file", "tool_error",
}  # fmt: skip
"""Codes that other programs may rely on: a new one is added here, none is ever renamed or dropped."""


def test_codes_are_stable() -> None:
    assert {status.value for status in Status} == RELEASED


def test_every_status_is_explained_once() -> None:
    assert set(SIDE) == set(Status)
    assert len({explained(status).sentence for status in Status}) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_explanations_are_short_full_sentences(status: Status) -> None:
    told = explained(status)

    for sentence in (told.sentence, told.next_step):
        assert re.fullmatch(r"[A-Z].{10,130}\.", sentence)


def test_only_pages_whose_text_was_read_are_judged() -> None:
    assert set(JUDGED) == {Status.OK, Status.PARTIAL, Status.REDIRECTED_ELSEWHERE}


def test_the_page_about_statuses_names_every_one() -> None:
    from checker.resources import ROOT

    text = (ROOT / "docs" / "statuses.md").read_text(encoding="utf-8")

    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")] == list(SIDE)
