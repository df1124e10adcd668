"""Check what a wall file cannot express in its schema: a sign that could take a clinic's page for a wall is refused."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from checker.errors import RuleError
from checker.rulebook.wall_schema import LONGEST_WALL, Sign, Wall
from checker.status import JUDGED

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SHORTEST_PART = 4
"""Characters; a shorter part of a title, text or source stands everywhere."""


def wall_problems(path: Path, wall: Wall, known: Collection[str]) -> list[RuleError]:
    """Return everything wrong with a wall, each with its line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = _line(lines, "signs")
    at_sign = [number for number, line in enumerate(lines, start=1) if number > first and line.startswith("  - ")]
    errors = [RuleError(path, _line(lines, key), message) for key, message in _head(path, wall, known)]
    for number, sign in enumerate(wall.signs):
        line = at_sign[number] if number < len(at_sign) else first
        errors += [RuleError(path, line, message) for message in _sign(number + 1, sign)]
    return errors


def _line(lines: list[str], key: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{key}:")), 1)


def _head(path: Path, wall: Wall, known: Collection[str]) -> Iterator[tuple[str, str]]:
    if wall.id != path.stem or not ID.fullmatch(wall.id):
        yield "id", f"the id '{wall.id}' must be small letters and dashes and equal the file name; rename one"
    if wall.id in known:
        yield "id", f"a wall '{wall.id}' exists already; choose another name"
    if wall.status in JUDGED:
        yield "status", f"'{wall.status}' is judged; a wall needs a status that is not"
    if not wall.signs:
        yield "signs", "there are no signs; nothing would be recognised"
    if not wall.sources:
        yield "sources", "there are no sources; cite a page that describes the signs"
    if not wall.examples.is_ or not wall.examples.is_not:
        yield "examples", "there must be at least one example under `is` and one under `is_not`"


def _sign(number: int, sign: Sign) -> Iterator[str]:
    reads = (*sign.title, *sign.text, *sign.markup)
    if not (reads or sign.headers or sign.hosts or sign.codes):
        yield f"sign {number} names nothing to look for; add headers, codes, hosts, title, text or markup"
    limits = [limit for limit in (sign.most_words, sign.most_own_words) if limit is not None]
    if reads and not limits:
        yield f"sign {number} has no length limit; add most_words, or a clinic's page with these words becomes a wall"
    if any(not 0 <= limit <= LONGEST_WALL for limit in limits):
        yield f"sign {number} has a limit beyond {LONGEST_WALL} words; a page that long is judged"
    if not 1 <= sign.at_least <= max(1, len(sign.text)):
        yield f"sign {number} wants {sign.at_least} of {len(sign.text)} texts; correct at_least"
    for part in (part for part in reads if len(part) < _SHORTEST_PART):
        yield f"sign {number} looks for '{part}', which stands on any page; make it longer"
    if any(not part.isascii() for part in sign.markup):
        yield f"sign {number} looks for more than plain ASCII in the source; use title or text"
