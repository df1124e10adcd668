"""What `identifiers.yaml` may say: the formats of official numbers, as data."""

from dataclasses import dataclass, field
from enum import StrEnum

from checker.models import IdentifierFamily
from checker.rulebook.schema import STRICT


class Check(StrEnum):
    """The arithmetic or date inside a number, by the name of the function that does it."""

    NONE = "none"
    CRC32 = "crc32"
    """Part 3 is the beginning of the CRC-32 of parts 1 and 2."""
    ACTRN = "actrn"
    """The last three of 14 digits are sums of the others."""
    NPI = "npi"
    """Luhn's sum over 80840 and the ten digits."""
    ORCID = "orcid"
    """ISO 7064 MOD 11-2 over the 16 characters."""
    DATE = "date"
    """Part 1 begins with a date, yyyymmdd."""
    YEAR_MONTH = "year_month"
    """Part 1 begins with a year and a month, yyyymm."""
    MONTH = "month"
    """Part 2 is a month when it has two digits."""


class Letters(StrEnum):
    """How the parts of a number are spelt in its normal form."""

    UPPER = "upper"
    """Letters and digits only, capitals."""
    LOWER = "lower"
    """Letters and digits only, small letters."""
    AS_WRITTEN = "as_written"
    """Every character kept, small letters."""


class ContextFor(StrEnum):
    """When a format's context words must stand near."""

    ALWAYS = "always"
    FAILED_CHECK = "failed_check"
    """Only where the check fails; a number that passes speaks for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierFormat:
    """One kind of official number."""

    __pydantic_config__ = STRICT

    id: str
    """Kebab-case name by which rules ask for it."""
    name: str
    """What it is, for readers: "ClinicalTrials.gov number"."""
    registry: str
    """Who gives out such numbers."""
    family: IdentifierFamily
    pattern: str
    """RE2; case does not matter, `<name>` stands for a piece of `pieces`, groups are the parts of the number."""
    normal: str
    """The registry's own spelling, with `{1}` for part 1."""
    letters: Letters = Letters.UPPER
    example: str
    """A number in its normal form; it is found and tested on every load."""
    near_misses: tuple[str, ...] = ()
    """RE2 patterns of what is nearly such a number. A group is the run of digits tested for a placeholder."""
    context: tuple[str, ...] = ()
    """Beginnings of words, small letters, of which one must stand near."""
    context_for: ContextFor = ContextFor.ALWAYS
    check: Check = Check.NONE
    serial: int = 0
    """Which part is a running number; all its digits equal or in sequence mean a placeholder. 0: none is."""
    endings: tuple[str, ...] = ()
    """Endings that belong to an address, not to the number."""
    look_up: str = ""
    """Address for readers, with `{number}` or `{1}`; without them the register's search page."""
    note: str = ""
    """What such a number does not mean, one sentence."""
    source: str = ""
    """Key of the page in `authorities.yaml` that describes the format; empty where none was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Something that looks like a number of these formats and is none."""

    __pydantic_config__ = STRICT

    what: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierFile:
    """All formats; where two claim the same place the longer wins, then the one that stands first."""

    __pydantic_config__ = STRICT

    about: str
    pieces: dict[str, str] = field(default_factory=dict)
    """Patterns with a name; a piece may use those before it."""
    formats: tuple[IdentifierFormat, ...]
    traps: tuple[Trap, ...] = ()
