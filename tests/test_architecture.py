"""The code keeps its shape: imports point down the floors, without cycles, and only one room opens sockets."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).parents[1] / "checker"

FLOORS = (
    {"models", "errors", "status", "resources", "version", "banned", "catalogue", "wording", "foreign", "file_kinds"},
    {"decode", "read", "sentences", "language", "rulebook", "identifiers"},
    {
        "scene",
        "reach",
        "context",
        "detect",
        "examine",
        "judge",
        "outcomes",
        "pagekind",
        "place",
        "signs",
        "transparency",
        "site",
        "assess",
        "attribution",
        "compare",
        "pairs",
        "selftest",
        "net",
        "walls",
    },
    {
        "base_rates",
        "check",
        "check_site",
        "damage",
        "evidence",
        "facts",
        "judgement",
        "saved",
        "measure",
        "measure_report",
        "rates",
        "tally",
        "save",
        "targets",
        "doctor",
    },
    {
        "views",
        "templates",
        "render",
        "render_changes",
        "stored",
        "export",
        "batch",
        "terminal",
        "cli",
        "__init__",
        "__main__",
    },
)
"""Rooms from the ground up; a room imports from its own floor and those below."""

LONGEST_FILE = 300
FORBIDDEN_NAMES = {"utils", "helpers", "base", "core", "manager", "common", "misc"}

FILES = sorted(path for path in CODE.rglob("*.py") if "_data" not in path.parts)


def module_of(path: Path) -> str:
    parts = path.relative_to(CODE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room(module: str) -> str:
    return module.split(".")[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of this package that a file imports, without the package's name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("checker."):
            yield (node.module or "").removeprefix("checker.")
        elif isinstance(node, ast.Import):
            yield from (name.name.removeprefix("checker.") for name in node.names if name.name.startswith("checker."))


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path: Path) -> None:
    own = floor(room(module_of(path)))

    assert [name for name in imports(path) if floor(room(name)) > own] == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {module_of(path): set(imports(path)) for path in FILES}

    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph.get(start, ()))
        while todo:
            module = todo.pop()
            if module not in seen:
                seen.add(module)
                todo += graph.get(module, ())
        return seen

    assert [module for module in graph if module in reachable(module)] == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_file_is_short_and_named_for_its_job(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in FORBIDDEN_NAMES


def test_every_room_has_a_floor() -> None:
    assert {room(module_of(path)) for path in FILES} == set().union(*FLOORS)
