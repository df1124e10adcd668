"""Sets of small whole numbers as the bits of one number: joining two is one step, however many they hold."""

from collections.abc import Iterator, Sequence

FEW = 64
"""So many bits are set one by one; each costs a copy of the number."""


def bits(number: int) -> Iterator[int]:
    """Yield the places of the bits that are set, by way of text, which is faster than shifting a long number."""
    text = bin(number)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def bits_at(places: Sequence[int]) -> int:
    """Return the number whose bits are set at these places, which rise."""
    if len(places) > FEW:
        row = bytearray(places[-1] // 8 + 1)
        for place in places:
            row[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(row, "little")
    number = 0
    for place in places:
        number |= 1 << place
    return number
