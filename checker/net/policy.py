"""What one request for a page may contact and how much it may cost."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

from checker.net.addresses import Address, Networks
from checker.net.own import is_own_address
from checker.net.resolve import Resolver, system_addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Where a request may go."""

    allowed: Networks = ()
    """Private networks the user opened on purpose, for intranets and tests."""
    resolver: Resolver = system_addresses
    """Turns a host name and port into numeric addresses."""
    is_own: Callable[[Address], bool] = is_own_address
    """Tells this computer's own addresses, which are contacted only inside an opened network."""
    trust: ssl.SSLContext | None = None
    """Certificates to trust instead of the public authorities (certifi); None for those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may cost, redirects included. Sizes are bytes, times are seconds."""

    deadline_s: float = 30.0
    """For the whole request. Per-read time-outs alone never end an answer that drips."""
    dns_s: float = 5.0
    """For one look-up."""
    connect_s: float = 10.0
    """For connecting, all addresses of a host together."""
    read_s: float = 20.0
    """For one silence of the server."""
    wire_bytes: int = 10_000_000
    """Received in all, before unpacking."""
    head_bytes: int = 262_144
    """Received before an answer's headers are complete, interim answers included."""
    header_lines: int = 200
    """Header lines of one answer."""
    body_bytes: int = 20_000_000
    """Of the body after unpacking."""
    ratio: int = 200
    """Unpacked to packed size, judged once more than `ratio_free_bytes` are unpacked. Deflate can reach about 1,030."""
    ratio_free_bytes: int = 1_000_000
    """Unpacked size up to which any ratio is fine: small repetitive pages pack very well."""
    redirects: int = 5
    """Redirects followed."""


DEFAULT_POLICY = Policy()
"""The public internet only."""

DEFAULT_LIMITS = Limits()
"""Wide enough for any ordinary page, narrow enough that no server can hold or fill a worker."""
