"""`clinic-check check` and `clinic-check demo`."""

import gc
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.errors import CheckerError, OutputError, RulePackError
from checker.models import Band, Result, Severity, State
from checker.resources import REPORTS
from checker.rulebook.pack import Pack
from checker.targets import STANDARD_INPUT, as_target
from checker.terminal import escaped

LEVELS = [level.value for level in Severity if level is not Severity.INFO]
NEVER = "never"

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person asked for."""

    format: str
    output: Path | None
    to_stdout: bool
    force: bool
    fail_on: str
    quiet: bool
    networks: Networks


class Network(click.ParamType[IPv4Network | IPv6Network]):
    """A CIDR block such as 10.0.0.0/8."""

    name = "CIDR"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> IPv4Network | IPv6Network:
        """Return the network, or end with a usage error."""
        try:
            return ip_network(str(value), strict=False)
        except ValueError:
            self.fail(f"'{value}' is not a network; write for example 10.0.0.0/8 or 192.168.1.20", param, ctx)


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE|-...")
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", help="Form of the report.")
@click.option(
    "--output",
    "-o",
    metavar="FILE|DIR|-",
    help="Where the report goes; - prints it. Default: <host>-<date>.html in this folder, numbered if taken.",
)
@click.option("--force", is_flag=True, help="Replace an existing --output FILE.")
@click.option(
    "--rules",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with further rules; may be given several times.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    default="high",
    show_default=True,
    help="Exit with 1 when a warning sign of this severity or above is found.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print no summary.")
@click.option(
    "--allow-address",
    "networks",
    multiple=True,
    type=Network(),
    help="Private network that may be contacted; printed on the report. Off by default.",
)
def check(
    targets: tuple[str, ...],
    form: str,
    output: str | None,
    extra: tuple[Path, ...],
    fail_on: str,
    networks: Networks,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Check web pages (or saved pages, or - for standard input) and write a report for each."""
    to_stdout = output == STANDARD_INPUT
    options = Options(
        format=form,
        output=None if to_stdout or output is None else Path(output),
        to_stdout=to_stdout,
        force=force,
        fail_on=fail_on,
        quiet=quiet,
        networks=networks,
    )
    if options.output and len(targets) > 1 and not options.output.is_dir():
        raise click.UsageError(f"several targets need a folder: make {options.output} a folder first")
    pack = load_pack(extra)
    sys.exit(_check_all(targets, options, pack))


@click.command()
@click.option("--output", "-o", metavar="FILE|DIR", type=click.Path(path_type=Path), help="Where the report goes.")
def demo(output: Path | None) -> None:
    """Check a made-up clinic page that is served on this machine only, and write its report."""
    from checker.net.loopback import serve_page  # sockets are not needed by the other commands

    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    loopback = ip_network("127.0.0.0/8")
    options = Options(
        format="html",
        output=output,
        to_stdout=False,
        force=False,
        fail_on=NEVER,
        quiet=False,
        networks=(loopback,),
    )
    pack = load_pack(())
    with serve_page(page) as url:
        click.echo(f"Serving a made-up clinic's page at {url} (this machine only) and checking it.\n", err=True)
        sys.exit(_check_all((url,), options, pack))


def load_pack(extra: tuple[Path, ...]) -> Pack:
    """Load the rules, or end with every problem in them."""
    from checker.rulebook.load import load_rules

    try:
        pack = load_rules(*extra)
    except RulePackError as error:
        click.echo(str(error), err=True)
        click.echo(f"Nothing was checked: {len(error.errors)} problem(s) in the rules.", err=True)
        sys.exit(ExitCode.USAGE)
    gc.freeze()  # the rules stay to the end; looking through them again and again costs a fifth of a check
    return pack


def _check_all(targets: tuple[str, ...], options: Options, pack: Pack) -> ExitCode:
    results: list[Result] = []
    failed = 0
    for target in targets:
        try:
            results.append(_check_one(target, options, pack))
        except OutputError as error:
            click.echo(f"Not saved: {escaped(str(error))}", err=True)
            return ExitCode.USAGE
        except CheckerError as error:
            failed += 1
            click.echo(f"Not read: {escaped(str(error))}", err=True)
    judged = [result for result in results if result.assessment.band is not Band.COULD_NOT_JUDGE]
    if len(targets) > 1:
        unjudged = len(results) - len(judged)
        click.echo(f"{len(targets)} targets: {len(judged)} judged, {unjudged} not judged, {failed} not read.", err=True)
    if not judged:
        return ExitCode.NOTHING_READ
    return ExitCode.FOUND if any(reaches(result, options.fail_on) for result in judged) else ExitCode.NOTHING_FOUND


def reaches(result: Result, level: str) -> bool:
    """Tell whether a result has a warning sign of this severity or above."""
    if level == NEVER:
        return False
    enough = LEVELS[: LEVELS.index(level) + 1]
    return any(item.state is State.FIRED and not item.good and item.severity in enough for item in result.outcomes)


def _check_one(target: str, options: Options, pack: Pack) -> Result:
    with _spinner(f"Checking {target}", options):
        result = _job(target, options, pack)()
    saved = _save(result, options)
    if not options.quiet:
        _show(result, saved, to_stderr=options.to_stdout)
    return result


def _job(target: str, options: Options, pack: Pack) -> Callable[[], Result]:
    from checker.check import MAX_FILE_BYTES, check_file, check_html, check_url

    if target == STANDARD_INPUT:
        body = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return lambda: check_html(body, url="standard-input", pack=pack)
    meant = as_target(target)
    if isinstance(meant, Path):
        return lambda: check_file(meant, pack=pack)
    return lambda: check_url(meant, pack=pack, allow_addresses=options.networks)


def _spinner(text: str, options: Options) -> AbstractContextManager[object]:
    if options.quiet or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(escape(text))


def _save(result: Result, options: Options) -> str:
    from checker.render import render_html, render_json
    from checker.save import report_name, save

    text = render_html(result) if options.format == "html" else render_json(result)
    if options.to_stdout:
        click.echo(text, nl=not text.endswith("\n"))
        return "standard output"
    name = report_name(result.capture.final_url, datetime.now(UTC), options.format)
    return str(save(text, options.output, name, replace=options.force))


def _show(result: Result, saved: str, *, to_stderr: bool) -> None:
    from checker.terminal import print_summary, summary

    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        click.echo(summary(result, saved), err=to_stderr)
        return
    from rich.console import Console

    print_summary(result, saved, Console(file=stream))
