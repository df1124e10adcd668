"""Bring what stands on a page into a registry's own spelling."""

import re
from urllib.parse import quote

from checker.identifiers.arithmetic import Parts
from checker.rulebook.identifier_schema import IdentifierFormat, Letters

_SLOT = re.compile(r"\{(\w+)\}")
_LEFT_OVER = re.compile(r"[-/]+$")
"""What the template leaves when its last part is absent."""


def part(text: str, letters: Letters) -> str:
    """Return one part of a number without what was put in to make it readable."""
    if letters is Letters.AS_WRITTEN:
        return text.lower()
    plain = "".join(character for character in text if character.isalnum())
    return plain.upper() if letters is Letters.UPPER else plain.lower()


def normal_form(kind: IdentifierFormat, parts: Parts) -> str:
    """Return the number as its registry spells it."""
    return _LEFT_OVER.sub("", _SLOT.sub(lambda slot: parts[int(slot[1]) - 1], kind.normal))


def address(kind: IdentifierFormat, parts: Parts) -> str:
    """Return where a reader can look the number up, or nothing."""
    values = {"number": normal_form(kind, parts), **{str(place): text for place, text in enumerate(parts, 1)}}
    return _SLOT.sub(lambda slot: quote(values[slot[1]], safe="/()._:;-"), kind.look_up)


def search_page(kind: IdentifierFormat) -> str:
    """Return the register's own address, for a number that leads to no record."""
    if "{" not in kind.look_up:
        return kind.look_up
    scheme, _, rest = kind.look_up.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"
