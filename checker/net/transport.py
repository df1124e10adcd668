"""httpx with our connections underneath and without its conveniences."""

import functools
import logging
import ssl

import httpcore
import httpx

from checker.net.backend import GuardedBackend
from checker.net.policy import Limits

RECEIVED = "received_headers"
"""Key of the answer's extensions: all headers as received, names in lower case."""

# Which page a person looked up is health data. httpx logs every address at INFO, httpcore every host at DEBUG.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class GuardedTransport(httpx.HTTPTransport):
    """Sends each request over a fresh connection of our backend."""

    def __init__(self, backend: GuardedBackend, trust: ssl.SSLContext) -> None:
        super().__init__(verify=trust, trust_env=False)
        # NOTE: httpx has no public parameter for the network backend. If the attribute ever moves, nothing is sent.
        if not isinstance(getattr(self, "_pool", None), httpcore.ConnectionPool):
            message = "this release of httpx keeps its connections elsewhere: install httpx>=0.28.1,<0.29"
            raise RuntimeError(message)  # noqa: TRY004 - the wrong release, not a wrong argument
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust, max_connections=1, max_keepalive_connections=0, http2=False, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer without the headers that httpx would act upon; `RECEIVED` holds them all.

        httpx would keep cookies, and would fail on a malformed redirect even when not following redirects.
        """
        response = super().handle_request(request)
        response.extensions[RECEIVED] = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers.raw
        )
        for name in ("location", "set-cookie"):
            response.headers.pop(name, None)
        return response


def client(backend: GuardedBackend, trust: ssl.SSLContext | None, limits: Limits) -> httpx.Client:
    """Return a client that keeps nothing, follows nothing and reads nothing from the environment."""
    return httpx.Client(
        transport=GuardedTransport(backend, trust or public_trust()),
        headers={
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        },
        timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s),
        follow_redirects=False,
        trust_env=False,
    )


@functools.cache
def public_trust() -> ssl.SSLContext:
    """Return the public certificate authorities (certifi), read once: it takes 50 ms."""
    return httpx.create_ssl_context(trust_env=False)
