"""Read signs of a page that are no running text: its host name and its machine-readable facts."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from checker.models import Page
from checker.net.names import host_of


def host_ending(url: str, endings: Iterable[str]) -> str | None:
    """Return the address's host name when it is or ends in one of these, or None."""
    host = host_of(url)
    bare = [ending.lstrip(".") for ending in endings]
    return host if any(host == ending or host.endswith(f".{ending}") for ending in bare) else None


def fact_value(page: Page, name: str, values: Iterable[str]) -> str | None:
    """Return the first fact of this name whose value is one of these (both may be patterns), or None."""
    wanted = [value.lower() for value in values]
    for fact in page.facts:
        if fnmatchcase(fact.name, name) and any(fnmatchcase(fact.value.lower(), value) for value in wanted):
            return fact.value
    return None
