"""Keeps what crosses a connection, byte for byte, whether or not a page comes of it."""

import hashlib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from checker.errors import TargetError
from checker.models import Cut, Exchange, Role, TlsFacts
from checker.status import Status

CUTS = {Status.TIMEOUT: Cut.TIME, Status.TOO_LARGE: Cut.LENGTH, Status.CONNECTION: Cut.DISCONNECT}
"""How the end of a request reads in its record; every other end is `unspecified`."""

_LENGTH = re.compile(rb"(?im)^content-length[ \t]*:[ \t]*([0-9]+)[ \t]*\r?$")
_CODED = re.compile(rb"(?im)^transfer-encoding[ \t]*:")


def utc_now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Take:
    """An exchange that is still going on."""

    role: Role
    url: str
    started_at: datetime
    ended_at: datetime
    request: bytearray = field(default_factory=bytearray)
    response: bytearray = field(default_factory=bytearray)
    dialled: list[str] = field(default_factory=list)
    port: int = 0
    tls: TlsFacts | None = None
    cut: Cut | None = None


class Tape:
    """Keeps the exchanges of one or more requests, in the order they began."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self.clock = clock
        self._reels: list[Reel] = []
        self._takes: list[_Take] = []

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return what was recorded."""
        return tuple(map(_exchange, self._takes))

    def reel(self, role: Role = Role.PAGE) -> "Reel":
        """Return what records the next request; others may be recorded in between."""
        self._reels.append(Reel(self, role))
        return self._reels[-1]

    def last_reel(self, role: Role = Role.PAGE) -> "Reel | None":
        """Return what recorded the last request of this role."""
        return next((reel for reel in reversed(self._reels) if reel.role is role), None)

    def add(self, role: Role, url: str) -> tuple[int, _Take]:
        """Begin an exchange; return its number among all, and where it is kept."""
        now = self.clock()
        self._takes.append(_Take(role=role, url=url, started_at=now, ended_at=now))
        return len(self._takes) - 1, self._takes[-1]


class Reel:
    """Records one request and the redirects it meets."""

    def __init__(self, tape: Tape, role: Role) -> None:
        self.role = role
        self.numbers: list[int] = []
        """Which exchanges of the tape are its own."""
        self._tape = tape
        self._takes: list[_Take] = []

    @property
    def ended_at(self) -> datetime:
        """Return when the last bytes arrived, or the present time when nothing was recorded."""
        return self._takes[-1].ended_at if self._takes else self._tape.clock()

    @property
    def tls(self) -> TlsFacts | None:
        """Return what is known of the last connection's encryption."""
        return self._takes[-1].tls if self._takes else None

    @property
    def answered_last(self) -> str:
        """Return the address that answered last, or nothing."""
        return next((take.url for take in reversed(self._takes) if take.response), "")

    def begin(self, url: str) -> None:
        """Start the next exchange."""
        number, take = self._tape.add(self.role, url)
        self.numbers.append(number)
        self._takes.append(take)

    def dial(self, address: str, port: int) -> None:
        """Note an address that is about to be contacted."""
        if self._takes:
            self._takes[-1].dialled.append(address)
            self._takes[-1].port = port

    def encrypt(self, line: ssl.SSLObject | None) -> None:
        """Note what a connection that has just been encrypted knows about itself."""
        # NOTE: httpcore hands out CPython's inner object, which knows no keyword arguments.
        certificate = line.getpeercert(True) if line else None  # noqa: FBT003
        cipher = line.cipher() if line else None
        if self._takes and line and certificate and cipher:
            self._takes[-1].tls = TlsFacts(
                version=line.version() or "",
                cipher=cipher[0],
                certificate_sha256=hashlib.sha256(certificate).hexdigest(),
            )

    def send(self, data: bytes) -> None:
        """Keep bytes that were sent."""
        if self._takes:
            self._takes[-1].request += data

    def receive(self, data: bytes) -> None:
        """Keep bytes that were received."""
        if self._takes:
            self._takes[-1].response += data
            self._takes[-1].ended_at = self._tape.clock()

    def turn(self) -> None:
        """Note that the last answer only named another address."""
        self._takes[-1].role = Role.REDIRECT

    def end(self, cut: Cut) -> None:
        """Note how the last exchange ended; the first word counts."""
        if self._takes and self._takes[-1].cut is None:
            self._takes[-1].cut = cut

    @contextmanager
    def running(self) -> Iterator[None]:
        """Note how the last exchange ended if an error ends the block."""
        try:
            yield
        except TargetError as error:
            self.end(CUTS.get(error.status, Cut.UNSPECIFIED))
            raise


def _exchange(take: _Take) -> Exchange:
    response = bytes(take.response)
    cut = take.cut
    if cut in {None, Cut.UNSPECIFIED}:
        cut = Cut.WHOLE if _is_whole(response) else Cut.UNSPECIFIED
    return Exchange(
        role=take.role,
        url=take.url,
        request=bytes(take.request),
        response=response,
        started_at=take.started_at,
        ended_at=take.ended_at,
        dialled=tuple(take.dialled),
        peer_address=take.dialled[-1] if response else "",
        peer_port=take.port,
        tls=take.tls,
        cut=cut or Cut.WHOLE,
    )


def _is_whole(response: bytes) -> bool:
    """Tell whether an answer whose body nobody read arrived whole nevertheless, by its own stated length."""
    head, end, body = response.partition(b"\r\n\r\n")
    return bool(end) and not _CODED.search(head) and set(_LENGTH.findall(head)) == {b"%d" % len(body)}
