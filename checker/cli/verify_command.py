"""`clinic-check verify`."""

import sys
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.errors import CaptureError
from checker.terminal import escaped


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--manifest-sha256", "number", metavar="HEX", help="The number that was written down when it was stored.")
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Root certificate (PEM) of the time-stamping authority; may be given several times.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
def verify(folder: Path, number: str | None, authorities: tuple[Path, ...], *, quiet: bool) -> None:
    """Find out whether a capture is as it was stored.

    Finds one changed bit and says where, without the network. Exit codes: 0 nothing has changed, 1 something has,
    2 usage wrong, or something is missing, unreadable or could not be confirmed.
    """
    from checker.evidence import account  # brings the network's libraries, slow to import

    try:
        found = account.verify(folder, number=number, authorities=[path.read_bytes() for path in authorities])
    except CaptureError as error:
        click.echo(escaped(str(error)), err=True)
        sys.exit(ExitCode.USAGE)
    except ValueError as error:
        raise click.UsageError("an --authority FILE holds no certificate (PEM)") from error
    for line in (*found.problems, *(() if quiet else found.facts)):
        click.echo(escaped(line))
    sys.exit(found.verdict)
