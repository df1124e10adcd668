"""Which lines of a page an operator may reach at all, so that its cues are weighed nowhere else.

Too many lines cost time; a line too few would let a denied claim count.
"""

from checker.models import Zone
from checker.rulebook.bits import bits_at
from checker.rulebook.pack import Cues
from checker.rulebook.reading import Lines
from checker.scene import Scene

QUOTE_MARKS = "\"' ().[]"
TOLD = frozenset({Zone.TESTIMONIAL, Zone.QUOTE})
"""Zones in which others speak."""

Reaching = list[tuple[str, Cues, Lines]]
"""Operators by name, each with the lines it may reach."""


def asks(text: str) -> bool:
    """Tell whether a sentence is a question."""
    return text.rstrip(QUOTE_MARKS).endswith("?")


def reaching(scene: Scene, names: tuple[str, ...], hits: Lines) -> Reaching:
    """Return those of some operators that may reach one of some lines."""
    operators = scene.pack.operators
    return [(name, operators[name], lines) for name in names if (lines := reached(scene, name) & hits)]


def reached(scene: Scene, name: str) -> Lines:
    """Return the lines that an operator may reach."""
    lines = scene.reached.get(name)
    if lines is None:
        lines = scene.reached[name] = _reached(scene, scene.pack.operators[name])
    return lines


def _reached(scene: Scene, cues: Cues) -> Lines:
    lines = scene.reading.may_any(cues.numbers[scope] for scope in cues.in_sentence)
    for scope in cues.beyond:
        said = scene.reading.may(cues.numbers[scope])
        if said:
            for around, within in scene.circles(scope):
                if around & said:
                    lines |= within
    return lines | _formed(scene, cues.operator.structural)


def _formed(scene: Scene, test: str) -> Lines:
    """Return the lines whose form alone may make an operator apply."""
    match test:
        case "question":
            return bits_at([line.number for line in scene.reading.lines if asks(line.text)])
        case "testimonial":
            return scene.lines_in_blocks_of(TOLD)
        case _:
            return 0
