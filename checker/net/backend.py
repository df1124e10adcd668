"""Connections: every address a name leads to is checked, and the checked number is what gets dialled.

httpcore hands the host name to `connect_tcp` and keeps using it for SNI, certificate and Host header, so what is
dialled here changes none of them.
"""

import ssl
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import httpcore

from checker.errors import TargetError
from checker.net.addresses import Address, classify, read_address, within
from checker.net.budget import Budget
from checker.net.encryption import CountedNetwork
from checker.net.names import port_code, public_code
from checker.net.policy import Policy
from checker.net.refusals import Code, Refusal
from checker.net.resolve import look_up
from checker.status import Status

ADDRESSES_TRIED = 4
"""Addresses of one host that are tried one after another; all of them are checked."""

SocketOption = httpcore.SOCKET_OPTION


class GuardedStream(httpcore.NetworkStream):
    """A connection whose every read and write draws on the request's budget."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes within what is left of time and size."""
        try:
            data = self._inner.read(max_bytes, self._budget.time_left_s(timeout))
        except httpcore.TimeoutException:
            self._budget.time_left_s(timeout)
            raise
        self._budget.receive(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the bytes within what is left of the time."""
        self._inner.write(buffer, self._budget.time_left_s(timeout))
        self._budget.reel.send(buffer)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the encrypted connection, guarded in the same way."""
        limit_s = self._budget.time_left_s(timeout)
        encrypted = self._inner.start_tls(ssl_context, server_hostname, limit_s)
        self._budget.reel.encrypt(encrypted.get_extra_info("ssl_object"))
        return GuardedStream(encrypted, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows about itself."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only."""

    def __init__(self, policy: Policy, budget: Budget, network: httpcore.NetworkBackend | None = None) -> None:
        self._policy = policy
        self._budget = budget
        self._network = network or CountedNetwork(budget)
        self._opened = policy.allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to one of the host's checked addresses."""
        addresses = sorted(self.checked_addresses(host, port), key=lambda address: address.version)[:ADDRESSES_TRIED]
        # IPv4 first, one after another: broken IPv6 is the common fault, and each address gets its share of the time.
        share_s = (timeout or self._budget.limits.connect_s) / len(addresses)
        failure: Exception | None = None
        for address in addresses:
            try:
                return self._dial(address, port, share_s)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address to try")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[SocketOption] | None = None
    ) -> NoReturn:
        """Refuse: local sockets are never contacted."""
        raise Refusal(self._budget.target, Code.ADDRESS_DENIED)

    def checked_addresses(self, host: str, port: int) -> tuple[Address, ...]:
        """Return every address of a host, or refuse the host if a single one may not be contacted.

        Raises:
            Refusal: an answer is private or reserved, or name or port are not public and an answer lies outside the
                networks the user opened.
            TargetError: the name has no address.

        """
        literal = read_address(host)
        addresses = tuple(map(self._check, self._resolve(host, port) if literal is None else (host,)))
        code = public_code(host, port) if literal is None else port_code(port)
        if code and not all(within(address, self._opened) for address in addresses):
            raise Refusal(self._budget.target, code)
        return addresses

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        limit_s = self._budget.time_left_s(self._budget.limits.dns_s)
        try:
            answers = look_up(self._policy.resolver, host, port, limit_s=limit_s)
        except TimeoutError:
            raise TargetError(self._budget.target, Status.DNS, f"no answer about {host} in {limit_s:.0f} s") from None
        except (OSError, UnicodeError):
            answers = ()
        if not answers:
            raise TargetError(self._budget.target, Status.DNS, f"{host} has no address")
        return answers

    def _check(self, answer: str) -> Address:
        address = read_address(answer)
        verdict = classify(answer, self._opened)
        if address is None or not verdict.allowed:
            led_inside = address is not None and within(address, self._policy.allowed)
            reason = "a public page leads into a network you opened" if led_inside else verdict.reason
            raise Refusal(self._budget.target, Code.ADDRESS_DENIED, detail=reason)
        if not within(address, self._opened) and self._policy.is_own(address):
            raise Refusal(self._budget.target, Code.ADDRESS_DENIED, detail="an address of this computer itself")
        return address

    def _dial(self, address: Address, port: int, share_s: float) -> httpcore.NetworkStream:
        self._budget.reel.dial(str(address), port)
        stream = self._network.connect_tcp(str(address), port, self._budget.time_left_s(share_s))
        try:
            peer = read_address(stream.get_extra_info("server_addr")[0])
        except OSError as error:
            stream.close()
            raise httpcore.ConnectError(str(error)) from error
        if peer != address:
            stream.close()
            raise Refusal(self._budget.target, Code.ADDRESS_DENIED, detail="another address answered")
        if not within(address, self._opened):
            # A stranger's page must not steer us into the networks that were opened for other pages.
            self._opened = ()
        self._budget.peer_address = str(address)
        return GuardedStream(stream, self._budget)
