"""Charts count the same findings that are numbered, lose none, and say where each bar stands."""

import random
from typing import Any

import pytest

from checker.models import Band, Finding, Outcome, Severity, State, Zone
from checker.views.charts import (
    CATEGORIES,
    CEILING,
    MOST_BARS,
    SLOTS,
    TALLEST,
    WIDTH,
    Bar,
    BarChart,
    Count,
    Slot,
    Strip,
    by_band,
    by_category,
    on_page,
)
from checker.views.numbering import numbered
from tests.builders import real_pack
from tests.report.builders import finding, good, outcome, result
from tests.report.samples import typical


def at(start: int, **more: Any) -> Finding:
    return finding("word", sentence_start=start, **more)


def fired(rule: str, *places: Finding, **more: Any) -> Outcome:
    return outcome(rule, "The page says something.", findings=places, **more)


def test_categories_stand_most_first_and_the_longest_bar_fills_the_width() -> None:
    found = by_category([fired("cure-a", at(0)), fired("safety-a", at(1), at(2)), fired("safety-b", at(3), at(4))])

    assert found == BarChart(
        bars=(Bar(key="safety", count=4, y=0, width=360.0), Bar(key="cure", count=1, y=36, width=90.0)),
        total=5,
        height=72,
    )


def test_good_signs_and_rules_that_did_not_fire_are_left_out() -> None:
    quiet = fired("cure-a", at(0), state=State.NOT_APPLICABLE)

    assert by_category([quiet, good("protective-a", "Good.", findings=(at(1),))]) == BarChart(
        bars=(), total=0, height=0
    )


def test_beyond_eight_categories_the_smallest_are_summed_as_other() -> None:
    places = {category: 20 - rank for rank, category in enumerate(CATEGORIES[:11])}
    found = by_category([fired(f"{key}-a", *map(at, range(count))) for key, count in places.items()])

    assert [bar.key for bar in found.bars] == [*CATEGORIES[:MOST_BARS], "other"]
    assert found.bars[-1].count == 12 + 11 + 10
    assert found.total == sum(places.values())


def test_a_category_without_a_name_here_counts_as_other() -> None:
    found = by_category([fired("moon-a", at(0)), fired("cure-a", at(1), at(2))])

    assert [(bar.key, bar.count) for bar in found.bars] == [("cure", 2), ("other", 1)]


def test_every_category_of_the_pack_has_a_name() -> None:
    assert {entry.category for entry in real_pack().entries if not entry.rule.protects} == set(CATEGORIES)


def test_one_finding_is_seen_beside_a_thousand() -> None:
    found = by_category([fired("cure-a", *map(at, range(1000))), fired("hype-a", at(0))])

    assert [bar.width for bar in found.bars] == [360.0, 3.0]


def test_the_charts_count_what_is_numbered() -> None:
    value = typical()
    words = sum(each.number.startswith("F-") for each in numbered(value))

    strip = on_page(value.outcomes, characters=2000)

    assert by_category(value.outcomes).total == words
    assert strip.total + strip.elsewhere == words


def test_bands_are_four_bars_and_an_empty_one_is_shown_as_such() -> None:
    found = by_band({Band.MANY: 2, Band.FEW: 8})

    assert [(bar.key, bar.count, bar.width) for bar in found.bars] == [
        ("many", 2, 90.0),
        ("some", 0, 0.0),
        ("could_not_judge", 0, 0.0),
        ("few", 8, 360.0),
    ]
    assert by_band({}).total == 0


def test_findings_stand_in_the_slot_of_their_offset_with_the_weightiest_severity() -> None:
    outcomes = [
        fired("hype-a", at(0), at(10), severity=Severity.LOW),
        fired("cure-a", at(99), severity=Severity.CRITICAL),
        fired("safety-a", at(2399), severity=Severity.HIGH),
    ]

    found = on_page(outcomes, characters=2400)

    assert found == Strip(
        slots=(
            Slot(number=1, count=3, severity=Severity.CRITICAL, x=1.5, y=16.0, width=12.0, height=72.0),
            Slot(number=24, count=1, severity=Severity.HIGH, x=346.5, y=64.0, width=12.0, height=24.0),
        ),
        parts=24,
        zones=(Count(key="text", count=4),),
        severities=(Count(key="critical", count=1), Count(key="high", count=1), Count(key="low", count=2)),
        total=4,
        elsewhere=0,
        baseline=88,
    )


def test_zones_are_counted_most_first_and_hidden_words_as_hidden() -> None:
    places = (at(0, zone=Zone.TITLE), at(1, zone=Zone.NAV), at(2, zone=Zone.NAV), at(3, zone=Zone.TEXT, hidden=True))

    found = on_page([fired("cure-a", *places)], characters=10)

    assert found.zones == (Count(key="nav", count=2), Count(key="title", count=1), Count(key="hidden", count=1))


def test_findings_on_other_pages_are_counted_and_not_drawn() -> None:
    found = on_page([fired("cure-a", at(5), at(7, page="https://a.example/faq"))], characters=100)

    assert (found.total, found.elsewhere, len(found.slots)) == (1, 1, 1)


@pytest.mark.parametrize("characters", [0, 1, 3])
def test_a_text_shorter_than_its_offsets_loses_no_finding(characters: int) -> None:
    found = on_page([fired("cure-a", at(0), at(5000))], characters=characters)

    assert [slot.number for slot in found.slots] == [1, SLOTS]


def test_a_page_without_findings_has_an_empty_strip() -> None:
    found = on_page([], characters=500)

    assert (found.slots, found.zones, found.severities, found.total) == ((), (), (), 0)


def test_no_bar_leaves_the_drawing() -> None:
    chance = random.Random(7)
    for _ in range(200):
        length = chance.randrange(1, 5000)
        places = [at(chance.randrange(length)) for _ in range(chance.randrange(1, 60))]
        found = on_page(result(fired("cure-a", *places)).outcomes, characters=length)

        assert sum(slot.count for slot in found.slots) == len(places)
        assert all(slot.x >= 0 and slot.x + slot.width <= WIDTH for slot in found.slots)
        assert all(slot.y >= CEILING and 0 < slot.height <= TALLEST for slot in found.slots)
