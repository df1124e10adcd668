"""Unpacking of packed bodies in bounded steps: gzip and deflate, at most two on top of each other.

Nothing here trusts a size the server states. Brotli and zstd are not requested and not unpacked.
"""

import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from checker.errors import TargetError
from checker.net.policy import DEFAULT_LIMITS, Limits
from checker.net.refusals import shown
from checker.status import Status

STEP_BYTES = 262_144
"""Most that one step unpacks, so that memory stays bounded whatever arrives."""

CODINGS_AT_MOST = 2
"""Codings on top of each other; more only serve to hide a bomb (CVE-2025-66418)."""

MEMBERS_AT_MOST = 1_000
"""Members of one gzip stream; each costs time even when it unpacks to nothing."""

_GZIP_MAGIC = b"\x1f\x8b"
_MAGIC_BYTES = 2
_ALIASES = {"x-gzip": "gzip"}
_WBITS_GZIP, _WBITS_ZLIB, _WBITS_RAW = 31, 15, -15


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """An unpacked body."""

    body: bytes
    complete: bool
    """False when the packed data ended early."""
    notes: tuple[str, ...] = ()
    """Oddities, each a full sentence."""


def read_codings(target: str, header_values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codings of a body in the order they were applied.

    Raises:
        TargetError: a coding is unknown or there are too many.

    """
    names = [name.strip().lower() for value in header_values for name in value.split(",")]
    codings = tuple(_ALIASES.get(name, name) for name in names if name not in {"", "identity"})
    if len(codings) > CODINGS_AT_MOST:
        raise TargetError(target, Status.BAD_ENCODING, f"packed {len(codings)} times over")
    unknown = [coding for coding in codings if coding not in {"gzip", "deflate"}]
    if unknown:
        raise TargetError(target, Status.BAD_ENCODING, f"packed as {shown(unknown[0])} although gzip was asked for")
    return codings


class Decoder:
    """Takes a body chunk by chunk; how it is cut into chunks makes no difference to the result."""

    def __init__(self, target: str, codings: tuple[str, ...], limits: Limits = DEFAULT_LIMITS) -> None:
        self._target = target
        self._limits = limits
        self._stages = [_Stage(target, coding, limits) for coding in reversed(codings)]
        self._body = bytearray()

    @property
    def size_bytes(self) -> int:
        """How much was unpacked so far."""
        return len(self._body)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire.

        Raises:
            TargetError: the data are damaged, or unpack to more than the limits allow.

        """
        for piece in self._unpacked(chunk, 0):
            self._body += piece
            if len(self._body) > self._limits.body_bytes:
                raise _too_large(self._target, self._limits)

    def finish(self) -> Decoded:
        """Return what was unpacked."""
        complete = all(stage.complete for stage in self._stages)
        rubbish = any(stage.rubbish for stage in self._stages)
        notes = ("Bytes after the end of the packed page were ignored.",) if rubbish else ()
        return Decoded(body=bytes(self._body), complete=complete, notes=notes)

    def _unpacked(self, chunk: bytes, index: int) -> Iterator[bytes]:
        if index == len(self._stages):
            yield chunk
            return
        for piece in self._stages[index].feed(chunk):
            yield from self._unpacked(piece, index + 1)


class _Stage:
    """Undoes one coding."""

    def __init__(self, target: str, coding: str, limits: Limits) -> None:
        self._target = target
        self._coding = coding
        self._limits = limits
        self._engine: zlib._Decompress | None = None
        self._held = b""
        self._ended = False
        self._members = 0
        self._taken_bytes = 0
        self._given_bytes = 0

    @property
    def complete(self) -> bool:
        """True when the data end where the packing says they do."""
        return self._taken_bytes == 0 or (self._engine is None and self._members > 0)

    @property
    def rubbish(self) -> bool:
        """True when something that is not packed data follows the end."""
        return self._ended or (self._members > 0 and bool(self._held))

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the bytes unpack to, in bounded pieces."""
        self._taken_bytes += len(data)
        data = self._held + data
        self._held = b""
        while data and not self._ended:
            if self._engine is None and len(data) < _MAGIC_BYTES:
                self._held = data
                return
            if self._engine is None:
                self._begin(data)
            data = yield from self._pump(data)

    def _begin(self, data: bytes) -> None:
        if self._members == 0:
            self._engine = zlib.decompressobj(_WBITS_GZIP if self._coding == "gzip" else _deflate_wbits(data))
        elif self._coding == "gzip" and data.startswith(_GZIP_MAGIC):
            self._engine = zlib.decompressobj(_WBITS_GZIP)
        else:
            self._ended = True

    def _pump(self, data: bytes) -> Generator[bytes, None, bytes]:
        """Yield unpacked pieces until the data are used up or a member ends; return what follows the member."""
        while self._engine is not None:
            piece = self._step(self._engine, data)
            if piece:
                yield piece
            if self._engine.eof:
                return self._end_member(self._engine)
            data = self._engine.unconsumed_tail
            # A full piece may have left more inside zlib even when no input is left.
            if not data and len(piece) < STEP_BYTES:
                break
        return b""

    def _step(self, engine: "zlib._Decompress", data: bytes) -> bytes:
        try:
            piece = engine.decompress(data, STEP_BYTES)
        except zlib.error:
            raise TargetError(self._target, Status.BAD_ENCODING, f"damaged {self._coding} data") from None
        self._given_bytes += len(piece)
        if self._given_bytes > self._allowance():
            raise _too_large(self._target, self._limits)
        return piece

    def _allowance(self) -> int:
        by_ratio = max(self._limits.ratio_free_bytes, self._taken_bytes * self._limits.ratio)
        return min(self._limits.body_bytes, by_ratio)

    def _end_member(self, engine: "zlib._Decompress") -> bytes:
        self._engine = None
        self._members += 1
        if self._members > MEMBERS_AT_MOST:
            raise TargetError(self._target, Status.BAD_ENCODING, f"more than {MEMBERS_AT_MOST:,} packed pieces")
        return engine.unused_data


def _deflate_wbits(data: bytes) -> int:
    """Tell zlib's wrapping (RFC 1950, what the coding means) from bare deflate (what some servers send)."""
    wrapped = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:_MAGIC_BYTES]) % 31 == 0
    return _WBITS_ZLIB if wrapped else _WBITS_RAW


def _too_large(target: str, limits: Limits) -> TargetError:
    return TargetError(
        target, Status.TOO_LARGE, f"unpacks to more than {limits.body_bytes / 1e6:g} MB or suspiciously well"
    )
