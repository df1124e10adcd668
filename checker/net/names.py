"""The host of an address, and which hosts and ports can be a public web site at all, before anything is looked up."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from checker.net.refusals import Code

PORTS = frozenset({80, 443})
"""The registered ports of http and https (RFC 9110, 4.2)."""

SPECIAL_USE = frozenset(
    {
        # IANA special-use domain names registry: RFC 6761, 6762, 7686, 9476; all of arpa is infrastructure (RFC 3172).
        *("alt", "arpa", "example", "invalid", "local", "localhost", "onion", "test"),
        # ICANN board, 29 July 2024: set aside for private use.
        "internal",
        # ICANN name collision work (2014): not delegated because private networks use them.
        *("corp", "home", "mail"),
        # RFC 6762, appendix G, and common resolver suffixes: seen on private networks, not delegated.
        *("intranet", "lan", "localdomain", "private"),
        # Overlay networks outside the DNS.
        *("bit", "i2p"),
    }
)
"""Last labels that never belong to a site on the public internet."""

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

HOST_CHARACTERS = 253
"""Longest name the DNS can carry (RFC 1035, 3.1, in text form)."""


def host_of(url: str) -> str:
    """Return the host of an address, nothing for a file's name; all ports of a host are one."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def public_code(host: str, port: int) -> Code | None:
    """Return why this host and port cannot be a public web site, or None when they can.

    Args:
        host: a canonical host name, not a numeric address.
        port: the port as a number.

    """
    return name_code(host) or port_code(port)


def name_code(host: str) -> Code | None:
    """Return why this name is private or reserved, or None."""
    if "." not in host:
        return Code.SINGLE_LABEL
    return Code.SPECIAL_USE_NAME if host.rpartition(".")[2] in SPECIAL_USE else None


def port_code(port: int) -> Code | None:
    """Return why this port is not contacted, or None."""
    return None if port in PORTS else Code.PORT_DENIED


def is_number(label: str) -> bool:
    """Tell whether a last label makes programs read the whole host as a number (WHATWG URL, "ends in a number")."""
    return _NUMBER.fullmatch(label) is not None


def is_host_name(labels: Sequence[str]) -> bool:
    """Tell whether lower-case ASCII labels form a name the DNS can carry; underscores are tolerated as browsers do."""
    return len(".".join(labels)) <= HOST_CHARACTERS and all(_LABEL.fullmatch(label) for label in labels)
