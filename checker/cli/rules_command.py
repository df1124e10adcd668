"""`clinic-check rules …`: see, check and start rules."""

import sys
from pathlib import Path

import click

from checker.cli.check_command import load_pack
from checker.cli.exits import ExitCode
from checker.cli.measure_command import measure_rules
from checker.rulebook.pack import RuleEntry

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
def rules() -> None:
    """See, check and start rules."""


rules.add_command(measure_rules)


@rules.command("list")
def list_rules() -> None:
    """List all rules: id, severity, page kinds, title."""
    for entry in load_pack(()).entries:
        rule = entry.rule
        weight = f"good:{rule.protects.value}" if rule.protects else rule.severity.value
        click.echo(f"{rule.id:38} {weight:14} {rule.needs.value:10} {rule.title}")


@rules.command("show")
@click.argument("rule_id", metavar="ID")
def show_rule(rule_id: str) -> None:
    """Show one rule: what it says, looks for, rests on, and its examples."""
    import difflib

    from checker.rulebook.describe import describe

    pack = load_pack(())
    entry = pack.by_id.get(rule_id)
    if entry is None:
        near = difflib.get_close_matches(rule_id, [item.rule.id for item in pack.entries], n=1)
        hint = f"did you mean '{near[0]}'?" if near else "see `clinic-check rules list`"
        raise click.UsageError(f"there is no rule '{rule_id}'; {hint}")
    click.echo(describe(entry))


@rules.command("validate")
@click.argument("folder", required=False, type=FOLDER)
def validate(folder: Path | None) -> None:
    """Check the rule files of a folder, or those that come with the tool."""
    pack = load_pack((folder,) if folder else ())
    walls = [wall for path, wall in pack.walls if _is_in(path, folder)]
    and_walls = f" and {len(walls)} walls" if walls else ""
    click.echo(f"{len(_of_folder(pack.entries, folder))} rules{and_walls} are well formed.")


@rules.command("test")
@click.argument("folder", required=False, type=FOLDER)
def test(folder: Path | None) -> None:
    """Run the examples inside the rules and walls of a folder, or of those that come with the tool."""
    from checker.selftest import test_rule
    from checker.walls.selftest import test_wall

    pack = load_pack((folder,) if folder else ())
    entries = _of_folder(pack.entries, folder)
    walls = [wall for path, wall in pack.walls if _is_in(path, folder)]
    failures = [f"{failure.rule}: {failure.message}" for entry in entries for failure in test_rule(entry, pack)]
    failures += [f"{found.wall}: {found.message}" for wall in walls for found in test_wall(wall, pack.known_walls)]
    for failure in failures:
        click.echo(failure, err=True)
    examples = sum(len(entry.rule.examples.fires) + len(entry.rule.examples.quiet) for entry in entries)
    pages = sum(len(wall.examples.is_) + len(wall.examples.is_not) for wall in walls)
    of_walls = f" and {pages} examples of {len(walls)} walls" if walls else ""
    click.echo(f"{examples} examples of {len(entries)} rules{of_walls} ran, {len(failures)} problem(s).")
    if failures or not examples + pages:
        sys.exit(ExitCode.USAGE)


@rules.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--folder", type=FOLDER, default=Path("my-rules"), show_default=True, help="Where the file goes.")
def new_rule(rule_id: str, folder: Path) -> None:
    """Start a rule file to fill in; the part of ID before the first dash is its category."""
    from checker.errors import OutputError
    from checker.resources import RULES
    from checker.rulebook.rules_about_rules import ID
    from checker.save import save_as

    if not ID.fullmatch(rule_id) or "-" not in rule_id:
        raise click.UsageError(f"'{rule_id}' is no rule id; write category-name in small letters: cure-fast-relief")
    path = folder / rule_id.split("-", 1)[0] / f"{rule_id}.yaml"
    text = (RULES / "new-rule.yaml.txt").read_text(encoding="utf-8").replace("RULE-ID", rule_id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_as(text, path)
    except OSError as error:
        raise click.UsageError(f"{path.parent} cannot be written ({error.strerror}); give another --folder") from error
    except OutputError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Wrote {path}. Fill it in, then run: clinic-check rules test {folder}")


def _of_folder(entries: tuple[RuleEntry, ...], folder: Path | None) -> list[RuleEntry]:
    return [entry for entry in entries if _is_in(entry.path, folder)]


def _is_in(path: Path, folder: Path | None) -> bool:
    return folder is None or path.resolve().is_relative_to(folder.resolve())
