"""Two runs of one list: what is new, gone, not readable this time, and whether the page changed or the rules."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.broken_site import BrokenSite
from checker.batch.baseline import Baseline
from checker.batch.change_sums import ChangeSums
from checker.batch.finish import finish
from checker.batch.folder import Folder, run_facts
from checker.batch.listing import Listing, Target
from checker.batch.log import Log
from checker.batch.record import Fired, Record, of_failure
from checker.errors import OutputError, TargetError
from checker.models.changes import Cause
from checker.status import Status
from tests.batch.made_up import AT, judged, place
from tests.batch.running import LOOPBACK, offer, run, summary
from tests.builders import real_pack

URL = "https://a.example/"
RULES = [entry.rule.id for entry in real_pack().entries if entry.kind == "claim" and entry.rule.protects is None]


def fired(rule: str, *said: str, severity: str = "high") -> Fired:
    return Fired(
        rule=rule, severity=severity, points=5.0, replaced_by="", count=len(said), places=tuple(map(place, said))
    )


def page(*signs: Fired, url: str = URL, band: str = "some", text: str = "1") -> Record:
    made = judged(url, "words", band=band, signs=0)
    return replace(made, fired=signs, text_sha256=text, body_sha256=text)


def failed(url: str = URL) -> Record:
    return of_failure(url, TargetError(url, Status.TIMEOUT), checked_at=AT, elapsed_s=1)


def made(folder: Path, *records: Record, rules_sha256: str = "") -> Folder:
    """Return a run with these records, not finished yet."""
    facts = run_facts(real_pack(), started_at=AT, gap_s=2, allowed=())
    if rules_sha256:
        facts = replace(facts, pack=replace(facts.pack, sha256=rules_sha256))
    targets = tuple(Target(line=n, address=each.url, url=each.url) for n, each in enumerate(records, 1))
    made = Folder(folder)
    with made.held(), Log(made.results) as log:
        made.begin(facts, Listing(source="list", columns=(), targets=targets, repeats=(), bad=()))
        for each in records:
            log.add(each)
    return made


def compared(
    tmp_path: Path, old: list[Record], new: list[Record], *, old_rules: str = ""
) -> tuple[list[dict[str, str]], ChangeSums]:
    before = made(tmp_path / "old", *old, rules_sha256=old_rules)
    now = made(tmp_path / "new", *new)
    finished = finish(now, Baseline(before.path, own=now.path))
    assert finished.changes is not None
    with (now.path / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), finished.changes


def told(rows: list[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    return [(row["what"], row["counts"], row["cause"], row["rule"]) for row in rows]


HIGH = frozenset({"critical", "high"})


def test_the_same_findings_are_no_change(tmp_path: Path) -> None:
    one = page(fired(RULES[0], "cells cure"))

    rows, sums = compared(tmp_path, [one], [replace(one, text_sha256="2", checked_at="2026-12-01T00:00:00Z")])

    assert (rows, sums.is_new(HIGH)) == ([], False)


def test_a_sign_the_page_did_not_have_counts_as_new(tmp_path: Path) -> None:
    rows, sums = compared(
        tmp_path, [page(fired(RULES[0], "a"))], [page(fired(RULES[0], "a"), fired(RULES[1], "b"), text="2")]
    )

    assert told(rows) == [("new", "yes", "page_changed", RULES[1])]
    assert (rows[0]["quote_now"], rows[0]["sentence_now"]) == ("b", "Here we say: b.")
    assert (sums.new_signs, sums.is_new(HIGH), sums.is_new(frozenset({"critical"}))) == ({"high": 1}, True, False)


def test_another_sentence_of_a_sign_the_page_had_is_listed_and_does_not_count(tmp_path: Path) -> None:
    rows, sums = compared(
        tmp_path,
        [page(fired(RULES[0], "knees are cured"))],
        [page(fired(RULES[0], "knees are cured", "we also promise results for many other things"), text="2")],
    )

    assert told(rows) == [("new", "", "page_changed", RULES[0])]
    assert not sums.is_new(HIGH)


def test_gone_and_reworded_sentences_are_told_apart(tmp_path: Path) -> None:
    rows, sums = compared(
        tmp_path,
        [page(fired(RULES[0], "our cells heal every knee"), fired(RULES[1], "b"))],
        [page(fired(RULES[0], "our cells heal each knee"), text="2")],
    )

    assert sorted(told(rows)) == [
        ("gone", "", "page_changed", RULES[1]),
        ("reworded", "", "page_changed", RULES[0]),
    ]
    assert (sums.gone, sums.reworded, sums.is_new(HIGH)) == (1, 1, False)


def test_what_only_other_rules_brought_about_does_not_count(tmp_path: Path) -> None:
    rows, sums = compared(tmp_path, [page(band="few")], [page(fired(RULES[0], "a"), band="many")], old_rules="0" * 64)

    assert told(rows) == [("band", "", "rules_changed", ""), ("new", "", "rules_changed", RULES[0])]
    assert (sums.rules_changed, sums.by_rules_only, sums.is_new(HIGH)) == (True, 2, False)


def test_where_page_and_rules_changed_it_counts(tmp_path: Path) -> None:
    rows, sums = compared(tmp_path, [page()], [page(fired(RULES[0], "a"), text="2")], old_rules="0" * 64)

    assert told(rows) == [("new", "yes", Cause.BOTH_CHANGED.value, RULES[0])]
    assert sums.is_new(HIGH)


@pytest.mark.parametrize(
    ("before", "now", "counts"), [("few", "some", "yes"), ("some", "many", "yes"), ("many", "some", "")]
)
def test_a_higher_band_counts_and_a_lower_one_is_listed(tmp_path: Path, before: str, now: str, counts: str) -> None:
    rows, sums = compared(tmp_path, [page(band=before)], [page(band=now, text="2")])

    assert [(row["what"], row["counts"], row["band_before"], row["band_now"]) for row in rows] == [
        ("band", counts, before, now)
    ]
    assert sums.is_new(frozenset()) is bool(counts)


def test_a_page_that_cannot_be_read_this_time_loses_nothing(tmp_path: Path) -> None:
    rows, sums = compared(tmp_path, [page(fired(RULES[0], "a"))], [failed()])

    assert told(rows) == [("not_readable_now", "", "", "")]
    assert (sums.not_readable_now, sums.gone, sums.is_new(HIGH)) == (1, 0, False)


@pytest.mark.parametrize(("old", "what"), [([], "not_in_baseline"), ([failed()], "readable_again")])
def test_signs_on_a_page_of_which_nothing_was_known_count_as_new(tmp_path: Path, old: list[Record], what: str) -> None:
    rows, sums = compared(tmp_path, old, [page(fired(RULES[0], "a"))])

    assert [(row["what"], row["counts"]) for row in rows] == [(what, "yes"), ("new", "yes")]
    assert ("counts as new" in rows[1]["note"], rows[1]["cause"]) == (True, "")
    assert sums.is_new(frozenset())


def test_a_page_that_is_no_longer_listed_is_named(tmp_path: Path) -> None:
    rows, sums = compared(tmp_path, [page(), page(url="https://b.example/")], [page()])

    assert [(row["what"], row["url"]) for row in rows] == [("no_longer_listed", "https://b.example/")]
    assert sums.no_longer_listed == 1


def test_a_page_that_was_not_tried_yet_is_not_taken_for_one_that_is_no_longer_listed(tmp_path: Path) -> None:
    before = made(tmp_path / "old", page(), page(url="https://b.example/"))
    now = made(tmp_path / "new", page(), page(url="https://b.example/"))
    log = now.results.read_bytes().splitlines(keepends=True)
    now.results.write_bytes(log[0])

    finished = finish(now, Baseline(before.path, own=now.path))

    assert finished.changes is not None
    assert (finished.sums.waiting, finished.changes.no_longer_listed) == (1, 0)


def test_a_rule_that_could_not_be_checked_on_one_side_is_unknown(tmp_path: Path) -> None:
    unchecked = replace(page(), could_not_check=(RULES[0],))

    rows, sums = compared(tmp_path, [unchecked], [page(fired(RULES[0], "a"), text="2")])

    assert told(rows) == [("unknown", "", "", RULES[0])]
    assert (sums.unknown, sums.is_new(HIGH)) == (1, False)


def test_of_more_places_than_are_kept_none_is_known_to_be_gone(tmp_path: Path) -> None:
    many = fired(RULES[0], *(f"{word} is said of the knee" for word in "abcdefghijklmnopqrst"))

    rows, _ = compared(tmp_path, [page(fired(RULES[0], "quite another sentence"))], [page(many, text="2")])

    assert "gone" not in {row["what"] for row in rows}


def test_overview_and_summary_tell_what_changed(tmp_path: Path) -> None:
    _, sums = compared(tmp_path, [page()], [page(fired(RULES[0], "<b>a</b>"), text="2", band="many")])
    overview = (tmp_path / "new" / "index.html").read_text(encoding="utf-8")

    assert summary(tmp_path / "new")["changes"]["new_signs"] == sums.new_signs == {"high": 1}
    assert "What changed since 2026-11-22" in overview
    assert "Many warning signs, before: Some warning signs" in overview
    assert "Here we say: &lt;b&gt;a&lt;/b&gt;." in overview
    assert 'href="changes.csv"' in overview


def test_without_a_baseline_no_changes_are_left_over(tmp_path: Path) -> None:
    compared(tmp_path, [page()], [page()])
    again = finish(Folder(tmp_path / "new"))

    assert again.changes is None
    assert not (tmp_path / "new" / "changes.csv").exists()
    assert "changes" not in summary(tmp_path / "new")


def test_a_baseline_must_be_another_run(tmp_path: Path) -> None:
    now = made(tmp_path / "new", page())

    for path, said in ((tmp_path / "absent", "holds no run"), (now.path, "is this run itself")):
        with pytest.raises(OutputError, match=said):
            Baseline(path, own=now.path)


def test_the_command_ends_with_one_only_when_something_is_new(tmp_path: Path) -> None:
    said = [offer(1)]
    with BrokenSite(lambda _: said[-1]) as site:
        (tmp_path / "list.txt").write_text(f"{site.url_of(1)}\n", encoding="utf-8")
        run(tmp_path, "list.txt", "-o", "old", *LOOPBACK)
        watch = ("list.txt", *LOOPBACK, "--baseline", "old", "--fail-on", "new")
        same = run(tmp_path, *watch, "-o", "same")
        said.append(offer(1).replace(b"</body>", b"<p>There are no side effects and no risks at all.</p></body>"))
        new = run(tmp_path, *watch, "-o", "new")
    wrong = run(tmp_path, "list.txt", "-o", "wrong", *LOOPBACK, "--fail-on", "new")

    assert (same.returncode, new.returncode, wrong.returncode) == (0, 1, 2), new.stdout
    assert "new warning signs: none" in same.stdout
    assert re.search(r"new warning signs: .*1 (critical|high)", new.stdout)
    assert "--baseline" in wrong.stderr
    assert json.loads((tmp_path / "new" / "summary.json").read_text())["changes"]["not_readable_now"] == 0
