"""The filtering proxy: the only thing a browser of ours can reach, and it dials checked addresses only."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpcore

from checker.errors import TargetError
from checker.net.backend import GuardedBackend
from checker.net.browser.allowance import Allowance
from checker.net.browser.forward import ENDINGS, forward
from checker.net.browser.request import BadRequestError, Request, read_request
from checker.net.browser.tunnel import cut, tunnel
from checker.net.policy import Policy
from checker.net.refusals import Refusal, shown

HOSTS_NOTED = 30
"""Hosts remembered for the report; a page can name thousands."""

BROWSERS_OWN = frozenset(
    {
        *("accounts.google.com", "update.googleapis.com"),  # seen in a trace of Chromium 156 with an empty page
        *("android.clients.google.com", "clients2.google.com", "clientservices.googleapis.com", "mtalk.google.com"),
        *("content-autofill.googleapis.com", "optimizationguide-pa.googleapis.com", "safebrowsing.googleapis.com"),
        *("edgedl.me.gvt1.com", "redirector.gvt1.com"),
    }
)
"""Hosts Chromium contacts on its own account although told not to: which page was read is not theirs to know."""

_OPEN = b"HTTP/1.1 200 Connection established\r\n\r\n"
_REFUSED = b"HTTP/1.1 403 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_FAILED = b"HTTP/1.1 502 Not reached\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_ENCRYPTED_PORT = 443


class FilteringProxy:
    """Serves one browser on this machine for the length of a `with` block."""

    def __init__(self, policy: Policy, allowance: Allowance) -> None:
        self.hosts: dict[str, str] = {}
        """Hosts the browser asked for, in order, with why they are never contacted; no reason for those reached."""
        self._policy = policy
        self._allowance = allowance
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        """Where the browser finds the proxy."""
        self._lines: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._allowance.close()
        cut(self._listener)
        for line in tuple(self._lines):
            cut(line)
        self._thread.join()

    def _accept(self) -> None:
        while not self._allowance.is_over:
            try:
                line, _ = self._listener.accept()
            except OSError:
                break
            threading.Thread(target=self._serve, args=(line,), name="proxy line", daemon=True).start()
        self._listener.close()

    def _serve(self, line: socket.socket) -> None:
        self._lines.add(line)
        try:
            with line, contextlib.suppress(OSError, TargetError, BadRequestError), self._allowance.connection():
                line.settimeout(self._allowance.time_left_s(None))
                self._answer(line, read_request(line))
        finally:
            self._lines.discard(line)

    def _answer(self, line: socket.socket, request: Request) -> None:
        try:
            address = request.address(self._policy.allowed)
            if urlsplit(address).hostname in BROWSERS_OWN:
                raise BadRequestError
            if request.is_tunnel:
                self._tunnel(line, request, address)
            else:
                forward(line, request, address, self._backend(), self._allowance)
                self._note(request)
        except Refusal as refusal:
            self._note(request, refusal.detail)
            line.sendall(_REFUSED)
        except ENDINGS:
            line.sendall(_FAILED)

    def _tunnel(self, line: socket.socket, request: Request, address: str) -> None:
        if request.begun_body:
            raise BadRequestError
        site = urlsplit(address)
        port = site.port or _ENCRYPTED_PORT
        stream = self._backend().connect_tcp(site.hostname or "", port, self._allowance.limits.connect_s)
        self._note(request)
        line.sendall(_OPEN)
        tunnel(line, stream, self._allowance)

    def _backend(self) -> GuardedBackend:
        return GuardedBackend(self._policy, self._allowance, httpcore.SyncBackend())

    def _note(self, request: Request, reason: str = "") -> None:
        if len(self.hosts) < HOSTS_NOTED:
            self.hosts.setdefault(shown(request.host), reason)
