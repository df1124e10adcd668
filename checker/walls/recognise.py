"""Recognise a wall by its signs, and give the page or the failure the status that the wall means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.errors import AnswerError, TargetError
from checker.models import Fetched, Page
from checker.net.names import host_of
from checker.read.fold import fold
from checker.rulebook.wall_schema import Sign, Wall
from checker.status import Status
from checker.walls.seen import Headers, Seen, seen_of_page

_DOUBTFUL = frozenset({Status.OK, Status.PARTIAL, Status.EMPTY_TEXT, Status.SCRIPT_BUILT})
"""What a wall looks like to someone who only counts words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A wall, and the sign that gave it away."""

    wall: Wall
    sign: str
    """In words: "its title “just a moment...”"."""


def page_or_wall(page: Page, fetched: Fetched, walls: tuple[Wall, ...]) -> tuple[Page, str]:
    """Return the page with the status of the wall it is, and by what it was recognised (nothing for a real page)."""
    found = recognise(seen_of_page(page, fetched), walls) if page.status in _DOUBTFUL else None
    if found is None:
        return page, ""
    return replace(page, status=found.wall.status), f"{found.wall.name}, by {found.sign}"


def failure_or_wall(error: AnswerError, walls: tuple[Wall, ...]) -> TargetError:
    """Return the failure under the status of the wall that caused it, or as it is."""
    if error.status is Status.ASKED_TO_WAIT:
        return error  # protected sites too may be busy or under repair
    found = recognise(Seen(code=error.code, headers=error.headers, host=host_of(error.url)), walls)
    if found is None:
        return error
    return TargetError(error.target, found.wall.status, f"{error.detail}, {found.wall.name}, by {found.sign}")


def recognise(seen: Seen, walls: tuple[Wall, ...]) -> Recognised | None:
    """Return the wall that an answer is, or None. Walls that share wording with others are asked last."""
    for wall in sorted(walls, key=lambda wall: wall.last):
        for sign in wall.signs:
            if holds(sign, seen):
                return Recognised(wall=wall, sign=", ".join(_in_words(sign, seen)))
    return None


def holds(sign: Sign, seen: Seen) -> bool:
    """Tell whether everything a sign names holds; what costs least is looked at first."""
    return (
        (not sign.codes or seen.code in sign.codes)
        and all(_has_header(seen.headers, name, part) for name, part in sign.headers.items())
        and (not sign.hosts or bool(_host(sign, seen)))
        and (sign.most_words is None or seen.words <= sign.most_words)
        and (sign.most_own_words is None or seen.own_words <= sign.most_own_words)
        and (not sign.title or bool(_parts(sign.title, seen.title)))
        and (not sign.text or len(_parts(sign.text, seen.text)) >= sign.at_least)
        and (not sign.markup or bool(_markup(sign, seen)))
    )


def _has_header(headers: Headers, name: str, part: str) -> bool:
    return any(key == name.lower() and part.lower() in value.lower() for key, value in headers)


def _host(sign: Sign, seen: Seen) -> list[str]:
    return [ending for ending in sign.hosts if seen.host == ending or seen.host.endswith(f".{ending}")]


def _markup(sign: Sign, seen: Seen) -> list[str]:
    return [part for part in sign.markup if part.lower() in seen.markup]


def _parts(parts: tuple[str, ...], text: str) -> list[str]:
    return [part for part in parts if fold(part).text in text]


def _in_words(sign: Sign, seen: Seen) -> Iterator[str]:
    """Name what gave a wall away, most telling first."""
    if sign.title:
        yield f"its title “{_parts(sign.title, seen.title)[0]}”"
    if sign.text:
        yield "its words " + " and ".join(f"“{part}”" for part in _parts(sign.text, seen.text)[: sign.at_least])
    if sign.markup:
        yield f"“{_markup(sign, seen)[0]}” in its source"
    if sign.hosts:
        yield f"its host {_host(sign, seen)[0]}"
    for name, part in sign.headers.items():
        yield f"the header {name}: {part}" if part else f"the header {name}"
    if sign.codes and not (sign.title or sign.text or sign.markup or sign.headers):
        yield f"HTTP {seen.code}"
