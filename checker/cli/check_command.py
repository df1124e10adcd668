"""`clinic-check check` and `clinic-check demo`."""

import sys
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

import click

from checker.cli.keeping import NETWORK_OPTION, Networks, captured_jobs, keep_pages
from checker.cli.reporting import Job, ReportOptions, load_pack, read_options, report_all, report_options
from checker.errors import BrowserError
from checker.models import Result
from checker.net.browser.installed import Rendering, set_up_rendering
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
@NETWORK_OPTION
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
    output: str | None,
    extra: tuple[Path, ...],
    fail_on: str,
    keep: Path | None,
    networks: Networks,
    browser: Path | None,
    *,
    force: bool,
    quiet: bool,
    render: bool,
    render_always: bool,
    no_sandbox: bool,
) -> None:
    """Check web pages (or saved pages, or - for standard input) and write a report for each."""
    rendering = _rendering(browser, always=render_always, sandbox=not no_sandbox) if render or render_always else None
    options = read_options(output, format=form, force=force, fail_on=fail_on, quiet=quiet)
    if options.output and len(targets) > 1 and not options.output.is_dir():
        raise click.UsageError(f"several targets need a folder: make {options.output} a folder first")
    pack = load_pack(extra)
    if keep and rendering:
        raise click.UsageError("--keep stores what the site sends and --render reads what scripts make of it: use one")
    if keep:
        sys.exit(_keep_and_check(targets, keep, networks, options, pack))
    sys.exit(report_all([Job(name=each, judge=_work(each, networks, pack, rendering)) for each in targets], options))


def _rendering(browser: Path | None, *, always: bool, sandbox: bool) -> Rendering:
    try:
        return set_up_rendering(browser, always=always, sandbox=sandbox)
    except BrowserError as error:
        raise click.UsageError(f"pages cannot be read in a browser here: {error}.") from error


@click.command()
@click.option("--output", "-o", metavar="FILE|DIR", type=click.Path(path_type=Path), help="Where the report goes.")
def demo(output: Path | None) -> None:
    """Check a made-up clinic page that is served on this machine only, and write its report."""
    from checker.net.loopback import serve_page  # sockets are not needed by the other commands

    page = (REPORTS / "demo" / "clinic.html").read_bytes()
    loopback = ip_network("127.0.0.0/8")
    pack = load_pack(())
    with serve_page(page) as url:
        click.echo(f"Serving a made-up clinic's page at {url} (this machine only) and checking it.\n", err=True)
        jobs = [Job(name=url, judge=_work(url, (loopback,), pack))]
        sys.exit(report_all(jobs, ReportOptions(output=output)))


def _keep_and_check(
    targets: tuple[str, ...], folder: Path, networks: Networks, options: ReportOptions, pack: Pack
) -> int:
    kept = keep_pages(targets, folder, networks=networks, pack=pack, quiet=options.quiet)
    if kept.account and not options.quiet:
        click.echo(f"{kept.account}\n", err=True)
    allowed = tuple(map(str, networks))
    jobs = captured_jobs(kept.capture, pack, manifest_sha256=kept.manifest_sha256, allowed_addresses=allowed)
    return report_all(jobs, options)


def _work(target: str, networks: Networks, pack: Pack, rendering: Rendering | None = None) -> Callable[[], Result]:
    from checker.check import MAX_FILE_BYTES, check_file, check_html, check_url

    def work() -> Result:
        if target == STANDARD_INPUT:
            body = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
            return check_html(body, url="standard-input", pack=pack)
        meant = as_target(target)
        if isinstance(meant, Path):
            return check_file(meant, pack=pack)
        return check_url(meant, pack=pack, allow_addresses=networks, rendering=rendering)

    return work
