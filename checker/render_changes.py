"""Turn `Changes` into a page people read (HTML), a form machines read (JSON) and lines for a terminal."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC
from functools import cache
from typing import Any

from checker.catalogue import ENGLISH, Words, words
from checker.foreign import closed_adapter, schema_of
from checker.models import changes as values
from checker.models.changes import Change, ChangeKind, Changes, Edition
from checker.render import json_text
from checker.resources import REPORTS
from checker.terminal import escaped
from checker.views.changing import groups, in_one_sentence
from checker.views.shown import spoken
from checker.wording import clip

SHOWN = 200
"""Entries of one kind on the page; the JSON form lists them all."""


def changes_html(changes: Changes, *, language: str = ENGLISH) -> str:
    """Return the comparison as one HTML file without scripts and without anything loaded from elsewhere."""
    from checker.templates import environment

    sheet = _stylesheet()
    w = words(language)
    html: str = (
        environment(language)
        .get_template("changes.html")
        .render(
            changes=changes,
            groups=groups(changes),
            summary=in_one_sentence(w, changes),
            facts=_facts(w, changes),
            spoken={edition: spoken(edition.language, w) for edition in (changes.old, changes.new)},
            shown=SHOWN,
            stylesheet=sheet,
            stylesheet_sha256=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
        )
    )
    return html


def _facts(w: Words, changes: Changes) -> Iterator[tuple[str, str, str]]:
    def row(name: str, show: Callable[[Edition], str]) -> tuple[str, str, str]:
        return (name, show(changes.old), show(changes.new))

    yield row(w("changes.visited"), lambda each: w.moment(each.visited_at))
    yield row(w("changes.result"), lambda each: w.of(each.band))
    yield row(w("changes.reading"), lambda each: w(f"status.{each.status.value}.sentence"))
    yield row(w("changes.genre"), lambda each: w.of(each.genre))
    yield row(w("changes.words"), lambda each: w.number(each.words))
    yield row(w("changes.rules"), lambda each: f"{each.pack}, {each.pack_sha256[:12]}")
    yield row(w("changes.tool"), lambda each: each.tool_version)
    yield row(w("changes.text_sha256"), lambda each: each.text_sha256[:12])
    yield row(w("changes.source_sha256"), lambda each: each.source_sha256[:12])


@cache
def _stylesheet() -> str:
    from markupsafe import Markup

    sheets = ((REPORTS / name).read_text(encoding="utf-8") for name in ("report.css", "changes.css"))
    return Markup("\n".join(sheets))  # noqa: S704 - files of ours, not of the page


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
    yield in_one_sentence(words(), changes)
    yield from (escaped(notice) for notice in changes.notices)
    for kind, found in groups(changes).items():
        if kind in {ChangeKind.SAME, ChangeKind.UNKNOWN}:
            continue
        yield ""
        yield f"{words().of(kind)} ({len(found)})"
        for change in found:
            yield from _change_lines(change)


def _edition(edition: Edition) -> str:
    return f"{edition.visited_at.astimezone(UTC):%Y-%m-%d}: {escaped(edition.headline)} ({edition.status.value})"


def _change_lines(change: Change) -> Iterator[str]:
    w = words()
    cause = f" [{w.of(change.cause)}]" if change.cause else ""
    yield f"  {w.of(change.subject)}: {escaped(change.title)}{cause}"
    for mark, said in (("-", change.before), ("+", change.after)):
        if said:
            yield f"    {mark} {clip(said.sentence or said.quote, 200, escaped)}"
    if change.note:
        yield f"    ({escaped(change.note)})"
