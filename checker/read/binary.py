"""Tell a picture, a PDF or an archive from a page, whatever it is called."""

_MAGIC = (
    *(
        b"%PDF-",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x89PNG\r\n",
        b"GIF87a",
        b"GIF89a",
        b"\xff\xd8\xff",
        b"\x1f\x8b",
        b"BZh",
    ),
    *(
        b"7z\xbc\xaf",
        b"Rar!",
        b"RIFF",
        b"OggS",
        b"ID3",
        b"\x00\x00\x01\x00",
        b"\xd0\xcf\x11\xe0",
        b"\x7fELF",
        b"MZ\x90",
    ),
    *(b"wOFF", b"wOF2", b"SQLite format 3", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"II*\x00", b"MM\x00*", b"fLaC"),
)
"""How files of other kinds begin (WHATWG MIME Sniffing and their own specifications)."""

_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27)) + b"\x7f"
_SAMPLE = 4096


def is_binary(body: bytes) -> bool:
    """Say whether the bytes are no text at all: they begin like another kind of file or are full of control bytes."""
    start = body[:_SAMPLE]
    if start.startswith(_BOMS):
        return False
    if start.lstrip(b"\r\n\t \x00").startswith(_MAGIC) or start[4:8] == b"ftyp":
        return True
    if b"<" in start and b">" in start:
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls * 10 > len(start)
