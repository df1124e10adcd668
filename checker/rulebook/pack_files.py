"""The content of a rule pack's files, before its phrases are numbered."""

from dataclasses import dataclass
from pathlib import Path

from checker.rulebook.identifier_schema import IdentifierFile
from checker.rulebook.pack_schema import Authority, Clauses, Kinds, Operator, PackHead, Scoring, Transparency
from checker.rulebook.schema import Rule
from checker.rulebook.wall_schema import Wall

LANGUAGE = "en"
"""The language folder that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """The content of a pack's files, validated one by one."""

    head: PackHead
    scoring: Scoring
    kinds: Kinds
    transparency: Transparency
    clauses: Clauses
    identifiers: IdentifierFile
    operators: tuple[tuple[Path, Operator], ...]
    rules: tuple[tuple[Path, Rule], ...]
    terms: dict[str, tuple[str, ...]]
    term_paths: dict[str, Path]
    authorities: dict[str, Authority]
    walls: tuple[tuple[Path, Wall], ...]
    sha256: str
    """Over the names and bytes of all files, in name order."""
    base: Path
