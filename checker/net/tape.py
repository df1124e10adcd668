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
    """Records the exchanges of one or more requests in order."""

    def __init__(self, clock: Callable[[], datetime] = utc_now, *, role: Role = Role.PAGE) -> None:
        self.role = role
        """What the next exchanges are for."""
        self._clock = clock
        self._takes: list[_Take] = []

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return what was recorded."""
        return tuple(map(_exchange, self._takes))

    @property
    def count(self) -> int:
        """Return how many exchanges were begun."""
        return len(self._takes)

    def answered_last(self, first: int) -> str:
        """Return the address that answered last among the exchanges from `first` on, or nothing."""
        return next((take.url for take in reversed(self._takes[first:]) if take.response), "")

    @property
    def ended_at(self) -> datetime:
        """Return when the last bytes arrived, or the present time when nothing was recorded."""
        return self._takes[-1].ended_at if self._takes else self._clock()

    @property
    def tls(self) -> TlsFacts | None:
        """Return what is known of the last connection's encryption."""
        return self._takes[-1].tls if self._takes else None

    def begin(self, url: str) -> None:
        """Start the next exchange."""
        now = self._clock()
        self._takes.append(_Take(role=self.role, url=url, started_at=now, ended_at=now))

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
            self._takes[-1].ended_at = self._clock()

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
