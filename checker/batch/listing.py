"""What a list of addresses comes to: addresses to check, the same address again, and rows that name none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address to check."""

    line: int
    """Line of the file it stands in, or row of the workbook; the first one is 1."""
    address: str
    """As written in the list."""
    url: str
    """The canonical form, without a fragment; no two targets share it."""
    extra: tuple[str, ...] = ()
    """The row's other cells, in the order of `Listing.columns`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A row that names an address named before."""

    line: int
    address: str
    first_line: int
    """Line of the row that is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that names no address which could be checked."""

    line: int
    text: str
    """What stands there, cut to a line."""
    status: str
    """Name in the status catalogue."""
    reason: str
    """Why it cannot be checked, and what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A web archive whose pages are checked instead of visiting any."""

    name: str
    """As found; it stands in every row."""
    address: str
    """The whole path, or an address that fsspec understands."""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as read, or archives. `rows` is the sum of the list's three."""

    source: str
    """Name of the file, without its folder."""
    columns: tuple[str, ...]
    """Names of the columns besides the address."""
    targets: tuple[Target, ...]
    repeats: tuple[Repeat, ...]
    bad: tuple[BadRow, ...]
    notes: tuple[str, ...] = ()
    """What else was noticed about the file, each a full sentence."""
    archives: tuple[Archive, ...] = ()
    """Where the pages come from instead of a list; then nothing else is filled."""

    @property
    def rows(self) -> int:
        """Count the rows that say something."""
        return len(self.targets) + len(self.repeats) + len(self.bad)
