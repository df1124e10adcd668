"""`clinic-check rules measure`."""

import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click

from checker.cli.exits import ExitCode
from checker.cli.options import RULES_OPTION
from checker.cli.reporting import load_pack

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("measure")
@click.argument("manifest", type=FILE)
@RULES_OPTION
@click.option("--site", "sites", multiple=True, metavar="GLOB", help="Only rows of these sites; may be repeated.")
@click.option("--not-site", "others", multiple=True, metavar="GLOB", help="No rows of these sites; may be repeated.")
@click.option(
    "--floor", "floors", multiple=True, metavar="NAME=N", help="precision, recall or agreement; exit 1 below it."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Print the counts as a table, or the rates of the rules that reports show.",
)
@click.option("--name", default="", metavar="WORDS", help="With --format json: what this was measured on, in words.")
@click.option("--json", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write every count here.")
@click.option("--compare", "other", type=FILE, help="An earlier --json file: show what moved.")
def measure_rules(
    manifest: Path,
    extra: tuple[Path, ...],
    sites: tuple[str, ...],
    others: tuple[str, ...],
    floors: tuple[str, ...],
    form: str,
    name: str,
    output: Path | None,
    other: Path | None,
) -> None:
    """Run the rules over labelled pages and sentences (JSON lines; see docs/measuring.md) and count."""
    from checker.measure import measure, read_manifest
    from checker.measure_report import as_json, as_text, below, differences
    from checker.rates import rates, rates_json

    wanted = _floors(floors)
    pack = load_pack(extra)
    try:
        rows = [row for row in read_manifest(manifest) if _chosen(str(row.get("site", "")), sites, others)]
        earlier: dict[str, Any] = json.loads(other.read_text(encoding="utf-8")) if other else {}
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not rows:
        raise click.UsageError(f"{manifest} has no such rows; nothing was measured")
    try:
        tally = measure(rows, manifest.parent, pack)
    except (OSError, KeyError) as error:
        raise click.UsageError(f"a row of {manifest} cannot be used ({error}); see docs/measuring.md") from error
    counts = as_json(tally, pack)
    if form == "json":
        named = name or f"the pages and sentences of {manifest.name}"
        click.echo(rates_json(rates(tally, pack, name=named, manifest=manifest.name)), nl=False)
    else:
        click.echo(as_text(counts))
    if output:
        output.write_text(json.dumps(counts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if earlier:
        click.echo("\n".join(differences(earlier, counts)) or "Nothing moved.", err=form == "json")
    missed = below(counts, wanted)
    for line in missed:
        click.echo(line, err=True)
    sys.exit(ExitCode.FOUND if missed else ExitCode.NOTHING_FOUND)


def _chosen(site: str, sites: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return (not sites or any(fnmatchcase(site, glob) for glob in sites)) and not any(
        fnmatchcase(site, glob) for glob in others
    )


def _floors(given: tuple[str, ...]) -> dict[str, float]:
    from checker.measure_report import FLOORS

    found = {}
    for text in given:
        name, _, number = text.partition("=")
        if name not in FLOORS or not number.replace(".", "", 1).isdigit():
            raise click.UsageError(f"'{text}' is no floor; write for example precision=0.95 ({', '.join(FLOORS)})")
        found[name] = float(number)
    return found
