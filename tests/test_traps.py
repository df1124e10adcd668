"""The traps of the run really catch: a trap that never could is no proof."""

import os
import socket
from urllib.request import getproxies

from .traps import PROXY_VARIABLES, Trap, Traps


def test_a_trap_counts_every_connection_even_a_short_one() -> None:
    trap = Trap("127.0.0.68")
    host, _, port = trap.address.partition(":")
    for _ in range(3):
        socket.create_connection((host, int(port)), timeout=2).close()

    assert trap.caught() == 3
    assert trap.caught() == 3
    trap.close()


def test_programs_that_heed_the_environment_would_fall_into_the_trap(traps: Traps) -> None:
    found = getproxies()

    assert {found[scheme] for scheme in ("http", "https", "all")} == {f"http://{traps.proxy.address}"}
    assert {os.environ[name] for name in PROXY_VARIABLES} == set(found.values())
    assert "no" not in found
