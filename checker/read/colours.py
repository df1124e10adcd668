"""Colours of text and of the ground it stands on, as far as declarations tell them."""

import re
from collections.abc import Mapping
from functools import lru_cache

UNKNOWN = "?"
"""A colour that cannot be told: a picture, a gradient, a variable."""
CLEAR = "transparent"

_HEX = re.compile(r"#([0-9a-f]{3,8})$")
_COMMON = {"white": "ffffff", "black": "000000", "transparent": CLEAR}
_NOT_SAID = frozenset({"", "inherit", "initial", "unset", "currentcolor", "none"})
_PICTURE = re.compile(r"url\(|gradient\(|image\(|image-set\(|var\(|element\(")
_NEAR = 8
"""Colours that differ by no more than this in red, green and blue (0 to 255) look the same."""


def ink(declarations: Mapping[str, str]) -> str:
    """Return the colour of text: six hexadecimal digits, `transparent`, `?`, or an empty string where none is said.

    Transparent letters through which a picture shows are seen.
    """
    found = colour(declarations.get("color", ""))
    if found == CLEAR and (
        "text" in (declarations.get("background-clip"), declarations.get("-webkit-background-clip"))
        or "-webkit-text-fill-color" in declarations
        or "text-shadow" in declarations
    ):
        return UNKNOWN
    return found


def ground(declarations: Mapping[str, str]) -> str:
    """Return the colour behind text: six hexadecimal digits, `?`, or an empty string for that of the ground below."""
    picture = declarations.get("background-image", "none")
    said = declarations.get("background-color") or declarations.get("background", "")
    if picture not in _NOT_SAID or _PICTURE.search(said):
        return UNKNOWN
    found = [colour(part) for part in _parts(said)]
    known = [one for one in found if one != UNKNOWN]
    if known:
        return "" if known[0] == CLEAR else known[0]
    return UNKNOWN if found else ""


def _parts(value: str) -> list[str]:
    """Take a value apart at spaces outside brackets."""
    return re.findall(r"[^\s(]+(?:\([^)]*\))?", value[:200])


@lru_cache(maxsize=2048)
def colour(value: str) -> str:
    """Return a colour in lower-case CSS as six hexadecimal digits, `transparent`, `?` or an empty string."""
    if value in _NOT_SAID:
        return ""
    if value in _COMMON:
        return _COMMON[value]
    match = _HEX.match(value)
    if match and len(match[1]) in (3, 6):
        digits = match[1]
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    from tinycss2.color4 import parse_color  # only for pages that name colours another way

    found = parse_color(value[:200])
    if found is None or isinstance(found, str):
        return UNKNOWN
    if found.alpha == 0:
        return CLEAR
    return "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in found.to("srgb").coordinates)


def blends(text: str, behind: str) -> bool:
    """Say whether text of one colour cannot be seen on a ground of another."""
    if not text or text == CLEAR:
        return bool(text)
    if UNKNOWN in (text, behind) or not behind:
        return False
    return all(abs(int(text[at : at + 2], 16) - int(behind[at : at + 2], 16)) <= _NEAR for at in (0, 2, 4))
