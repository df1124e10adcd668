"""Run the examples inside wall files, and find signs, wordings and limits that no example needs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.models import Fetched
from checker.read import read_page
from checker.rulebook.wall_schema import Answer, Sign, Wall
from checker.walls.recognise import recognise
from checker.walls.seen import Seen, seen_of_page

CLINIC = (
    "<h1>Harbour Lane Joint Clinic</h1>"
    "<p>Our doctors see people with sore knees, hips and shoulders. At the first visit we listen, look at older scans "
    "and explain what can and cannot be done. You will hear what a treatment costs before you decide, and you may "
    "bring a friend. We write to your family doctor unless you ask us not to.</p>"
    "<h2>Before your visit</h2>"
    "<p>Please bring a list of your medicines and your insurance card. Eat as usual. Wear shoes that are easy to take "
    "off. If you use a stick or a frame, use it on the day as well. Parking is behind the house and the number four "
    "bus stops at the corner. Tell the desk when you arrive and take a seat by the window.</p>"
) * 2 + "<p>Call us between nine and five, or send a letter. We answer within two working days.</p>"
"""What `{clinic}` in an example stands for: about 300 words of an ordinary page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing the self-test found wrong with a wall."""

    wall: str
    message: str


def test_wall(wall: Wall, walls: tuple[Wall, ...]) -> Iterator[Complaint]:
    """Run one wall's examples among all walls."""
    messages = (*_not_told(wall, walls), *_needless(wall))
    yield from (Complaint(wall=wall.id, message=message) for message in messages)


test_wall.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's


def seen_of_answer(answer: Answer) -> Seen:
    """Return what is seen of an example."""
    fetched = Fetched(
        requested_url=f"https://{answer.host}/",
        final_url=f"https://{answer.host}/",
        body=answer.html.replace("{clinic}", CLINIC).encode(),
        content_type="text/html; charset=utf-8",
        status_code=answer.code,
        headers=tuple((name.lower(), value) for name, value in answer.headers.items()),
    )
    return seen_of_page(read_page(fetched), fetched)


def _not_told(wall: Wall, walls: tuple[Wall, ...]) -> Iterator[str]:
    for answer in wall.examples.is_:
        found = recognise(seen_of_answer(answer), walls)
        if found is None or found.wall.id != wall.id:
            yield f"should be recognised and is {found.wall.id if found else 'a page'}: {_shown(answer)}"
    for answer in wall.examples.is_not:
        found = recognise(seen_of_answer(answer), walls)
        if found:
            yield f"should be a page and is {found.wall.id} ({found.sign}): {_shown(answer)}"


def _needless(wall: Wall) -> Iterator[str]:
    """Name every part of a sign without which all examples would end the same."""
    walls = [seen_of_answer(answer) for answer in wall.examples.is_]
    pages = [seen_of_answer(answer) for answer in wall.examples.is_not]
    for number, sign in enumerate(wall.signs):
        others = wall.signs[:number], wall.signs[number + 1 :]
        for what, without in _without(sign):
            less = replace(wall, signs=(*others[0], *without, *others[1]))
            if all(recognise(seen, (less,)) for seen in walls):
                yield f"no `is` example needs {what} of sign {number + 1}; add one, or delete it"
        for what, looser in _looser(sign):
            less = replace(wall, signs=(*others[0], looser, *others[1]))
            if not any(recognise(seen, (less,)) for seen in pages):
                yield f"no `is_not` example needs {what} of sign {number + 1}; add one, or delete it"


def _without(sign: Sign) -> Iterator[tuple[str, tuple[Sign, ...]]]:
    """Yield the sign with one alternative less; the last alternative takes the sign with it."""
    for key in ("hosts", "title", "text", "markup"):
        entries: tuple[str, ...] = getattr(sign, key)
        for entry in entries:
            left = tuple(other for other in entries if other != entry)
            changes: dict[str, tuple[str, ...]] = {key: left}
            yield f"{key} '{entry}'", (replace(sign, **changes),) if left else ()  # type: ignore[arg-type]
    yield "anything", ()


def _looser(sign: Sign) -> Iterator[tuple[str, Sign]]:
    """Yield the sign without one of its limits."""
    if sign.most_words is not None:
        yield "most_words", replace(sign, most_words=None)
    if sign.most_own_words is not None:
        yield "most_own_words", replace(sign, most_own_words=None)


def _shown(answer: Answer) -> str:
    head = " ".join([str(answer.code), answer.host, *(f"{name}: {value}" for name, value in answer.headers.items())])
    return f"{head} {answer.html[:80]!r}"
