"""Fetch one page: every address gated, every byte counted, every failure named."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

import httpcore
import httpx

from checker.errors import AnswerError, TargetError
from checker.models import Cut, Fetched, Hop
from checker.net import answers
from checker.net.answers import Headers
from checker.net.asking import DEFAULT_ASKED, Asked
from checker.net.backend import GuardedBackend
from checker.net.budget import Budget
from checker.net.decoding import Decoded, Decoder, read_codings
from checker.net.failures import failure, translated
from checker.net.gate import gate
from checker.net.policy import DEFAULT_LIMITS, DEFAULT_POLICY, Limits, Policy
from checker.net.refusals import shown
from checker.net.tape import Tape, utc_now
from checker.net.transport import RECEIVED, client
from checker.status import Status

CUT_OFF = "The site announced more than it delivered; the end of the page is missing."
TWO_LENGTHS = "The site stated the length of the page in two ways (Content-Length and Transfer-Encoding)."
DOWNGRADE = "The site redirected from an encrypted to an unencrypted address."


def fetch(
    url: str,
    *,
    policy: Policy = DEFAULT_POLICY,
    limits: Limits = DEFAULT_LIMITS,
    clock: Callable[[], datetime] = utc_now,
    asked: Asked = DEFAULT_ASKED,
    tape: Tape | None = None,
    network: httpcore.NetworkBackend | None = None,
) -> Fetched:
    """Return the page at a web address, following redirects; nothing else is ever requested.

    Args:
        url: the address as given.
        policy: where the request may go.
        limits: how much it may cost.
        clock: tells the time, unless a tape brings its own.
        asked: what the request says of itself, and what it waits for.
        tape: takes down every byte sent and received, also when no page comes of it.
        network: what opens connections to the checked addresses; the real network by default.

    Raises:
        Refusal: the address, or one a redirect leads to, is never contacted.
        TargetError: anything else that kept the page from being fetched, under its status.

    """
    first = gate(url, allowed=policy.allowed)
    budget = Budget(url, limits, (tape or Tape(clock)).reel(asked.role))
    session = client(GuardedBackend(policy, budget, network), policy.trust, limits)
    with budget.reel.running(), translated(url), session:
        return _Journey(session, policy, budget, asked).arrive(first)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    decoded: Decoded
    wire_size_bytes: int
    cut_off: bool


@dataclass(frozen=True, slots=True)
class _Journey:
    """One request and the redirects it meets."""

    session: httpx.Client
    policy: Policy
    budget: Budget
    asked: Asked

    def arrive(self, address: str) -> Fetched:
        hops: list[Hop] = []
        while True:
            with self._answer(address) as (response, headers):
                if response.status_code not in answers.REDIRECTS:
                    return self._deliver(address, response, headers, tuple(hops))
                self.budget.reel.turn()
                hops.append(Hop(url=address, status_code=response.status_code))
            # The body of a redirect is never read.
            address = self._next(tuple(hops), headers)

    @contextmanager
    def _answer(self, address: str) -> Iterator[tuple[httpx.Response, Headers]]:
        with ExitStack() as held:
            with self.budget.paused():
                held.enter_context(self.asked.turn(address))
            yield from self._received(address)

    def _received(self, address: str) -> Iterator[tuple[httpx.Response, Headers]]:
        self.budget.begin_answer()
        self.budget.reel.begin(address)
        # NOTE: httpx would decode an international name to fill in Host, and fails on names IDNA 2008 does not know.
        told = {"Host": urlsplit(address).netloc, **self.asked.headers(address)}
        request = self.session.build_request("GET", address, headers=told)
        response = self.session.send(request, stream=True)
        try:
            self.budget.head_complete()
            headers: Headers = response.extensions[RECEIVED]
            if len(headers) > self.budget.limits.header_lines:
                raise TargetError(self.budget.target, Status.BAD_RESPONSE, f"{len(headers)} header lines")
            yield response, headers
        finally:
            response.close()

    def _next(self, hops: tuple[Hop, ...], headers: Headers) -> str:
        if len(hops) > self.budget.limits.redirects:
            chain = " → ".join(shown(hop.url) for hop in hops)
            detail = f"more than {self.budget.limits.redirects} redirects: {chain}"
            raise TargetError(self.budget.target, Status.TOO_MANY_REDIRECTS, detail)
        return answers.next_address(self.budget.target, hops[-1].url, headers, self.policy.allowed)

    def _deliver(self, address: str, response: httpx.Response, headers: Headers, hops: tuple[Hop, ...]) -> Fetched:
        target = self.budget.target
        content_type = (answers.values(headers, "content-type") or ("",))[-1]
        notes = answers.check_status(target, address, response.status_code, headers)
        if self.asked.pages_only:
            answers.check_type(target, content_type)
        body = self._receive(response, read_codings(target, answers.values(headers, "content-encoding")))
        if self.asked.pages_only:
            answers.check_body(target, content_type, body.decoded.body)
        _check_content(target, address, response.status_code, headers, body)
        return Fetched(
            requested_url=target,
            final_url=address,
            body=body.decoded.body,
            content_type=content_type,
            status_code=response.status_code,
            headers=headers,
            redirects=hops,
            peer_address=self.budget.peer_address,
            wire_size_bytes=body.wire_size_bytes,
            truncated=body.cut_off or answers.is_partial(response.status_code),
            fetched_at=self.budget.reel.ended_at,
            tls=self.budget.reel.tls,
            notes=(*notes, *_notes(address, headers, hops, body)),
        )

    def _receive(self, response: httpx.Response, codings: tuple[str, ...]) -> _Body:
        decoder = Decoder(self.budget.target, codings, self.budget.limits)
        size_bytes = 0
        cut_off = False
        try:
            for chunk in response.iter_raw():
                size_bytes += len(chunk)
                decoder.feed(chunk)
                if self.asked.first_bytes and decoder.size_bytes >= self.asked.first_bytes:
                    cut_off = True
                    break
        except (httpx.RemoteProtocolError, httpx.ReadError) as error:
            # Only a lost connection leaves a page behind; malformed framing or damaged encryption does not.
            if not (self.budget.peer_closed or failure(self.budget.target, error).status is Status.CONNECTION):
                raise
            cut_off = True
        self.budget.reel.end(Cut.DISCONNECT if cut_off else Cut.WHOLE)
        decoded = decoder.finish()
        return _Body(decoded=decoded, wire_size_bytes=size_bytes, cut_off=cut_off or not decoded.complete)


def _check_content(target: str, url: str, status_code: int, headers: Headers, body: _Body) -> None:
    if body.decoded.body.strip():
        return
    if body.cut_off:
        raise TargetError(target, Status.BAD_RESPONSE, "the answer broke off before the page")
    detail = f"HTTP {status_code} with an empty page"
    raise AnswerError(target, Status.EMPTY_TEXT, detail, code=status_code, headers=headers, url=url)


def _notes(address: str, headers: Headers, hops: tuple[Hop, ...], body: _Body) -> Iterator[str]:
    urls = [*(hop.url for hop in hops), address]
    if any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(urls)):
        yield DOWNGRADE
    if answers.values(headers, "content-length") and answers.values(headers, "transfer-encoding"):
        yield TWO_LENGTHS
    yield from body.decoded.notes
    if body.cut_off:
        yield CUT_OFF
