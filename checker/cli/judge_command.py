"""`clinic-check judge`."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from checker.cli.keeping import captured_jobs
from checker.cli.reporting import Job, load_pack, read_options, report_all, report_options
from checker.errors import CaptureError
from checker.rulebook.pack import Pack


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="DIR|FILE.warc[.gz]...", type=click.Path(path_type=Path))
@report_options
def judge(
    targets: tuple[Path, ...],
    form: str,
    views: tuple[str, ...],
    language: str | None,
    output: str | None,
    extra: tuple[Path, ...],
    fail_on: str,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Judge pages from a capture or a WARC file, offline.

    The WARC file may come from any tool. A capture that has changed since it was stored is not judged. Exit codes are
    those of check.
    """
    options = read_options(output, form=form, views=views, language=language, force=force, fail_on=fail_on, quiet=quiet)
    pack = load_pack(extra)
    sys.exit(report_all(_jobs(targets, pack), options))


def _jobs(targets: tuple[Path, ...], pack: Pack) -> Iterator[Job]:
    for target in targets:
        try:
            yield from _captured(target, pack) if target.is_dir() else _archived(target, pack)
        except CaptureError as error:
            yield Job(name=str(target), judge=partial(_fail, error))


def _captured(folder: Path, pack: Pack) -> Iterator[Job]:
    from checker.evidence.inspect import open_capture

    capture, manifest, number = open_capture(folder)
    return captured_jobs(capture, pack, manifest.options.manners, manifest_sha256=number)


def _archived(path: Path, pack: Pack) -> Iterator[Job]:
    from checker.check import check_archived
    from checker.evidence.recall import archived_pages

    for page in archived_pages(path):
        yield Job(name=page.record.url, judge=partial(check_archived, page.fetched, pack=pack))


def _fail(error: CaptureError) -> NoReturn:
    raise error
