"""A page's paragraphs that other sites of a run have too are named with these sites, and nothing else is."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from checker.batch.columns import TABLES
from checker.batch.record import key_of
from checker.errors import ResultError
from checker.models import PageText, Result, TextBlock, View, Zone
from checker.render import render_html
from checker.views.background import Background
from checker.views.elsewhere import read_elsewhere
from tests.report import samples

SHARED = "Our doctors have looked after many guests from many countries and each was sent home with a folder of notes."
OWN = "This paragraph stands on this page alone, and it is as long as the other so that only its words set it apart."


def page(*paragraphs: str) -> Result:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for each in paragraphs:
        blocks.append(TextBlock(start=start, end=start + len(each), zone=Zone.TEXT, hidden=False, level=0))
        start += len(each) + 1
    return replace(
        samples.few(),
        texts=(PageText(url="https://ours.example/", text=text, blocks=tuple(blocks)),),
        outcomes=(),
        identifiers=(),
    )


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "clinics-2026"
    folder.mkdir()
    columns = ", ".join(f"[{name}] {kind}" for name, (kind, _) in TABLES["same_text"].items())
    key = key_of(SHARED.casefold().split())
    with closing(sqlite3.connect(folder / "run.sqlite")) as database:
        database.execute(f"CREATE TABLE same_text ({columns})")
        database.executemany(
            "INSERT INTO same_text (key, sites, excerpt, host, url) VALUES (?, 3, ?, ?, ?)",
            [(key, SHARED[:40], host, f"https://{host}/") for host in ("b.example", "ours.example", "a.example")],
        )
        database.commit()
    return folder


def test_other_sites_with_the_same_paragraph_are_named_and_the_own_is_not(run: Path) -> None:
    found = read_elsewhere(run, page(SHARED, OWN))

    assert found.run == "clinics-2026"
    assert [(each.hosts, each.sites, each.excerpt) for each in found.paragraphs] == [
        (("a.example", "b.example"), 2, SHARED)
    ]


def test_journalist_reads_which_sites_share_the_words(run: Path) -> None:
    value = page(SHARED, OWN)
    shared = render_html(value, view=View.JOURNALIST, background=Background(elsewhere=read_elsewhere(run, value)))
    alone = page(OWN)
    unique = render_html(alone, view=View.JOURNALIST, background=Background(elsewhere=read_elsewhere(run, alone)))

    assert "also on 2: a.example, b.example" in shared
    assert "None of the longer paragraphs of this page stands on another site of the run “clinics-2026”." in unique
    assert "so nothing was compared" in render_html(alone, view=View.JOURNALIST)


@pytest.mark.parametrize(("name", "content"), [("", b""), ("run.sqlite", b"no database at all, but some text")])
def test_folder_without_a_finished_run_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    if name:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ResultError, match="run"):
        read_elsewhere(tmp_path, page(OWN))
