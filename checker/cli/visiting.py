"""How sites are visited: the options that every command shares that visits some."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

import click

from checker.cli.options import Command, with_options
from checker.cli.values import Contact, Network, Reason
from checker.net.manners import Manners

_POLITE = (
    click.option(
        "--allow-address",
        "networks",
        multiple=True,
        type=Network(),
        help="Private network that may be contacted; printed on the report. Off by default.",
    ),
    click.option("--contact", type=Contact(), help="Your mail or web address, sent to the sites you check."),
    click.option(
        "--stop-list",
        "stop_lists",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="File with sites that are never visited, one host a line; may be given several times.",
    ),
)

_SINGLE = (
    click.option(
        "--pages",
        type=click.IntRange(1, 20),
        default=1,
        show_default=True,
        help="Read so many pages of a site: this one and those most likely to hold what it leaves out.",
    ),
    click.option(
        "--ignore-robots",
        type=Reason(),
        help="Read one page without asking its site's robots.txt; the reason is printed on the report.",
    ),
)


def polite_options(command: Command) -> Command:
    """Give a command the options of every visit; it gets them as `networks`, `contact`, `stop_lists`."""
    return with_options(_POLITE, command)


def visit_options(command: Command) -> Command:
    """Give a command these, and those for single pages; it gets them as `pages` and `ignore_robots`."""
    return with_options((*_POLITE, *_SINGLE), command)


def read_manners(
    targets: tuple[str, ...],
    pages: int,
    networks: tuple[IPv4Network | IPv6Network, ...],
    contact: str | None,
    stop_lists: tuple[Path, ...],
    ignore_robots: str | None,
) -> Manners:
    """Return how to behave, or end with a usage error."""
    if ignore_robots and (len(targets) > 1 or pages > 1):
        raise click.UsageError("--ignore-robots is for one page; check the others without it")
    if ignore_robots and not targets[0].strip().lower().startswith(("http://", "https://")):
        raise click.UsageError("--ignore-robots is for a web address; a saved page has no robots.txt")
    return Manners(allowed=networks, contact=contact or "", stop_lists=stop_lists, ignored_robots=ignore_robots or "")
