"""What fills the templates in `reports/` with the words of a language. Imported late: Jinja2 costs 80 ms to import."""

import hashlib
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from checker.catalogue import ENGLISH, FOLDER, words
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


@cache
def environment(language: str) -> Environment:
    """Return what fills the templates of reports with the words of a language."""
    folder = cache_folder()
    made = Environment(
        loader=FileSystemLoader(REPORTS),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=Compiled(folder, language) if folder else None,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )
    w = words(language)
    made.filters |= {"w": w, "as_sentence": telling.as_sentence, "safe_href": safe_href, "best_first": best_first}
    made.filters |= {"passage": partial(passage, w=w), "clip": partial(clip, w=w)}
    told = ("state_words", "operator_words", "category_words", "base_rate", "where_found", "what_became_of")
    made.filters |= {name: partial(getattr(telling, name), w) for name in told}
    made.filters["kept"] = _keeping(made)
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


def _show(value: object) -> object:
    """Spell out invisible characters in every text a template prints, so that no place can forget to."""
    if type(value) is str:
        return visible(value)
    return value


def _keeping(made: Environment) -> Callable[..., Any]:
    """Return what gives a piece of `parts/kept.html`, which shows nothing but its arguments, and keeps it.

    Most of a report says of rules and sources what every report of the pack says. Arguments are told apart by type
    too, because a text that is safe as it stands equals one that is not.
    """

    @lru_cache(maxsize=KEPT_PIECES, typed=True)
    def kept(piece: str, *arguments: object) -> Any:
        return getattr(made.get_template("parts/kept.html").module, piece)(*arguments)

    return kept
