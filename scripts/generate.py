"""Write the files that are made from others: references, JSON Schemas for editors, and parts of the README.

python scripts/generate.py           write them
python scripts/generate.py --check   fail when one is out of date
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from checker import check_html
from checker.render import json_schema
from checker.resources import REPORTS
from checker.rulebook.describe import body_lines, example_text
from checker.rulebook.identifier_schema import IdentifierFile
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack, RuleEntry
from checker.rulebook.pack_schema import Kinds, Operator, Scoring, Terms, Transparency
from checker.rulebook.schema import STRICT, Rule
from checker.rulebook.wall_schema import Wall
from checker.status import EXPLANATIONS, JUDGED, Side
from checker.terminal import summary

ROOT = Path(__file__).parents[1]
SCHEMAS: dict[str, type] = {
    "rule": Rule,
    "terms": Terms,
    "operator": Operator,
    "page-kinds": Kinds,
    "scoring": Scoring,
    "transparency": Transparency,
    "identifiers": IdentifierFile,
    "wall": Wall,
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
    yield ROOT / "docs" / "rules.md", rule_reference(pack)
    yield ROOT / "docs" / "statuses.md", status_reference()
    yield ROOT / "README.md", readme(pack)
    yield ROOT / "reports" / "result.schema.json", _json(json_schema())
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


def _between(text: str, name: str, new: str) -> str:
    head, rest = text.split(f"<!-- {name}: made by scripts/generate.py -->\n", 1)
    _, tail = rest.split("<!-- end -->", 1)
    return f"{head}<!-- {name}: made by scripts/generate.py -->\n{new}\n<!-- end -->{tail}"


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
        for status, told in EXPLANATIONS.items()
    ]
    judged = ", ".join(f"`{status}`" for status in EXPLANATIONS if status in JUDGED)
    return "\n".join(
        [
            "# What can become of a page",
            "",
            "Made from `checker/status.py` by `scripts/generate.py`; change that, not this page.",
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
    yield from body_lines(rule.body)
    yield "```"
    yield ""
    yield from (f"- fires: {example_text(example)}" for example in rule.examples.fires)
    yield from (f"- quiet: {example_text(example)}" for example in rule.examples.quiet)
    yield from (f"- known false alarm: {line}" for line in rule.false_alarms)
    for source in entry.sources:
        yield f"- source: [{source.title}]({source.url}), {source.organisation}, {source.year}"


if __name__ == "__main__":
    sys.exit(main())
