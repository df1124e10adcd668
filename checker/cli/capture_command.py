"""`clinic-check capture`."""

import sys
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.cli.keeping import keep_pages
from checker.cli.reporting import load_pack
from checker.cli.visiting import read_manners, visit_options
from checker.errors import TargetError
from checker.models import Capture
from checker.status import Status
from checker.terminal import escaped


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--output",
    "-o",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder to make; it must not exist, or be empty.",
)
@click.option(
    "--timestamp",
    "authority",
    metavar="URL",
    default="",
    help="Have this time-stamping authority (RFC 3161) confirm when the capture existed; it learns a digest only.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@visit_options
def capture(
    targets: tuple[str, ...],
    folder: Path,
    authority: str,
    pages: int,
    networks: tuple[IPv4Network | IPv6Network, ...],
    contact: str | None,
    stop_lists: tuple[Path, ...],
    ignore_robots: str | None,
    *,
    quiet: bool,
) -> None:
    """Store what web pages say now, byte for byte, without judging it.

    What was received of a page that did not arrive is stored too. Exit codes: 0 every page arrived, 1 some did not,
    2 usage wrong or nothing could be stored, 3 none arrived.
    """
    pack = load_pack(())
    manners = read_manners(targets, pages, networks, contact, stop_lists, ignore_robots)
    kept = keep_pages(targets, folder, manners=manners, pages=pages, pack=pack, authority=authority, quiet=quiet)
    if kept.lost:
        sys.exit(ExitCode.USAGE)
    _tell_pages(kept.capture, quiet=quiet)
    if not kept.account:
        click.echo("Nothing was received, so nothing was stored.", err=True)
    elif not quiet:
        click.echo(kept.account)
    found = kept.capture.pages
    arrived = sum(page.status is Status.OK for page in found)
    if not arrived:
        sys.exit(ExitCode.NOTHING_READ)
    sys.exit(ExitCode.NOTHING_FOUND if arrived == len(found) else ExitCode.FOUND)


def _tell_pages(found: Capture, *, quiet: bool) -> None:
    for page in found.pages:
        if page.status is not Status.OK:
            error = TargetError(page.requested_url, page.status, page.detail)
            click.echo(f"Did not arrive: {escaped(str(error))}", err=True)
        elif not quiet:
            via = f" (delivered by {page.final_url})" if page.final_url != page.requested_url else ""
            click.echo(f"{escaped(page.requested_url + via)}: {page.body_size_bytes:,} bytes")
