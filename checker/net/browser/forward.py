"""One unencrypted request of the browser, made anew by us and answered in our own framing."""

import contextlib
import socket

import httpcore

from checker.errors import TargetError
from checker.net.backend import GuardedBackend
from checker.net.browser.allowance import Allowance
from checker.net.browser.request import NOT_PASSED_ON, Request, read_body

ENDINGS = (OSError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TargetError)
"""How an exchange can end early; the browser learns of it because the connection ends."""


def forward(line: socket.socket, request: Request, address: str, backend: GuardedBackend, allowance: Allowance) -> None:
    """Pass one request on and its answer back.

    The answer is framed by us: a site that kept the connection open could otherwise receive what the browser sends
    next, which may be meant for another site.
    """
    body = read_body(line, request)
    allowance.send(b"".join(map(b": ".join, request.headers)) + body)
    pool = httpcore.ConnectionPool(max_connections=1, max_keepalive_connections=0, network_backend=backend)
    times = {"timeout": {"connect": allowance.limits.connect_s, "read": allowance.limits.read_s}}
    headers = [*request.passed_on(), (b"Connection", b"close")]
    with pool, pool.stream(request.method, address, headers=headers, content=body or None, extensions=times) as answer:
        line.sendall(_head(answer))
        with contextlib.suppress(*ENDINGS):
            for part in answer.iter_stream():
                line.sendall(part)


def _head(answer: httpcore.Response) -> bytes:
    kept = [header for header in answer.headers if header[0].lower() not in NOT_PASSED_ON]
    lines = [b"HTTP/1.1 %d Answer" % answer.status, *map(b": ".join, kept), b"Connection: close"]
    return b"\r\n".join(lines) + b"\r\n\r\n"
