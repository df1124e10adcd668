"""`--only-about`: pages that do not speak of the subject are set aside and counted; what cannot be seen never is."""

import gzip
import time
from pathlib import Path

import pytest

from checker.batch.crawl.accounts import SET_ASIDE, Account
from checker.batch.crawl.reading import Stretch, read_on
from checker.batch.worker import Job
from checker.check import read_and_judge
from checker.models import Band, Fetched
from checker.read import Readers
from checker.rulebook.about import compile_about
from tests.batch.archived import NEUTRAL, answer, offers, page
from tests.batch.running import offer, run, summary
from tests.batch.test_archives import archive
from tests.builders import real_pack
from tests.evidence.builders import packed, record

ABOUT = compile_about(real_pack().about)

SPEAKS = [
    "stem cells",
    "Stem Cell",
    "STEM-CELL",
    "stem\r\n    cells",
    "stem&nbsp;cells",
    "stem&#160;cells",
    "<b>stem</b> <a href='/x'>cells</a>",
    "stem\u2013cells",
    "stem\u00a0cells",
    r'{"text":"\u00a0stem cells"}',
    r'{"text":"\nMSCs\n"}',
    "/our-stem-cell-clinic",
    "%20exosomes%20",
    "regenerative <i>cell</i> medicine",
    "platelet-rich plasma",
    "PRP.",
    "bone marrow",
    "Wharton&rsquo;s jelly",
]


@pytest.mark.parametrize("words", SPEAKS)
def test_words_of_the_subject_are_seen_in_any_source(words: str) -> None:
    assert ABOUT.search(f"<p>We offer {words} here.".encode())


SILENT = ["system cellar", "cell phones", "stem of a rose", "uprp", "prpx", "marrowbone", "vsmsco"]


@pytest.mark.parametrize("words", SILENT)
def test_other_words_are_not_taken_for_it(words: str) -> None:
    assert not ABOUT.search(f"<p>We offer {words} here.".encode())


def test_no_page_with_many_or_some_warning_signs_would_be_set_aside() -> None:
    bands = {}
    for path in sorted((Path(__file__).parents[1] / "pages").glob("*.html")):
        fetched = Fetched(requested_url="x", final_url="https://x.example/", body=path.read_bytes())
        _, result = read_and_judge(fetched, pack=real_pack(), readers=Readers.LEXBOR)
        bands[path.name] = (result.assessment.band, bool(ABOUT.search(fetched.body)))

    assert [name for name, (band, seen) in bands.items() if band in {Band.MANY, Band.SOME} and not seen] == []
    assert not all(seen for _, seen in bands.values())


@pytest.mark.parametrize(
    "part", [b"<", b"stem ", b"cell <b>", b"stem&", b"bone marro\n", bytes(range(256)), b"\\u00a0"]
)
def test_no_source_takes_the_pattern_long(part: bytes) -> None:
    body = part * (2_000_000 // len(part))
    begun = time.process_time()

    assert not ABOUT.search(body)
    assert time.process_time() - begun < 1


UNSEEN = {
    "UTF-16": page(offer(1).decode().encode("utf-16"), "https://wide.example/"),
    "packed": page(gzip.compress(offer(1)), "https://packed.example/", "Content-Encoding: gzip"),
    "packed in a way that is not read": page(b"\x1b\x00\x11", "https://br.example/", "Content-Encoding: br"),
    "packed and damaged": page(
        gzip.compress(offer(1))[:50] + b"x" * 50, "https://x.example/", "Content-Encoding: gzip"
    ),
    "in chunks": page(b"9\r\n<p>stem c\r\n4\r\nells\r\n0\r\n\r\n", "https://c.example/", "Transfer-Encoding: chunked"),
    "said to be in chunks": page(NEUTRAL, "https://d.example/", "Transfer-Encoding: chunked"),
    "too large": record(b"", "WARC-Target-URI: https://large.example/", length=30_000_000).removesuffix(b"\r\n\r\n")
    + bytes(30_000_000)
    + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_cannot_be_looked_through_is_judged(tmp_path: Path, name: str) -> None:
    found = list(read_on(Stretch(archive=archive(tmp_path, UNSEEN[name], "a.warc")), ABOUT))

    assert [type(each) for each in found] == [Job, Account]


def test_pages_on_other_subjects_are_set_aside_and_counted(tmp_path: Path) -> None:
    garden = page(NEUTRAL, "https://garden.example/")
    chunked = page(b"4\r\nrose\r\n0\r\n\r\n", "https://r.example/", "Transfer-Encoding: chunked")
    squeezed = page(gzip.compress(NEUTRAL), "https://g.example/", "Content-Encoding: gzip")
    gone = answer(404, "https://gone.example/")
    whole = archive(tmp_path, packed(garden, *offers(2), chunked, squeezed, gone, garden))

    *jobs, account = read_on(Stretch(archive=whole), ABOUT)

    assert [each.url for each in jobs if isinstance(each, Job)] == [
        "https://clinic-0.example/",
        "https://clinic-1.example/",
    ]
    assert isinstance(account, Account)
    assert (account.records, account.pages, account.left_out) == (7, 2, {SET_ASIDE: 4, "not_found": 1})


def test_the_summary_says_how_many_were_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(*[page(NEUTRAL, f"https://g-{n}.example/") for n in range(30)]))

    done = run(tmp_path, "--warc", "a.warc.gz", "--only-about", "-o", "run")
    sums = summary(tmp_path / "run")

    assert done.returncode == 0, done.stderr
    assert "30 set aside that do not speak of the subject" in done.stdout
    assert (sums["reading"]["set_aside"], sums["addresses"], sums["adds_up"]) == (30, 0, True)
    assert "30 pages set aside" in (tmp_path / "run" / "index.html").read_text(encoding="utf-8")
    again = run(tmp_path, "--resume", "-o", "run")
    assert again.returncode == 0, again.stderr
