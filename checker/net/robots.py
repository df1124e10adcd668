"""Ask a site's robots.txt whether a page may be read (RFC 9309), once a day for each site."""

import bisect
import functools
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from checker.errors import AnswerError, TargetError
from checker.models import Role
from checker.net.asking import PRODUCT, Asked
from checker.net.client import fetch
from checker.net.policy import Limits, Policy
from checker.net.refusals import shown
from checker.net.tape import Tape
from checker.status import Status

MOST_BYTES = 500 * 1_024
"""How much of a robots.txt is read (RFC 9309, 2.5)."""

SITES_KEPT = 1_000
"""Answers remembered; a site seen longer ago is asked again."""

LIMITS = Limits(deadline_s=15.0, wire_bytes=2_000_000)

_KEPT_S = 24 * 3_600.0
"""RFC 9309, 2.4: not longer than 24 hours."""
_FAILURE_KEPT_S = 300.0
"""A site that could not answer may soon be well again."""
_TOO_MANY_REQUESTS = 429
_SAME_FOR_THE_PAGE = frozenset(
    {Status.DNS, Status.CONNECTION, Status.TLS, Status.TIMEOUT, Status.REFUSED_ADDRESS, Status.ASKED_TO_WAIT}
)
"""What would keep the page away just as well, and says more than that robots.txt was not read."""
_DISALLOW = re.compile(r"\s*(?:dis{1,2}al{1,2}[ao]w|diasllow)\b", re.IGNORECASE)
"""In the spellings that the parser takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site's robots.txt says to us."""

    url: str
    text: str = ""
    """Empty when there is none, which allows everything."""
    failure: str = ""
    """Why it could not be read, which forbids everything; empty when it was."""


class Robots:
    """Asks each site once and remembers; shared by all threads of a run."""

    def __init__(
        self,
        policy: Policy,
        asked: Asked,
        *,
        clock: Callable[[], float] = time.monotonic,
        tape: Tape | None = None,
    ) -> None:
        self._policy = policy
        self._tape = tape
        self._asked = replace(asked, role=Role.ROBOTS, pages_only=False, first_bytes=MOST_BYTES, validators=None)
        self._clock = clock
        self._lock = threading.Lock()
        self._sites: dict[str, tuple[threading.Lock, list[tuple[float, Answer]]]] = {}

    def delay_for(self, address: str) -> float:
        """Return the pause in seconds that the site asks for, 0 for none.

        Raises:
            TargetError: the page may not be read, with the line that says so; or the site cannot be reached.

        """
        answer = self._answer(address)
        if answer.failure:
            raise TargetError(address, Status.ROBOTS, f"{answer.url} could not be read: {answer.failure}")
        if not answer.text:
            return 0.0
        rules = _parsed(answer.text)
        if not rules.can_fetch(address, PRODUCT):
            raise TargetError(address, Status.ROBOTS, f"{answer.url}{forbidding_line(answer.text, address)}")
        return float(rules.crawl_delay(PRODUCT) or 0)

    def known_delay_s(self, address: str) -> float:
        """Return the pause that a site asked for when it was asked last, 0 for none; asks nobody."""
        text = self._known_text(address)
        return float(_parsed(text).crawl_delay(PRODUCT) or 0) if text else 0.0

    def known_sitemaps(self, address: str) -> tuple[str, ...]:
        """Return the sitemaps that a site's robots.txt named when it was asked last; asks nobody."""
        text = self._known_text(address)
        return tuple(_parsed(text).sitemaps) if text else ()

    def _known_text(self, address: str) -> str:
        with self._lock:
            _, kept = self._sites.get(_site(address), (None, ()))
        return kept[0][1].text if kept else ""

    def _answer(self, address: str) -> Answer:
        site = _site(address)
        with self._lock:
            lock, kept = self._sites.setdefault(site, (threading.Lock(), []))
            if len(self._sites) > SITES_KEPT:
                del self._sites[next(iter(self._sites))]
        with lock:
            if not kept or self._clock() - kept[0][0] > (_FAILURE_KEPT_S if kept[0][1].failure else _KEPT_S):
                kept[:] = [(self._clock(), self._ask(address, f"{site}/robots.txt"))]
            return kept[0][1]

    def _ask(self, address: str, url: str) -> Answer:
        try:
            fetched = fetch(url, policy=self._policy, limits=LIMITS, asked=self._asked, tape=self._tape)
        except AnswerError as error:
            if _says_there_is_none(error):
                return Answer(url=url)
            return Answer(url=url, failure=error.detail or error.status)
        except TargetError as error:
            if error.status is Status.TOO_MANY_REDIRECTS:  # RFC 9309, 2.3.1.2
                return Answer(url=url)
            if error.status in _SAME_FOR_THE_PAGE:
                raise TargetError(address, error.status, error.detail) from error
            return Answer(url=url, failure=error.detail or error.status)
        return Answer(url=url, text=fetched.body[:MOST_BYTES].decode("utf-8-sig", "replace"))


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _parse(text: str) -> Any:
    from protego import Protego  # slow to import, and not needed for saved pages

    return Protego.parse(text)


_parsed = functools.lru_cache(maxsize=32)(_parse)
"""The rules of the sites visited last: many pages of one site follow each other."""


def _says_there_is_none(error: AnswerError) -> bool:
    """Tell "no such file" (RFC 9309, 2.3.1.3) and an empty file from "come back later"."""
    return error.status is Status.EMPTY_TEXT or (400 <= error.code <= 499 and error.code != _TOO_MANY_REQUESTS)


def forbidding_line(text: str, address: str) -> str:
    """Return ":12: Disallow: /treatments", the line without which the page could be read, or nothing."""
    lines = text.splitlines()
    places = [number for number, line in enumerate(lines) if _DISALLOW.match(line)]

    def readable_without(count: int) -> bool:
        # An emptied line keeps its place: without it the groups around it would become one.
        emptied = set(places[:count])
        rest = "\n".join("Disallow:" if number in emptied else line for number, line in enumerate(lines))
        return bool(_parse(rest).can_fetch(address, PRODUCT))

    needed = bisect.bisect_left(range(len(places) + 1), x=True, key=readable_without)
    if not 0 < needed <= len(places):
        return ""
    number = places[needed - 1]
    return f":{number + 1}: {shown(lines[number].strip())}"
