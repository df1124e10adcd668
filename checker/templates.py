"""What fills the templates in `reports/` with the words of a language. Imported late: Jinja2 costs 80 ms to import."""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from checker.catalogue import ENGLISH, FOLDER, words
from checker.models import Outcome
from checker.resources import REPORTS, cache_folder
from checker.version import __version__
from checker.views import telling
from checker.views.digest import best_first
from checker.views.links import place_link, safe_href
from checker.views.page_text import anchor_of, place_of
from checker.views.passage import passage
from checker.views.shown import spoken
from checker.wording import clip, visible

KEPT_PIECES = 4096
"""Pieces kept of a language, each under a kilobyte: the pack's rules and sources take a few hundred."""

_is_plain = re.compile(r"[ !#$%(-;=?-~]*").fullmatch
"""Tells a text of nothing but ASCII that may stand in HTML as it is."""


@cache
def environment(language: str) -> Environment:
    """Return what fills the templates of reports with the words of a language."""
    folder = cache_folder()
    made = _Environment(
        loader=FileSystemLoader(REPORTS),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=Compiled(folder, language) if folder else None,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    w = words(language)
    made.filters |= {"w": w, "as_sentence": telling.as_sentence, "safe_href": safe_href, "best_first": best_first}
    made.filters |= {"passage": partial(passage, w=w), "clip": partial(clip, w=w)}
    told = ("state_words", "operator_words", "category_words", "base_rate", "where_found", "what_became_of")
    made.filters |= {name: partial(getattr(telling, name), w) for name in told}
    kept = _keeping(made)
    made.filters |= {"kept": kept, "rows": partial(_rows, kept)}
    made.globals |= {"w": w, "english": spoken(ENGLISH, w)}
    made.globals |= {"place_link": place_link, "anchor_of": anchor_of, "place_of": place_of}
    return made


class Compiled(FileSystemBytecodeCache):
    """Keeps the compiled templates of one language.

    Fixed words stand in them, and kept pieces of fixed arguments: what these come from tells whether they still hold.
    """

    def __init__(self, folder: Path, language: str) -> None:
        """Take the folder to keep them in."""
        super().__init__(str(folder), f"report-{language}-%s.cache")
        parts = (path.read_bytes() for path in (FOLDER / f"{language}.toml", *sorted(REPORTS.rglob("*.html"))))
        self._made_of = hashlib.sha256(__version__.encode() + b"\0".join(parts)).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the template, with any other and with the words."""
        return super().get_source_checksum(self._made_of + source)


class _Calls(CodeGenerator):
    """Has a template make one call for each value it shows; Jinja itself has it make two, and a copy.

    Were these two methods of Jinja's to get other names, templates would be as right as before and slower.
    """

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Calls


def _shown(value: object) -> str:
    """Return what a template prints for a value: escaped, with invisible characters spelled out, everywhere."""
    if type(value) is str:
        return value if _is_plain(value) else escape(visible(value))
    return value if type(value) is Markup else escape(value)


def _keeping(made: Environment) -> Callable[..., Any]:
    """Return what gives a piece of `parts/kept.html`, which shows nothing but its arguments, and keeps it.

    Most of a report says of rules and sources what every report of the pack says. Arguments are told apart by type
    too, because a text that is safe as it stands equals one that is not.
    """

    @lru_cache(maxsize=KEPT_PIECES, typed=True)
    def kept(piece: str, *arguments: object) -> Any:
        return getattr(made.get_template("parts/kept.html").module, piece)(*arguments)

    return kept


def _rows(kept: Callable[..., str], outcomes: Iterable[Outcome]) -> Markup:
    """Return the kept rows of a table of all rules; that table is a quarter of a report."""
    made = (
        kept(
            *("row", each.rule, each.title, each.kind, each.state, len(each.findings), each.reason),
            *(each.severity, each.confidence, each.points, each.replaced_by),
        )
        for each in outcomes
    )
    return Markup("".join(made))  # noqa: S704 - pieces that were escaped when they were made
