"""Read the rates of the rules: on how many pages each fired, and how many of its hits a label confirmed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from checker.errors import RatesError
from checker.foreign import closed_adapter, read_json
from checker.models import PackInfo
from checker.rates import FORM, Measured, RuleRate
from checker.resources import REPORTS

MAX_RATES_BYTES = 4 * 1024 * 1024
"""Largest file of rates that is read; that of a hundred rules has 20 KB."""

_MAKE_ONE = "Make one with: clinic-check rules measure MANIFEST --format json"


@cache
def bundled_measured() -> Measured:
    """Return the rates that come with the tool, measured on what its own project wrote."""
    return read_measured(REPORTS / "measured.json")


def read_measured(path: Path) -> Measured:
    """Return the rates that `clinic-check rules measure --format json` printed.

    Raises:
        RatesError: the file cannot be opened, is too large, is of another form, or its numbers cannot be true.
    """
    raw = _bytes(path)
    try:
        data = read_json(raw)
    except ValueError as error:
        raise RatesError(path, f"is no JSON ({error}). {_MAKE_ONE}") from error
    if not isinstance(data, dict) or "form" not in data:
        raise RatesError(path, f"is JSON, but no rates of rules. {_MAKE_ONE}")
    if data["form"] != FORM:
        raise RatesError(path, f"is of form {data['form']!r:.40}; this tool reads form {FORM!r}. {_MAKE_ONE}")
    measured = _validated(path, raw)
    problem = next(_untrue(measured), "")
    if problem:
        raise RatesError(path, f"{problem}. {_MAKE_ONE}")
    return measured


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_RATES_BYTES + 1)
    except OSError as error:
        raise RatesError(path, f"cannot be opened ({error.strerror or error}); check the name") from error
    if len(raw) > MAX_RATES_BYTES:
        raise RatesError(path, f"is larger than {MAX_RATES_BYTES // 2**20} MB, which no file of rates is. {_MAKE_ONE}")
    return raw


def _validated(path: Path, raw: bytes) -> Measured:
    from pydantic import ValidationError

    try:
        measured: Measured = _adapter().validate_json(raw, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise RatesError(path, f"is damaged ({where}: {first['msg']}). {_MAKE_ONE}") from error
    return measured


@cache
def _adapter() -> Any:
    return closed_adapter(Measured, (Measured, RuleRate, PackInfo))


def _untrue(measured: Measured) -> Iterator[str]:
    """Say what cannot be true of counts: less than none, more pages than there were, a rule twice."""
    if min(measured.pages, measured.sentences) < 0:
        yield "has fewer than no pages or sentences"
    seen: set[str] = set()
    for rate in measured.rules:
        if rate.rule in seen:
            yield f"gives the rule '{rate.rule:.80}' twice"
        if not _adds_up(rate, measured.pages):
            yield f"gives the rule '{rate.rule:.80}' numbers that do not add up"
        seen.add(rate.rule)


def _adds_up(rate: RuleRate, pages: int) -> bool:
    least = min(rate.pages_fired, rate.right, rate.wrong, rate.undecided, rate.missed)
    pages_fit = rate.pages_fired <= rate.pages_tried <= pages
    return least >= 0 and pages_fit and rate.right + rate.wrong == rate.sentences_judged
