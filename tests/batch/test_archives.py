"""Archived pages as a run: every record accounted for, damage named, stops survived."""

import csv
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checker.batch.crawl.accounts import Account, line_of
from checker.batch.crawl.find import archive_listing, find_archives, open_archive
from checker.batch.crawl.reading import STRETCH_PAGES, Stretch, read_on
from checker.batch.finish import finish
from checker.batch.folder import Folder, run_facts
from checker.batch.listing import Archive, Listing
from checker.batch.log import Log
from checker.batch.record import key_of_page, of_failure
from checker.batch.session import stretches
from checker.batch.worker import Job
from checker.errors import ListError, TargetError
from checker.evidence.salvage import Spot
from checker.status import Status
from tests.batch.archived import DAMAGED, MIXED, offers, offset_of
from tests.batch.made_up import AT
from tests.batch.running import logged, run, start, summary
from tests.batch.test_batch import wait_for_records
from tests.builders import real_pack
from tests.evidence.builders import packed


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over an archive of every sort of record."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "crawl").mkdir()
    (folder / "crawl" / "a.warc.gz").write_bytes(b"".join(MIXED))
    (folder / "crawl" / "b.warc").write_bytes(b"".join(offers(2, 50)))
    done = run(folder, "--warc", "crawl/*.warc*", "-o", "run")
    assert done.returncode == 1, done.stderr
    return folder / "run"


def rows(run_folder: Path) -> list[dict[str, str]]:
    with (run_folder / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_record_has_a_row_or_is_left_out_by_name(mixed: Path) -> None:
    sums = summary(mixed)

    assert sums["adds_up"]
    assert sums["complete"]
    assert sums["reading"] == {
        "archives": 2,
        "unfinished": 0,
        "records": 19,
        "pages": 8,
        "set_aside": 0,
        "left_out": {
            "blocked": 1,
            "changed": 1,
            "no_http_answer": 1,
            "no_web_address": 1,
            "not_found": 1,
            "not_html": 1,
            "other_record": 1,
            "redirect": 1,
            "request": 1,
            "revisit": 1,
            "warcinfo": 1,
        },
        "ahead": 0,
        "damaged": 2,
        "stopped": {},
    }


def test_rows_name_address_time_and_place_in_the_archive(mixed: Path) -> None:
    found = {
        (row["archive"], int(row["offset"])): (row["url"], row["fetched_at"], row["status"]) for row in rows(mixed)
    }

    assert found == {
        ("crawl/a.warc.gz", offset_of(1)): ("https://one.example/", "2026-01-02T03:04:05Z", "ok"),
        ("crawl/a.warc.gz", offset_of(3)): ("https://one.example/", "2026-05-06T07:08:09Z", "ok"),
        ("crawl/a.warc.gz", offset_of(11)): ("https://garden.example/", "2026-11-25T12:00:00Z", "ok"),
        ("crawl/a.warc.gz", offset_of(13)): ("https://empty.example/", "2026-11-25T12:00:00Z", "empty_text"),
        ("crawl/a.warc.gz", offset_of(14)): ("http://[odd/", "2026-11-25T12:00:00Z", "bad_url"),
        ("crawl/a.warc.gz", offset_of(15)): ("https://packed.example/", "2026-11-25T12:00:00Z", "ok"),
        ("crawl/b.warc", 0): ("https://clinic-50.example/", "2026-11-25T12:00:00Z", "ok"),
        ("crawl/b.warc", len(offers(1, 50)[0])): ("https://clinic-51.example/", "2026-11-25T12:00:00Z", "ok"),
    }


def test_damage_is_named_with_its_place_and_reading_goes_on_behind_it(mixed: Path) -> None:
    with closing(sqlite3.connect(mixed / "run.sqlite")) as database:
        damage = database.execute("SELECT archive, offset, what FROM damage ORDER BY offset").fetchall()

    assert [(archive, offset) for archive, offset, _ in damage] == [
        ("crawl/a.warc.gz", offset_of(10)),
        ("crawl/a.warc.gz", offset_of(12)),
    ]
    assert f"reading went on at byte {offset_of(10) + len(DAMAGED):,}" in damage[0][2]
    assert "has not the digest it states" in damage[1][2]
    assert "2 places could not be read" in (mixed / "index.html").read_text(encoding="utf-8")


def test_only_flagged_pages_get_a_report_unless_asked(mixed: Path) -> None:
    reports = {row["page"]: row["report"] for row in rows(mixed) if row["report"]}

    assert {row["page"] for row in rows(mixed) if row["band"] in {"many", "some"}} == reports.keys()
    assert {f"sites/{path.name}" for path in (mixed / "sites").iterdir()} == set(reports.values())
    assert len(set(reports.values())) == len(reports) == 5


def test_findings_are_joined_by_page_not_by_address(mixed: Path) -> None:
    with closing(sqlite3.connect(mixed / "run.sqlite")) as database:
        counted = database.execute(
            "SELECT page, COUNT(*) FROM findings WHERE url = 'https://one.example/' GROUP BY page"
        ).fetchall()

    assert len(counted) == 2
    assert counted[0][1] == counted[1][1] > 0


def archive(folder: Path, data: bytes, name: str = "a.warc.gz") -> Archive:
    path = folder / name
    path.write_bytes(data)
    return Archive(name=name, address=str(path), size_bytes=len(data))


def read(stretch: Stretch, about: Any = None) -> tuple[list[Job], list[Account]]:
    found = list(read_on(stretch, about))
    return [each for each in found if isinstance(each, Job)], [each for each in found if isinstance(each, Account)]


def test_stretches_follow_each_other_and_each_can_be_read_alone(tmp_path: Path) -> None:
    whole = archive(tmp_path, packed(*offers(1)) * (2 * STRETCH_PAGES + 10))

    jobs, accounts = read(Stretch(archive=whole))
    last_jobs, last_accounts = read(Stretch(archive=whole, start=accounts[1].end))

    assert [account.pages for account in accounts] == [STRETCH_PAGES, STRETCH_PAGES, 10]
    assert [account.complete for account in accounts] == [False, False, True]
    assert [account.start for account in accounts[1:]] == [account.end for account in accounts[:-1]]
    assert last_accounts == accounts[2:]
    assert [job.origin for job in last_jobs] == [job.origin for job in jobs[2 * STRETCH_PAGES :]]


def test_pages_of_one_packed_piece_are_told_apart(tmp_path: Path) -> None:
    jobs, _ = read(Stretch(archive=archive(tmp_path, packed(b"".join(offers(3))))))

    assert [key_of_page(job.url, job.origin) for job in jobs] == ["a.warc.gz@0", "a.warc.gz@0+1", "a.warc.gz@0+2"]


def test_pages_that_have_their_row_are_not_judged_again_and_still_counted(tmp_path: Path) -> None:
    whole = archive(tmp_path, packed(*offers(3)))
    second = len(packed(*offers(1)))

    jobs, (account,) = read(Stretch(archive=whole, done=frozenset({Spot(second)})))

    assert [job.url for job in jobs] == ["https://clinic-0.example/", "https://clinic-2.example/"]
    assert account.pages == 3


def test_an_archive_that_cannot_be_read_on_says_so_and_nothing_of_it_is_accounted_for(tmp_path: Path) -> None:
    gone = Archive(name="gone.warc", address=str(tmp_path / "gone.warc"), size_bytes=9)
    other = archive(tmp_path, packed(*offers(1)))
    grown = Archive(name=other.name, address=other.address, size_bytes=other.size_bytes - 1)

    for each, why in ((gone, "No such file"), (grown, "has not the")):
        jobs, (account,) = read(Stretch(archive=each))
        assert jobs == []
        assert why in account.stopped
        assert (account.records, account.complete, account.end) == (0, False, Spot(0))


def test_an_archive_that_was_not_read_on_is_named_with_why(tmp_path: Path) -> None:
    gone = Archive(name="gone.warc", address=str(tmp_path / "gone.warc"), size_bytes=9)
    _, (account,) = read(Stretch(archive=gone))
    folder = Folder(tmp_path / "run")
    listing = Listing(source="gone.warc", columns=(), targets=(), repeats=(), bad=(), archives=(gone,))
    with folder.held(), Log(folder.archives) as archives:
        folder.begin(run_facts(real_pack(), started_at=AT, gap_s=2, allowed=()), listing)
        archives.append(line_of(account))
    sums = finish(folder).sums

    assert sums.reading is not None
    assert (sums.complete, sums.add_up, sums.reading.stopped) == (
        False,
        True,
        {"gone.warc": "No such file or directory"},
    )
    assert "gone.warc</bdi> could not be read on: No such file" in (folder.path / "index.html").read_text("utf-8")


def test_killed_at_any_moment_each_archived_page_has_one_row(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(*offers(40)))
    arguments = ("--warc", "a.warc.gz", "-o", "run", "--reports", "none")
    for kill, records in enumerate((5, 20)):
        process = start(tmp_path, *(arguments if kill == 0 else ("--resume", "-o", "run")))
        wait_for_records(tmp_path / "run", records)
        process.kill()
        process.communicate()
    done = run(tmp_path, "--resume", "-o", "run")
    sums = summary(tmp_path / "run")

    assert done.returncode == 1, done.stderr
    places = [record["origin"]["offset"] for record in logged(tmp_path / "run")]
    assert len(places) == len(set(places)) == 40 == sums["addresses"]
    assert (sums["adds_up"], sums["complete"], sums["reading"]["records"]) == (True, True, 40)
    assert list((tmp_path / "run" / "sites").iterdir()) == []


def test_a_run_goes_on_where_the_last_account_ends_without_the_pages_behind_it_that_have_a_row(tmp_path: Path) -> None:
    whole = archive(tmp_path, packed(*offers(1)) * (STRETCH_PAGES + 10))
    (named,) = archive_listing((whole.address,)).archives
    jobs, accounts = read(Stretch(archive=named))
    folder = Folder(tmp_path / "run")
    with folder.held(), Log(folder.results) as results, Log(folder.archives) as archives:
        folder.begin(run_facts(real_pack(), started_at=AT, gap_s=2, allowed=()), archive_listing((whole.address,)))
        for job in (*jobs[:STRETCH_PAGES], jobs[STRETCH_PAGES + 3]):
            results.add(
                of_failure(job.url, TargetError("", Status.NOT_HTML), checked_at=AT, elapsed_s=0, origin=job.origin)
            )
        archives.append(line_of(accounts[0]))
        (left,) = stretches(folder)

    assert left.start == accounts[1].start
    assert left.done == {Spot(len(packed(*offers(1))) * (STRETCH_PAGES + 3))}


def test_archives_are_found_by_pattern_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.warc.gz", "a.warc.gz", "c.txt"):
        (tmp_path / name).write_bytes(b"x")

    found = find_archives(["*.warc.gz", "a.warc.gz", str(tmp_path / "b.warc.gz")])

    assert sorted(Path(each.address).name for each in found) == ["a.warc.gz", "b.warc.gz"]
    assert {each.size_bytes for each in found} == {1}


def test_archives_elsewhere_are_found_and_opened_by_fsspec() -> None:
    import fsspec

    fsspec.filesystem("memory").pipe({"/crawl/a.warc": b"first", "/crawl/b.warc": b"second"})

    found = find_archives(["memory://crawl/*.warc"])

    assert [(each.name, each.size_bytes) for each in found] == [
        ("memory:///crawl/a.warc", 5),
        ("memory:///crawl/b.warc", 6),
    ]
    with open_archive(found[1]) as file:
        assert file.read() == b"second"


UNKNOWN = ["absent*.warc", "absent.warc", ".", "nowhere://x/y.warc", "memory://absent/z.warc"]


@pytest.mark.parametrize("pattern", UNKNOWN)
def test_a_name_that_stands_for_no_archive_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ListError) as raised:
        find_archives([pattern if ":" in pattern else str(tmp_path / pattern)])

    assert "check the" in str(raised.value)


def test_an_archive_whose_name_is_no_text_is_refused_before_the_run(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"crawl-\xfc.warc")).write_bytes(offers(1)[0])

    done = run(tmp_path, "--warc", "crawl-*.warc", "-o", "run")

    assert done.returncode == 2
    assert "that is not UTF-8; rename it" in done.stderr
    assert not (tmp_path / "run").exists()


WRONG = [
    (("list.txt", "--warc", "a.warc", "-o", "run"), "are two runs"),
    (("list.txt", "--only-about", "-o", "run"), "looks into archives"),
    (("--warc", "absent.warc", "-o", "run"), "stands for no file"),
    (("--warc", "a.warc", "--resume", "--retry", "-o", "run"), "name no archives"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[said for _, said in WRONG])
def test_wrong_use_ends_with_two_and_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "list.txt").write_text("clinic.example.com\n", encoding="utf-8")
    (tmp_path / "a.warc").write_bytes(offers(1)[0])

    done = run(tmp_path, *arguments)

    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_archives_without_a_page_end_with_three(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"")

    done = run(tmp_path, "--warc", "a.warc", "-o", "run")

    assert done.returncode == 3, done.stderr
    assert json.loads((tmp_path / "run" / "archives.jsonl").read_bytes())["damage"][0]["what"] == "the file is empty"
