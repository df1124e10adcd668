"""Read a stored result back, strictly: another version, a damaged file or no result is an error, never a guess."""

import json
from pathlib import Path
from typing import Any, NoReturn

from checker.damage import damages
from checker.errors import ResultError
from checker.models import Result
from checker.render import parse_json
from checker.version import SCHEMA_VERSION

MAX_RESULT_BYTES = 64 * 1024 * 1024
"""Largest result that is read; the result of a page of 20 MB stays below."""

_MAKE_ONE = "Make one with: clinic-check check URL --format json"
_PROBLEMS_SHOWN = 3


def read_result(path: Path) -> Result:
    """Return the result that `clinic-check check --format json` stored.

    Raises:
        ResultError: the file cannot be opened, is damaged, is of another version, holds a quote that is not in its
            text, or is no result.
    """
    text = _text(path)
    data = _parsed(path, text)
    if not isinstance(data, dict) or "schema_version" not in data:
        raise ResultError(path, f"is JSON, but no result of this tool. {_MAKE_ONE}")
    version = data["schema_version"]
    if version != SCHEMA_VERSION:
        raise ResultError(
            path,
            f"is a result of version {version!r:.40}; this tool reads version {SCHEMA_VERSION!r}. "
            "Use the version of the tool that wrote it, or check the page again",
        )
    result = _validated(path, text)
    for damage in damages(result):
        raise ResultError(path, f"is damaged ({damage}). Check the page again")
    return result


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise ResultError(path, "is a folder; name a file in it")
        if path.stat().st_size > MAX_RESULT_BYTES:
            raise ResultError(path, f"is larger than {MAX_RESULT_BYTES // 2**20} MB, which no result is")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ResultError(path, f"cannot be opened ({error.strerror or error}); check the name") from error
    except UnicodeDecodeError as error:
        raise ResultError(path, f"is no text in UTF-8 (byte {error.start + 1}), so no result. {_MAKE_ONE}") from error


def _parsed(path: Path, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise ResultError(path, f"is damaged, or no JSON ({where}). {_MAKE_ONE}") from error
    except (ValueError, RecursionError) as error:
        raise ResultError(path, f"is damaged ({str(error) or 'nested too deeply'}). {_MAKE_ONE}") from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r:.60} stands twice in one object")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _validated(path: Path, text: str) -> Result:
    from pydantic import ValidationError

    try:
        return parse_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        lines = [f"{'.'.join(str(step) for step in each['loc'])}: {each['msg']}" for each in found[:_PROBLEMS_SHOWN]]
        more = len(found) - len(lines)
        rest = f"; and {more} more" if more > 0 else ""
        raise ResultError(path, f"is damaged ({'; '.join(lines)}{rest}). Check the page again") from error
