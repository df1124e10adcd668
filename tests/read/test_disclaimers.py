"""A disclaimer that nobody sees discloses nothing."""

import pytest

from checker.examine import examine
from checker.models import PageKind, State
from tests.builders import real_pack
from tests.read.reading import FILLER, read
from tests.read.test_visibility import HIDDEN

RISKS = "The risks of this treatment include infection, bleeding, blood clots, tumours and death."
OFFER = f"<p>Our clinic treats arthritis with your own stem cells. Book your visit today.</p>{FILLER * 3}"
UNSEEN = [
    *(way for way in HIDDEN if " text=black" not in way),  # that one hides the whole page
    "<!-- X -->",
    "<script>'X'</script>",
    "<p data-note='X'>Words</p>",
    "<meta name=description content='X'>",
    "<meta property=og:description content='X'>",
    "<img alt='X' src=a>",
]


def risk_is_missing(disclaimer: str) -> bool:
    """Say whether the rule that looks for risks finds none on an offering page with this disclaimer."""
    page = read(f"{OFFER}{disclaimer}")
    outcomes = {item.rule: item for item in examine(page, real_pack(), kind=PageKind.OFFER).outcomes}
    return outcomes["disclosure-risk"].state is State.FIRED


def test_a_disclaimer_in_plain_sight_counts() -> None:
    assert not risk_is_missing(f"<p>{RISKS}</p>")
    assert not risk_is_missing(f"<details><summary>Risks</summary><p>{RISKS}</p></details>")


@pytest.mark.parametrize("way", UNSEEN)
def test_a_disclaimer_nobody_sees_counts_for_nothing(way: str) -> None:
    assert risk_is_missing(way.replace("X", RISKS))
