"""The page's text is shown as it was read, and every finding is marked exactly where it stands."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import check_html
from checker.models import Finding, Outcome, PageText, Result, SetAside, TextBlock, Zone
from checker.resources import REPORTS
from checker.views.page_text import (
    LONGEST_PART,
    SHOWN_CHARACTERS,
    Mark,
    Segment,
    ShownPage,
    anchor_of,
    highlighted,
    place_of,
)
from tests.builders import real_pack
from tests.report.builders import PAGE, finding, outcome, result, set_aside
from tests.report.on_a_page import on_a_page

OTHER = "https://meridian-bay.example/faq"


def page_of(blocks: list[str], url: str = PAGE) -> PageText:
    """Make a page of blocks of text."""
    made, at = [], 0
    for words in blocks:
        made.append(TextBlock(start=at, end=at + len(words), zone=Zone.TEXT, hidden=False, level=0))
        at += len(words) + 1
    return PageText(url=url, text="\n".join(blocks), blocks=tuple(made))


def at(page: PageText, start: int, end: int, url: str = "") -> Finding:
    """Make a finding of what stands between two offsets."""
    quote = page.text[start:end]
    return replace(finding("x"), quote=quote, sentence=quote, sentence_start=start, start=start, end=end, page=url)


def aside_at(page: PageText, start: int, end: int, url: str = "") -> SetAside:
    """Make a mention that was set aside between two offsets."""
    return replace(set_aside("x", "x", "negation"), quote=page.text[start:end], start=start, end=end, page=url)


def marks(page: ShownPage) -> list[tuple[str, list[str]]]:
    """Return each segment's words with the rules that mark them."""
    return [(each.text, [mark.rule for mark in each.marks]) for each in segments((page,))]


def without_breaks(text: str) -> str:
    """Return a text without the breaks between blocks, which no segment holds."""
    return text.replace("\n", "")


def marked(page: ShownPage, anchor: str) -> str:
    """Join the segments that one finding marks, with the line breaks between blocks."""
    found, last = "", -1
    for block in page.blocks:
        start = block.start
        for each in block.segments:
            if anchor in {mark.anchor for mark in each.marks}:
                found += "\n" * (start - last if last >= 0 else 0) + each.text
                last = start + len(each.text)
            start += len(each.text)
    return found


def segments(shown: tuple[ShownPage, ...]) -> list[Segment]:
    return [segment for page in shown for block in page.blocks for segment in block.segments]


def whole(shown: ShownPage, text: PageText) -> None:
    """Check that blocks hold exactly the page's text between their offsets, and that what is left out is counted."""
    for block in shown.blocks:
        assert "".join(each.text for each in block.segments) == text.text[block.start : block.end]
    held = sum(block.end - block.start for block in text.blocks)
    assert shown.left_out == held - sum(block.end - block.start for block in shown.blocks)
    assert all(one.end <= other.start for one, other in pairwise(shown.blocks))


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 60), st.sampled_from(["a", "b", "c", "aside"])), max_size=12
)
BLOCKS = st.lists(st.text(st.sampled_from("ab c\u0301\U0001f600"), max_size=12), min_size=1, max_size=8)


def marked_up(pages: list[PageText], spans: list[list[tuple[int, int, str]]]) -> Result:
    """Make a result with findings anywhere on pages: crossing, nested, repeated, over block borders."""
    findings: dict[str, list[Finding]] = {"a": [], "b": [], "c": []}
    mentions: list[SetAside] = []
    for number, (page, own) in enumerate(zip(pages, spans, strict=True)):
        url = page.url if number else ""
        for start, length, rule in own:
            end = min(start + length, len(page.text))
            if start < end and rule == "aside":
                mentions.append(aside_at(page, start, end, url))
            elif start < end:
                findings[rule].append(at(page, start, end, url))
    told = [outcome(rule, "T.", findings=tuple(each)) for rule, each in findings.items()]
    return result(*told, outcome("aside", "T.", set_aside=tuple(mentions)), texts=tuple(pages))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(BLOCKS, BLOCKS, SPANS, SPANS, st.sampled_from([0, 20, 50, SHOWN_CHARACTERS]))
def test_text_and_quotes_come_back_from_the_segments(
    one: list[str], two: list[str], on_one: list[tuple[int, int, str]], on_two: list[tuple[int, int, str]], limit: int
) -> None:
    pages = [page_of(one), page_of(two, OTHER)]
    value = marked_up(pages, [on_one, on_two])
    shown = highlighted(value, limit=limit)

    assert [page.url for page in shown] == [PAGE, OTHER]
    for page, text in zip(shown, pages, strict=True):
        whole(page, text)
    assert limit < SHOWN_CHARACTERS or not any(page.left_out for page in shown)
    plain = [block for page in shown for block in page.blocks if not any(each.marks for each in block.segments)]
    assert sum(block.end - block.start for block in plain) <= limit
    for told in value.outcomes:
        for index, found in enumerate(told.findings):
            where = shown[1 if found.page else 0]
            assert without_breaks(marked(where, anchor_of(told.rule, index))) == without_breaks(found.quote)
    begun = [mark.place for segment in segments(shown) for mark in segment.begins]
    assert len(begun) == len(set(begun))
    assert set(begun) == {mark.place for segment in segments(shown) for mark in segment.marks}


def test_findings_overlap_nest_and_share_words() -> None:
    page = page_of(["Our cells cure MS and autism."])
    told = (
        outcome("weak", "T.", points=1.0, findings=(at(page, 4, 17), at(page, 22, 28))),
        outcome("strong", "T.", points=9.0, findings=(at(page, 10, 28), at(page, 22, 28))),
    )
    (shown,) = highlighted(result(*told, texts=(page,)))

    assert marks(shown) == [
        ("Our ", []),
        ("cells ", ["weak"]),
        ("cure MS", ["strong", "weak"]),
        (" and ", ["strong"]),
        ("autism", ["strong", "strong", "weak"]),
        (".", []),
    ]
    assert [[mark.place for mark in each.begins] for each in shown.blocks[0].segments] == [
        [],
        ["t-weak-1"],
        ["t-strong-1"],
        [],
        ["t-strong-2", "t-weak-2"],
        [],
    ]


def test_finding_over_a_block_border_is_marked_on_both_sides() -> None:
    page = page_of(["We treat:", "autism and MS"])
    (shown,) = highlighted(result(outcome("a", "T.", findings=(at(page, 3, 16),)), texts=(page,)))

    assert marks(shown) == [("We ", []), ("treat:", ["a"]), ("autism", ["a"]), (" and MS", [])]
    assert marked(shown, "f-a-1") == "treat:\nautism" == page.text[3:16]


def test_mark_tells_its_finding_and_whether_it_is_a_good_sign() -> None:
    page = page_of(["No cure is known."])
    kind = outcome("good-one", "The page says so.", good=True, findings=(at(page, 0, 7),))
    ((segment, _),) = (block.segments for block in highlighted(result(kind, texts=(page,)))[0].blocks)

    mark = Mark(anchor="f-good-one-1", place="t-good-one-1", rule="good-one", title="The page says so.", good=True)
    assert segment == Segment(text="No cure", marks=(mark,), begins=(mark,), set_aside=False)
    assert (anchor_of("good-one", 0), place_of("good-one", 0)) == (mark.anchor, mark.place)


def test_mention_that_was_set_aside_is_marked_as_no_finding() -> None:
    page = page_of(["No cure is known."])
    kind = outcome("a", "T.", set_aside=(aside_at(page, 3, 7),))

    shown = segments(highlighted(result(kind, texts=(page,))))
    assert [(each.text, each.set_aside, each.marks) for each in shown] == [
        ("No ", False, ()),
        ("cure", True, ()),
        (" is known.", False, ()),
    ]


def test_blocks_keep_their_zone_level_and_hiding() -> None:
    page = replace(page_of(["Knees"]), blocks=(TextBlock(start=0, end=5, zone=Zone.HEADING, hidden=True, level=2),))
    (block,) = highlighted(result(texts=(page,)))[0].blocks

    assert (block.zone, block.hidden, block.level, block.after_gap) == (Zone.HEADING, True, 2, False)


def test_result_without_text_shows_nothing() -> None:
    assert highlighted(result(outcome("a", "T.", findings=(finding("It cures."),)))) == ()


@pytest.mark.parametrize("words", ["word " * (2 * SHOWN_CHARACTERS // 5), "x" * 2 * SHOWN_CHARACTERS])
def test_of_a_long_text_the_beginning_and_what_holds_a_finding_are_shown(words: str) -> None:
    page = page_of(["First.", words, "We cure MS.", "Last."])
    start = page.text.index("cure")
    (shown,) = highlighted(result(outcome("a", "T.", findings=(at(page, start, start + 7),)), texts=(page,)))

    whole(shown, page)
    length = sum(block.end - block.start for block in shown.blocks)
    assert SHOWN_CHARACTERS - LONGEST_PART < length <= SHOWN_CHARACTERS
    assert [page.text[block.start : block.end] for block in shown.blocks if block.after_gap] == ["We cure MS."]
    assert max(block.end - block.start for block in shown.blocks) <= LONGEST_PART
    assert marked(shown, "f-a-1") == "cure MS"


def test_every_block_with_a_finding_is_shown_however_long_the_text() -> None:
    page = page_of(["We cure MS. " + "word " * 380] * 300)
    starts = [block.start for block in page.blocks]
    told = outcome("a", "T.", findings=tuple(at(page, start, start + 10) for start in starts))
    (shown,) = highlighted(result(told, texts=(page,)))

    assert (shown.left_out, len(shown.blocks)) == (0, 300)


def test_further_pages_are_shown_only_while_there_is_room() -> None:
    first, second = page_of(["word " * (SHOWN_CHARACTERS // 5)]), page_of(["Short.", "We cure MS."], OTHER)
    told = outcome("a", "T.", findings=(at(second, 10, 17, OTHER),))
    one, two = highlighted(result(told, texts=(first, second)))

    assert one.left_out > 0
    assert marks(two) == [("We ", []), ("cure MS", ["a"]), (".", [])]
    assert (two.left_out, two.blocks[0].after_gap) == (len("Short."), True)


def test_every_finding_of_a_real_page_is_marked() -> None:
    value = check_html((REPORTS / "demo" / "clinic.html").read_bytes(), pack=real_pack())
    (shown,) = highlighted(value)

    found = [(anchor_of(told.rule, index), each.quote) for told, index, each in _all(value.outcomes)]
    assert len(found) > 40
    assert [(anchor, marked(shown, anchor)) for anchor, _ in found] == found


def _all(outcomes: tuple[Outcome, ...]) -> list[tuple[Outcome, int, Finding]]:
    return [(told, index, each) for told in outcomes for index, each in enumerate(told.findings)]


def test_quotes_of_a_site_are_marked_on_their_page() -> None:
    found = (finding("Our cells cure MS.", "cure MS"), finding("Cells cure all.", "cure all", page=OTHER))
    given, other = highlighted(on_a_page(result(outcome("a", "T.", findings=found))))

    assert (marked(given, "f-a-1"), marked(given, "f-a-2")) == ("cure MS", "")
    assert (marked(other, "f-a-1"), marked(other, "f-a-2")) == ("", "cure all")
