"""The address policy: which numeric addresses may be contacted.

The table is our own because the standard library's answer depends on the Python release (CVE-2024-4032, fixed in
3.11.10). Sources: the IANA special-purpose address registries, iana.org/assignments/iana-ipv4-special-registry and
iana.org/assignments/iana-ipv6-special-registry, with the RFC of each block beside it.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network
Networks: TypeAlias = tuple[Network, ...]
Address: TypeAlias = IPv4Address | IPv6Address

REGISTRY_DATE = "2024-08"
"""Month of the newest block in this table (3fff::/20, RFC 9637): compare with the registries each release."""

PUBLIC_IPV6 = IPv6Network("2000::/3")
"""The only IPv6 space handed out for the public internet (IANA IPv6 address space registry, RFC 4291)."""

_REFUSED: dict[str, str] = {
    "0.0.0.0/8": "this network (RFC 791)",
    "10.0.0.0/8": "private network (RFC 1918)",
    "100.64.0.0/10": "shared provider network (RFC 6598)",
    "127.0.0.0/8": "this computer itself (RFC 1122)",
    "169.254.0.0/16": "link-local network (RFC 3927)",
    "172.16.0.0/12": "private network (RFC 1918)",
    "192.0.0.0/24": "protocol assignments (RFC 6890)",
    "192.0.2.0/24": "documentation (RFC 5737)",
    "192.31.196.0/24": "AS112 service (RFC 7535)",
    "192.52.193.0/24": "AMT service (RFC 7450)",
    "192.88.99.0/24": "6to4 relay (RFC 7526)",
    "192.168.0.0/16": "private network (RFC 1918)",
    "192.175.48.0/24": "AS112 service (RFC 7534)",
    "198.18.0.0/15": "benchmarking (RFC 2544)",
    "198.51.100.0/24": "documentation (RFC 5737)",
    "203.0.113.0/24": "documentation (RFC 5737)",
    "224.0.0.0/4": "multicast (RFC 1112)",
    "240.0.0.0/4": "reserved (RFC 1112)",
    "168.63.129.16/32": "cloud host agent (Azure)",
    "2001::/23": "protocol assignments, Teredo (RFC 2928)",
    "2001:db8::/32": "documentation (RFC 3849)",
    "2002::/16": "6to4 (RFC 3056)",
    "2620:4f:8000::/48": "AS112 service (RFC 7534)",
    "3ffe::/16": "former 6bone (RFC 3701)",
    "3fff::/20": "documentation (RFC 9637)",
}
_REFUSED_IPV4 = tuple((IPv4Network(block), why) for block, why in _REFUSED.items() if ":" not in block)
_REFUSED_IPV6 = tuple((IPv6Network(block), why) for block, why in _REFUSED.items() if ":" in block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an address may be contacted."""

    allowed: bool
    reason: str
    """What the address is: "public", "allowed by you", or the block it belongs to."""


def classify(address: bytes | str | Address, allowed: Networks = ()) -> Verdict:
    """Decide whether a numeric address may be contacted; whatever cannot be read is refused.

    Args:
        address: packed bytes (4 or 16), text, or an address value.
        allowed: networks the user opened on purpose; they override the table.

    """
    known = read_address(address)
    if known is None:
        return Verdict(allowed=False, reason="not a numeric address")
    if isinstance(known, IPv6Address) and known.scope_id is not None:
        return Verdict(allowed=False, reason="link-local network with a scope (RFC 4007)")
    if within(known, allowed):
        return Verdict(allowed=True, reason="allowed by you")
    reserved = _reserved(known)
    return Verdict(allowed=not reserved, reason=reserved or "public")


def read_address(address: bytes | str | Address) -> Address | None:
    """Return the address as a value, or None when it is not a numeric address."""
    try:
        return ip_address(address)
    except ValueError:
        return None


def within(address: Address, networks: Networks) -> bool:
    """Tell whether the address lies in one of the networks; an IPv4 address inside IPv6 does not count as IPv4."""
    return any(address in network for network in networks)


def _reserved(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return next((why for block, why in _REFUSED_IPV4 if address in block), "")
    if address not in PUBLIC_IPV6:
        return "outside the public IPv6 space (RFC 4291)"
    return next((why for block, why in _REFUSED_IPV6 if address in block), "")
