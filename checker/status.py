"""Everything that can keep a page from being judged. What it means and what to do next stands in `reports/words/`."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from checker.catalogue import words


class Status(StrEnum):
    """What became of a target. Those in `JUDGED` are judged; nothing else is. The values are stable."""

    OK = "ok"
    PARTIAL = "partial"
    BAD_URL = "bad_url"
    REFUSED_ADDRESS = "refused_address"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    REDIRECTED_ELSEWHERE = "redirected_elsewhere"
    HTTP_ERROR = "http_error"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    ASKED_TO_WAIT = "asked_to_wait"
    ROBOTS = "robots"
    STOP_LIST = "stop_list"
    BAD_RESPONSE = "bad_response"
    BAD_ENCODING = "bad_encoding"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    EMPTY_TEXT = "empty_text"
    SCRIPT_BUILT = "script_built"
    CONSENT_WALL = "consent_wall"
    LOGIN_WALL = "login_wall"
    PARKED = "parked"
    UNDER_CONSTRUCTION = "under_construction"
    SUSPENDED = "suspended"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    UNREADABLE_FILE = "unreadable_file"
    TOOL_ERROR = "tool_error"


JUDGED = frozenset({Status.OK, Status.PARTIAL, Status.REDIRECTED_ELSEWHERE})
"""Statuses of a page whose text was read; a report about any other says that it could not judge."""


class Side(StrEnum):
    """Whose move it is."""

    SITE = "site"
    YOU = "you"
    TOOL = "tool"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A status in plain words."""

    sentence: str
    side: Side
    next_step: str


SIDE: dict[Status, Side] = {
    Status.OK: Side.TOOL,
    Status.PARTIAL: Side.TOOL,
    Status.BAD_URL: Side.YOU,
    Status.REFUSED_ADDRESS: Side.YOU,
    Status.DNS: Side.NETWORK,
    Status.CONNECTION: Side.NETWORK,
    Status.TLS: Side.SITE,
    Status.TIMEOUT: Side.SITE,
    Status.TOO_MANY_REDIRECTS: Side.SITE,
    Status.BAD_REDIRECT: Side.SITE,
    Status.REDIRECTED_ELSEWHERE: Side.SITE,
    Status.HTTP_ERROR: Side.SITE,
    Status.BLOCKED: Side.SITE,
    Status.NOT_FOUND: Side.SITE,
    Status.ASKED_TO_WAIT: Side.SITE,
    Status.ROBOTS: Side.SITE,
    Status.STOP_LIST: Side.YOU,
    Status.BAD_RESPONSE: Side.SITE,
    Status.BAD_ENCODING: Side.SITE,
    Status.TOO_LARGE: Side.SITE,
    Status.NOT_HTML: Side.YOU,
    Status.EMPTY_TEXT: Side.SITE,
    Status.SCRIPT_BUILT: Side.TOOL,
    Status.CONSENT_WALL: Side.SITE,
    Status.LOGIN_WALL: Side.SITE,
    Status.UNDER_CONSTRUCTION: Side.SITE,
    Status.SUSPENDED: Side.SITE,
    Status.PARKED: Side.SITE,
    Status.UNSUPPORTED_LANGUAGE: Side.TOOL,
    Status.UNREADABLE_FILE: Side.YOU,
    Status.TOOL_ERROR: Side.TOOL,
}
"""Where the cause lies: one row a status, in the order of the reference."""


@cache
def explained(status: Status) -> Explanation:
    """Return what a status means and what to do next, in English."""
    english = words()
    return Explanation(
        sentence=english(f"status.{status.value}.sentence"),
        side=SIDE[status],
        next_step=english(f"status.{status.value}.next_step"),
    )
