"""The list of sites that are never visited, whoever asks."""

from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from checker.errors import RuleError
from checker.net.gate import gate
from checker.net.names import host_of
from checker.net.refusals import Refusal
from checker.resources import RULES

OUR_OWN = RULES / "do-not-fetch.txt"
"""Sites whose owners asked to be left out."""

_EVERY_ADDRESS = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StopList:
    """Hosts that are never visited, with the place each stands in."""

    places: dict[str, str]
    """Host in canonical form to `file:line`."""

    def place_of(self, address: str) -> str:
        """Return where the host of an address, or a domain above it, is listed; nothing when it is not."""
        labels = host_of(address).split(".")
        domains = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.places[domain] for domain in domains if domain in self.places), "")


def read_stop_lists(*paths: Path) -> StopList:
    """Return what all files list: one host a line, `#` begins a comment, a host stands for all names under it.

    Raises:
        RuleError: a file cannot be read, or a line is not the name of a site.

    """
    return StopList(places={host: place for path in paths for host, place in _entries(path)})


def _entries(path: Path) -> list[tuple[str, str]]:
    lines = (line.partition("#")[0].strip() for line in _text(path).splitlines())
    return [(_host(path, number, line), f"{path}:{number}") for number, line in enumerate(lines, start=1) if line]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RuleError(path, 1, f"is larger than {_MOST_BYTES / 1e6:g} MB; split the list")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleError(path, 1, f"cannot be read ({error.strerror}); check the name and the permissions") from error
    except UnicodeDecodeError as error:
        raise RuleError(path, 1, "is not UTF-8 text; save it as UTF-8") from error


def _host(path: Path, number: int, line: str) -> str:
    try:
        host = host_of(gate(f"https://{line}/", allowed=_EVERY_ADDRESS))
    except Refusal:
        host = ""
    if not host or set("/?#:@") & set(line):
        raise RuleError(path, number, f"'{line[:60]}' is not the name of a site; write one a line, like clinic.example")
    return host
