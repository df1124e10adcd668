"""What an answer's status, headers and first bytes say, before anyone reads its text. All pure."""

import re

from checker.errors import AnswerError, TargetError
from checker.file_kinds import other_kind
from checker.net.addresses import Networks
from checker.net.gate import gate_redirect
from checker.net.refusals import Refusal, shown
from checker.status import Status

Headers = tuple[tuple[str, str], ...]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses with an address to go to (RFC 9110, 15.4)."""

_MEANINGS = {
    401: Status.LOGIN_WALL,
    403: Status.BLOCKED,
    404: Status.NOT_FOUND,
    410: Status.NOT_FOUND,
    429: Status.BLOCKED,
}
"""What a status alone says (RFC 9110, 15.5; RFC 6585, 4); any other is an error."""
_NO_CONTENT = frozenset({204, 205})
_PARTIAL_CONTENT = 206

READABLE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
"""Types that are read; a missing type is read too."""

_XML_TYPES = frozenset({"text/xml", "application/xml"})
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_HTML_START_BYTES = 2_048


def values(headers: Headers, name: str) -> tuple[str, ...]:
    """Return all values of a header, in order."""
    return tuple(value for key, value in headers if key == name)


def next_address(target: str, base: str, headers: Headers, allowed: Networks) -> str:
    """Return the canonical address a redirect leads to.

    Raises:
        Refusal: the address must not be followed.
        TargetError: there is no address, or more than one.

    """
    locations = tuple(dict.fromkeys(values(headers, "location")))
    if len(locations) != 1 or not locations[0].strip():
        raise TargetError(
            target, Status.BAD_REDIRECT, f"{len(locations)} addresses to go to" if locations else "no address"
        )
    location = _as_text(locations[0])
    try:
        return gate_redirect(base, location, allowed=allowed)
    except Refusal as refusal:
        status = Status.BAD_REDIRECT if refusal.status is Status.BAD_URL else refusal.status
        detail = f"{shown(base)} leads to {shown(location)}: {refusal.detail}"
        raise Refusal(target, refusal.code, status=status, detail=detail) from None


def check_status(target: str, url: str, status_code: int, headers: Headers) -> tuple[str, ...]:
    """Return notes about a status that promises a page.

    Raises:
        AnswerError: blocked, an error, or an answer without a page.

    """
    if status_code in _NO_CONTENT:
        detail = f"HTTP {status_code}, an answer without content"
        raise AnswerError(target, Status.EMPTY_TEXT, detail, code=status_code, headers=headers, url=url)
    if not 200 <= status_code <= 299:
        status = _MEANINGS.get(status_code, Status.HTTP_ERROR)
        raise AnswerError(target, status, f"HTTP {status_code}", code=status_code, headers=headers, url=url)
    return ("The site sent only a part of the page (HTTP 206).",) if is_partial(status_code) else ()


def is_partial(status_code: int) -> bool:
    """Tell whether the status says that the body is only a part."""
    return status_code == _PARTIAL_CONTENT


def check_type(target: str, content_type: str) -> None:
    """Return when a body of this type is worth receiving.

    Raises:
        TargetError: it is no page.

    """
    media_type = _media_type(content_type)
    if media_type and media_type not in READABLE_TYPES | _XML_TYPES:
        raise TargetError(target, Status.NOT_HTML, media_type)


def check_body(target: str, content_type: str, body: bytes) -> None:
    """Return when the first bytes can be those of a page, whatever the headers say.

    Raises:
        TargetError: it is another kind of file, or XML that is no XHTML.

    """
    kind = other_kind(body)
    if not kind and _media_type(content_type) in _XML_TYPES and b"<html" not in body[:_HTML_START_BYTES].lower():
        kind = _media_type(content_type)
    if kind:
        raise TargetError(target, Status.NOT_HTML, kind)


def _media_type(content_type: str) -> str:
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type if _TYPE.fullmatch(media_type) else ""


def _as_text(header: str) -> str:
    """Return a header as the UTF-8 most servers mean, or as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return header
