"""Turn the bytes of a page into text, as browsers do, for any bytes at all."""

import codecs
import re
from dataclasses import dataclass

import webencodings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.+-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PRESCAN_BYTES = 4096
_FALLBACK = "windows-1252"
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes((*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F))
"""Those of `_CONTROLS` that are one byte in UTF-8."""
_REFUSED = frozenset({"replacement", "x-user-defined"})
"""WHATWG encodings that show nothing readable; browsers use them to disarm old attacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a body and how it was found."""

    text: str
    encoding: str
    """Name of the encoding, as the WHATWG standard writes it."""
    replaced: int
    """How many places could not be decoded and stand as U+FFFD."""
    notes: tuple[str, ...] = ()
    """What was odd, each a full sentence."""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of a body; never raises.

    The order is: byte order mark, UTF-8 if the bytes fit it, the charset of the `Content-Type` header, that of a
    meta tag, windows-1252; the last three only as far as the bytes fit. (WHATWG trusts header and meta tag blindly:
    one wrong label would hide a whole page. Text in another encoding that happens to be valid UTF-8 does not occur,
    apart from the two whose bytes are all below 0x80, which are asked for first.) Only WHATWG labels count.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decode_as(body[len(mark) :], name, ())
    notes: list[str] = []
    header = _label(_header_charset(content_type), "Content-Type header", notes)
    meta = _label(_meta_charset(body), "meta tag", notes)
    for name in (*_seven_bit(body, header, meta), "utf-8", header, meta):
        if name and (text := _strict(body, name)) is not None:
            return _clean(text, name, 0, notes)
    return _decode_as(body, _best_guess(body, header, meta), tuple(notes))


def _seven_bit(body: bytes, header: str, meta: str) -> tuple[str, ...]:
    """Return the labels whose text looks like ASCII, where the bytes show that they are really used."""
    if header in ("utf-16le", "utf-16be") and body.count(0) * 8 > len(body):
        return (header,)
    if "iso-2022-jp" in (header, meta) and b"\x1b$" in body:
        return ("iso-2022-jp",)
    return ()


def _best_guess(body: bytes, header: str, meta: str) -> str:
    """Choose an encoding for bytes that fit none completely: UTF-8 with a few faults stays UTF-8."""
    faults = body.decode("utf-8", "replace").count("\ufffd")
    beyond_ascii = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", body))
    if "utf-8" in (header, meta) or faults * 8 < beyond_ascii:
        return "utf-8"
    return next((name for name in (header, meta) if name and not name.startswith("utf-16")), _FALLBACK)


def _decode_as(body: bytes, name: str, notes: tuple[str, ...]) -> Decoded:
    text, _ = webencodings.lookup(name).codec_info.decode(body, "replace")
    return _clean(text, name, text.count("\ufffd"), list(notes))


def _clean(text: str, name: str, replaced: int, notes: list[str]) -> Decoded:
    """Drop control characters no browser prints."""
    if "\x00" in text:
        notes.append("The page contains null characters; they were removed.")
        text = text.replace("\x00", "")
    if _has_controls(text):
        text = _CONTROLS.sub("", text)
    return Decoded(text=text.removeprefix("\ufeff"), encoding=name, replaced=replaced, notes=tuple(notes))


def _has_controls(text: str) -> bool:
    """Say what a search for `_CONTROLS` says, in a fraction of its time."""
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw.translate(None, _CONTROL_BYTES)) < len(raw) or "\ufffe" in text or "\uffff" in text


def _strict(body: bytes, name: str) -> str | None:
    if name in ("utf-16le", "utf-16be") and 0 not in body:
        return None
    if name == _FALLBACK:
        return _windows_1252(body)
    try:
        text: str = webencodings.lookup(name).codec_info.decode(body, "strict")[0]
    except (UnicodeError, ValueError):
        return None
    return text


def _windows_1252(body: bytes) -> str:
    """Decode all 256 bytes: the five that Python's table leaves out are control characters in browsers."""
    return re.sub(rb"[\x81\x8d\x8f\x90\x9d]", b"", body).decode("cp1252")


def _header_charset(content_type: str) -> str:
    match = _HEADER_CHARSET.search(content_type)
    return match[1] if match else ""


def _meta_charset(body: bytes) -> str:
    # A page whose meta tag can be read is not UTF-16, whatever it says: `_strict` refuses it for want of null bytes.
    match = _META_CHARSET.search(_COMMENT.sub(b"", body[:_PRESCAN_BYTES]))
    return match[1].decode("ascii", "replace") if match else ""


def _label(written: str, where: str, notes: list[str]) -> str:
    """Return the standard name for a label, or an empty string with a note when it is none."""
    if not written:
        return ""
    encoding = webencodings.lookup(written)
    if encoding is None or encoding.name in _REFUSED:
        notes.append(f"The {where} names an unknown character encoding; the tool chose one from the bytes.")
        return ""
    name: str = encoding.name
    return name
