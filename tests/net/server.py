"""A web server on the loopback that says exactly the bytes it is told to, however wrong they are."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable
from ipaddress import ip_network
from types import TracebackType
from typing import Self

from checker.net.policy import Limits, Policy

LOOPBACK = (ip_network("127.0.0.0/8"),)
OPEN = Policy(allowed=LOOPBACK)
"""Lets the tests reach their own server, and nothing else that is private."""

QUICK = Limits(deadline_s=0.4, connect_s=0.3, read_s=0.3, dns_s=0.2)
"""For servers that never come to an end."""

SOON_S = 20.0
"""A bound for what ends at a limit of ours and would else go on: far above the limit, for a busy machine."""

Script = Callable[[socket.socket, bytes], None]


class Server:
    """Serves every connection with a script; records what clients sent."""

    def __init__(
        self,
        script: Script,
        *,
        tls: ssl.SSLContext | None = None,
        speaks_first: bool = False,
        host: str = "127.0.0.1",
    ) -> None:
        self.requests: list[bytes] = []
        self.server_names: list[str | None] = []
        self.connections = 0
        self._script = script
        self._tls = tls
        self._speaks_first = speaks_first
        self._listener = socket.create_server((host, 0))
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{host}:{self.port}/"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A blocked accept does not notice that its socket is closed: shut it down first.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with connection, contextlib.suppress(OSError), self._encrypted(connection) as line:
            request = b"" if self._speaks_first else _read_head(line)
            self.requests.append(request)
            self._script(line, request)

    def _encrypted(self, connection: socket.socket) -> socket.socket:
        if self._tls is None:
            return connection
        self._tls.sni_callback = lambda _line, name, _context: self.server_names.append(name)
        return self._tls.wrap_socket(connection, server_side=True)


def _read_head(line: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        data = line.recv(65_536)
        if not data:
            break
        head += data
    return head


def reply(status: int = 200, *lines: str, body: bytes = b"", length: int | None = None) -> bytes:
    """Return an answer with a correct Content-Length unless told otherwise (negative: none)."""
    size = len(body) if length is None else length
    sized = [f"Content-Length: {size}"] if size >= 0 else []
    head = "\r\n".join([f"HTTP/1.1 {status} Status", *sized, *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + body


def says(*parts: bytes) -> Script:
    """Return a script that sends these bytes and closes."""

    def script(line: socket.socket, _request: bytes) -> None:
        for part in parts:
            line.sendall(part)

    return script


def repeats(first: bytes, again: Iterable[bytes], pause: Callable[[], object] = lambda: None) -> Script:
    """Return a script that sends a beginning and then one part after the other until the client has enough."""

    def script(line: socket.socket, _request: bytes) -> None:
        line.sendall(first)
        for part in again:
            pause()
            line.sendall(part)

    return script


def silent(line: socket.socket, _request: bytes) -> None:
    """Say nothing until the client has gone."""
    line.settimeout(3 * SOON_S)
    while line.recv(65_536):
        pass


def resets(line: socket.socket, _request: bytes) -> None:
    """Break the connection off instead of closing it."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
