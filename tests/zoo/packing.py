"""R1 to R6: packed bodies."""

import gzip
import zlib
from collections.abc import Iterator

from checker.status import Status
from tests.net.server import says

from .animal import Animal
from .bodies import CHUNKED, LAST, PAGE, bomb, chunk, drip, page

PACKED = gzip.compress(PAGE, mtime=0)
EMPTY = gzip.compress(b"", mtime=0)
BAD, CUT, LARGE, OK = Status.BAD_ENCODING, Status.PARTIAL, Status.TOO_LARGE, Status.OK

BOMBS = {
    "zeros": ("gzip", bomb(200)),
    "zeros called x-gzip": ("x-gzip", bomb(60)),
    "zlib": ("deflate", bomb(100, wbits=15)),
    "bare deflate": ("deflate", bomb(100, wbits=-15)),
    "letters": ("gzip", bomb(60, b"A" * 1_000_000)),
    "paragraphs": ("gzip", bomb(60, b"<p>cells</p>" * 80_000)),
    "in a bomb": ("gzip, gzip", gzip.compress(bomb(200), mtime=0)),
    "in zlib": ("deflate, gzip", gzip.compress(bomb(100, wbits=15), mtime=0)),
    "of many members": ("gzip", gzip.compress(b"\0" * 1_000_000, mtime=0) * 90),
    "behind a page": ("gzip", PACKED + bomb(60)),
}
REFUSED = (
    *("br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm", "bzip2", "xz", "lzma"),
    *("*", "gzip;q=1", "none", "utf-8", "binary", "gzip, br", "br, gzip", "zstd, br", "x" * 5_000, "gzip gzip"),
    *("gzip, gzip, gzip", ", ".join(["gzip"] * 10), ", ".join(["gzip", "deflate"] * 50), "deflate, deflate, deflate"),
)
DAMAGED = {
    "plain text": ("gzip", PAGE),
    "plain text called deflate": ("deflate", PAGE),
    "zlib called gzip": ("gzip", zlib.compress(PAGE)),
    "gzip called deflate": ("deflate", PACKED),
    "a picture": ("gzip", b"\x89PNG\r\n\x1a\n" * 50),
    "unknown method": ("gzip", PACKED[:2] + b"\x07" + PACKED[3:]),
    "reserved flags": ("gzip", PACKED[:3] + b"\xe0" + PACKED[4:]),
    "wrong checksum": ("gzip", PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:]),
    "wrong size": ("gzip", PACKED[:-4] + b"\0\0\0\0"),
    "wrong checksum of zlib": ("deflate", zlib.compress(PAGE)[:-4] + b"\0\0\0\0"),
    "noise inside": ("gzip", PACKED[:200] + b"\xff" * 200 + PACKED[400:]),
    "damaged second member": ("gzip", PACKED + b"\x1f\x8b\x07" + PACKED[3:]),
    "too many members": ("gzip", EMPTY * 1_001 + PACKED),
    "packed once, called twice": ("gzip, gzip", PACKED),
}
READ = {
    "once": ("gzip", PACKED, ""),
    "twice": ("gzip, gzip", gzip.compress(PACKED, mtime=0), ""),
    "zlib": ("deflate", zlib.compress(PAGE), ""),
    "bare deflate": ("deflate", zlib.compress(PAGE, wbits=-15), ""),
    "in capitals": ("GZIP", PACKED, ""),
    "identity": ("identity", PAGE, ""),
    "without a name": ("", PAGE, ""),
    "two members": ("gzip", gzip.compress(PAGE[:500], mtime=0) + gzip.compress(PAGE[500:], mtime=0), ""),
    "empty members": ("gzip", EMPTY * 900 + PACKED, ""),
    "rubbish behind": ("gzip", PACKED + b"rubbish" * 100, "were ignored"),
    "zeros behind": ("gzip", PACKED + b"\0" * 512, "were ignored"),
    "half a mark behind": ("gzip", PACKED + b"\x1f", "were ignored"),
    "a page behind": ("gzip", PACKED + PAGE, "were ignored"),
    "rubbish behind zlib": ("deflate", zlib.compress(PAGE) + b"rubbish", "were ignored"),
}
CUTS = {f"at {share} %": PACKED[: len(PACKED) * share // 100] for share in (50, 60, 70, 80, 90, 95)} | {
    f"{count} bytes before the end": PACKED[:-count] for count in (1, 4, 7, 8, 9)
}
NOTHING_LEFT = {f"after {count} bytes": PACKED[:count] for count in (1, 2, 9, 10, 12)} | {
    "inside an endless name": PACKED[:3] + b"\x08" + PACKED[4:10] + b"n" * 100_000
}


def animals() -> Iterator[Animal]:
    for name, (coding, body) in BOMBS.items():
        serves = says(page(f"Content-Encoding: {coding}", body=body))
        yield Animal(row="R1", name=f"bomb: {name}", serves=serves, expected=LARGE)
    packed = bomb(200)
    pieces = [chunk(packed[at : at + 100]) for at in range(0, len(packed), 100)]
    head = CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    yield Animal(row="R1", name="bomb: in small chunks", serves=says(head, *pieces), expected=LARGE)
    member = gzip.compress(b"\0" * 100_000, mtime=0)
    endless = drip(page("Content-Encoding: gzip", body=b"", length=-1), member, lambda: None)
    yield Animal(row="R1", name="bomb: members without end", serves=endless, expected=LARGE)

    for coding in REFUSED:
        row = "R3" if coding.count("gzip") + coding.count("deflate") > 2 else "R2"
        serves = says(page(f"Content-Encoding: {coding}", body=PACKED))
        yield Animal(row=row, name=f"coding {coding[:40]}", serves=serves, expected=BAD)
    lines = ["Content-Encoding: gzip"] * 100
    yield Animal(row="R3", name="a hundred lines", serves=says(page(*lines, body=PACKED)), expected=BAD)

    for name, (coding, body) in DAMAGED.items():
        serves = says(page(f"Content-Encoding: {coding}", body=body))
        yield Animal(row="R4 R6", name=f"damaged: {name}", serves=serves, expected=BAD)
    for name, (coding, body, note) in READ.items():
        serves = says(page(f"Content-Encoding: {coding}", body=body))
        yield Animal(row="R4", name=f"packed: {name}", serves=serves, expected=OK, shows=LAST, says=note)
    for name, body in CUTS.items():
        serves = says(page("Content-Encoding: gzip", body=body))
        yield Animal(row="R5", name=f"cut {name}", serves=serves, expected=CUT, says="truncated_body")
        whole = says(head, chunk(body), b"0\r\n\r\n")
        yield Animal(row="R5", name=f"cut {name}, in chunks", serves=whole, expected=CUT, says="truncated_body")
    for name, body in NOTHING_LEFT.items():
        serves = says(page("Content-Encoding: gzip", body=body))
        yield Animal(row="R5", name=f"cut {name}", serves=serves, expected=Status.BAD_RESPONSE)
