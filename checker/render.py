"""Turn a `Result` into the report people read (HTML) and the one machines read (JSON). Pure: same value, same bytes."""

import base64
import dataclasses
import hashlib
import json
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from checker import models
from checker.catalogue import ENGLISH, words
from checker.foreign import closed_adapter, read_json, schema_of
from checker.models import Result, View
from checker.resources import REPORTS
from checker.views.background import NOTHING_ELSE, Background
from checker.views.shown import shown


def render_html(
    result: Result, *, view: View = View.PATIENT, language: str = ENGLISH, background: Background = NOTHING_ELSE
) -> str:
    """Return the report as one HTML file without scripts and without anything loaded from elsewhere.

    Args:
        result: What was found.
        view: For whom.
        language: Language of the interface texts, one of `catalogue.languages()`.
        background: What is known beyond the result: measured rates, reviews, other sites.

    """
    # Jinja2 costs 80 ms to import, which commands that render nothing should not pay.
    from checker.templates import environment

    sheet = _stylesheet()
    html: str = (
        environment(language)
        .get_template(f"{view.value}.html")
        .render(
            shown(result, view, words(language), background),
            stylesheet=sheet,
            stylesheet_sha256=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
        )
    )
    return html


@cache
def _stylesheet() -> str:
    from markupsafe import Markup

    return Markup((REPORTS / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - a file of ours, not of the page


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
