"""See whether the date inside an official number can be one."""

from datetime import date

from checker.identifiers.arithmetic import Parts

FIRST_YEAR = 2000
"""The first public registers opened then; a year before it is no date of theirs."""


def date_fits(parts: Parts) -> bool | None:
    """Tell whether part 1 begins with a date; None for the older numbers that begin otherwise (Persian years)."""
    digits = parts[0]
    if not digits.startswith("20"):
        return None
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def year_month_fits(parts: Parts) -> bool:
    """Tell whether part 1 begins with a year and a month."""
    return int(parts[0][:4]) >= FIRST_YEAR and _is_month(parts[0][4:6])


def month_fits(parts: Parts) -> bool | None:
    """Tell whether part 2 is a month; None for the older numbers with three digits there."""
    return _is_month(parts[1]) if len(parts[1]) == len("01") else None


def _is_month(digits: str) -> bool:
    return 1 <= int(digits) <= 12
