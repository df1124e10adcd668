"""Make a report of each view, and the patient's in each language, from the made-up clinic's page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checker.catalogue import ENGLISH, languages
from checker.check import Start, check_fetched
from checker.models import Fetched, Result, View
from checker.render import render_html
from checker.resources import REPORTS
from checker.rulebook.pack import Pack

FOLDER = Path(__file__).parents[1] / "docs" / "samples"
ADDRESS = "https://meridian-bay.example/stem-cell-therapy"
AT = datetime(2026, 11, 22, 3, 46, tzinfo=UTC)


def samples(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Yield each sample with its content; the same rules and templates give the same bytes on any day."""
    result = sample(pack)
    for view in View:
        yield FOLDER / f"{view.value}.html", render_html(result, view=view)
    for language in languages():
        if language != ENGLISH:
            yield FOLDER / f"patient-{language}.html", render_html(result, language=language)


def sample(pack: Pack) -> Result:
    """Return what a check of the page finds, as if it had come from the web at a fixed time."""
    body = (REPORTS / "demo" / "clinic.html").read_bytes()
    fetched = Fetched(
        requested_url=ADDRESS,
        final_url=ADDRESS,
        body=body,
        content_type="text/html; charset=utf-8",
        peer_address="203.0.113.7",  # kept for documentation: RFC 5737
        wire_size_bytes=len(body),
        fetched_at=AT,
    )
    result = check_fetched(fetched, pack=pack, started=Start(at=AT, clock_s=0))
    return replace(result, run=replace(result.run, elapsed_s=1.0))
