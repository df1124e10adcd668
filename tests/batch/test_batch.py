"""A batch as a person runs it: everything accounted for, nothing lost, whatever stops it."""

import csv
import os
import re
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import closing
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.broken_site import WAYS, BrokenSite
from tests.batch.running import LOOPBACK, logged, offer, run, start, summary, write_list

PAGES = 300
BROKEN_EVERY = 5


def way_of(number: int) -> str:
    if number % BROKEN_EVERY:
        return ""
    return list(WAYS)[number // BROKEN_EVERY % len(WAYS)]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over 300 addresses, every fifth of them broken."""
    folder = tmp_path_factory.mktemp("mixed")
    with BrokenSite(offer) as site:
        write_list(folder / "list.txt", (site.url_of(number, way_of(number)) for number in range(PAGES)))
        done = run(folder, "list.txt", "-o", "run", *LOOPBACK, "--timeout", "3", "--processes", "2")
    assert done.returncode == 1, done.stderr
    return folder / "run"


def test_every_address_has_one_record_under_the_status_of_what_is_wrong(mixed: Path) -> None:
    expected = Counter(WAYS.get(way_of(number), "ok") for number in range(PAGES))

    records = logged(mixed)

    assert len({record["url"] for record in records}) == len(records) == PAGES
    assert Counter(record["status"] for record in records) == expected


def test_sums_add_up(mixed: Path) -> None:
    sums = summary(mixed)

    assert sums["adds_up"]
    assert sums["complete"]
    assert sums["addresses"] == PAGES == sums["judged"] + sums["could_not_judge"] + sums["not_read"]
    assert sums["not_read"] == sum(sums["not_read_by_status"].values())


def test_each_judged_page_has_its_report(mixed: Path) -> None:
    for record in logged(mixed):
        assert (mixed / record["report"]).is_file() is (record["band"] != "not_read") or not record["report"]
    assert len(list((mixed / "sites").iterdir())) == sum(bool(record["report"]) for record in logged(mixed))


def test_tables_hold_what_the_log_holds(mixed: Path) -> None:
    with closing(sqlite3.connect(mixed / "run.sqlite")) as database:
        bands = dict(database.execute("SELECT band, COUNT(*) FROM sites GROUP BY band"))
        quotes = database.execute("SELECT COUNT(*) FROM findings WHERE quote <> ''").fetchone()[0]
    with (mixed / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        sites = list(csv.DictReader(file))

    assert bands == Counter(record["band"] for record in logged(mixed)) == Counter(row["band"] for row in sites)
    assert quotes == sum(len(fired["places"]) for record in logged(mixed) for fired in record["fired"])


def test_what_was_not_judged_stands_before_few(mixed: Path) -> None:
    order = ["many", "some", "could_not_judge", "not_read", "few"]
    with closing(sqlite3.connect(mixed / "run.sqlite")) as database:
        places = [order.index(band) for (band,) in database.execute("SELECT band FROM sites ORDER BY rowid")]

    assert places == sorted(places)
    assert {order.index("many"), order.index("not_read")} <= set(places)


def test_same_paragraph_on_many_sites_is_shown_as_one_group(mixed: Path) -> None:
    page = (mixed / "same-text.html").read_text(encoding="utf-8")

    sites = Counter(passage["key"] for record in logged(mixed) for passage in record["passages"])
    assert f"<h2>{sites.most_common(1)[0][1]} sites, " in page


def test_overview_links_only_to_files_that_are_there(mixed: Path) -> None:
    for page in mixed.glob("*.html"):
        links = re.findall(r'href="([^"#:]+)"', page.read_text(encoding="utf-8"))
        assert [link for link in links if not (mixed / link).exists()] == []


def test_own_columns_and_remarks_are_kept_and_bad_rows_are_named_by_line(tmp_path: Path) -> None:
    with BrokenSite(offer) as site:
        rows = [
            "Name;Website;Note",
            f"A;{site.url_of(1)};first",
            f"B;{site.url_of(1)}#top;again",
            "C;not an address;",
            f'D;{site.url_of(2)};=HYPERLINK("http://x")',
        ]
        (tmp_path / "sites.csv").write_text("\n".join(rows), encoding="utf-8")
        done = run(tmp_path, "sites.csv", "-o", "run", *LOOPBACK)
    with (tmp_path / "run" / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        sites = {row["line"]: row for row in csv.DictReader(file)}

    assert "Line 4: not an address" in done.stderr
    assert (sites["2"]["list: Name"], sites["2"]["list: Note"]) == ("A", "first")
    assert sites["5"]["list: Note"] == '\'=HYPERLINK("http://x")'
    assert (sites["4"]["band"], sites["4"]["status"]) == ("not_read", "bad_url")
    assert (summary(tmp_path / "run")["repeats"], summary(tmp_path / "run")["bad_rows"]) == (1, 1)


def test_list_may_come_from_standard_input(tmp_path: Path) -> None:
    with BrokenSite(offer) as site:
        done = run(tmp_path, "-", "-o", "run", *LOOPBACK, stdin=f"{site.url_of(1)} # tip from a reader\n")

    assert done.returncode == 1, done.stderr
    assert "tip from a reader" in (tmp_path / "run" / "index.html").read_text(encoding="utf-8")


def test_a_run_is_never_begun_over_another(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "mine.txt").write_text("mine", encoding="utf-8")

    done = run(tmp_path, "-", "-o", "run", *LOOPBACK, stdin="http://127.1.1.1/\n")

    assert (done.returncode, "is not empty" in done.stderr) == (2, True)


def test_a_run_goes_on_only_with_the_same_rules(tmp_path: Path) -> None:
    with BrokenSite(offer) as site:
        run(tmp_path, "-", "-o", "run", *LOOPBACK, stdin=f"{site.url_of(1)}\n")
    facts = tmp_path / "run" / "run.json"
    facts.write_text(re.sub(r'"sha256": "\w{4}', '"sha256": "0000', facts.read_text()), encoding="utf-8")

    done = run(tmp_path, "--resume", "-o", "run", *LOOPBACK)

    assert (done.returncode, "was begun with rules" in done.stderr) == (2, True)


MANNERS = {"--allow-address": "127.0.0.0/8", "--stop-list": "stop.txt", "--pace": "3"}


@pytest.mark.parametrize("forgotten", MANNERS)
def test_a_run_does_not_go_on_with_other_manners(tmp_path: Path, forgotten: str) -> None:
    (tmp_path / "stop.txt").write_text("elsewhere.example\n", encoding="utf-8")
    given = {option: words for option, words in MANNERS.items() if option != forgotten}
    with BrokenSite(offer) as site:
        run(tmp_path, "-", "-o", "run", *chain(*MANNERS.items()), stdin=f"{site.url_of(1)}\n")

    done = run(tmp_path, "--resume", "-o", "run", *chain(*given.items()))

    assert done.returncode == 2
    assert f"was begun with {forgotten} {MANNERS[forgotten]}" in done.stderr


def test_a_run_may_go_on_with_more_stop_lists_and_a_longer_pause_and_then_keeps_to_them(tmp_path: Path) -> None:
    with BrokenSite(offer) as site:
        listed, other = site.url_of(1), site.url_of(2)
        (tmp_path / "no.txt").write_text(f"{urlsplit(other).hostname}\n", encoding="utf-8")
        run(tmp_path, "-", "-o", "run", *LOOPBACK, stdin=f"{listed}\n")
        more = run(
            tmp_path, "-", "--resume", "-o", "run", *LOOPBACK[:2], "--stop-list", "no.txt", stdin=f"{listed}\n{other}\n"
        )
    less = run(tmp_path, "--resume", "-o", "run", *LOOPBACK)

    assert more.returncode == 1, more.stderr
    assert [record["status"] for record in logged(tmp_path / "run")] == ["ok", "stop_list"]
    assert (less.returncode, "was begun with --stop-list no.txt; give it again" in less.stderr) == (2, True)


def test_failures_can_be_tried_again_and_take_the_place_of_the_first_try(tmp_path: Path) -> None:
    with BrokenSite(offer) as site:
        url = site.url_of(1)
        run(tmp_path, "-", "-o", "run", *LOOPBACK, stdin=f"{site.url_of(2)}\n{url + '/missing'}\n")
        before = summary(tmp_path / "run")
        log = tmp_path / "run" / "inputs.json"
        log.write_text(log.read_text().replace("/1/missing", "/1"), encoding="utf-8")
        done = run(tmp_path, "--resume", "--retry", "-o", "run", *LOOPBACK)
    after = summary(tmp_path / "run")

    assert done.returncode == 1, done.stderr
    assert (before["not_read"], after["not_read"], after["judged"], after["adds_up"]) == (1, 0, 2, True)


def wait_for_records(run_folder: Path, count: int) -> None:
    path = run_folder / "results.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if path.exists() and path.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{count} records did not arrive")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_keeps_what_is_finished_and_makes_its_files(tmp_path: Path, sent: signal.Signals) -> None:
    with BrokenSite(offer, delay_s=0.05) as site:
        write_list(tmp_path / "list.txt", (site.url_of(number) for number in range(4_000)))
        process = start(tmp_path, "list.txt", "-o", "run", *LOOPBACK)
        wait_for_records(tmp_path / "run", 3)
        process.send_signal(sent)
        _, said = process.communicate(timeout=60)
    sums = summary(tmp_path / "run")

    assert process.returncode == 130, said
    assert "--resume" in said
    assert (sums["complete"], sums["adds_up"], sums["judged"] + sums["waiting"]) == (False, True, 4_000)
    assert "The run was stopped" in (tmp_path / "run" / "index.html").read_text(encoding="utf-8")


def children_of(process: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True, check=True
    )
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]


def test_a_killed_judge_is_replaced_and_its_page_named(tmp_path: Path) -> None:
    with BrokenSite(lambda number: offer(number) * 15, delay_s=0.01) as site:
        write_list(tmp_path / "list.txt", (site.url_of(number) for number in range(60)))
        process = start(tmp_path, "list.txt", "-o", "run", *LOOPBACK)
        wait_for_records(tmp_path / "run", 3)
        os.kill(children_of(process.pid)[0], signal.SIGKILL)
        _, said = process.communicate(timeout=120)
    records = logged(tmp_path / "run")
    lost = [record for record in records if record["status"] == "tool_error"]

    assert process.returncode == 1, said
    assert len(records) == len({record["url"] for record in records}) == 60
    assert [(record["band"], "ended with code -9" in record["detail"]) for record in lost] == [("not_read", True)]
    assert lost[0]["url"] in (tmp_path / "run" / "not-read.html").read_text(encoding="utf-8")


WRONG = [
    (("-o", "run"), "name a list"),
    (("list.txt", "-o", "run", "--retry"), "add --resume"),
    (("list.txt", "-o", "run", "--pace", "0"), "only for sites on this machine"),
    (("list.txt", "-o", "run", "--pace", "0", "--allow-address", "10.0.0.0/8"), "only for sites on this machine"),
    (("absent.csv", "-o", "run"), "cannot be opened"),
    (("--resume", "-o", "run"), "holds no run to go on with"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[said for _, said in WRONG])
def test_wrong_use_ends_with_two_and_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "list.txt").write_text("clinic.example.com\n", encoding="utf-8")

    done = run(tmp_path, *arguments)

    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_two_runs_never_work_in_one_folder(tmp_path: Path) -> None:
    with BrokenSite(offer, delay_s=0.05) as site:
        write_list(tmp_path / "list.txt", (site.url_of(number) for number in range(2_000)))
        first = start(tmp_path, "list.txt", "-o", "run", *LOOPBACK)
        wait_for_records(tmp_path / "run", 1)
        second = run(tmp_path, "--resume", "-o", "run", *LOOPBACK)
        first.kill()
        first.communicate()

    assert (second.returncode, "another run is working in this folder" in second.stderr) == (2, True)
