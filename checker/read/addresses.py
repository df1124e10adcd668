"""Make the addresses of links whole."""

import re
from functools import lru_cache
from urllib.parse import urljoin

_PLAIN_BASE = re.compile(r"(https?://[\w.-]+)/[\w./-]*\Z", re.ASCII)
_PLAIN_PATH = re.compile(r"(?:/\w[\w-]*(?:\.\w+)?)*/?\Z", re.ASCII)
"""A path from the root without anything to resolve or to escape."""
_PLAIN_ADDRESS = re.compile(r"https?://\w[\w.-]*(?:/[\w./-]*)?\Z", re.ASCII)


def joined(base: str, href: str) -> str:
    """Return the address a link leads to from a page; as written where it cannot be told."""
    if href[:1] == "/":
        start = _start(base)
        if start and _PLAIN_PATH.match(href):
            return start + href
    elif _PLAIN_ADDRESS.match(href) and _start(base):
        return href
    return _resolved(base, href)


@lru_cache(maxsize=64)
def _start(base: str) -> str:
    """Return what an address without anything odd begins with, up to its path, or an empty string."""
    match = _PLAIN_BASE.match(base)
    return match[1] if match else ""


@lru_cache(maxsize=2048)
def _resolved(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href
