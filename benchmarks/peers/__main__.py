"""Search the same pages with every tool that is there; print processor time and what was found."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pages import page
from benchmarks.peers import commands
from benchmarks.peers.commands import Found
from benchmarks.peers.phrases import GAP_WORDS, RULES, as_pattern, plain_line
from checker.models import Fetched
from checker.read import Readers, read_page
from checker.rulebook.lists import Lists
from checker.rulebook.load import load_rules
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.reading import Reading

PAGES = 100
HERE = Path(__file__).parent
PATTERNS = [as_pattern(rule) for rule in RULES]
Search = Callable[[list[str], Path], tuple[float, Found]]


def text_of(number: int) -> str:
    """Return a generated page's sentences, one a line, as all tools read them alike."""
    fetched = Fetched(requested_url="x", final_url="x", body=page(number), content_type="text/html; charset=utf-8")
    read = read_page(fetched, readers=Readers.LEXBOR)
    lines = (plain_line(read.text[sentence.start : sentence.end]) for sentence in read.sentences)
    return "\n".join(line for line in lines if line)


def ours(pages: list[str], _: Path) -> tuple[float, Found]:
    """Search with the project's engine."""
    book, lists = PhraseBook(), Lists({})
    numbers = {book.add(" ... ".join(rule), lists): place for place, rule in enumerate(RULES)}
    book.close()
    begun = time.process_time()
    found = [_met(book.read(text.split("\n"))) for text in pages]
    return time.process_time() - begun, [sorted(numbers[number] for number in each) for each in found]


def _met(reading: Reading) -> list[int]:
    return [number for number in reading.present if any(True for _ in reading.saying(number, reading.may(number)))]


def plain(pages: list[str], _: Path) -> tuple[float, Found]:
    """Search with Python's `re`, one rule after the other."""
    patterns = [re.compile(pattern) for pattern in PATTERNS]
    begun = time.process_time()
    found = [[number for number, pattern in enumerate(patterns) if pattern.search(text)] for text in pages]
    return time.process_time() - begun, found


def library(environment: Path, script: str) -> Search:
    """Return a search that another environment's Python does."""

    def search(pages: list[str], place: Path) -> tuple[float, Found]:
        task = place / "task.json"
        task.write_text(
            json.dumps({"rules": RULES, "patterns": PATTERNS, "gap": GAP_WORDS, "pages": pages}), encoding="utf-8"
        )
        python = environment / "bin" / "python"
        done = subprocess.run([python, HERE / script, task], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        said = json.loads(done.stdout)
        return said["seconds"], said["found"]

    return search


def searches(folder: Path) -> dict[str, Search]:
    """Return every way to search, by the name it is printed under."""
    return {
        "clinic-check's engine": ours,
        "Python's re, one rule after the other": plain,
        "YARA-X": library(folder / "yara-x", "with_yara_x.py"),
        "spaCy's Matcher, blank English": library(folder / "spacy", "with_spacy.py"),
        "proselint's checks": library(folder / "proselint", "with_proselint.py"),
        "Semgrep, generic mode": lambda pages, place: commands.semgrep(folder / "semgrep", pages, place),
        "textlint with prh": lambda pages, place: commands.textlint(folder / "textlint", pages, place),
    }


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    pages = [text_of(number) for number in range(count)]
    size = sum(map(len, pages)) / count / 1e3
    print(f"{count} pages of {size:.1f} kB of plain text, {len(RULES)} rules\n")
    print("| tool | ms a page | times clinic-check | rules met on pages | as clinic-check |\n|---|---|---|---|---|")
    first: tuple[float, Found] | None = None
    for name, search in searches(folder).items():
        with tempfile.TemporaryDirectory() as place:
            try:
                seconds, found = search(pages, Path(place))
            except (OSError, RuntimeError) as error:
                print(f"| {name} | not run: {error} | | | |")
                continue
        first = first or (seconds, found)
        same = sum(len(set(mine) & set(theirs)) for mine, theirs in zip(first[1], found, strict=True))
        met = sum(map(len, found))
        print(f"| {name} | {seconds / count * 1e3:.2f} | {seconds / first[0]:.2f} | {met:,} | {same:,} |", flush=True)
    pack = load_rules()
    begun = time.process_time()
    for text in pages:
        pack.book.read(text.split("\n"))
    spent_ms = (time.process_time() - begun) / count * 1e3
    print(f"\nclinic-check's engine with all phrases of its {len(pack.entries)} rules: {spent_ms:.2f} ms a page")


if __name__ == "__main__":
    main()
