"""What one request says about itself, asks for, and waits for."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from checker.models import Fetched, Role
from checker.net.answers import values
from checker.version import __version__

PRODUCT = "clinic-check"
"""Our name in robots.txt (RFC 9309, 2.2.1) and the first word of every request's User-Agent."""

USER_AGENT = f"{PRODUCT}/{__version__} (+reads one page on behalf of a person; see README)"
"""Says what this is; no browser disguise."""

CONTACT = re.compile(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+")
"""A mail or web address, in plain ASCII, as it may stand in a header."""
_NOT_IN_A_COMMENT = frozenset('()\\;"<>')
_LONGEST_CONTACT = 120

Turn = Callable[[str], AbstractContextManager[None]]
"""Waits until an address may be requested, and is held while it is."""


@contextmanager
def at_once(_address: str) -> Iterator[None]:
    """Wait for nothing."""
    yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a caller kept of an earlier answer, to ask whether it still holds (RFC 9110, 13.1)."""

    url: str
    """Address that gave that answer; the question is put to no other."""
    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of the question."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The site says that what the caller kept still holds (HTTP 304)."""

    requested_url: str
    url: str
    """Address that said so."""
    validators: Validators
    """For the next question."""
    answered_at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, redirects included."""

    user_agent: str = USER_AGENT
    validators: Validators | None = None
    pages_only: bool = True
    """Refuse what is no page by its type or first bytes; False for robots.txt, which is text whatever it is called."""
    first_bytes: int | None = None
    """Read only about so many bytes of the body; None for all, and a refusal where there are too many."""
    role: Role = Role.PAGE
    """What it is for, in a recording."""
    turn: Turn = at_once
    """Asked before each address, redirects included; what it waits does not count as the site's time."""

    def headers(self, address: str) -> dict[str, str]:
        """Return what a request to this address says besides what every request says."""
        told = {"User-Agent": self.user_agent}
        if self.validators and self.validators.url == address:
            told |= self.validators.headers()
        return told


DEFAULT_ASKED = Asked()
"""A page, at once, in our own name."""


def user_agent(contact: str) -> str:
    """Return our User-Agent with the address of whoever runs the tool.

    Raises:
        ValueError: the contact is no mail or web address that may stand in a header.

    """
    if not contact:
        return USER_AGENT
    if len(contact) > _LONGEST_CONTACT or _NOT_IN_A_COMMENT & set(contact) or not CONTACT.fullmatch(contact):
        message = f"'{contact}' is no contact; give a mail address or a web address that begins with https://"
        raise ValueError(message)
    return f"{USER_AGENT[:-1]}; contact: {contact})"


def validators_of(fetched: Fetched) -> Validators | None:
    """Return what to keep of an answer for asking again, or None when the site gave nothing to ask by."""
    etag = (values(fetched.headers, "etag") or ("",))[-1]
    modified = (values(fetched.headers, "last-modified") or ("",))[-1]
    return Validators(url=fetched.final_url, etag=etag, last_modified=modified) if etag or modified else None
