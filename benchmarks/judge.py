"""Time the whole judgement of pages on one core, stage by stage, against the plain way of doing it, in one run.

    python -m benchmarks.judge [PAGES]

The plain way is BeautifulSoup on html.parser and the rules' phrases as patterns of Python's `re`, one after the other:
it only searches, weighs no context and judges nothing. A sample of the phrases is timed and counted up to all.
"""

import gc
import re
import statistics
import sys
import time
from collections.abc import Callable

from bs4 import BeautifulSoup

from benchmarks.examine_page import EVERY, python_patterns
from benchmarks.pages import page
from checker.assess import assess
from checker.batch.passages import passages
from checker.batch.record import line_of, of_result
from checker.check import read_and_judge
from checker.examine import examine
from checker.models import Fetched
from checker.read import Readers, read_page
from checker.render import render_html
from checker.rulebook.load import load_rules

PAGES = 200
PLAIN_PAGES = 4
ROUNDS = 3


def fetched(number: int) -> Fetched:
    """Return a generated page as if it had been fetched."""
    url = f"https://clinic-{number}.example/"
    return Fetched(requested_url=url, final_url=url, body=page(number), content_type="text/html; charset=utf-8")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    answers = [fetched(number) for number in range(count)]
    pack = load_rules()
    gc.freeze()
    gc.disable()  # as a batch's judging processes do between pages
    pages = [read_page(answer, readers=Readers.LEXBOR) for answer in answers]
    examined = [examine(each, pack) for each in pages]
    results = [read_and_judge(answer, pack=pack) for answer in answers]
    megabytes = sum(len(answer.body) for answer in answers) / 1e6
    text = sum(len(each.text) for each in pages) / count / 1e3
    size = f"{megabytes / count * 1e3:.1f} kB of markup and {text:.1f} kB of text each"
    print(f"{count} pages, {size}, {len(pack.entries)} rules")

    stages: dict[str, Callable[[], object]] = {
        "read": lambda: [read_page(answer, readers=Readers.LEXBOR) for answer in answers],
        "examine": lambda: [examine(each, pack) for each in pages],
        "assess": lambda: [assess(each, said, pack) for each, said in zip(pages, examined, strict=True)],
        "record": lambda: [
            line_of(of_result("x", result, report="", passages=tuple(passages(result.texts[0])), elapsed_s=0))
            for each, result in results
        ],
        "report": lambda: [render_html(result) for _, result in results],
    }
    spent = {name: statistics.median(_seconds(stage) for _ in range(ROUNDS)) for name, stage in stages.items()}
    judging = sum(spent[name] for name in ("read", "examine", "assess"))
    print("\n| stage | ms a page | share of judging |\n|---|---|---|")
    for name, seconds in spent.items():
        share = f"{100 * seconds / judging:.0f} %" if name in ("read", "examine", "assess") else "not part of it"
        print(f"| {name} | {seconds / count * 1e3:.2f} | {share} |")
    print(
        f"\njudging (read, examine, assess): {count / judging:.0f} pages/s, {megabytes / judging:.1f} MB/s on one core"
    )
    plain = _plain([answer.body for answer in answers[:: max(1, count // PLAIN_PAGES)]][:PLAIN_PAGES])
    print(f"plain way: {1 / plain:.1f} pages/s; ratio {plain * count / judging:.0f}")


def _seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


def _plain(bodies: list[bytes]) -> float:
    """Return the seconds that a page takes the plain way."""
    _, patterns = python_patterns()

    def text_of(body: bytes) -> str:
        return re.sub(r"\s+", " ", BeautifulSoup(body, "html.parser").get_text(" ").lower())

    texts = [text_of(body) for body in bodies]
    reading = _seconds(lambda: [text_of(body) for body in bodies])
    searching = _seconds(lambda: [pattern.search(text) for text in texts for pattern in patterns])
    return (reading + searching * EVERY) / len(bodies)


if __name__ == "__main__":
    main()
