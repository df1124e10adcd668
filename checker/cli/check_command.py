"""`clinic-check check` and `clinic-check demo`."""

import sys
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.cli.keeping import captured_jobs, keep_pages
from checker.cli.options import LANGUAGE_OPTION, VIEW_OPTION
from checker.cli.reporting import Job, ReportOptions, load_pack, read_options, report_all, report_options
from checker.cli.visiting import read_manners, visit_options
from checker.errors import BrowserError
from checker.models import Result
from checker.net.browser.installed import Rendering, set_up_rendering
from checker.net.manners import Manners
from checker.resources import REPORTS
from checker.rulebook.pack import Pack
from checker.targets import STANDARD_INPUT, as_target


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="URL|FILE|-...")
@report_options
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Keep a capture of the pages in this new folder, as clinic-check capture does.",
)
@visit_options
@click.option("--render", is_flag=True, help="Read pages that are built by scripts in a browser (Chromium).")
@click.option("--render-always", is_flag=True, help="Read every web page in a browser, not only those.")
@click.option(
    "--browser",
    type=click.Path(path_type=Path),
    envvar="CLINIC_CHECK_BROWSER",
    help="The browser for --render: Chromium or Google Chrome. Default: an installed one.",
)
@click.option("--no-sandbox", is_flag=True, help="Let the browser run without its sandbox; printed on the report.")
def check(
    targets: tuple[str, ...],
    form: str,
    views: tuple[str, ...],
    language: str | None,
    output: str | None,
    extra: tuple[Path, ...],
    fail_on: str,
    keep: Path | None,
    pages: int,
    networks: tuple[IPv4Network | IPv6Network, ...],
    contact: str | None,
    stop_lists: tuple[Path, ...],
    ignore_robots: str | None,
    browser: Path | None,
    *,
    force: bool,
    quiet: bool,
    render: bool,
    render_always: bool,
    no_sandbox: bool,
) -> None:
    """Check web pages (or saved pages, or - for standard input) and write a report for each."""
    manners = read_manners(targets, pages, networks, contact, stop_lists, ignore_robots)
    rendering = _rendering(browser, always=render_always, sandbox=not no_sandbox) if render or render_always else None
    if rendering and (keep or pages > 1):
        raise click.UsageError("a browser reads one page at a time and keeps nothing: leave out --keep and --pages")
    options = read_options(output, form=form, views=views, language=language, force=force, fail_on=fail_on, quiet=quiet)
    if options.output and len(targets) > 1 and not options.output.is_dir():
        raise click.UsageError(f"several targets need a folder: make {options.output} a folder first")
    pack = load_pack(extra)
    if keep:
        sys.exit(_keep_and_check(targets, keep, manners, pages, options, pack))
    jobs = [Job(name=each, judge=_work(each, pack, manners, rendering, pages)) for each in targets]
    sys.exit(report_all(jobs, options))


def _rendering(browser: Path | None, *, always: bool, sandbox: bool) -> Rendering:
    try:
        return set_up_rendering(browser, always=always, sandbox=sandbox)
    except BrowserError as error:
        raise click.UsageError(f"pages cannot be read in a browser here: {error}.") from error


@click.command()
@VIEW_OPTION
@LANGUAGE_OPTION
@click.option("--output", "-o", metavar="FILE|DIR|-", help="Where the report goes; - prints it.")
def demo(views: tuple[str, ...], language: str | None, output: str | None) -> None:
    """Check a made-up clinic page that is served on this machine only, and write its report."""
    from checker.net.loopback import serve_page  # sockets are not needed by the other commands

    options = read_options(output, views=views, language=language)
    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    manners = Manners(allowed=(ip_network("127.0.0.0/8"),), gap_s=0)
    pack = load_pack(())
    with serve_page(page) as url:
        click.echo(f"Serving a made-up clinic's page at {url} (this machine only) and checking it.\n", err=True)
        sys.exit(report_all([Job(name=url, judge=_work(url, pack, manners))], options))


def _keep_and_check(
    targets: tuple[str, ...], folder: Path, manners: Manners, pages: int, options: ReportOptions, pack: Pack
) -> int:
    kept = keep_pages(targets, folder, manners=manners, pages=pages, pack=pack, quiet=options.quiet)
    if kept.account and not options.quiet:
        click.echo(f"{kept.account}\n", err=True)
    jobs = captured_jobs(kept.capture, pack, manners, manifest_sha256=kept.manifest_sha256)
    code = report_all(jobs, options)
    return ExitCode.USAGE if kept.lost else code


def _work(
    target: str, pack: Pack, manners: Manners, rendering: Rendering | None = None, pages: int = 1
) -> Callable[[], Result]:
    from checker.check import check_file, check_html, check_url
    from checker.saved import MAX_FILE_BYTES

    def work() -> Result:
        if target == STANDARD_INPUT:
            body = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
            return check_html(body, url="standard-input", pack=pack)
        meant = as_target(target)
        if isinstance(meant, Path):
            return check_file(meant, pack=pack)
        return check_url(meant, pack=pack, manners=manners, rendering=rendering, pages=pages)

    return work
