"""One hostile server: what it serves, what must become of it, and the run that finds out."""

import re
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

from checker.assess import assess
from checker.errors import TargetError
from checker.examine import examine
from checker.net.client import fetch
from checker.net.policy import Limits, Policy
from checker.read import read_page
from checker.status import Status
from tests.builders import real_pack
from tests.net.server import Script, Server
from tests.traps import Traps

TRAP = "127.0.0.66:00000"
"""Stands in the rows for the address of the trap; ports of listeners have five digits, so lengths stay right."""
_PORT = b":00000"

NAMES: Mapping[str, tuple[str, ...]] = {
    "good.example.com": ("127.0.0.1",),
    "secure.example.com": ("127.0.0.1",),
    "trap.example.com": ("127.0.0.66",),
    "one-bad.example.com": ("127.0.0.1", "127.0.0.66"),
    "last-bad.example.com": (*["127.0.0.1"] * 39, "127.0.0.66"),
    "metadata.example.com": ("169.254.169.254",),
    **dict.fromkeys(
        ("localhost", "metadata", "redis", "nas.local", "router.lan", "x.onion", "metadata.google.internal"),
        ("127.0.0.66",),
    ),
    "kubernetes.default.svc.cluster.local": ("10.96.0.1",),
    "instance-data.ec2.internal": ("169.254.169.254",),
    "mapped.example.com": ("::ffff:127.0.0.66",),
    "nat64.example.com": ("64:ff9b::7f00:42",),
}
"""The look-ups of the zoo. `<hex>.answers.example.com` leads to what is spelt in the name; others are unknown."""

QUICK = Limits(deadline_s=0.8, connect_s=0.6, read_s=0.6, dns_s=0.4)
"""For servers that never come to an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Animal:
    """One row of the zoo."""

    row: str
    """Kind of hostility, the same for all variations of one idea."""
    name: str
    serves: Script
    expected: Status
    connections: int = 1
    """How often the server may be contacted, redirects included."""
    shows: str = ""
    """Text that must be among what was read."""
    hides: str = ""
    """Text that must not be among what was read."""
    says: str = ""
    """Piece of the error's detail, of a note or of a limit's name that must be there."""
    address: str = "http://127.0.0.1:{port}/"
    limits: Limits = field(default_factory=Limits)
    encrypted: bool = False
    speaks_first: bool = False
    waits: bool = False
    """Takes its time without work: such rows run side by side."""

    @property
    def id(self) -> str:
        """Name of the row in a test report."""
        return f"{self.row} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row."""

    status: Status
    detail: str
    """Everything that was said about it."""
    text: str
    connections: int
    trapped: int
    seconds: float
    computed_s: float
    """What our side computed: unlike time on the clock, the same on a busy machine."""
    megabytes: float
    """By how much memory grew at its peak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Both ends of the encrypted rows."""

    trust: ssl.SSLContext
    server: ssl.SSLContext


def meet(animal: Animal, traps: Traps, ends: Ends) -> Outcome:
    """Serve one row, check its page and say what became of it."""
    before = traps.address.caught()
    trap_port = traps.address.address.encode("ascii").partition(b":")[2]
    script = _with_trap(animal.serves, b":" + trap_port)
    tls = ends.server if animal.encrypted else None
    policy = Policy(allowed=(ip_network("127.0.0.1/32"),), resolver=_look_up, trust=ends.trust)
    started_kb = _reset_peak_kb()
    started_s, computed_s = time.monotonic(), time.thread_time()
    with Server(script, tls=tls, speaks_first=animal.speaks_first) as server:
        url = animal.address.format(port=server.port)
        status, detail, text = _check(url, policy, animal.limits)
        seconds, computed_s = time.monotonic() - started_s, time.thread_time() - computed_s
        grown_kb = _peak_kb() - started_kb
    return Outcome(
        status=status,
        detail=detail,
        text=text,
        connections=server.connections,
        trapped=traps.address.caught() - before,
        seconds=seconds,
        computed_s=computed_s,
        megabytes=grown_kb / 1_000,
    )


def _check(url: str, policy: Policy, limits: Limits) -> tuple[Status, str, str]:
    try:
        fetched = fetch(url, policy=policy, limits=limits)
    except TargetError as error:
        return error.status, error.detail, ""
    page = read_page(fetched)
    assess(page, examine(page, real_pack()), real_pack())
    said = [*fetched.notes, *(limit.id for limit in page.limits), page.encoding]
    return page.status, "\n".join(said), page.text


def _look_up(host: str, _port: int) -> Sequence[str]:
    label, _, domain = host.partition(".")
    if domain == "answers.example.com":
        return ("" if label == "nothing" else bytes.fromhex(label).decode("ascii"),)
    if label == "hangs":
        time.sleep(1)
    return NAMES.get(host, ())


def _with_trap(script: Script, port: bytes) -> Script:
    """Let the script name the real port of the trap."""
    assert len(port) == len(_PORT)

    def trapping(line: socket.socket, request: bytes) -> None:
        script(_Rewriting(line, port), request)  # type: ignore[arg-type]  # scripts use what is there

    return trapping


class _Rewriting:
    """A socket that writes the real port of the trap where the rows leave it open."""

    def __init__(self, line: socket.socket, port: bytes) -> None:
        self._line = line
        self._port = port
        self.recv = line.recv
        self.setsockopt = line.setsockopt

    def sendall(self, data: bytes) -> None:
        self._line.sendall(data.replace(_PORT, self._port) if _PORT in data else data)


def _reset_peak_kb() -> int:
    """Forget the highest memory use so far and return the present one (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak_kb()


def _peak_kb() -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1])
