"""What every command that keeps or opens a capture shares."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from checker.cli.exits import ExitCode
from checker.cli.reporting import Job, spinner
from checker.errors import CheckerError, OutputError
from checker.models import Capture
from checker.net.manners import Manners
from checker.rulebook.pack import Pack
from checker.targets import as_target
from checker.terminal import escaped

NOT_STORED = "evidence_not_stored: what the site sent was to be kept and could not be."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of keeping pages."""

    capture: Capture
    manifest_sha256: str = ""
    """Of the stored capture; empty when nothing was received and so nothing stored."""
    account: str = ""
    """What was stored, in words; empty when nothing was."""
    lost: bool = False
    """True when something was received and could not be stored."""


def keep_pages(
    targets: tuple[str, ...],
    folder: Path,
    *,
    manners: Manners,
    pages: int = 1,
    pack: Pack,
    authority: str = "",
    quiet: bool,
) -> Kept:
    """Visit pages and store everything received in a new folder; store nothing when nothing was received.

    What could not be stored is said, noted with every page, and can be judged all the same.
    """
    from checker.evidence.account import tell_saved
    from checker.evidence.folder import save_capture
    from checker.evidence.manifest import Options
    from checker.evidence.stamp import stamp_by
    from checker.evidence.take import Further, take
    from checker.net.policy import Policy
    from checker.net.tape import Tape
    from checker.net.visit import Visitor

    addresses, authority = _addresses(targets), _authority(authority)
    tape = Tape()
    visitor = Visitor(manners, tape=tape)
    further = Further(pages=pages, wanted=pack.site_pages, read_sitemap=visitor.read_sitemap)
    options = Options(
        allowed_addresses=tuple(map(str, manners.allowed)),
        ignored_robots=manners.ignored_robots,
        timestamp_authority=authority,
    )
    stamp = stamp_by(authority, Policy(allowed=manners.allowed)) if authority else None
    _refuse_taken(folder)
    with spinner(f"Visiting {', '.join(targets[:3])}", quiet=quiet):
        capture = take(addresses, visitor.read, tape, further=further)
        if not any(exchange.response for exchange in capture.exchanges):
            return Kept(capture=capture)
        try:
            saved = save_capture(capture, folder, rules=pack.info, options=options, stamp=stamp)
        except OutputError as error:
            click.echo(f"Not saved: {escaped(str(error))}", err=True)
            return Kept(capture=_noted(capture, error), lost=True)
    told = "\n".join(map(escaped, tell_saved(saved)))
    return Kept(capture=capture, manifest_sha256=saved.manifest_sha256, account=told)


def _refuse_taken(folder: Path) -> None:
    from checker.evidence.folder import check_free

    try:
        check_free(folder)
    except OutputError as error:
        click.echo(f"Not saved: {escaped(str(error))}", err=True)
        sys.exit(ExitCode.USAGE)


def _noted(capture: Capture, error: OutputError) -> Capture:
    """Have every report say that what it rests on was not kept."""
    note = f"{NOT_STORED} ({error})"
    return replace(capture, pages=tuple(replace(page, notes=(*page.notes, note)) for page in capture.pages))


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


def _authority(given: str) -> str:
    from checker.evidence.stamp import MISSING_LIBRARY, is_available

    if given and not is_available():
        raise click.UsageError(MISSING_LIBRARY)
    try:
        meant = as_target(given) if given else ""
    except CheckerError as error:
        raise click.UsageError(escaped(str(error))) from error
    return str(meant)


def captured_jobs(capture: Capture, pack: Pack, manners: Manners, *, manifest_sha256: str) -> Iterator[Job]:
    """Yield the work of judging each page of a capture, with the further pages of its site."""
    from checker.check import check_captured

    for pages in capture.sites:
        judge = partial(check_captured, capture, pages, pack=pack, manifest_sha256=manifest_sha256, manners=manners)
        yield Job(name=pages[0].requested_url, judge=judge)
