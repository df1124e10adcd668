"""Turn a `Result` into the report people read (HTML) and the one machines read (JSON). Pure: same value, same bytes."""

import base64
import dataclasses
import hashlib
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from checker import models, wording
from checker.foreign import closed_adapter, read_json, schema_of
from checker.models import Band, Finding, Outcome, Result, SetAside, Severity, Source, State, View, Zone
from checker.resources import REPORTS, cache_folder
from checker.status import EXPLANATIONS, Status

IN_FULL = 5
"""Statements shown in full to a patient; the rest follow in a compact list."""

ON_PAPER = 14
"""Of the compact list, how many are printed: a patient takes two to four pages along."""

NUMBERS_SHOWN = 60
"""Official numbers listed; a page of references may hold hundreds, and the JSON result lists them."""

_LARGE_SHARE_UNCHECKED = 0.2
_SEVERITIES = tuple(Severity)
_OFF_PAGE = frozenset({Zone.TITLE, Zone.META, Zone.ALT, Zone.JSONLD, Zone.HIDDEN})
_MENUS = frozenset({Zone.NAV, Zone.BUTTON, Zone.FORM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The outcomes of a result sorted into what a reader meets, strongest first."""

    statements: tuple[Outcome, ...]
    """What the page says: claims, measures and combinations that fired."""
    parts: dict[str, tuple[Outcome, ...]]
    """For a combination's id: the outcomes it stands for."""
    missing: tuple[Outcome, ...]
    """What the page does not mention."""
    good: tuple[Outcome, ...]
    unchecked: tuple[Outcome, ...]
    set_aside: tuple[tuple[Outcome, SetAside], ...]
    questions: tuple[str, ...]
    """What to ask about this page, without repeats."""
    sources: tuple[Source, ...]
    """All sources behind what is shown, in order of appearance."""
    sources_in_full: int
    """How many of them, from the first, stand behind the statements shown in full."""

    @property
    def numbers(self) -> dict[str, int]:
        """Return the number of each source in the list of sources."""
        return {source.key: number for number, source in enumerate(self.sources, 1)}


def digest(result: Result) -> Digest:
    """Sort the outcomes of a result into what a reader meets."""
    fired = sorted((each for each in result.outcomes if each.state is State.FIRED), key=_strength)
    shown = [each.rule for each in fired if each.kind == "combination"]
    bad = [each for each in fired if not each.good]
    statements = tuple(each for each in bad if each.kind != "absence" and each.replaced_by not in shown)
    missing = tuple(each for each in bad if each.kind == "absence")
    good = tuple(each for each in fired if each.good)
    parts = {rule: tuple(each for each in bad if each.replaced_by == rule) for rule in shown}
    in_full = _with_parts(statements[:IN_FULL], parts)
    told = (*in_full, *_with_parts(statements[IN_FULL:], parts), *missing, *good)
    return Digest(
        statements=statements,
        parts=parts,
        missing=missing,
        good=good,
        unchecked=tuple(each for each in result.outcomes if each.state is State.COULD_NOT_CHECK),
        set_aside=tuple((each, mention) for each in result.outcomes for mention in each.set_aside),
        questions=_without_repeats(each.ask for each in (*statements[:IN_FULL], *missing[:2])),
        sources=_sources(told),
        sources_in_full=len(_sources(in_full)),
    )


def _with_parts(statements: tuple[Outcome, ...], parts: dict[str, tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    return tuple(outcome for each in statements for outcome in (each, *parts.get(each.rule, ())))


def _sources(outcomes: tuple[Outcome, ...]) -> tuple[Source, ...]:
    return tuple({source.key: source for each in outcomes for source in each.sources}.values())


def best_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Put the places a visitor of the page sees as running text first, and titles, menus and hidden data last."""
    return tuple(sorted(findings, key=lambda each: (each.hidden, each.zone in _OFF_PAGE, each.zone in _MENUS)))


def _strength(outcome: Outcome) -> tuple[float, int]:
    return (-abs(outcome.points), _SEVERITIES.index(outcome.severity))


def _without_repeats(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def unchecked_comes_first(result: Result) -> bool:
    """Tell whether so much could not be checked that a reader must learn it before the findings."""
    unchecked = sum(each.state is State.COULD_NOT_CHECK for each in result.outcomes)
    unread = result.page.status is Status.PARTIAL or result.assessment.band is Band.COULD_NOT_JUDGE
    return unread or unchecked > _LARGE_SHARE_UNCHECKED * len(result.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote within its sentence, cut to a readable length and ready to show."""

    before: str
    quote: str
    after: str


def passage(finding: Finding | SetAside, limit: int = 400, shown_by: Callable[[str], str] = wording.visible) -> Passage:
    """Return the quote of a finding with as much of its sentence as fits into about `limit` characters.

    Args:
        finding: What was found, or set aside.
        limit: Characters shown; a longer quote is cut and says so.
        shown_by: Makes the page's characters fit for the place they are shown in.

    """
    quote = wording.clip(finding.quote, limit, shown_by)
    at = (
        finding.start - finding.sentence_start if isinstance(finding, Finding) else finding.sentence.find(finding.quote)
    )
    if at < 0 or finding.sentence[at : at + len(finding.quote)] != finding.quote:
        return Passage(before="", quote=quote, after="")
    room = max(60, (limit - len(quote)) // 2)
    before, after = finding.sentence[:at], finding.sentence[at + len(finding.quote) :]
    return Passage(
        before=shown_by(before) if len(before) <= room else f"… {shown_by(before[-room:].partition(' ')[2])}",
        quote=quote,
        after=shown_by(after) if len(after) <= room else f"{shown_by(after[:room].rpartition(' ')[0])} …",
    )


def safe_href(url: str) -> str:
    """Return the address if it may become a link (http or https, a plain host, no odd characters), else nothing."""
    if not url.isascii() or re.search(r"""[\x00-\x20"'<>\\^`{|}\x7f]""", url):
        return ""
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return ""
    return url if port_is_valid else ""


def place_link(url: str, finding: Finding) -> str:
    """Return a link that opens the page at the quote (a text fragment), or nothing where no browser could show it."""
    words = finding.quote.split()
    if not safe_href(url) or finding.hidden or finding.disguised or finding.zone in _OFF_PAGE or not words:
        return ""
    ends = (words,) if len(words) <= 8 else (words[:4], words[-4:])
    directive = ",".join(_fragment_text(" ".join(end)[:200]) for end in ends)
    return f"{url.partition('#')[0]}#:~:text={directive}"


def _fragment_text(words: str) -> str:
    return percent_encode(words, safe="", errors="replace").replace("-", "%2D")


def repeat_command(result: Result) -> str:
    """Return the command that checks the same page again."""
    how = "--render-always " if result.capture.browser else ""
    reason = result.run.ignored_robots
    override = f" --ignore-robots {shlex.quote(reason)}" if reason else ""
    return f"clinic-check check {how}{shlex.quote(result.capture.requested_url)}{override}"


def render_html(result: Result, *, view: View = View.PATIENT, language: str = "en") -> str:
    """Return the report as one HTML file without scripts and without anything loaded from elsewhere.

    Args:
        result: What was found.
        view: For whom.
        language: Language of the interface texts, a name of a catalogue in `reports/words/`.

    """
    sheet = _stylesheet()
    html: str = _template().render(
        result=result,
        view=digest(result),
        explanation=EXPLANATIONS[result.page.status],
        unchecked_first=unchecked_comes_first(result),
        command=repeat_command(result),
        words=wording,
        in_full=IN_FULL,
        on_paper=ON_PAPER,
        numbers_shown=NUMBERS_SHOWN,
        stylesheet=sheet,
        stylesheet_sha256=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
    )
    return html


@cache
def _stylesheet() -> str:
    from markupsafe import Markup

    return Markup((REPORTS / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours, not of the page


@cache
def _template() -> Any:
    # Jinja2 costs 80 ms to import, which commands that render nothing should not pay.
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    kept = cache_folder()

    made = Environment(
        loader=FileSystemLoader(REPORTS),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=FileSystemBytecodeCache(str(kept)) if kept else None,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )
    made.filters |= {"safe_href": safe_href, "passage": passage, "clip": wording.clip, "day": wording.day}
    made.filters |= {"count": wording.count, "state": wording.state_words, "operator": wording.operator_words}
    made.filters |= {"base_rate": wording.base_rate, "best_first": best_first, "where_found": wording.where_found}
    made.globals |= {"place_link": place_link}
    return made.get_template("report.html")


def _show(value: object) -> object:
    """Spell out invisible characters in every text a template prints, so that no place can forget to."""
    if type(value) is str:
        return wording.visible(value)
    return value


def render_json(result: Result) -> str:
    """Return the result as JSON."""
    return json_text(result)


def json_text(value: Any) -> str:
    """Return a dataclass as JSON: keys in declared order, times in UTC with Z, readable letters, two spaces."""
    text = json.dumps(dataclasses.asdict(value), ensure_ascii=False, allow_nan=False, indent=2, default=_json_moment)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _json_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_json(text: str) -> Result:
    """Return the result that `render_json` wrote.

    Raises:
        ValueError: the text is not JSON, lacks a key, has one too many or a value of the wrong type.

    """
    result: Result = _adapter().validate_python(read_json(text))
    return result


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the result file, as published in `reports/result.schema.json`."""
    return schema_of(_adapter())


@cache
def _adapter() -> Any:
    return closed_adapter(Result, vars(models).values())
