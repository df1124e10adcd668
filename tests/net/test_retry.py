"""What a site asks with Retry-After is read in both forms; what cannot be read asks for nothing."""

from datetime import UTC, datetime

import pytest

from checker.net.retry import retry_after_s

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("1000000000", 1e9),
        ("Wed, 25 Nov 2026 12:00:30 GMT", 30),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0),
        ("Wednesday, 25-Nov-26 12:01:00 GMT", 60),
        ("Wed, 25 Nov 2026 12:00:30", 30),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("9" * 50, None),
        ("Wed, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
@pytest.mark.parametrize("code", [429, 503])
def test_both_forms_are_read(given: str, seconds: float | None, code: int) -> None:
    assert retry_after_s(code, (("retry-after", given),), NOON) == seconds


@pytest.mark.parametrize(("code", "headers"), [(429, ()), (503, (("date", "x"),)), (403, (("retry-after", "5"),))])
def test_other_answers_ask_for_nothing(code: int, headers: tuple[tuple[str, str], ...]) -> None:
    assert retry_after_s(code, headers, NOON) is None
