"""Read one YAML file strictly: plain mappings, lists and text, every error with file and line.

Rule files may come from strangers. Every scalar stays text (`no` and `1:30` do not change type); anchors, aliases,
tags, merge keys, duplicate keys, several documents, deep nesting and huge files are refused.
"""

import difflib
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from checker.errors import RuleError

MAX_BYTES = 256 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 12

_MACHINERY = re.compile(r"(?m)(?:^|[\s\[{,:?-])[&*!][^\s]")
"""What may be an anchor, an alias or a tag; only then are the file's events read one by one."""

UNKNOWN_KEY = frozenset({"unexpected_keyword_argument", "extra_forbidden"})

Value = TypeVar("Value")
Lines = dict[tuple[str | int, ...], int]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path: Path, kind: type[Value]) -> Value:
    """Return the file's content as a value of `kind`.

    Raises:
        RuleError: the file cannot be read, is not plain YAML, or does not fit `kind`.
    """
    text = _read_text(path)
    data, lines = _plain(path, text)
    try:
        adapter_key: Any = kind
        value: Value = _adapter(adapter_key).validate_python(data)
    except ValidationError as error:
        raise _explain(path, kind, lines, error) from error
    return value


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(path, 1, f"cannot be read ({error.strerror}); check the name and the permissions") from error
    if len(raw) > MAX_BYTES:
        raise RuleError(path, 1, f"is larger than {MAX_BYTES // 1024} KB; split it")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RuleError(path, line, "is not UTF-8 text; save it as UTF-8") from error


def _plain(path: Path, text: str) -> tuple[Any, Lines]:
    try:
        if _MACHINERY.search(text):
            _refuse_machinery(path, text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or error.context
        hint = "put quotes round a text that begins with { [ * & or holds ': '"
        raise RuleError(path, line, f"is not valid YAML: {problem}; {hint}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise RuleError(path, 1, f"is not valid YAML: {error}") from error
    if node is None:
        raise RuleError(path, 1, "is empty; start from `clinic-check rules new ID`")
    lines: Lines = {}
    return _Plainer(path, lines).convert(node, (), 0), lines


def _refuse_machinery(path: Path, text: str) -> None:
    """Refuse anchors, aliases and tags, which the composed tree no longer shows."""
    for event in yaml.parse(text, Loader=_Loader):
        mark: Any = event.start_mark
        line = mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise RuleError(path, line, "aliases (*name) are not allowed; write the text out")
        if getattr(event, "anchor", None):
            raise RuleError(path, line, "anchors (&name) are not allowed; write the text out")
        if getattr(event, "tag", None):
            raise RuleError(path, line, "tags (!name) are not allowed; write plain text")


class _Plainer:
    """Turn composed nodes into plain values, remembering the line of each."""

    def __init__(self, path: Path, lines: Lines) -> None:
        self.path = path
        self.lines = lines
        self.nodes = 0

    def convert(self, node: Any, at: tuple[str | int, ...], depth: int) -> Any:
        self.nodes += 1
        line = node.start_mark.line + 1
        self.lines[at] = line
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise RuleError(self.path, line, "is nested too deeply or too long; split it")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at, depth)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.convert(item, (*at, i), depth + 1) for i, item in enumerate(node.value))
        return node.value

    def _mapping(self, node: Any, at: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise RuleError(self.path, line, "has a key that is not plain text")
            key = key_node.value
            if key == "<<":
                raise RuleError(self.path, line, "merge keys (<<) are not allowed; write the keys out")
            if key in found:
                raise RuleError(self.path, line, f"has the key '{key}' twice; keep one")
            found[key] = self.convert(value_node, (*at, key), depth + 1)
            self.lines[(*at, key)] = line
        return found


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _explain(path: Path, kind: type, lines: Lines, error: ValidationError) -> RuleError:
    listed = error.errors(include_url=False)
    # An unknown key is usually a missing one misspelt: name it first.
    problem = next((item for item in listed if item["type"] in UNKNOWN_KEY), listed[0])
    at = tuple(problem["loc"])
    line = _line_of(lines, at)
    where = ".".join(str(part) for part in at) or "the file"
    if problem["type"] in UNKNOWN_KEY:
        return RuleError(path, line, _unknown_key(kind, at))
    if problem["type"] in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return RuleError(path, line, f"the key '{at[-1]}' is missing; add it")
    if problem["type"] == "dataclass_type" and not at:
        return RuleError(path, line, "is not a list of keys and values; start from `clinic-check rules new ID`")
    given = f", got {problem['input']!r}"[:80] if isinstance(problem["input"], str) else ""
    return RuleError(path, line, f"{where}: {problem['msg']}{given}")


def _line_of(lines: Lines, at: tuple[str | int, ...]) -> int:
    for length in range(len(at), -1, -1):
        if at[:length] in lines:
            return lines[at[:length]]
    return 1


def _unknown_key(kind: type, at: tuple[str | int, ...]) -> str:
    key = str(at[-1])
    known = sorted(_all_keys(kind))
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "remove it"
    return f"unknown key '{key}', {hint}"


def _all_keys(kind: type) -> set[str]:
    """Collect the field names of a dataclass and of those it may hold."""
    from checker.rulebook import identifier_schema, pack_schema, provision_schema, schema, wall_schema

    modules = (schema, pack_schema, identifier_schema, wall_schema, provision_schema)
    kinds = [value for module in modules for value in vars(module).values() if is_dataclass(value)]
    return {field.name for value in [kind, *kinds] if is_dataclass(value) for field in fields(value)}
