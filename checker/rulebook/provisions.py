"""Read the file of provisions and check it against the rules it names."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from checker.banned import banned_words
from checker.errors import RuleError, RulePackError
from checker.rulebook.files import rule_files
from checker.rulebook.pack_files import LANGUAGE
from checker.rulebook.provision_schema import Provision, ProvisionFile
from checker.rulebook.yaml_file import read_yaml

_ID = re.compile(r"(us|eu|uk|au|ca)(-[a-z0-9]+)+")
_WEB = re.compile(r"https?://[^\s/]+/\S*")

Complaint = tuple[str, str]
"""The text to look for when naming the line, and the message."""


def read_provisions(base: Path) -> tuple[Provision, ...]:
    """Return the provisions of a rule pack, in the file's order.

    Raises:
        RulePackError: the file is wrong; lists every problem as `file:line: what, and what to do`.
    """
    path = base / "provisions.yaml"
    try:
        found = read_yaml(path, ProvisionFile).provisions
    except RuleError as error:
        raise RulePackError((error,)) from error
    files = rule_files(base / LANGUAGE)
    errors = tuple(_problems(path, found, {*(file.stem for file in files), *(file.parent.name for file in files)}))
    if errors:
        raise RulePackError(errors)
    return found


def _problems(path: Path, provisions: tuple[Provision, ...], known: Collection[str]) -> Iterator[RuleError]:
    seen: set[str] = set()
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, provision in enumerate(provisions):
        at = _line_of_entry(lines, number)
        if provision.id in seen:
            yield RuleError(path, at, f"the id '{provision.id}' is used already; choose another")
        seen.add(provision.id)
        for needle, message in (*_form(provision), *_unknown(provision, known)):
            yield RuleError(path, _line_from(lines, at, needle), message)


def _form(provision: Provision) -> Iterator[Complaint]:
    if not _ID.fullmatch(provision.id) or not provision.id.startswith(f"{provision.jurisdiction.value.lower()}-"):
        yield "id:", f"the id '{provision.id}' does not begin with its jurisdiction; write for example us-ftc-act-5"
    if not _WEB.fullmatch(provision.url):
        yield "url:", f"'{provision.url}' is no web address; give the page where the provision can be read"
    if not _is_day(provision.read):
        yield "read:", f"'{provision.read}' is no day; write the day the page was looked up as 2026-11-28"
    for word in banned_words(f"{provision.title} {provision.edition}"):
        yield word, f"says '{word}'; name the provision's subject without a verdict"


def _unknown(provision: Provision, known: Collection[str]) -> Iterator[Complaint]:
    if not provision.applies_to:
        yield "applies_to:", "names no rule; list categories or ids of rules beside which it is worth a look"
    for name in provision.applies_to:
        if name not in known:
            yield name, f"'{name}' is no category and no rule; see `clinic-check rules list`, correct or remove it"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _line_of_entry(lines: list[str], number: int) -> int:
    entries = [line for line, text in enumerate(lines, start=1) if re.match(r"\s*-\s+id:|\s+id:", text)]
    return entries[number] if number < len(entries) else 1


def _line_from(lines: list[str], start: int, needle: str) -> int:
    """Return the first line from `start` on that holds the needle as a whole word, or `start`."""
    word = re.compile(rf"(?<![\w-]){re.escape(needle)}(?![\w-])")
    return next((line for line, text in enumerate(lines, start=1) if line >= start and word.search(text)), start)
