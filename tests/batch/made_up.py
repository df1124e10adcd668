"""Runs made without a network: a list and a log filled by hand, and every file made from them."""

from pathlib import Path

from checker.batch.finish import finish
from checker.batch.folder import Folder, run_facts
from checker.batch.listing import BadRow, Listing, Repeat, Target
from checker.batch.lists.columns import plain_name
from checker.batch.log import Log
from checker.batch.record import Fired, Passage, Place, Record, of_failure
from checker.errors import TargetError
from checker.status import Status
from tests.builders import real_pack

AT = "2026-11-22T03:46:05Z"


def place(words: str, *, hidden: bool = False) -> Place:
    """Return a place that says these words."""
    return Place(
        quote=words,
        sentence=f"Here we say: {words}.",
        heading=words,
        zone="text",
        start=0,
        end=len(words),
        hidden=hidden,
        disguised=False,
        softened_by=("hedge",),
    )


def judged(url: str, words: str, *, band: str = "many", points: float = 40.0, signs: int = 2) -> Record:
    """Return the record of a page that says these words."""
    rules = [entry.rule.id for entry in real_pack().entries if entry.kind == "claim" and entry.rule.protects is None]
    fired = tuple(
        Fired(rule=rule, severity="high", points=5.0, replaced_by="", count=1, places=(place(words),))
        for rule in rules[:signs]
    )
    return Record(
        url=url,
        status="ok",
        detail="",
        checked_at=AT,
        elapsed_s=0.5,
        final_url=url,
        http_status=200,
        band=band,
        points=points,
        kind="offer",
        genre="clinic",
        title=words,
        language="en",
        words=600,
        reasons=(words,),
        statements=signs,
        fired=fired,
        limits=(words,),
        numbers=(words,),
        passages=(Passage(key="same", excerpt=words), Passage(key=url, excerpt=words)),
        report="sites/report.html",
    )


def made_up_run(folder: Path, words: str, *, judged_pages: int = 3) -> Path:
    """Make a run in which every free text is `words`, and return its folder."""
    urls = [f"https://clinic-{number}.example/" for number in range(judged_pages)]
    bands = ("many", "some", "few")
    records = [
        judged(url, words, band=bands[number % 3], points=50.0 - number, signs=5 - number % 3 * 2)
        for number, url in enumerate(urls)
    ]
    missing = "https://gone.example/"
    error = TargetError(missing, Status.CONNECTION, words)
    listing = Listing(
        source=words,
        columns=(plain_name(words),),
        targets=tuple(
            Target(line=line, address=words, url=url, extra=(words,)) for line, url in enumerate([*urls, missing], 1)
        ),
        repeats=(Repeat(line=90, address=words, first_line=1),),
        bad=(BadRow(line=91, text=words, status="bad_url", reason=words),),
    )
    run = Folder(folder / "run")
    with run.held():
        run.begin(run_facts(real_pack(), started_at=AT, gap_s=2.0, allowed=("127.0.0.0/8",)), listing)
        (run.reports / "report.html").write_text("<!doctype html><title>report</title>", encoding="utf-8")
        with Log(run.results) as log:
            for record in (*records, of_failure(missing, error, checked_at=AT, elapsed_s=1.0)):
                log.add(record)
        finish(run)
    return run.path
