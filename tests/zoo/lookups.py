"""E1, E2, E4, E11, E12 and E14: where a name leads, and whose certificate answers there."""

from collections.abc import Iterator

from checker.status import Status
from tests.net.server import says

from .animal import NAMES, QUICK, Animal
from .bodies import LAST, page

REFUSED = Status.REFUSED_ADDRESS
BEHIND_NAMES = (
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.66", "127.0.0.2", "169.254.169.254", "172.31.255.255", "192.0.0.8"),
    *("192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1", "198.18.0.1"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.251", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1"),
    *("::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"),
    *("100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2002:808:808::1"),
    *(
        "2620:4f:8000::1",
        "3ffe::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%1",
    ),
    *("fec0::1", "ff02::fb", "8000::1", "127.1", "2130706433", "0x7f000001", "not an address", "", "127.0.0.1%1"),
)


def animals() -> Iterator[Animal]:
    serves = says(page())
    for name in NAMES:
        if "good" in name or "secure" in name:
            continue
        yield _unmet("E11", f"a name that leads inside: {name}", f"http://{name}:{{port}}/", REFUSED)
        yield _unmet("E11", f"a name that leads inside: {name}, encrypted", f"https://{name}:{{port}}/", REFUSED)
    for answer in BEHIND_NAMES:
        url = f"http://{answer.encode().hex() or 'nothing'}.answers.example.com:{{port}}/"
        yield _unmet("E4", f"a name that leads to {answer!r}", url, REFUSED)
    yield _unmet("E14", "an unknown name", "http://unknown.example.com:{port}/", Status.DNS)
    yield Animal(
        row="E14", name="a look-up that hangs", serves=serves, address="http://hangs.example.com:{port}/",
        expected=Status.DNS, connections=0, limits=QUICK, waits=True,
    )  # fmt: skip
    yield Animal(
        row="E1", name="certificate of the name", serves=serves, address="https://secure.example.com:{port}/",
        expected=Status.OK, encrypted=True, shows=LAST,
    )  # fmt: skip
    for name, host in {"another name": "good.example.com", "a number": "127.0.0.1"}.items():
        yield Animal(
            row="E2", name=f"certificate for {name}", serves=serves, address=f"https://{host}:{{port}}/",
            expected=Status.TLS, encrypted=True,
        )  # fmt: skip


def _unmet(row: str, name: str, address: str, expected: Status) -> Animal:
    return Animal(row=row, name=name, serves=says(page()), address=address, expected=expected, connections=0)
