"""An address that leads to another site is judged, and the reader is told which site that is."""

import pytest

from checker.check import check_fetched
from checker.models import Band, Fetched, Hop
from checker.render import render_html
from checker.status import Status
from checker.terminal import summary
from checker.walls.elsewhere import led_elsewhere
from tests.builders import real_pack

BODY = b"<html lang=en><p>" + b"Marrow holds cells that make blood. Teachers explain how they grow. " * 12


def fetched(asked: str, final: str, body: bytes = BODY) -> Fetched:
    redirects = (Hop(url=asked, status_code=301),) if asked != final else ()
    return Fetched(requested_url=asked, final_url=final, body=body, content_type="text/html", redirects=redirects)


@pytest.mark.parametrize(
    ("asked", "final", "elsewhere"),
    [
        ("https://a.example/", "https://a.example/", False),
        ("http://a.example/x", "https://www.a.example/", False),
        ("https://shop.a.example/", "https://a.example/b", False),
        ("https://www.a.co.uk/", "https://b.a.co.uk/", False),
        ("https://a.co.uk/", "https://b.co.uk/", True),
        ("https://a.com.au/", "https://b.com.au/", True),
        ("https://a.example/", "https://b.example/", True),
        ("https://a.example/", "https://a.test/", True),
        ("http://192.0.2.1/", "http://192.0.2.1:8080/", False),
        ("http://192.0.2.1/", "http://198.51.2.1/", True),
    ],
)
def test_another_domain_is_another_site(asked: str, final: str, elsewhere: bool) -> None:
    assert led_elsewhere(fetched(asked, final)) is elsewhere


def test_the_page_is_judged_and_the_reader_told() -> None:
    result = check_fetched(fetched("https://old.example/", "https://new.example/"), pack=real_pack())

    assert result.page.status is Status.REDIRECTED_ELSEWHERE
    assert result.assessment.band is Band.FEW
    assert "Another site</h2>" in render_html(result)
    assert "Note: The address led to another site" in summary(result, "x")


def test_a_wall_on_another_site_is_a_wall() -> None:
    answer = fetched("https://old.example/", "https://new.example/", b"<title>new.example is for sale</title>")

    assert check_fetched(answer, pack=real_pack()).page.status is Status.PARKED
