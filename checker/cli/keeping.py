"""What every command that keeps or opens a capture shares."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.cli.reporting import Job, spinner
from checker.errors import CheckerError, OutputError
from checker.evidence.folder import Saved, Stamp, check_free, save_capture
from checker.evidence.manifest import Options
from checker.models import Capture
from checker.rulebook.pack import Pack
from checker.targets import as_target
from checker.terminal import escaped

Networks = tuple[IPv4Network | IPv6Network, ...]

KEEP_NUMBER = (
    "Write this number down somewhere else: with it, nobody can change the capture unnoticed. Whoever can change the "
    "whole folder can otherwise make it look whole again."
)


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


NETWORK_OPTION: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--allow-address",
    "networks",
    multiple=True,
    type=Network(),
    help="Private network that may be contacted; printed on the report. Off by default.",
)


def keep_pages(
    targets: tuple[str, ...], folder: Path, *, networks: Networks, pack: Pack, authority: str = "", quiet: bool
) -> tuple[Capture, Saved | None]:
    """Visit pages and store everything received in a new folder; store nothing when nothing was received."""
    from checker.evidence.take import take
    from checker.net.policy import Policy

    options = Options(allowed_addresses=tuple(map(str, networks)), timestamp_authority=authority)
    addresses = _addresses(targets)
    try:
        check_free(folder)
        stamp = _stamp(authority, networks) if authority else None
        with spinner(f"Visiting {', '.join(targets[:3])}", quiet=quiet):
            capture = take(addresses, Policy(allowed=networks))
            if not any(exchange.response for exchange in capture.exchanges):
                return capture, None
            return capture, save_capture(capture, folder, rules=pack.info, options=options, stamp=stamp)
    except OutputError as error:
        click.echo(f"Not saved: {escaped(str(error))}", err=True)
        sys.exit(ExitCode.USAGE)


def _addresses(targets: tuple[str, ...]) -> list[str]:
    from checker.evidence.take import PAGES_AT_MOST

    if len(targets) > PAGES_AT_MOST:
        raise click.UsageError(f"one capture holds {PAGES_AT_MOST} pages at most; make several")
    try:
        meant = [as_target(target) for target in targets]
    except CheckerError as error:
        raise click.UsageError(escaped(str(error))) from error
    for each in meant:
        if isinstance(each, Path):
            raise click.UsageError(f"{each} is a file; a capture is made of web addresses")
    return [str(each) for each in meant]


def _stamp(authority: str, networks: Networks) -> Stamp:
    from checker.evidence.stamp import MISSING_LIBRARY, is_available, stamp_by
    from checker.net.policy import Policy

    if not is_available():
        raise click.UsageError(MISSING_LIBRARY)
    return stamp_by(str(as_target(authority)), Policy(allowed=networks))


def kept(saved: Saved) -> str:
    """Say what was stored, where, and which number to keep."""
    manifest = saved.manifest
    size = sum(file.size_bytes for file in manifest.files)
    pages, exchanges = len(manifest.pages), len(manifest.exchanges)
    return "\n".join(
        (
            f"Kept in {escaped(str(saved.folder))}: {pages} page(s), {exchanges} exchange(s), {size:,} bytes packed.",
            f"SHA-256 of manifest.json: {saved.manifest_sha256}",
            KEEP_NUMBER,
            escaped(manifest.timestamp.note),
        )
    )


def captured_jobs(
    capture: Capture, pack: Pack, *, manifest_sha256: str, allowed_addresses: tuple[str, ...]
) -> Iterator[Job]:
    """Yield the work of judging each page of a capture."""
    from checker.check import check_captured

    for page in capture.pages:
        judge = partial(
            check_captured,
            capture,
            page,
            pack=pack,
            manifest_sha256=manifest_sha256,
            allow_addresses=tuple(map(ip_network, allowed_addresses)),
        )
        yield Job(name=page.requested_url, judge=judge)
