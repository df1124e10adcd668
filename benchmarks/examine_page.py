"""Time judging one read page by all rules, as a ratio to searching its sentences with Python's own `re`.

    python benchmarks/examine_page.py

Prints milliseconds for orientation and the ratio to rely on: both are measured in the same run, in turn.
"""

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from checker import load_rules
from checker.examine import examine
from checker.models import Fetched, Page
from checker.read import read_page
from checker.rulebook.pack import Pack

WORDS = 5_000
ROUNDS = 7
SAMPLE = Path(__file__).parents[1] / "tests" / "pages" / "clinic-candid.html"


def long_page() -> Page:
    """Return a page of about 5,000 words, numbered so that no sentence repeats."""
    body = SAMPLE.read_text(encoding="utf-8")
    start, end = body.index("<body"), body.index("</body>")
    part = body[start:end]
    copies = -(-WORDS // len(re.sub(r"<[^>]+>", " ", part).split()))
    numbered = "".join(re.sub(r"\.(?=[ <])", f", as note {number} says.", part) for number in range(copies))
    html = f"{body[:start]}<body>{numbered}{body[end:]}"
    return read_page(Fetched(requested_url="x", final_url="x", body=html.encode(), content_type="text/html"))


def python_patterns(pack: Pack) -> list[re.Pattern[str]]:
    """Return the pack's phrases as Python patterns, where Python can read them."""
    found = []
    for pattern in pack.book.patterns():
        plain = re.sub(r"\\x\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), pattern)
        found.append(re.compile(plain))
    return found


def median_ms(job: Callable[[], object]) -> float:
    """Return the median time of a job."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    pack, page = load_rules(), long_page()
    patterns = python_patterns(pack)
    sentences = [page.text[sentence.start : sentence.end].lower() for sentence in page.sentences]

    def with_re() -> int:
        return sum(pattern.search(text) is not None for text in sentences for pattern in patterns)

    start = time.perf_counter()
    examine(page, pack)
    first = (time.perf_counter() - start) * 1000
    ours, theirs = median_ms(lambda: examine(page, pack)), median_ms(with_re)
    print(f"{page.counts.words} words, {len(sentences)} sentences, {len(pack.entries)} rules, {len(patterns)} patterns")
    print(f"all rules: {ours:.1f} ms (first time {first:.1f} ms)")
    print(f"Python re, patterns only: {theirs:.1f} ms")
    print(f"ratio: {ours / theirs:.3f}")


if __name__ == "__main__":
    main()
