"""Judging processes: a page that holds one up is named, and the next page finds a fresh one."""

import multiprocessing
import os
import queue
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from checker.batch.crawl.accounts import Account
from checker.batch.folder import UNFINISHED, Folder
from checker.batch.judges import Answer, Judges
from checker.batch.pipeline import run
from checker.batch.record import record_of
from checker.batch.sources import Crawl
from checker.batch.worker import Done, Job, Setting, report_name
from checker.errors import OutputError
from checker.models import Fetched
from tests.batch.running import offer


def job(number: int) -> Job:
    url = f"https://clinic-{number}.example/"
    return Job(url=url, fetched=Fetched(requested_url=url, final_url=url, body=offer(number)), elapsed_s=0.1)


def judged(
    folder: Path, jobs: list[Job], limit_s: float, meanwhile: Callable[[], object] = lambda: None
) -> list[Answer]:
    (folder / "sites").mkdir()
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    setting = Setting(extra_rules=(), folder=folder, reports="sites", allowed=())
    judges = Judges(1, setting, lambda _job, answer: answers.put(answer), limit_s=limit_s)
    for each in jobs:
        judges.judge(each)
    meanwhile()
    judges.close()
    return [answers.get_nowait() for _ in jobs]


def test_a_page_that_takes_too_long_is_named_and_the_next_one_is_begun(tmp_path: Path) -> None:
    answers = judged(tmp_path, [job(1), job(2)], limit_s=0.001)

    records = [record_of(answer.line) for answer in answers if isinstance(answer, Done)]
    assert [(record.url, record.status) for record in records] == [(job(n).url, "tool_error") for n in (1, 2)]
    assert "judging took more than" in records[0].detail


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_over_a_page_is_replaced_and_its_page_named(tmp_path: Path, sent: signal.Signals) -> None:
    known = multiprocessing.active_children()

    def strike() -> None:
        (process,) = wait_for_children(known)
        os.kill(process, sent)

    answers = judged(tmp_path, [job(1), job(2)], limit_s=60, meanwhile=strike)

    records = [record_of(answer.line) for answer in answers if isinstance(answer, Done)]
    assert [(record.url, record.status) for record in records] == [(job(1).url, "tool_error"), (job(2).url, "ok")]
    assert records[0].detail == f"the judging process ended with code -{int(sent)}; it was replaced"


class FullDisk:
    """A keeper that cannot keep anything, while some process had just begun a file."""

    def __init__(self, folder: Folder) -> None:
        self.begun = folder.reports / UNFINISHED.replace("*", "begun")

    def keep(self, _done: Done) -> None:
        self.begun.touch()
        raise OutputError(Path("results.jsonl"), "could not be written")

    def account(self, _account: Account) -> None:
        raise AssertionError("a list has no accounts")


def test_a_run_that_cannot_go_on_ends_its_processes_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    known = multiprocessing.active_children()
    folder = Folder(tmp_path)
    setting = Setting(extra_rules=(), folder=folder.path, reports="sites", allowed=())
    pages = (job(number) for number in range(40))

    with pytest.raises(OutputError, match="could not be written"), folder.held():
        run(partial(Crawl, pages), partial(Judges, 2, setting), FullDisk(folder))

    assert [each for each in multiprocessing.active_children() if each not in known] == []
    assert list(tmp_path.rglob(UNFINISHED)) == []
    assert len(list(folder.reports.iterdir())) < 40


def wait_for_children(known: list[BaseProcess]) -> list[int]:
    """Return the processes begun since; those of other tests may still be there."""
    while not (children := [each for each in multiprocessing.active_children() if each not in known]):
        time.sleep(0.01)
    return [child.pid for child in children if child.pid]


def test_a_judged_page_leaves_its_report_and_its_record(tmp_path: Path) -> None:
    (answer,) = judged(tmp_path, [job(1)], limit_s=60)

    assert isinstance(answer, Done)
    record = record_of(answer.line)
    assert (record.status, record.band, answer.band) == ("ok", "many", "many")
    assert (tmp_path / record.report).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "cure arthritis" in {place.quote for fired in record.fired for place in fired.places}


def test_report_names_are_plain_and_differ_for_every_address() -> None:
    urls = [f"https://a.example/{path}" for path in ("", "x", "../../etc/passwd", "%2e%2e%2f")] + ["http://[::1]:8000/"]

    names = {report_name(url, url) for url in urls}

    assert len(names) == len(urls)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") and name[0] not in ".-" for name in names)
