"""Turn `Changes` into a page people read (HTML), a form machines read (JSON) and lines for a terminal."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC
from functools import cache
from typing import Any

from checker.foreign import closed_adapter, schema_of
from checker.models import changes as values
from checker.models.changes import Cause, Change, ChangeKind, Changes, Edition, Subject
from checker.render import json_text
from checker.resources import REPORTS
from checker.terminal import escaped
from checker.wording import clip, visible

KIND = {
    ChangeKind.NEW: "New",
    ChangeKind.GONE: "Gone",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.UNKNOWN: "Not known",
    ChangeKind.SAME: "The same",
}
KIND_MEANING = {
    ChangeKind.NEW: "In the later result and not in the earlier one.",
    ChangeKind.GONE: "In the earlier result and not in the later one.",
    ChangeKind.REWORDED: "Nearly the same sentence, found by the same rule.",
    ChangeKind.UNKNOWN: "One of the two checks could not tell. This is no change.",
    ChangeKind.SAME: "The same words in both results, wherever they stand.",
}
CAUSE = {
    Cause.PAGE_CHANGED: "page changed",
    Cause.RULES_CHANGED: "rules changed",
    Cause.BOTH_CHANGED: "page and rules changed",
    Cause.UNEXPLAINED: "unexplained: neither page nor rules changed",
}
SUBJECT = {
    Subject.STATEMENT: "What the page says",
    Subject.OMISSION: "What the page does not mention",
    Subject.GOOD_SIGN: "Good sign",
    Subject.NUMBER: "Official number",
}
DISCLAIMER = (
    "A change says that words came or went, or that the rules did. It says nothing about the reason, and that nothing "
    "changed does not mean that a treatment works or is free of harm."
)

SHOWN = 200
"""Entries of one kind on the page; the JSON form lists them all."""


def changes_html(changes: Changes) -> str:
    """Return the comparison as one HTML file without scripts and without anything loaded from elsewhere."""
    sheet = _stylesheet()
    html: str = _template().render(
        changes=changes,
        groups=groups(changes),
        summary=in_one_sentence(changes),
        facts=_facts(changes),
        kind=KIND,
        kind_meaning=KIND_MEANING,
        cause=CAUSE,
        subject=SUBJECT,
        disclaimer=DISCLAIMER,
        shown=SHOWN,
        stylesheet=sheet,
        stylesheet_sha256=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
    )
    return html


def groups(changes: Changes) -> dict[ChangeKind, tuple[Change, ...]]:
    """Return the changes of each kind that has any, in order."""
    found = {kind: tuple(each for each in changes.changes if each.kind is kind) for kind in ChangeKind}
    return {kind: found[kind] for kind in KIND if found[kind]}


def in_one_sentence(changes: Changes) -> str:
    """Return how many findings are new, gone and reworded, and what changed as a whole."""
    if not changes.comparable:
        return "One of the two checks could not judge the page, so nothing can be compared."
    found = groups(changes)
    kinds = (kind for kind in KIND if kind is not ChangeKind.UNKNOWN)
    parts = ", ".join(f"{len(found.get(kind, ()))} {KIND[kind].lower()}" for kind in kinds)
    page = "The page's text changed" if changes.page_changed else "The page's text is the same"
    rules = "the rules changed" if changes.rules_changed else "the rules are the same"
    return f"{page}; {rules}. Findings: {parts}."


def _facts(changes: Changes) -> Iterator[tuple[str, str, str]]:
    def row(name: str, show: Any) -> tuple[str, str, str]:
        return (name, show(changes.old), show(changes.new))

    yield row("Visited", lambda each: f"{each.visited_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    yield row("Result", lambda each: each.headline)
    yield row("Reading", lambda each: each.status.value)
    yield row("Sort of page", lambda each: each.genre.value.replace("_", " "))
    yield row("Words read", lambda each: f"{each.words:,}")
    yield row("Rules", lambda each: f"{each.pack}, {each.pack_sha256[:12]}")
    yield row("Tool", lambda each: each.tool_version)
    yield row("Text (SHA-256)", lambda each: each.text_sha256[:12])
    yield row("Source (SHA-256)", lambda each: each.source_sha256[:12])


@cache
def _stylesheet() -> str:
    from markupsafe import Markup

    sheets = ((REPORTS / name).read_text(encoding="utf-8") for name in ("report.css", "changes.css"))
    return Markup("\n".join(sheets))  # noqa: S704 - files of ours, not of the page


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(REPORTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.filters["clip"] = clip
    return made.get_template("changes.html")


def changes_json(changes: Changes) -> str:
    """Return the comparison as JSON."""
    return json_text(changes)


def changes_schema() -> dict[str, Any]:
    """Return the JSON Schema of that form, as published in `reports/changes.schema.json`."""
    return schema_of(closed_adapter(Changes, vars(values).values()))


def changes_text(changes: Changes) -> str:
    """Return the comparison as plain lines, free of control characters."""
    return "\n".join(_lines(changes)) + "\n"


def _lines(changes: Changes) -> Iterator[str]:
    yield escaped(changes.new.address)
    yield f"{_edition(changes.old)} -> {_edition(changes.new)}"
    yield in_one_sentence(changes)
    yield from (escaped(notice) for notice in changes.notices)
    for kind, found in groups(changes).items():
        if kind in {ChangeKind.SAME, ChangeKind.UNKNOWN}:
            continue
        yield ""
        yield f"{KIND[kind]} ({len(found)})"
        for change in found:
            yield from _change_lines(change)


def _edition(edition: Edition) -> str:
    return f"{edition.visited_at.astimezone(UTC):%Y-%m-%d}: {escaped(edition.headline)} ({edition.status.value})"


def _change_lines(change: Change) -> Iterator[str]:
    cause = f" [{CAUSE[change.cause]}]" if change.cause else ""
    yield f"  {SUBJECT[change.subject]}: {escaped(change.title)}{cause}"
    for mark, words in (("-", change.before), ("+", change.after)):
        if words:
            yield f"    {mark} {clip(words.sentence or words.quote, 200, escaped)}"
    if change.note:
        yield f"    ({escaped(change.note)})"
