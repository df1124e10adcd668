"""Recalculate the check digits inside official numbers.

EudraCT and EU CT: that the two check digits are the beginning of a CRC-32 is documented nowhere; it was derived from
31,821 EudraCT numbers (2004-2017) and 53 EU CT numbers, all of which fit. ACTRN: likewise derived, from 117 numbers,
of which 116 fit. NPI: 69 FR 3434, Luhn over 80840 and the number. ORCID: ISO/IEC 7064 MOD 11-2.
"""

import zlib

Parts = tuple[str, ...]
"""The parts of a number, letters and digits only."""


def crc32_fits(parts: Parts) -> bool:
    """Tell whether part 3 is the beginning of the CRC-32 of parts 1 and 2."""
    year, serial, check = parts[:3]
    return str(zlib.crc32(f"{year}{serial}".encode())).startswith(check)


def actrn_fits(parts: Parts) -> bool:
    """Tell whether the last three of 14 digits are the sums of the others."""
    digits = [int(digit) for digit in parts[0]]
    first = -sum(digits[:5]) % 10
    second = -sum(digits[5:11]) % 10
    return digits[11:] == [first, second, (first + second) % 10]


def npi_fits(parts: Parts) -> bool:
    """Tell whether Luhn's sum over 80840 and the number ends in zero."""
    total = 0
    for place, digit in enumerate(reversed(f"80840{parts[0]}")):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def orcid_fits(parts: Parts) -> bool:
    """Tell whether the last of 16 characters is the MOD 11-2 check character of the others."""
    characters = "".join(parts)
    total = 0
    for digit in characters[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == characters[-1].upper()
