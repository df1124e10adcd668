"""Which addresses are this computer's own, public ones included: its services are not for strangers' pages."""

import socket
from ipaddress import ip_address

from checker.net.addresses import Address

_FAMILIES = {4: socket.AF_INET, 6: socket.AF_INET6}
_NOBODYS = {4: ip_address("192.0.2.1"), 6: ip_address("2001:db8::1")}
"""Documentation addresses (RFC 5737, RFC 3849): no computer has them."""


def is_own_address(address: Address) -> bool:
    """Tell whether the address belongs to this computer, without sending anything.

    Only its own addresses can be bound. A computer that lets everything be bound cannot be asked: then none is its own.
    """
    return _can_be_bound(address) and not _can_be_bound(_NOBODYS[address.version])


def _can_be_bound(address: Address) -> bool:
    try:
        with socket.socket(_FAMILIES[address.version], socket.SOCK_DGRAM) as line:
            line.bind((str(address), 0))
    except OSError:
        return False
    return True
