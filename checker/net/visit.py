"""Visit sites with good manners: their robots.txt, pauses, the wait they ask for, the stop list, an honest name."""

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin

from checker.errors import AnswerError, TargetError
from checker.models import Fetched, Link, Role
from checker.net.asking import Asked, NotModified, Validators, user_agent
from checker.net.client import fetch
from checker.net.manners import GOOD_MANNERS, Manners
from checker.net.names import host_of
from checker.net.pace import PATIENCE_S, Pace
from checker.net.policy import DEFAULT_LIMITS, Limits, Policy
from checker.net.retry import in_words, retry_after_s
from checker.net.robots import Robots
from checker.net.sitemap import is_index, links_of
from checker.net.stop_list import OUR_OWN, read_stop_lists
from checker.net.tape import Tape, utc_now
from checker.status import Status

TRIES = 3
"""Requests for one page at most, when the site asks to come back soon."""

MOST_SITEMAPS = 3
SITEMAP_BYTES = 2_000_000

_NOT_MODIFIED = 304


class Visitor:
    """Visits sites on behalf of one run; one object for all its pages and threads."""

    def __init__(
        self,
        manners: Manners = GOOD_MANNERS,
        *,
        policy: Policy | None = None,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = utc_now,
        tape: Tape | None = None,
    ) -> None:
        """Settle how to behave.

        Args:
            manners: the settings.
            policy: where requests may go, instead of the public internet and what the manners allow.
            pace: keeps the pauses, instead of one for all visitors of this process.
            clock: the present time in UTC.
            tape: keeps every exchange, robots.txt included.

        Raises:
            ValueError: the contact cannot be sent.
            RuleError: a stop list is damaged.

        """
        self._policy = policy or Policy(allowed=manners.allowed)
        self._pace = pace or _pace(manners.gap_s)
        self._clock = clock
        self._tape = tape
        self._ignores_robots = bool(manners.ignored_robots)
        self._stop_list = read_stop_lists(OUR_OWN, *manners.stop_lists)
        named = Asked(user_agent=user_agent(manners.contact))
        self._robots = Robots(self._policy, replace(named, turn=self._turn_for_robots), tape=tape)
        self._asked = replace(named, turn=self._turn)

    def read(self, url: str, *, limits: Limits = DEFAULT_LIMITS) -> Fetched:
        """Return the page at a web address.

        Raises:
            TargetError: it may not be visited, or could not be fetched; an `AnswerError` when the site said so itself.

        """
        notes: list[str] = []
        while True:
            try:
                fetched = self._fetch(url, limits)
            except AnswerError as error:
                notes.append(self._wait_asked_for(error, tries_left=TRIES - 1 - len(notes)))
            else:
                return replace(fetched, notes=(*fetched.notes, *notes))

    def read_again(self, url: str, kept: Validators, *, limits: Limits = DEFAULT_LIMITS) -> Fetched | NotModified:
        """Return the page at a web address, or that what the caller kept of it still holds.

        Raises:
            TargetError: as `read`.

        """
        try:
            return self._fetch(url, limits, kept)
        except AnswerError as error:
            if error.code == _NOT_MODIFIED and kept.url == error.url:
                return NotModified(requested_url=url, url=error.url, validators=kept, answered_at=self._clock())
            self._wait_asked_for(error, tries_left=1)
        return self.read(url, limits=limits)

    def gap_s(self, address: str) -> float:
        """Return the pause in seconds that the site of a visited address asks for, 0 for none; asks nobody."""
        return min(self._robots.known_delay_s(address), PATIENCE_S)

    def read_sitemap(self, address: str) -> tuple[Link, ...]:
        """Return the links of a visited site's sitemap; none where there is none.

        At most `MOST_SITEMAPS` files are read, all of the same host: one that its robots.txt names, or the usual one,
        and those that it lists.
        """
        named = _of_same_host(address, self._robots.known_sitemaps(address))
        waiting = [*named, urljoin(address, "/sitemap.xml")][:1]
        found: list[Link] = []
        for _ in range(MOST_SITEMAPS):
            if not waiting:
                break
            text = self._sitemap(waiting.pop(0))
            links = links_of(text)
            if is_index(text):
                listed = _of_same_host(address, (link.href for link in links))
                waiting += sorted(listed, key=lambda href: "page" not in href)
            else:
                found += links
        return tuple(found)

    def _sitemap(self, url: str) -> str:
        asked = replace(self._asked, role=Role.SITEMAP, pages_only=False, first_bytes=SITEMAP_BYTES)
        try:
            fetched = fetch(url, policy=self._policy, clock=self._clock, asked=asked, tape=self._tape)
        except TargetError:
            return ""  # a site without a sitemap; its links are read all the same
        return fetched.body.decode("utf-8", "replace")

    def _fetch(self, url: str, limits: Limits, kept: Validators | None = None) -> Fetched:
        asked = replace(self._asked, validators=kept)
        return fetch(url, policy=self._policy, limits=limits, clock=self._clock, asked=asked, tape=self._tape)

    def _wait_asked_for(self, error: AnswerError, *, tries_left: int) -> str:
        """Let the next request wait as long as the site asks, and say so; or raise what waiting does not mend."""
        wait_s = retry_after_s(error.code, error.headers, self._clock())
        if wait_s is None:
            raise error
        self._pace.rest(error.url, wait_s)
        if wait_s > PATIENCE_S or not tries_left:
            detail = f"{error.detail}, for {in_words(wait_s)}"
            raise AnswerError(
                error.target, Status.ASKED_TO_WAIT, detail, code=error.code, headers=error.headers, url=error.url
            ) from error
        return f"The site asked to wait {in_words(wait_s)} ({error.detail}); we waited and asked again."

    @contextmanager
    def _turn(self, address: str) -> Iterator[None]:
        self._refuse_listed(address)
        delay_s = 0.0 if self._ignores_robots else self._robots.delay_for(address)
        with self._pace.turn(address, gap_s=delay_s):
            yield

    @contextmanager
    def _turn_for_robots(self, address: str) -> Iterator[None]:
        self._refuse_listed(address)
        with self._pace.turn(address):
            yield

    def _refuse_listed(self, address: str) -> None:
        place = self._stop_list.place_of(address)
        if place:
            raise TargetError(address, Status.STOP_LIST, place)


def _of_same_host(address: str, others: Iterable[str]) -> list[str]:
    return [other for other in others if host_of(other) == host_of(address)]


@functools.cache
def _pace(gap_s: float) -> Pace:
    return Pace(gap_s)


@functools.lru_cache(maxsize=16)
def visitor(manners: Manners) -> Visitor:
    """Return the visitor of this process with these manners, which remembers the sites it saw.

    Raises:
        ValueError: the contact cannot be sent.
        RuleError: a stop list is damaged.

    """
    return Visitor(manners)
