"""The overview pages: `index.html`, one or more for each band, and the paragraphs that several sites share."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from checker.batch import overview
from checker.batch.change_sums import ChangeSums, newest
from checker.batch.database import Database
from checker.batch.folder import RunFacts
from checker.batch.listing import Listing
from checker.batch.totals import Totals
from checker.catalogue import ENGLISH
from checker.models import Band
from checker.resources import REPORTS
from checker.views.charts import by_band

ON_INDEX = 60
A_PAGE = 250
"""Rows of a band's page; more go on the next one."""

SAME_TEXT = "same-text.html"
_ALL = tuple(overview.BANDS)


def pages(
    database: Database, totals: Totals, facts: RunFacts, listing: Listing, changes: ChangeSums | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each page."""
    shared = {"totals": totals, "facts": facts, "listing": listing, "bands": overview.BANDS, "files": _files(totals)}
    groups = overview.same_text(database)
    yield (
        "index.html",
        _rendered(
            "index.html",
            **shared,
            sites=list(overview.sites(database, _ALL, most=ON_INDEX)),
            bars=overview.spread(database),
            by_band=by_band(_of_bands(totals)),
            signs=overview.frequent_signs(database),
            groups=groups,
            not_read=list(overview.with_explanations(totals.not_read_by_status)),
            not_judged=list(overview.with_explanations(totals.could_not_judge_by_status)),
            bad_rows=list(overview.with_explanations(totals.bad_rows_by_status)),
            changes=changes,
            newest=newest(database) if changes else [],
        ),
    )
    for band in overview.BANDS:
        yield from _band_pages(database, band, shared)
    if groups:
        yield SAME_TEXT, _rendered("same-text.html", **shared, groups=groups, most=overview.TEXTS_SHOWN)


def _files(totals: Totals) -> dict[str, list[str]]:
    """Return the names of each band's pages; none for a band without sites."""
    counts = {band.value: count for band, count in _of_bands(totals).items()} | {
        "not_read": totals.not_read + totals.bad_rows,
    }
    return {band: [_file(band, number) for number in range(-(-count // A_PAGE))] for band, count in counts.items()}


def _file(band: str, number: int) -> str:
    name = band.replace("_", "-")
    return f"{name}.html" if number == 0 else f"{name}-{number + 1}.html"


def _of_bands(totals: Totals) -> dict[Band, int]:
    return {
        Band.MANY: totals.many,
        Band.SOME: totals.some,
        Band.FEW: totals.few,
        Band.COULD_NOT_JUDGE: totals.could_not_judge,
    }


def _band_pages(database: Database, band: str, shared: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = shared["files"][band]
    left = overview.sites(database, (band,))
    for number, name in enumerate(names):
        shown = list(islice(left, A_PAGE))
        yield name, _rendered("band.html", **shared, band=band, sites=shown, number=number, names=names)


def _rendered(template: str, **values: Any) -> str:
    sheet = _stylesheet()
    html: str = (
        _environment()
        .get_template(f"batch/{template}")
        .render(
            **values,
            stylesheet=sheet,
            stylesheet_sha256=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
        )
    )
    return html


@cache
def _stylesheet() -> str:
    from markupsafe import Markup

    sheets = (REPORTS / "report.css", REPORTS / "batch" / "batch.css")
    return Markup("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))  # noqa: S704 - files of ours


@cache
def _environment() -> Any:
    from checker.templates import environment

    made = environment(ENGLISH).overlay()
    made.filters = made.filters | {"count": count, "share": share}
    return made


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 word`, `2,340 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share(part: int, whole: int) -> str:
    """Return a part of a whole in words: `12 of 30 (40 %)`."""
    return f"{part:,} of {whole:,} ({100 * part / whole:.0f} %)" if whole else f"{part:,}"
