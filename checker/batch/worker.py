"""The process that judges: takes a fetched page, writes its report, answers with one line for the log."""

import contextlib
import gc
import gzip
import hashlib
import re
import signal
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from checker.batch.passages import passages
from checker.batch.record import (
    Origin,
    Record,
    key_of_page,
    line_of,
    of_failure,
    of_result,
    utc_text,
)
from checker.check import read_and_judge
from checker.errors import OutputError, TargetError
from checker.evidence.recall import ArchivedPage
from checker.models import Band, Fetched
from checker.net.addresses import Networks
from checker.net.manners import Manners
from checker.read import Readers
from checker.render import render_html
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.save import save_as
from checker.status import Status

MEMORY_BYTES = 3 * 2**30
"""Address space of one process; a page that wants more ends in an error of its own, not of the machine."""

PAGES_A_COLLECTION = 20

REPORT_PACKING = 3
"""How hard gzip tries; most of what can be saved, in a tenth of the time."""

_UNSAFE = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to judge."""

    url: str
    """The target's canonical address; of an archived page, the address as its archive has it."""
    fetched: Fetched | ArchivedPage
    """The page, or the archive's record that holds it."""
    elapsed_s: float
    """What fetching took."""
    origin: Origin | None = None
    """Of an archived page."""

    @property
    def size_bytes(self) -> int:
        """Return about how much memory it takes."""
        page = self.fetched
        return len(page.body) if isinstance(page, Fetched) else len(page.record.block or b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a page: a line for the log, and what the progress shows."""

    line: bytes
    status: str
    band: str
    report: str = ""
    """File of its report in the run's folder, or empty."""
    packed_report: bytes = b""
    """The report, packed with gzip, where the judge has no folder to write it to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritable:
    """The report could not be written: the run must stop, or it would lose what it finds."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every page of a run is judged with."""

    extra_rules: tuple[Path, ...]
    folder: Path | None
    """Of the run; None where reports come back with the answer."""
    reports: str
    """Name of the folder for reports in it."""
    allowed: Networks
    """Networks opened by the user; printed on reports."""
    reported: frozenset[Band] = frozenset(Band)
    """Bands whose pages get a report."""


def work(line: Connection, setting: Setting) -> None:
    """Judge pages until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    _bound_memory()
    pack = load_rules(*setting.extra_rules)
    gc.freeze()
    gc.disable()  # looking through everything again and again costs a tenth of the time
    with contextlib.suppress(EOFError, OSError):
        for number in count(1):
            line.send(answer(line.recv(), pack, setting))
            if number % PAGES_A_COLLECTION == 0:
                gc.collect()


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))


def answer(job: Job, pack: Pack, setting: Setting) -> Done | Unwritable:
    """Return what became of a page; only a disk that takes no report is not a record."""
    begun = time.monotonic()
    packed_report = b""
    try:
        record, packed_report = _judged(job, pack, setting, begun)
    except OutputError as error:
        return Unwritable(path=error.path, message=str(error).removeprefix(f"{error.path}: "))
    except TargetError as error:
        record = _failure(job, error)
    except Exception as error:  # noqa: BLE001 - one page must never stop the others; the record names it
        detail = f"{type(error).__name__}: {error}"[:300]
        record = _failure(job, TargetError(job.url, Status.TOOL_ERROR, detail))
    return done(record, packed_report)


def done(record: Record, packed_report: bytes = b"") -> Done:
    """Return a record as what becomes of a page."""
    return Done(
        line=line_of(record),
        status=record.status,
        band=record.band,
        report=record.report,
        packed_report=packed_report,
    )


def _failure(job: Job, error: TargetError) -> Record:
    return of_failure(job.url, error, checked_at=now(), elapsed_s=job.elapsed_s, origin=job.origin)


def now() -> str:
    """Return the present time as records have it."""
    return utc_text(datetime.now(UTC))


def _judged(job: Job, pack: Pack, setting: Setting, begun: float) -> tuple[Record, bytes]:
    """Return a page's record, and its report where it was not written."""
    manners = Manners(allowed=setting.allowed)
    fetched = job.fetched if isinstance(job.fetched, Fetched) else job.fetched.fetched()
    _, result = read_and_judge(fetched, pack=pack, manners=manners, readers=Readers.LEXBOR)
    name, packed_report = "", b""
    if result.assessment.band in setting.reported:
        name = f"{setting.reports}/{report_name(job.url, key_of_page(job.url, job.origin))}"
        if setting.folder:
            save_as(render_html(result), setting.folder / name, replace=True)
        else:
            packed_report = gzip.compress(render_html(result).encode(), REPORT_PACKING)
    judged = result.assessment.band is not Band.COULD_NOT_JUDGE
    record = of_result(
        job.url,
        result,
        report=name,
        passages=tuple(passages(result.texts[0])) if judged else (),
        elapsed_s=round(job.elapsed_s + time.monotonic() - begun, 3),
        origin=job.origin,
    )
    return record, packed_report


def report_name(url: str, key: str) -> str:
    """Return the file name of a page's report: its host, and what no other page has."""
    host = _UNSAFE.sub("-", urlsplit(url).netloc).strip(".-")[:80]
    return f"{host}-{hashlib.sha256(key.encode()).hexdigest()[:12]}.html"
