"""Write the files that are made from others: references, schemas, measured figures, samples, parts of the README.

python scripts/generate.py           write them
python scripts/generate.py --check   fail when one is out of date
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from labelled import TESTS, labelled
from pydantic import TypeAdapter
from samples import samples

from checker import check_html
from checker.evidence import manifest
from checker.export.fields import field_sections
from checker.export.tables import COLUMNS
from checker.measure import Row, measure
from checker.rates import rates, rates_json
from checker.render import json_schema
from checker.render_changes import changes_schema
from checker.resources import REPORTS
from checker.rulebook.describe import example_text, rule_lines
from checker.rulebook.identifier_schema import IdentifierFile
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack, RuleEntry
from checker.rulebook.pack_schema import Kinds, Operator, Places, Scoring, Terms, Transparency
from checker.rulebook.provision_schema import ProvisionFile
from checker.rulebook.schema import STRICT, Rule
from checker.rulebook.site_schema import SitePages
from checker.rulebook.wall_schema import Wall
from checker.status import JUDGED, SIDE, Side, explained
from checker.tally import Tally
from checker.terminal import summary
from checker.version import SCHEMA_VERSION

ROOT = Path(__file__).parents[1]
OWN_WORDS = "pages and sentences that this project wrote for its own tests, not on real clinic pages"
"""What the rates in `reports/measured.json` were measured on."""

SCHEMAS: dict[str, type] = {
    "rule": Rule,
    "terms": Terms,
    "operator": Operator,
    "page-kinds": Kinds,
    "places": Places,
    "site-pages": SitePages,
    "scoring": Scoring,
    "transparency": Transparency,
    "identifiers": IdentifierFile,
    "wall": Wall,
    "provisions": ProvisionFile,
}


def main() -> int:
    """Write or compare every generated file; return the exit code."""
    stale = []
    for path, text in generated():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv:
            stale.append(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date; run: python scripts/generate.py", file=sys.stderr)
    return 1 if stale else 0


def generated() -> Iterator[tuple[Path, str]]:
    """Yield each generated file with its content."""
    pack = load_rules()
    rows = [json.loads(line) for line in labelled().splitlines()]
    found = measure(rows, TESTS, pack)
    yield ROOT / "docs" / "rules.md", rule_reference(pack)
    yield ROOT / "docs" / "statuses.md", status_reference()
    yield ROOT / "README.md", readme(pack)
    yield TESTS / "labelled.jsonl", labelled()
    yield ROOT / "docs" / "method.md", method(rows, found)
    yield REPORTS / "measured.json", rates_json(rates(found, pack, name=OWN_WORDS, manifest="labelled.jsonl"))
    yield ROOT / "reports" / "result.schema.json", _json(json_schema())
    yield ROOT / "reports" / "capture.schema.json", _json(manifest.json_schema())
    yield ROOT / "reports" / "changes.schema.json", _json(changes_schema())
    yield ROOT / "docs" / "fields.md", fields()
    yield from samples(pack)
    STRICT["use_attribute_docstrings"] = True  # the docstrings under the fields become the schema's descriptions
    for name, kind in SCHEMAS.items():
        yield ROOT / "rules" / "schema" / f"{name}.schema.json", _json(TypeAdapter(kind).json_schema())


def readme(pack: Pack) -> str:
    """Return the README with what the demonstration prints and how many rules there are."""
    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    result = check_html(page, url="http://127.0.0.1:8000/", pack=pack)
    shown = "\n".join(f"    {line}".rstrip() for line in summary(result, "127.0.0.1-2026-11-22.html").splitlines())
    examples = sum(len(entry.rule.examples.fires) + len(entry.rule.examples.quiet) for entry in pack.entries)
    categories = ", ".join(dict.fromkeys(entry.category for entry in pack.entries))
    counts = f"{len(pack.entries)} rules with {examples} examples, in these categories: {categories}."
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return _between(_between(text, "demo", shown), "counts", counts)


def method(rows: list[Row], found: Tally) -> str:
    """Return the method page with what the rules do on the sentences and pages of this repository."""
    sentences = [row for row in rows if "text" in row]
    claims = sum(1 for row in sentences if row["types"])
    text = (
        f"On {claims} claims, {len(sentences) - claims} look-alikes and {len(rows) - len(sentences)} pages: "
        f"precision {found.precision}, recall {found.recall}, "
        f"agreement of bands {found.agreement} (a neighbour counts half)."
    )
    shares = "\n".join(_share_lines(found))
    page = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    return _between(_between(page, "measured", text), "shares", shares)


def _share_lines(found: Tally) -> Iterator[str]:
    yield "| published | here | |"
    yield "|---|---|---|"
    for rate in found.base_rates:
        yield f"| {rate.published_percent:g} % | {rate.percent:.0f} % of {rate.pages} | {rate.what} |"


def _between(text: str, name: str, new: str) -> str:
    head, rest = text.split(f"<!-- {name}: made by scripts/generate.py -->\n", 1)
    _, tail = rest.split("<!-- end -->", 1)
    return f"{head}<!-- {name}: made by scripts/generate.py -->\n{new}\n<!-- end -->{tail}"


def fields() -> str:
    """Return the meaning of every field of a stored result and of every column of its tables."""
    return "\n".join(_field_lines()) + "\n"


def _field_lines() -> Iterator[str]:
    yield "# The fields of a result"
    yield ""
    yield "Made from the code by `scripts/generate.py`; change that, not this page."
    yield ""
    yield "## The stored result (`--format json`)"
    yield ""
    yield f"Version {SCHEMA_VERSION}. The same as JSON Schema: `reports/result.schema.json`."
    yield from field_sections(json_schema(), "Result")
    yield ""
    yield "## The tables (`clinic-check render --format csv` and `xlsx`)"
    yield ""
    yield "Every cell is text on one line, with invisible characters spelled out. A text that a spreadsheet would take"
    yield "for a formula has an apostrophe before it. The words as they stand are in the stored result."
    for name, columns in COLUMNS.items():
        yield from ("", f"### {name}", "", "| column | meaning |", "|---|---|")
        yield from (f"| `{column}` | {meaning} |" for column, meaning in columns.items())
    yield ""
    yield "## The comparison (`clinic-check compare --format json`)"
    yield ""
    yield "The same as JSON Schema: `reports/changes.schema.json`. Names that stand above mean the same here."
    yield from field_sections(changes_schema(), "Changes", known=json_schema()["$defs"])


def _json(schema: object) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


SIDES = {
    Side.SITE: "the site",
    Side.YOU: "you",
    Side.TOOL: "this tool",
    Side.NETWORK: "the network",
}


def status_reference() -> str:
    """Return the reference of all statuses as Markdown."""
    rows = [
        f"| `{status}` | {told.sentence} | {SIDES[told.side]} | {told.next_step} |"
        for status, told in ((status, explained(status)) for status in SIDE)
    ]
    judged = ", ".join(f"`{status}`" for status in SIDE if status in JUDGED)
    return "\n".join(
        [
            "# What can become of a page",
            "",
            "Made from `reports/words/en.toml` by `scripts/generate.py`; change that, not this page.",
            "",
            f"Every target ends in one of these {len(rows)} statuses. The codes are stable: they stand in the JSON",
            "result as `page.status`, or at the end of the message on standard error when there is no page at all.",
            f"Only {judged} are judged; a page with any other status is never",
            "reported as fine. “Side” says where the cause lies.",
            "",
            "| code | what it means | side | what to do next |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def rule_reference(pack: Pack) -> str:
    """Return the reference of all rules as Markdown."""
    return "\n".join(_reference_lines(pack)) + "\n"


def _reference_lines(pack: Pack) -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield "Made from the rule files by `scripts/generate.py`; change those, not this page."
    yield f"{len(pack.entries)} rules. `clinic-check rules show ID` prints one of them in the terminal."
    categories = dict.fromkeys(entry.category for entry in pack.entries)
    for category in categories:
        yield ""
        yield f"## {category}"
        for entry in pack.entries:
            if entry.category == category:
                yield from _rule_lines(entry)


def _rule_lines(entry: RuleEntry) -> Iterator[str]:
    rule = entry.rule
    weight = f"good sign, {rule.protects.value}" if rule.protects else rule.severity.value
    yield ""
    yield f"### {rule.id}"
    yield ""
    yield f"{rule.title} *{weight} · confidence {rule.confidence.value} · needs {rule.needs.value}*"
    yield ""
    yield f"Why it matters: {rule.why}" + (f" Ask: {rule.ask}" if rule.ask else "")
    yield ""
    yield "```text"
    yield from rule_lines(rule)
    yield "```"
    yield ""
    yield from (f"- fires: {example_text(example)}" for example in rule.examples.fires)
    yield from (f"- quiet: {example_text(example)}" for example in rule.examples.quiet)
    yield from (f"- known false alarm: {line}" for line in rule.false_alarms)
    for source in entry.sources:
        yield f"- source: [{source.title}]({source.url}), {source.organisation}, {source.year}"


if __name__ == "__main__":
    sys.exit(main())
