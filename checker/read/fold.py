"""Make the copy of a text that phrases are matched on, with an index back to the original."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from checker.models import Folded
from checker.read.letters import EAST_ASIAN, LOOKALIKES
from checker.read.rejoin import rejoined
from checker.read.spell import fold_char, fold_token, is_styled, script_of

_ASCII = frozenset(map(chr, range(0x80)))
_NO_CONTROLS = bytes((*range(0x20, 0x7F), 0x0A, *range(0x80, 0x100)))
_FEW = 60
_ODD = re.compile(r"[^\x20-\x7e\n]+")
_SPECIAL = re.compile(r"(?P<space>\s{2,}|[^\S \n])|(?P<other>[^\x20-\x7e\s]\S*)")
_RUNS = ("  ", " \n", "\n ", "\n\n")


def fold(text: str, breaks: Sequence[int] = ()) -> Folded:
    """Return the folded copy of a text: lower case, plain letters, single spaces, line breaks between blocks.

    Args:
        text: Blocks joined by line breaks.
        breaks: Offsets of spaces that stood at the end of a line in the page's source. Words broken over such
            a line are joined again where that is safe.

    """
    cuts = rejoined(text, breaks) if breaks else ()
    quick = None if cuts else _quick(text)
    if quick is not None:
        return Folded(text=quick, origin=range(len(text) + 1))
    return _Folder(text).run(cuts)


def _quick(text: str) -> str | None:
    """Fold a text in which every character becomes exactly one; None where that is not so."""
    try:
        plain = text if text.isascii() and not _control_bytes(text) else _replace_each(text)
    except _HardError:
        return None
    return None if any(run in plain for run in _RUNS) else plain.lower()


def _replace_each(text: str) -> str:
    """Replace all characters beyond ASCII; one by one where they are few and none is a look-alike."""
    odd = sorted(_beyond_ascii(text).union(map(chr, _control_bytes(text))))
    if len(odd) > _FEW or any(char in LOOKALIKES for char in odd):
        return _ODD.sub(_quick_run, text)
    for char in odd:
        plain, _ = _simple_run(char)
        if not plain:
            raise _HardError
        text = text.replace(char, plain)
    return text


def _beyond_ascii(text: str) -> set[str]:
    """Return the characters beyond ASCII; most lines hold none."""
    found: set[str] = set()
    found.update(*(line for line in text.split("\n") if not line.isascii()))
    return found.difference(_ASCII)


def _control_bytes(text: str) -> bytes:
    """Return the control characters of ASCII, white space but blanks and line breaks among them."""
    return text.encode("utf-8", "surrogatepass").translate(None, _NO_CONTROLS)


class _HardError(Exception):
    """Raised inside a substitution to leave it."""


def _quick_run(match: re.Match[str]) -> str:
    plain, mixable = _simple_run(match[0])
    if not plain or (
        mixable and (_is_letter(match.string, match.start() - 1) or _is_letter(match.string, match.end()))
    ):
        raise _HardError
    return plain


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


@lru_cache(maxsize=8192)
def _simple_run(run: str) -> tuple[str, bool]:
    """Fold a run of characters beyond ASCII one by one; empty where one of them needs its neighbours."""
    folded = [" " if char.isspace() else fold_char(char) for char in run]
    if any(len(plain) != 1 for plain in folded) or any(is_styled(char, wide_is_normal=False) for char in run):
        return "", False
    mixable = any(char in LOOKALIKES for char in run)
    if mixable and len({script_of(char) for char in run} - {""}) > 1:
        return "", False
    return "".join(folded), mixable


class _Folder:
    """Collects the pieces of one folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wide_is_normal = EAST_ASIAN.search(text) is not None
        self.pieces: list[str] = []
        self.origin: list[int] = []
        self.disguised: list[int] = []
        self.done = 0

    def run(self, cuts: Iterable[tuple[int, int, str]]) -> Folded:
        for start, end, instead in cuts:
            self._stretch(start)
            self._put(instead, range(start, start + len(instead)))
            self.done = end
        self._stretch(len(self.text))
        self.origin.append(len(self.text))
        return Folded(
            text="".join(self.pieces),
            origin=self._index(),
            disguised=frozenset(self.disguised),
        )

    def _index(self) -> tuple[int, ...] | range:
        identity = range(len(self.text) + 1)
        unmoved = len(self.origin) == len(identity) and self.origin == list(identity)
        return identity if unmoved else tuple(self.origin)

    def _put(self, piece: str, origin: Iterable[int]) -> None:
        if piece:
            self.pieces.append(piece)
            self.origin.extend(origin)

    def _copy(self, end: int) -> None:
        """Copy plain ASCII up to `end`."""
        if end > self.done:
            self._put(self.text[self.done : end].lower(), range(self.done, end))
            self.done = end

    def _stretch(self, end: int) -> None:
        """Fold from where we are up to `end`, line by line, so that one odd word slows only its own line."""
        while self.done < end:
            line_end = self.text.find("\n", self.done, end)
            stop = end if line_end < 0 else line_end
            self._skip_space(stop)
            line = self.text[self.done : stop]
            plain = None if line[:1].isspace() or line[-1:].isspace() else _quick(line)
            if plain is None:
                self._odd_line(stop)
            else:
                self._put(plain, range(self.done, stop))
            self.done = max(self.done, stop)
            if self.done == line_end:
                self._space(line_end, line_end + 1)
                self.done = line_end + 1

    def _skip_space(self, end: int) -> None:
        """Leave out white space behind white space."""
        if self.pieces and self.pieces[-1][-1] in " \n":
            while self.done < end and self.text[self.done].isspace():
                self.done += 1

    def _odd_line(self, end: int) -> None:
        position = self.done
        while match := _SPECIAL.search(self.text, position, end):
            if match["space"]:
                self._copy(match.start())
                self._space(match.start(), match.end())
            else:
                start = self._token_start(match.start())
                self._copy(start)
                self._token(start, match.end())
            self.done = position = max(match.end(), self.done)
        self._copy(end)

    def _token_start(self, inside: int) -> int:
        low = self.done
        return max(low, self.text.rfind(" ", low, inside) + 1, self.text.rfind("\n", low, inside) + 1)

    def _token(self, start: int, end: int) -> None:
        folded, origin, disguised = fold_token(self.text[start:end], self.wide_is_normal)
        if not folded:
            self._swallow(end)
            return
        length = len(self.origin)
        self.disguised.extend(length + index for index in disguised)
        self._put(folded, [start + index for index in origin])

    def _swallow(self, end: int) -> None:
        """After a token that prints nothing: let the white space on both sides be one."""
        after = end
        while after < len(self.text) and self.text[after].isspace():
            after += 1
        if after > end:
            self._space(end, after)
            self.done = after

    def _space(self, start: int, end: int) -> None:
        mark = "\n" if "\n" in self.text[start:end] else " "
        last = self.pieces[-1][-1] if self.pieces else ""
        if last not in (" ", "\n"):
            self._put(mark, (start,))
        elif last == " " and mark == "\n":
            self.pieces[-1] = self.pieces[-1][:-1] + "\n"
