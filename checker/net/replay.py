"""Read recorded exchanges again exactly as they were read when they arrived, without any network.

The recorded bytes pass through the same client, limits and decoding as a live page, so a stored page and a live one
cannot come out differently.
"""

import ssl
from collections.abc import Iterable, Sequence
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import httpcore

from checker.errors import TargetError
from checker.models import Exchange, Fetched
from checker.net.addresses import read_address
from checker.net.client import fetch
from checker.net.policy import DEFAULT_LIMITS, Limits, Policy
from checker.net.tape import Tape
from checker.status import Status

ANYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
"""Nothing is contacted here, so no address needs to be refused."""

UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - stands for "not recorded"; nothing is bound or dialled


class _Recorded(httpcore.NetworkStream):
    """A connection that says again what was received once."""

    def __init__(self, response: bytes, peer: tuple[str, int]) -> None:
        self._response = memoryview(response)
        self._peer = peer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next recorded bytes; none when they are used up, as on a closed connection."""
        data, self._response = self._response[:max_bytes], self._response[max_bytes:]
        return bytes(data)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Take a request and send it nowhere."""

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return itself: what was recorded is what was inside the encryption."""
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return the address that seems to answer."""
        return self._peer if info == "server_addr" else None


class _Archive(httpcore.NetworkBackend):
    """Answers one connection after the other with what was recorded."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._waiting = list(exchanges)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return the next recorded connection."""
        if not self._waiting:
            raise httpcore.ConnectError("nothing was recorded for this address")
        return _Recorded(self._waiting.pop(0).response, (host, port))


def replay(requested_url: str, exchanges: Sequence[Exchange], *, limits: Limits = DEFAULT_LIMITS) -> Fetched:
    """Return the page that recorded exchanges delivered, with the facts of that day.

    Args:
        requested_url: the address as it was given.
        exchanges: redirects first, the page last.
        limits: how much may be unpacked.

    Raises:
        TargetError: they did not deliver a page, for the reason it carries; or do not follow from each other.

    """
    addresses = iter([*(_known(exchange.peer_address) for exchange in exchanges), UNKNOWN_ADDRESS])
    policy = Policy(
        allowed=ANYWHERE, resolver=lambda _host, _port: [next(addresses)], trust=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    )
    tape = Tape()
    fetched = fetch(requested_url, policy=policy, limits=limits, tape=tape, network=_Archive(exchanges))
    if [each.url for each in tape.exchanges] != [each.url for each in exchanges]:
        raise TargetError(requested_url, Status.BAD_RESPONSE, "the recorded answers do not follow from each other")
    last = exchanges[-1]
    return replace(fetched, peer_address=last.peer_address, fetched_at=last.ended_at, tls=last.tls)


def _known(address: str) -> str:
    return address if read_address(address) else UNKNOWN_ADDRESS
