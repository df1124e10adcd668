"""Read how long a site asks to be left alone (RFC 9110, 10.2.3)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from checker.net.answers import Headers, values

ASKING = frozenset({429, 503})
"""Statuses with which a site may ask to come back later."""

_SECONDS = re.compile(r"[0-9]{1,12}")


def retry_after_s(code: int, headers: Headers, now: datetime) -> float | None:
    """Return the seconds an answer asks to wait, never negative; None when it asks for nothing that can be read."""
    given = values(headers, "retry-after")
    if code not in ASKING or not given:
        return None
    text = given[-1].strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def in_words(seconds: float) -> str:
    """Return "1 second", "3,600 seconds"."""
    whole = round(seconds)
    return f"{whole:,} second" if whole == 1 else f"{whole:,} seconds"
