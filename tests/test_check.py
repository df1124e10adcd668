"""The pipeline keeps its laws: quotes are sacred, results repeat byte for byte, nothing is silently fine."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import CheckerError, Result, TargetError, check_html
from checker.examine import examine
from checker.models import Band, Fetched, PageKind, State
from checker.read import read_page
from checker.render import parse_json, render_html, render_json
from checker.status import Status
from tests.builders import real_pack

PIECES = (
    *("cure", "cures", "arthritis", "our", "cells", "guaranteed", "no", "risk", "100%", "safe", "café", "—", ".", "?"),
    *("сure", "cu\u200bre", "&#99;ure", "&amp;"),
    *("<b>", "</b>", "<p>", "</p>", "<li>", "<ul>", "</ul>", "<h2>", "</h2>", "<br>"),
)
WORDS = st.sampled_from(PIECES)
PAGES = st.lists(WORDS, max_size=80).map(" ".join)

CLINIC = (
    "<html><head><title>Knees</title></head><body><h1>Knees</h1><p>"
    + "We treat arthritis at our clinic. Our cells cure arthritis. Book your free consultation today. " * 8
    + "</p></body></html>"
)


def without_run(result: Result) -> Result:
    return replace(result, run=replace(result.run, elapsed_s=0.0, started_at=result.run.started_at.replace(year=2000)))


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_every_quote_is_the_page_text_at_its_offsets(html: str) -> None:
    page = read_page(Fetched(requested_url="x", final_url="x", body=html.encode(), content_type="text/html"))
    page = replace(page, language="en", status=Status.OK)

    for outcome in examine(page, real_pack(), kind=PageKind.OFFER).outcomes:
        places = [(item.start, item.end, item.quote) for item in outcome.findings]
        places += [(item.start, item.end, item.quote) for item in outcome.set_aside]
        assert [page.text[start:end] for start, end, _ in places] == [quote for _, _, quote in places]
        assert all(quote.strip() for _, _, quote in places)


@settings(max_examples=30, deadline=None)
@given(st.one_of(PAGES, st.binary(max_size=300)))
def test_any_content_ends_in_a_result_or_a_named_error(html: str | bytes) -> None:
    try:
        result = check_html(html, pack=real_pack())
    except CheckerError:
        return

    assert len(result.outcomes) == len(real_pack().entries)


def test_same_input_gives_the_same_result_apart_from_the_run() -> None:
    first, second = (check_html(CLINIC, pack=real_pack()) for _ in range(2))

    same = replace(second, run=first.run)
    assert first == same
    assert render_json(first) == render_json(same)
    assert render_html(first) == render_html(same)


def test_result_survives_json() -> None:
    result = check_html(CLINIC, pack=real_pack())

    assert parse_json(render_json(result)) == result


def test_page_too_short_to_judge_leaves_no_rule_looking_clean() -> None:
    result = check_html("<p>Hello.</p>", pack=real_pack())

    assert result.assessment.band is Band.COULD_NOT_JUDGE
    assert {outcome.state for outcome in result.outcomes} == {State.COULD_NOT_CHECK}


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"", b"GIF89a"])
def test_other_files_are_refused_by_name(body: bytes) -> None:
    with pytest.raises(TargetError):
        check_html(body, pack=real_pack())
