"""Say what a check found in a few lines for a terminal: plain text, or with colour when a person watches."""

import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from checker.catalogue import words
from checker.models import Band, Outcome, Result
from checker.status import Status, explained
from checker.views import telling
from checker.views.digest import IN_FULL, Digest, best_first, digest
from checker.views.passage import passage
from checker.wording import clip

_BAND_STYLE: dict[Band, str] = {
    Band.MANY: "bold red",
    Band.SOME: "bold yellow",
    Band.FEW: "bold blue",
    Band.COULD_NOT_JUDGE: "bold magenta",
}
_BAND_MARK: dict[Band, str] = {Band.MANY: "[!!]", Band.SOME: "[!]", Band.FEW: "[-]", Band.COULD_NOT_JUDGE: "[?]"}


class Line(NamedTuple):
    """One paragraph of the summary: how it looks, how far it is set in, and its text, already escaped."""

    style: str
    indent: str
    text: str


def summary(result: Result, *reports: str, width: int = 80) -> str:
    """Return the summary as plain text, wrapped to `width` columns and free of control characters.

    Args:
        result: what was found.
        reports: where the reports are, each named in a line.
        width: columns.
    """
    return "\n".join(_wrapped(line, width) for line in _lines(result, reports))


def print_summary(result: Result, console: Any, *reports: str) -> None:
    """Print the summary with colour on a `rich.console.Console`, with nothing read as markup."""
    # rich takes 70 ms to import, which a run that writes to a pipe should not pay.
    from rich.text import Text

    width = min(console.width, 100)
    for line in _lines(result, reports):
        console.print(Text(_wrapped(line, width), style=line.style), soft_wrap=True)


def escaped(text: str) -> str:
    """Return text of others without line breaks, every character a terminal could act on written as an escape."""
    return "".join(_escaped_character(character) for character in text)


def _escaped_character(character: str) -> str:
    if character.isprintable():
        return character
    if character in "\t\n" or unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")


def _wrapped(line: Line, width: int) -> str:
    # A long address keeps its dashes together, so that it can be copied or clicked.
    return textwrap.fill(
        " ".join(line.text.split()),
        max(width, 40),
        initial_indent=line.indent,
        subsequent_indent=line.indent if ">" in line.indent else " " * len(line.indent),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _lines(result: Result, reports: tuple[str, ...]) -> Iterator[Line]:
    shown = digest(result)
    yield from _head(result)
    yield from _statements(shown)
    yield from _signs(shown)
    yield from _open(result)
    yield Line("", "", "")
    yield Line("dim", "", words()("report.disclaimer"))
    for report in reports:
        yield Line("bold", "", f"Full report: {escaped(report)}")


def _head(result: Result) -> Iterator[Line]:
    assessment, page = result.assessment, result.page
    yield Line("", "", clip(page.title or "(no title)", 160, escaped))
    yield Line("dim", "", escaped(result.capture.final_url))
    amount = telling.how_much_was_read(words(), page.counts, escaped(page.language), result.capture.browser)
    yield Line("dim", "", f"{amount}.")
    for other in result.pages[1:]:
        address = clip(other.url, 200, escaped)
        yield Line(
            "dim", "     ", f"{escaped(other.topic)}: {address} ({escaped(telling.what_became_of(words(), other))})"
        )
    yield Line("", "", "")
    yield Line(_BAND_STYLE[assessment.band], "", f"{_BAND_MARK[assessment.band]} {escaped(assessment.headline)}")
    if page.status is not Status.OK:
        explanation = explained(page.status)
        what = "Note" if page.status is Status.REDIRECTED_ELSEWHERE else "Incomplete"
        yield Line("bold", "     ", f"{what}: {explanation.sentence} {explanation.next_step}")
    if result.run.ignored_robots:
        yield Line("", "     ", f"Read without asking robots.txt, because: {escaped(result.run.ignored_robots)}")
    if page.recognised_as:
        yield Line("", "     ", f"Recognised as {escaped(page.recognised_as)}.")
    for limit in page.limits:
        yield Line("bold", "     ", f"Incomplete: {escaped(limit.sentence)}")
    for reason in assessment.reasons[:3]:
        yield Line("", "   - ", escaped(reason))


def _statements(shown: Digest) -> Iterator[Line]:
    if not shown.statements:
        return
    yield Line("", "", "")
    yield Line("bold", "", f"What the page says ({words().count('to_ask_about', len(shown.statements))})")
    for number, outcome in enumerate(shown.statements[:IN_FULL], 1):
        yield Line("", f"{number:3}. ", escaped(outcome.title))
        yield from _quote(outcome if outcome.findings else _first_with_words(shown.parts.get(outcome.rule, ())))
    rest = len(shown.statements) - IN_FULL
    if rest > 0:
        yield Line("dim", "     ", f"and {rest} more in the report")


def _first_with_words(parts: tuple[Outcome, ...]) -> Outcome | None:
    return next((part for part in parts if part.findings), None)


def _quote(outcome: Outcome | None) -> Iterator[Line]:
    if outcome is None:
        return
    for finding in best_first(outcome.findings)[:1]:
        said = passage(finding, 160, shown_by=escaped)
        marks = [telling.operator_words(words(), operator) for operator in finding.softened_by]
        marks += ["hidden on the page"] * finding.hidden + ["disguised letters"] * finding.disguised
        note = f" ({escaped('; '.join(marks))})" if marks else ""
        yield Line("cyan", "     > ", f"{said.before}{said.quote}{said.after}{note}")


def _signs(shown: Digest) -> Iterator[Line]:
    if shown.good:
        yield Line("", "", "")
        yield Line("bold", "", "Good signs seen (not proof)")
        for outcome in shown.good:
            yield Line("", "   + ", escaped(outcome.title))
    if shown.missing:
        titles = "; ".join(escaped(outcome.title).rstrip(".") for outcome in shown.missing)
        yield Line("", "", "")
        yield Line("", "", f"Information we did not see: {titles}.")


def _open(result: Result) -> Iterator[Line]:
    sentences = [escaped(sentence) for sentence in result.assessment.could_not_see]
    if sentences:
        yield Line("", "", "")
        yield Line("", "", f"Not checked: {' '.join(sentences)}")
