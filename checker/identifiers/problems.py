"""Check what the file of formats says of itself: every pattern compiles, every example is found and comes out right."""

from collections.abc import Collection, Iterator
from pathlib import Path

import re2

from checker.errors import RuleError
from checker.identifiers.find import numbers_in
from checker.identifiers.finder import Finder, compile_whole, expanded
from checker.models import Verdict
from checker.rulebook.identifier_schema import IdentifierFile, IdentifierFormat

Complaint = tuple[str, str]
"""The text to look for when naming the line, and the message."""

GOOD = frozenset({Verdict.WELL_FORMED, Verdict.PASSES_CHECK})


def format_problems(path: Path, file: IdentifierFile, authorities: Collection[str]) -> list[RuleError]:
    """Return everything wrong in a file of formats."""
    complaints = [*_patterns(file), *_names(file, authorities)] or [*_examples(file)]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [RuleError(path, _line(lines, needle), message) for needle, message in complaints]


def _patterns(file: IdentifierFile) -> Iterator[Complaint]:
    sources = [trap.pattern for trap in file.traps]
    sources += [pattern for kind in file.formats for pattern in (kind.pattern, *kind.near_misses)]
    for source in sources:
        try:
            compile_whole(expanded(source, file.pieces))
        except KeyError as error:
            yield source, f"unknown piece <{error.args[0]}>; add it to `pieces`"
        except re2.error as error:
            yield source, f"RE2 cannot use this pattern: {error}"


def _names(file: IdentifierFile, authorities: Collection[str]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for kind in file.formats:
        at = f"id: {kind.id}"
        if kind.id in seen:
            yield at, f"the id '{kind.id}' is already used; choose another"
        seen.add(kind.id)
        if kind.source and kind.source not in authorities:
            yield kind.source, f"unknown source '{kind.source}'; add it to authorities.yaml"
        if kind.look_up and not kind.look_up.startswith("https://"):
            yield kind.look_up, "is no https address; give one a reader can open"


def _examples(file: IdentifierFile) -> Iterator[Complaint]:
    finder = Finder(file)
    for kind in file.formats:
        found = [(item.kind.id, item.number) for item in numbers_in(_sentence(kind), finder) if item.verdict in GOOD]
        if found != [(kind.id, kind.example)]:
            yield f"example: {kind.example}", f"the example of {kind.id} is read as {found or 'nothing'}; correct one"
    for trap in file.traps:
        if numbers_in(f"See trial {trap.example} here.", finder):
            yield trap.example, "the example of a trap is read as a number; correct the pattern"


def _sentence(kind: IdentifierFormat) -> str:
    """Return the example with the words it needs around it."""
    return " ".join(("See", *kind.context[:1], kind.example, "here."))


def _line(lines: list[str], needle: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if needle in line), 1)
