"""Tell a picture, a PDF or an archive from a page, whatever it is called."""

from checker.file_kinds import other_kind

_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27)) + b"\x7f"
_SAMPLE = 4096


def is_binary(body: bytes) -> bool:
    """Say whether the bytes are no text at all: they begin like another kind of file or are full of control bytes."""
    start = body[:_SAMPLE]
    if start.startswith(_BOMS):
        return False
    if other_kind(start) or other_kind(start.lstrip(b"\r\n\t \x00")):
        return True
    if b"<" in start and b">" in start:
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls * 10 > len(start)
