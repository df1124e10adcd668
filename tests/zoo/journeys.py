"""R14, R15 and the redirects of a hostile site: where they lead is decided anew at each step."""

import itertools
from collections.abc import Iterator

from checker.net.policy import Limits
from checker.status import Status
from tests.net.server import Script, repeats, reply, says

from .animal import TRAP, Animal
from .bodies import HTML, LAST, PAGE, bomb, by_path, page

REFUSED, BAD, MANY, FINE = Status.REFUSED_ADDRESS, Status.BAD_REDIRECT, Status.TOO_MANY_REDIRECTS, Status.OK
PORT = TRAP.partition(":")[2]


def leads_to(location: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return reply(status, HTML, f"Location: {location}", body=b"moved")


TO_THE_TRAP = {
    f"http://{TRAP}/": REFUSED,
    f"http://{TRAP}/latest/meta-data/?a=b#c": REFUSED,
    f"//{TRAP}/": REFUSED,
    f"HTTP://{TRAP}": REFUSED,
    f"https://{TRAP}/": REFUSED,
    f"http://127.0.0.66.:{PORT}/": REFUSED,
    f"http://127\u30020\u30020\u300266:{PORT}/": REFUSED,
    f"http://[::ffff:127.0.0.66]:{PORT}/": REFUSED,
    f"http://[::ffff:7f00:42]:{PORT}/": REFUSED,
    f"http://[0:0:0:0:0:ffff:127.0.0.66]:{PORT}/": REFUSED,
    f"http://[::127.0.0.66]:{PORT}/": REFUSED,
    f"http://[64:ff9b::7f00:42]:{PORT}/": REFUSED,
    f"http://[2002:7f00:42::]:{PORT}/": REFUSED,
    f"http://trap.example.com:{PORT}/": REFUSED,
    f"http://one-bad.example.com:{PORT}/": REFUSED,
    f"http://last-bad.example.com:{PORT}/": REFUSED,
    f"http://mapped.example.com:{PORT}/": REFUSED,
    f"http://nat64.example.com:{PORT}/": REFUSED,
    f"http://2130706498:{PORT}/": BAD,
    f"http://0x7f000042:{PORT}/": BAD,
    f"http://017700000102:{PORT}/": BAD,
    f"http://127.66:{PORT}/": BAD,
    f"http://127.0.66:{PORT}/": BAD,
    f"http://0x7f.0.0.66:{PORT}/": BAD,
    f"http://127.0.0.0x42:{PORT}/": BAD,
    f"http://0177.0.0.0102:{PORT}/": BAD,
    f"http://127.000.000.066:{PORT}/": BAD,
    f"http://\uff11\uff12\uff17.0.0.66:{PORT}/": BAD,
    f"http://\u2460\u2461\u2466.0.0.66:{PORT}/": BAD,
    f"http://good.example.com@{TRAP}/": BAD,
    f"http://good.example.com:80@{TRAP}/": BAD,
    f"http://good.example.com\\@{TRAP}/": BAD,
    f"http://good.example.com%40{TRAP}/": BAD,
    f"http://good.example.com%2f@{TRAP}/": BAD,
    f"http:\\\\{TRAP}\\": BAD,
    f"\\\\{TRAP}\\": BAD,
    f"/\\{TRAP}/": BAD,
    f"http://%31%32%37.0.0.66:{PORT}/": BAD,
    f"http://[::ffff:127.0.0.66%25lo]:{PORT}/": BAD,
    f"http://127.0.0.66\t:{PORT}/": BAD,
    f"http:///{TRAP}/": BAD,
    f"http:////{TRAP}/": BAD,
    f"ht\ttp://{TRAP}/": BAD,
    f"http://\xad127.0.0.66:{PORT}/": BAD,
}
INSIDE = (
    *("http://localhost/", "http://metadata/", "http://redis:6379/", "http://kubernetes.default.svc.cluster.local/"),
    *("http://metadata.google.internal/computeMetadata/v1/", "http://instance-data.ec2.internal/", "http://nas.local/"),
    *("http://router.lan/", "http://x.onion/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/"),
    *("http://169.254.169.254/latest/meta-data/", "http://169.254.170.2/v2/credentials", "http://100.100.100.200/"),
    *("http://168.63.129.16/", "http://192.0.0.192/", "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[::1]/"),
    *("http://[::]/", "http://0.0.0.0/", "http://255.255.255.255/", "http://224.0.0.1/", "http://8.8.8.8:22/"),
    *("http://[2606:4700:4700::1111]:6379/", "http://metadata.example.com/", "http://127.0.0.2/"),
)
NO_PLACES = (
    *("", " ", "file:///etc/passwd", "file:/etc/passwd", "FILE:etc/passwd", "ftp://good.example.com/", "about:blank"),
    *("data:text/html,<p>hello</p>", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/", "ldap://127.0.0.1/"),
    *("blob:http://good.example.com/1", "ws://good.example.com/", "view-source:http://good.example.com/", "http:"),
    *("mailto:a@good.example.com", "jar:http://good.example.com!/x", "unix:/run/docker.sock", "http://", "http:///"),
    *("http://[::1", "http://]/", "http://good.example.com:99999/", "http://good.example.com:-1/", "http:b"),
    *("http://user:pass@good.example.com/", "http://.example.com/", "http://good..example.com/", "javascript:alert(1)"),
    *("http://good.example.com\\.example.net/", "http://ex ample.com/", "http://good.example.com:8O/", "/a\x7fb"),
    *("//", "///", "////good.example.com/", "//[::1", "//:80/", "/" + "a" * 70_000),
)
NOT_FOLLOWED = {
    "status 300": (leads_to(f"http://{TRAP}/", 300), Status.HTTP_ERROR),
    "status 304": (reply(304, f"Location: http://{TRAP}/"), Status.HTTP_ERROR),
    "status 305": (leads_to(f"http://{TRAP}/", 305), Status.HTTP_ERROR),
    "status 306": (leads_to(f"http://{TRAP}/", 306), Status.HTTP_ERROR),
    "status 400": (leads_to(f"http://{TRAP}/", 400), Status.HTTP_ERROR),
    "status 503": (leads_to(f"http://{TRAP}/", 503), Status.HTTP_ERROR),
    "status 200": (page(f"Location: http://{TRAP}/"), FINE),
    "status 201": (page(f"Location: http://{TRAP}/", status=201), FINE),
    "early hints": (f"HTTP/1.1 103 Hints\r\nLocation: http://{TRAP}/\r\n\r\n".encode() + page(), FINE),
    "no address": (reply(302, HTML, body=PAGE), BAD),
    "two addresses": (reply(302, "Location: /a", f"Location: http://{TRAP}/"), BAD),
    "a refresh header": (page(f"Refresh: 0; url=http://{TRAP}/"), FINE),
}
FOLLOWED = {
    "a relative address": "b",
    "an absolute path": "/b",
    "a path above the top": "/../../b",
    "spaces around": "  /b \t",
    "a question": "/b?next=http://" + TRAP + "/",
    "a fragment": "/b#http://" + TRAP + "/",
}
ENDLESS: dict[str, Script] = {
    "to itself": says(leads_to("/")),
    "in a circle of two": by_path({"/": leads_to("/a"), "/a": leads_to("/")}),
    "in a chain of a hundred": by_path({f"/{n or ''}": leads_to(f"/{n + 1}") for n in range(100)}),
    "with a growing question": says(leads_to("?" + "a" * 500)),
    "with a body without end": repeats(reply(302, HTML, "Location: /", length=-1), itertools.repeat(b"x" * 65_536)),
    "with a bomb": says(reply(302, "Location: /", "Content-Encoding: gzip", body=bomb(200))),
    "with an unknown packing": says(reply(302, "Location: /", "Content-Encoding: br", body=b"x")),
    "with a length of 10^18": says(reply(302, "Location: /", length=10**18)),
    "with broken chunks": says(reply(302, "Location: /", "Transfer-Encoding: chunked", length=-1, body=b"zz\r\n")),
    "with cookies": says(reply(302, "Location: /", *["Set-Cookie: a=b"] * 100)),
    "of a picture": says(reply(302, "Location: /", "Content-Type: image/png", body=b"\x89PNG")),
}


def animals() -> Iterator[Animal]:
    yield from _to_the_trap()
    for location in INSIDE:
        yield Animal(row="E3", name=f"redirect to {location}", serves=says(leads_to(location)), expected=REFUSED)
    for location in NO_PLACES:
        yield Animal(row="E8", name=f"redirect to {location[:50]!r}", serves=says(leads_to(location)), expected=BAD)
    for name, (answer, expected) in NOT_FOLLOWED.items():
        yield Animal(row="E9", name=f"address to go to with {name}", serves=says(answer), expected=expected)
    for name, location in FOLLOWED.items():
        serves = by_path({"/": leads_to(location)}, page())
        yield Animal(row="E6", name=f"redirect with {name}", serves=serves, expected=FINE, shows=LAST, connections=2)
    yield from _chains()


def _to_the_trap() -> Iterator[Animal]:
    for location, expected in TO_THE_TRAP.items():
        name = f"redirect to {location!r}"
        yield Animal(row="E3 E8", name=name, serves=says(_in_utf8(location)), expected=expected)
    for status in (301, 303, 307, 308):
        serves = says(leads_to(f"http://{TRAP}/", status))
        yield Animal(row="E3", name=f"redirect {status} to the trap", serves=serves, expected=REFUSED)
    late = by_path({"/": leads_to("/a"), "/a": leads_to("/b"), "/b": leads_to(f"//trap.example.com:{PORT}/")})
    yield Animal(row="E3", name="third redirect to the trap", serves=late, expected=REFUSED, connections=3)


def _chains() -> Iterator[Animal]:
    for length, expected in ((1, FINE), (5, FINE), (6, MANY)):
        chain = {f"/{n or ''}": leads_to(f"/{n + 1}") for n in range(length)}
        yield Animal(
            row="E6", name=f"{length} redirects", serves=by_path(chain, page()), expected=expected,
            connections=min(length, 5) + 1,
        )  # fmt: skip
    for name, serves in ENDLESS.items():
        yield Animal(
            row="R14 R15", name=f"redirects {name}", serves=serves, expected=MANY, connections=6, says="→",
            limits=Limits(wire_bytes=2_000_000),
        )  # fmt: skip


def _in_utf8(location: str) -> bytes:
    return leads_to("@").replace(b"Location: @", b"Location: " + location.encode("utf-8"))
