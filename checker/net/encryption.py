"""The real network, with encryption spoken in memory, so that every byte of a connection is counted and timed.

A socket that encrypts by itself hands out the contents only. Within one read it takes in any amount of what serves the
encryption alone (session tickets, for example), past every size limit and past the deadline.
"""

import ssl
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import httpcore

from checker.net.budget import Budget

_Result = TypeVar("_Result")

_RECEIVED_AT_ONCE = 65_536


class CountedNetwork(httpcore.SyncBackend):
    """Opens connections whose encryption is ours."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a plain connection that can be encrypted."""
        stream = super().connect_tcp(host, port, timeout, local_address, socket_options)
        return _PlainStream(stream, self._budget)


class _PlainStream(httpcore.NetworkStream):
    """A connection as the system made it, but for its encryption."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes."""
        return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the bytes."""
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the encrypted connection; close this one when that fails."""
        encrypted = _EncryptedStream(self._inner, self._budget, ssl_context, server_hostname)
        encrypted.shake_hands(timeout)
        return encrypted

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows about itself."""
        return self._inner.get_extra_info(info)


class _EncryptedStream(_PlainStream):
    """A TLS client on top of a plain connection."""

    def __init__(
        self, inner: httpcore.NetworkStream, budget: Budget, context: ssl.SSLContext, server_name: str | None
    ) -> None:
        super().__init__(inner, budget)
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_name)

    def shake_hands(self, timeout: float | None) -> None:
        """Agree on keys and verify the certificate; close the connection when that fails."""
        try:
            self._perform(self._tls.do_handshake, timeout)
        except BaseException:
            self.close()
            raise

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next decrypted bytes, none at the end, whether or not the end was announced."""
        try:
            return self._perform(partial(self._tls.read, max_bytes), timeout)
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Encrypt and send the bytes."""
        while buffer:
            buffer = buffer[self._perform(partial(self._tls.write, buffer), timeout) :]

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows about itself, the encryption included."""
        return self._tls if info == "ssl_object" else self._inner.get_extra_info(info)

    def _perform(self, step: Callable[[], _Result], timeout: float | None) -> _Result:
        """Repeat a step of the encryption, feeding it from the connection, until it has enough."""
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                pass
            finally:
                self._send(timeout)
            self._receive(timeout)

    def _send(self, timeout: float | None) -> None:
        if data := self._outgoing.read():
            self._inner.write(data, self._budget.time_left_s(timeout))

    def _receive(self, timeout: float | None) -> None:
        data = self._inner.read(_RECEIVED_AT_ONCE, self._budget.time_left_s(timeout))
        self._budget.receive_encrypted(data)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()
