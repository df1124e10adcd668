"""`clinic-check verify`."""

import sys
from enum import IntEnum
from pathlib import Path

import click

from checker.errors import CaptureError
from checker.evidence.inspect import Fault, Inspection, inspect
from checker.evidence.manifest import MANIFEST_NAME, STAMP_NAME
from checker.terminal import escaped

COMPARE = (
    "Compare it with the number written down when the capture was stored. Whoever can change the whole folder can "
    "make it look whole again; only a number or time stamp kept elsewhere shows that."
)


class Verdict(IntEnum):
    """Exit codes of verify."""

    UNCHANGED = 0
    CHANGED = 1
    INCOMPLETE = 2


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
    r"""Find out whether a capture is as it was stored, to the bit, without the network.

    \b
    Exit codes: 0 nothing has changed, 1 something has, 2 usage wrong, or something is missing,
    unreadable or could not be confirmed.
    """
    try:
        found = inspect(folder)
    except CaptureError as error:
        click.echo(escaped(str(error)), err=True)
        sys.exit(Verdict.INCOMPLETE)
    for problem in found.problems:
        click.echo(f"{problem.fault.value.upper()}: {escaped(str(problem))}")
    verdict = max(_verdict(found), _anchor(found, number), _stamp(found, authorities, quiet=quiet), key=_weight)
    if not quiet:
        _tell(found, number)
    sys.exit(verdict)


def _weight(verdict: Verdict) -> int:
    """Put verdicts in order: a change weighs more than something missing."""
    return (Verdict.UNCHANGED, Verdict.INCOMPLETE, Verdict.CHANGED).index(verdict)


def _verdict(found: Inspection) -> Verdict:
    faults = {problem.fault for problem in found.problems}
    if Fault.CHANGED in faults:
        return Verdict.CHANGED
    return Verdict.INCOMPLETE if faults else Verdict.UNCHANGED


def _anchor(found: Inspection, number: str | None) -> Verdict:
    if number is None or number.strip().lower() == found.manifest_sha256:
        return Verdict.UNCHANGED
    click.echo(f"CHANGED: {MANIFEST_NAME}: its SHA-256 is {found.manifest_sha256 or 'unknown'}, not {escaped(number)}")
    return Verdict.CHANGED


def _stamp(found: Inspection, authorities: tuple[Path, ...], *, quiet: bool) -> Verdict:
    if found.manifest is None or found.problems:
        return Verdict.UNCHANGED
    if STAMP_NAME not in found.files:
        if not quiet:
            click.echo(escaped(found.manifest.timestamp.note))
        return Verdict.UNCHANGED
    from checker.evidence.stamp import StampState, check_stamp

    roots = [path.read_bytes() for path in authorities]
    try:
        stamp = check_stamp(found.files[STAMP_NAME], found.files[MANIFEST_NAME], roots)
    except ValueError as error:
        raise click.UsageError("an --authority FILE holds no certificate (PEM)") from error
    if stamp.state is StampState.CONFIRMED and quiet:
        return Verdict.UNCHANGED
    click.echo(escaped(stamp.sentence))
    return {
        StampState.CONFIRMED: Verdict.UNCHANGED,
        StampState.UNCONFIRMED: Verdict.INCOMPLETE,
        StampState.WRONG: Verdict.CHANGED,
    }[stamp.state]


def _tell(found: Inspection, number: str | None) -> None:
    for name in found.others:
        click.echo(f"Not part of the capture, not looked at: {escaped(name)}")
    manifest = found.manifest
    if manifest and not found.problems:
        counts = f"{len(found.files)} files, {len(manifest.records)} records, {len(manifest.pages)} page(s)"
        click.echo(f"{escaped(str(found.folder))}: unchanged: {counts}.")
        click.echo(
            f"Made {manifest.started_at:%Y-%m-%d %H:%M:%S} UTC by clinic-check {escaped(manifest.tool_version)}."
        )
    click.echo(f"SHA-256 of {MANIFEST_NAME}: {found.manifest_sha256 or 'unknown'}")
    if number is None:
        click.echo(COMPARE)
