"""One request of the browser to the proxy: read within bounds and taken apart."""

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from checker.net.addresses import Networks
from checker.net.gate import gate

HEAD_BYTES = 65_536
BODY_BYTES = 200_000
"""Longest body of an unencrypted request: a page that is read has no uploads to make."""

_END = b"\r\n\r\n"
_AT_ONCE_BYTES = 65_536

Header = tuple[bytes, bytes]

NOT_PASSED_ON = frozenset(
    {b"connection", b"keep-alive", b"proxy-authorization", b"proxy-connection", b"te", b"trailer"}
    | {b"transfer-encoding", b"upgrade"}
)
"""Headers that concern one connection only (RFC 9110, 7.6.1)."""


class BadRequestError(Exception):
    """The browser said something that no page needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the browser asks the proxy for."""

    method: str
    target: str
    """`host:port` for a tunnel, else an address."""
    headers: tuple[Header, ...]
    begun_body: bytes
    """What arrived together with the head."""

    @property
    def is_tunnel(self) -> bool:
        """Tell whether bytes are to be passed on unread."""
        return self.method == "CONNECT"

    @property
    def host(self) -> str:
        """Return the host asked for, as written, for a note."""
        return self.target.rpartition(":")[0] if self.is_tunnel else urlsplit(self.target).netloc

    def address(self, allowed: Networks) -> str:
        """Return the canonical address asked for; a tunnel's has no path.

        Raises:
            Refusal: it is never contacted.
            BadRequestError: the proxy is no server of pages itself, and speaks no encryption.

        """
        if not self.is_tunnel and not self.target.lower().startswith("http://"):
            raise BadRequestError
        return gate(f"https://{self.target}/" if self.is_tunnel else self.target, allowed=allowed)

    def passed_on(self) -> list[Header]:
        """Return the headers for the site."""
        return [header for header in self.headers if header[0].lower() not in NOT_PASSED_ON]


def read_request(line: socket.socket) -> Request:
    """Return the next request on a connection.

    Raises:
        BadRequestError: it is malformed or its head does not end.
        OSError: the connection broke.

    """
    received = b""
    while _END not in received:
        data = line.recv(_AT_ONCE_BYTES)
        received += data
        if not data or len(received) > HEAD_BYTES:
            raise BadRequestError
    head, _, begun_body = received.partition(_END)
    first, *rest = head.split(b"\r\n")
    words = first.split(b" ")
    if len(words) != 3 or not first.isascii():
        raise BadRequestError
    return Request(
        method=words[0].decode("ascii"),
        target=words[1].decode("ascii"),
        headers=tuple(map(_header, rest)),
        begun_body=begun_body,
    )


def read_body(line: socket.socket, request: Request) -> bytes:
    """Return the body, exactly as long as announced.

    Raises:
        BadRequestError: it is too long, of unknown length, or breaks off.

    """
    lengths = {value for name, value in request.headers if name.lower() == b"content-length"}
    coded = any(name.lower() == b"transfer-encoding" for name, _ in request.headers)
    if coded or len(lengths) > 1 or not all(length.isdigit() for length in lengths):
        raise BadRequestError
    left = int(max(lengths, default=b"0")) - len(request.begun_body)
    body = request.begun_body
    if left < 0 or left + len(body) > BODY_BYTES:
        raise BadRequestError
    while left:
        data = line.recv(left)
        if not data:
            raise BadRequestError
        body += data
        left -= len(data)
    return body


def _header(line: bytes) -> Header:
    name, colon, value = line.partition(b":")
    if not colon:
        raise BadRequestError
    return name.strip(), value.strip()
