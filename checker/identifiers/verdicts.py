"""Say what the form of a number shows: the verdict of an offline look."""

from collections.abc import Callable

from checker.identifiers.arithmetic import Parts, actrn_fits, crc32_fits, npi_fits, orcid_fits
from checker.identifiers.dates import date_fits, month_fits, year_month_fits
from checker.models import Verdict
from checker.rulebook.identifier_schema import Check, IdentifierFormat

CHECKS: dict[Check, Callable[[Parts], bool | None]] = {
    Check.NONE: lambda _: None,
    Check.CRC32: crc32_fits,
    Check.ACTRN: actrn_fits,
    Check.NPI: npi_fits,
    Check.ORCID: orcid_fits,
    Check.DATE: date_fits,
    Check.YEAR_MONTH: year_month_fits,
    Check.MONTH: month_fits,
}
"""What each check does; None means that this number has nothing to recalculate."""

SHAPELY = frozenset({Verdict.WELL_FORMED, Verdict.PASSES_CHECK, Verdict.FAILS_CHECK})
"""Verdicts on numbers of the right shape."""

RUN = "01234567890123456789"
SHORTEST_RUN = 5
"""Fewer digits in sequence, or equal ones, occur in real numbers too often."""


def verdict_on(kind: IdentifierFormat, parts: Parts) -> Verdict:
    """Return the verdict on a number of the right shape."""
    if kind.serial and is_placeholder(parts[kind.serial - 1]):
        return Verdict.PLACEHOLDER
    fits = CHECKS[kind.check](parts)
    if fits is None:
        return Verdict.WELL_FORMED
    return Verdict.PASSES_CHECK if fits else Verdict.FAILS_CHECK


def is_placeholder(serial: str) -> bool:
    """Tell whether a running number stands for one: equal digits, digits in sequence, or the letter X for digits."""
    if len(serial) < SHORTEST_RUN:
        return False
    return len(set(serial)) == 1 or serial in RUN or serial in RUN[::-1] or set(serial.upper()) == {"0", "X"}
