"""Read the files of rule packs and check what one file cannot say of itself.

A pack is a folder:

    pack.yaml  authorities.yaml  scoring.yaml  identifiers.yaml  retired.txt
    en/terms/*.yaml  en/context/*.yaml  en/page-kinds.yaml  en/places.yaml  en/site-pages.yaml
    en/transparency.yaml
    en/<category>/<rule-id>.yaml
    walls/<wall-id>.yaml
    provisions.yaml  for the report alone; read by provisions.py

An extra pack needs only rule files (`<category>/<rule-id>.yaml`, with or without the language folder) and may bring
its own `terms/`, `walls/` and `authorities.yaml`. It adds rules; it cannot change or remove another pack's.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from checker.errors import RuleError, RulePackError
from checker.identifiers.problems import format_problems
from checker.rulebook.identifier_schema import IdentifierFile
from checker.rulebook.pack_files import LANGUAGE, PackFiles
from checker.rulebook.pack_schema import (
    Authority,
    Clauses,
    Kinds,
    Operator,
    PackHead,
    Places,
    Scoring,
    Terms,
    Transparency,
)
from checker.rulebook.rules_about_rules import problems
from checker.rulebook.schema import Rule
from checker.rulebook.site_schema import SitePages
from checker.rulebook.wall_schema import Wall
from checker.rulebook.walls_about_walls import wall_problems
from checker.rulebook.yaml_file import read_yaml

NOT_CATEGORIES = frozenset({"terms", "context", "facts", "walls"})
CLAUSES = "clauses.yaml"
IDENTIFIERS = "identifiers.yaml"

Value = TypeVar("Value")


def read_pack(base: Path, extra: tuple[Path, ...] = ()) -> PackFiles:
    """Read a pack and extra packs.

    Raises:
        RulePackError: at least one file is wrong; lists every problem as `file:line: what, and what to do`.
    """
    reader = _Reader()
    language = base / LANGUAGE
    head = reader.read(base / "pack.yaml", PackHead)
    scoring = reader.read(base / "scoring.yaml", Scoring)
    kinds = reader.read(language / "page-kinds.yaml", Kinds)
    places = reader.read(language / "places.yaml", Places)
    site_pages = reader.read(language / "site-pages.yaml", SitePages)
    transparency = reader.read(language / "transparency.yaml", Transparency)
    clauses = reader.read(language / "context" / CLAUSES, Clauses)
    identifiers = reader.read(base / IDENTIFIERS, IdentifierFile)
    operators = [(path, reader.read(path, Operator)) for path in _operator_files(language)]
    for folder in (base, *extra):
        reader.read_folder(folder)
    if not reader.walls:
        reader.errors.append(RuleError(base / "walls", 1, "holds no files; a bot wall would be judged as a page"))
    if not reader.rules and not reader.errors:
        reader.errors.append(RuleError(base, 1, "holds no rules; nothing can be checked without them"))
    known = [(path, operator) for path, operator in operators if operator]
    if identifiers:
        reader.errors += format_problems(base / IDENTIFIERS, identifiers, reader.authorities)
    if identifiers and transparency:
        reader.errors += _unknown_formats(language / "transparency.yaml", transparency, identifiers)
    reader.errors += problems(
        reader.rules,
        operators={operator.operator for _, operator in known},
        authorities=set(reader.authorities),
        places=set(places.places) if places else (),
        formats={kind.id for kind in identifiers.formats} if identifiers else set(),
        retired=_retired(base),
    )
    if reader.errors or not (
        head and scoring and kinds and places and site_pages and transparency and clauses and identifiers
    ):
        raise RulePackError(tuple(reader.errors))
    return PackFiles(
        head=head,
        scoring=scoring,
        kinds=kinds,
        places=places,
        site_pages=site_pages,
        transparency=transparency,
        clauses=clauses,
        identifiers=identifiers,
        operators=tuple(known),
        rules=tuple(reader.rules),
        terms=reader.terms,
        term_paths=reader.term_paths,
        authorities=reader.authorities,
        walls=tuple(reader.walls),
        sha256=_hash((base, *extra)),
        base=base,
    )


@dataclass(slots=True)
class _Reader:
    """What has been read so far, and what was wrong with it."""

    rules: list[tuple[Path, Rule]] = field(default_factory=list)
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    term_paths: dict[str, Path] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    walls: list[tuple[Path, Wall]] = field(default_factory=list)
    errors: list[RuleError] = field(default_factory=list)

    def read(self, path: Path, kind: type[Value]) -> Value | None:
        try:
            return read_yaml(path, kind)
        except RuleError as error:
            self.errors.append(error)
            return None

    def read_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self.errors.append(RuleError(folder, 1, "is not a folder; give a folder of rule files"))
            return
        root = folder / LANGUAGE if (folder / LANGUAGE).is_dir() else folder
        if (folder / "authorities.yaml").exists():
            found = self.read(folder / "authorities.yaml", dict[str, Authority])
            self.authorities.update(found or {})
        for path in sorted((root / "terms").glob("*.yaml")):
            self._read_terms(path)
        for path in rule_files(root):
            rule = self.read(path, Rule)
            if rule:
                self.rules.append((path, rule))

        for path in sorted((folder / "walls").glob("*.yaml")):
            wall = self.read(path, Wall)
            if wall:
                self.errors += wall_problems(path, wall, {other.id for _, other in self.walls})
                self.walls.append((path, wall))

    def _read_terms(self, path: Path) -> None:
        found = self.read(path, Terms)
        if found is None:
            return
        if found.name in self.terms:
            self.errors.append(RuleError(path, 1, f"word list '{found.name}' exists already; choose another name"))
            return
        groups = found.groups or {}
        for group, terms in groups.items():
            self._add(f"{found.name}__{group.replace('-', '_')}", terms, path)
        self._add(found.name, found.terms + tuple(term for terms in groups.values() for term in terms), path)

    def _add(self, name: str, terms: tuple[str, ...], path: Path) -> None:
        if not terms:
            self.errors.append(RuleError(path, 1, f"word list '{name}' is empty; add a term or delete it"))
        self.terms[name] = terms
        self.term_paths[name] = path


def rule_files(root: Path) -> list[Path]:
    """List the rule files under a language folder, by category and name."""
    return [
        path
        for category in sorted(root.iterdir())
        if category.is_dir() and category.name not in NOT_CATEGORIES
        for path in sorted(category.glob("*.yaml"))
    ]


def _operator_files(language: Path) -> Iterator[Path]:
    return (path for path in sorted((language / "context").glob("*.yaml")) if path.name != CLAUSES)


def _unknown_formats(path: Path, transparency: Transparency, identifiers: IdentifierFile) -> list[RuleError]:
    known = {kind.id for kind in identifiers.formats}
    named = [name for item in transparency.items for name in item.identifiers]
    return [RuleError(path, 1, f"unknown format of numbers '{name}'") for name in named if name not in known]


def _retired(base: Path) -> frozenset[str]:
    path = base / "retired.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()


def _hash(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
