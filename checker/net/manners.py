"""How a run behaves towards sites: the settings alone, so that they can be made without loading a network library."""

from dataclasses import dataclass
from pathlib import Path

from checker.net.addresses import Networks

GAP_S = 2.0
"""Seconds between the end of one request and the start of the next to the same host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What holds for all pages of a run."""

    allowed: Networks = ()
    """Private networks the user opened on purpose."""
    contact: str = ""
    """Mail or web address of whoever runs the tool, sent with every request."""
    stop_lists: tuple[Path, ...] = ()
    """Files with sites that are never visited, besides the list that comes with the tool."""
    ignored_robots: str = ""
    """Why robots.txt is not asked; empty to ask and obey it."""
    gap_s: float = GAP_S


GOOD_MANNERS = Manners()
