"""Everything a template of a report may use, by name."""

import re
from dataclasses import dataclass
from typing import Any

from checker.catalogue import Words
from checker.models import Result, View
from checker.status import JUDGED
from checker.views import collection, telling
from checker.views.background import Background
from checker.views.changing import changed, in_one_sentence
from checker.views.charts import by_category, on_page
from checker.views.digest import IN_FULL, Digest, digest, unchecked_comes_first
from checker.views.letter import letter
from checker.views.links import repeat_command
from checker.views.measured import bundled_measured
from checker.views.numbering import Numbered, numbered
from checker.views.page_text import highlighted
from checker.views.paper import QUOTE_CHARACTERS, TERMS, paper
from checker.views.provisions import bundled_provisions, provisions_for
from checker.views.subjects import by_subject
from checker.views.targets import ENTRIES_SHOWN, PLACES_SHOWN, targets

NUMBERS_SHOWN = 60
"""Official numbers listed; a page of references may hold hundreds, and the JSON result lists them."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What every quote of a page is shown with."""

    language: str
    """The attribute that tells a reader's voice of the page's language."""
    address: str
    """Of the page that was given."""
    has_text: bool
    """True when the report holds the page's text, to which a quote can lead."""


def shown(result: Result, view: View, w: Words, background: Background) -> dict[str, Any]:
    """Return what a report's template is filled with.

    Args:
        result: what was found.
        view: for whom.
        w: the words of a language.
        background: what is known beyond the result.
    """
    sorted_out = digest(result)
    items = numbered(result) if view is View.REGULATOR else ()
    values = {
        "result": result,
        "view": view,
        "digest": sorted_out,
        "background": background,
        "read": telling.read_and_not_read(w, result),
        "unchecked_first": unchecked_comes_first(result),
        "command": repeat_command(result),
        "last_visited": w.moment(collection.last_visited(result)),
        "categories": by_category(result.outcomes),
        "places": on_page(result.outcomes, characters=len(result.texts[0].text) if result.texts else 0),
        "pages": highlighted(result),
        "targets": targets(result, view, items),
        "record": tuple(collection.record(w, result)),
        "here": Here(
            language=spoken(result.page.language, w), address=result.capture.final_url, has_text=bool(result.texts)
        ),
        "in_full": IN_FULL,
        "numbers_shown": NUMBERS_SHOWN,
    }
    match view:
        case View.PATIENT:
            return values | {
                "paper": paper(result, sorted_out),
                "quote_characters": QUOTE_CHARACTERS,
                "terms": TERMS,
            }
        case View.JOURNALIST:
            return values | _for_journalists(result, w, sorted_out, background)
        case View.REGULATOR:
            return values | _for_regulators(result, w, items, background)


def _for_journalists(result: Result, w: Words, sorted_out: Digest, background: Background) -> dict[str, Any]:
    measured = background.measured or bundled_measured()
    return {
        "subjects": by_subject(sorted_out),
        "letter": letter(w, result, sorted_out),
        "citation": collection.citation(w, result),
        "measured": measured,
        "other_rules": not measured.speaks_of(result.pack),
        "places_shown": PLACES_SHOWN,
    }


def _for_regulators(result: Result, w: Words, items: tuple[Numbered, ...], background: Background) -> dict[str, Any]:
    addresses = collection.addresses(w, result)
    fired = tuple({item.outcome.rule: item.outcome for item in items}.values())
    return {
        "findings": tuple(item for item in items if item.number.startswith("F")),
        "omissions": tuple(item for item in items if item.number.startswith("O")),
        "good": tuple(item for item in items if item.number.startswith("G")),
        "fired": fired,
        "first_numbers": {item.outcome.rule: item.number for item in reversed(items)},
        "provisions": tuple(each for each in bundled_provisions() if any(each in provisions_for(one) for one in fired)),
        "provisions_for": provisions_for,
        "changed": changed(background.changes),
        "changes_summary": in_one_sentence(w, background.changes) if background.changes else "",
        "narrated": collection.narrated(w, result),
        "addresses": addresses,
        "addresses_read": sum(each.status in JUDGED for each in addresses),
        "entries_shown": ENTRIES_SHOWN,
    }


def spoken(language: str, w: Words) -> Any:
    """Return the attribute that tells a reader's voice of another language, empty for the report's own."""
    from markupsafe import Markup

    foreign = language != w.language and language != "und" and _LANGUAGE.fullmatch(language)
    return Markup(' lang="{}"').format(language) if foreign else Markup("")
