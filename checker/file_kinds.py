"""Tell from its first bytes what a file is that is no page, whatever it is called."""

import re

KINDS: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "a PDF document"),
    (rb"\x89PNG\r\n", "a PNG image"),
    (rb"\xff\xd8\xff", "a JPEG image"),
    (rb"GIF8[79]a", "a GIF image"),
    (rb"(?:II\*\x00|MM\x00\*)", "a TIFF image"),
    (rb"\x00\x00\x01\x00", "an icon"),
    (rb"(?:RIFF.{4}(?:WEBP|WAVE|AVI )|.{4}ftyp|BM.{4}\x00{4})", "an image, audio or video file"),
    (rb"(?:OggS\x00|ID3[\x02-\x04]|fLaC|\x1aE\xdf\xa3)", "an audio or video file"),
    (rb"PK(?:\x03\x04|\x05\x06)", "a ZIP archive or office document"),
    (rb"\xd0\xcf\x11\xe0", "an office document"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"(?:BZh[1-9]1AY|\xfd7zXZ|\x28\xb5\x2f\xfd)", "a compressed file"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"7z\xbc\xaf", "a 7-Zip archive"),
    (rb".{257}ustar", "a tar archive"),
    (rb"wOF[F2]", "a font"),
    (rb"SQLite format 3", "a database"),
    (rb"(?:\x7fELF|\x00asm|\xca\xfe\xba\xbe|MZ\x90)", "a program"),
)
"""How files of other kinds begin, as patterns (WHATWG MIME Sniffing, and each format's own description)."""

_PATTERNS = tuple((re.compile(pattern, re.DOTALL), name) for pattern, name in KINDS)
_FIRST_BYTES = 2_048
_BLANK = b"\t\n\x0b\x0c\r "


def other_kind(body: bytes) -> str:
    """Return what a file is that is no page ("a PDF document"); empty where its first bytes may be those of one."""
    start = body[:_FIRST_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    return next((name for pattern, name in _PATTERNS if pattern.match(start)), "")
