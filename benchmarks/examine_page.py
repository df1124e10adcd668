"""Time judging one read page by all rules, as a ratio to searching its sentences with Python's own `re`.

    python -m benchmarks.examine_page

Prints milliseconds for orientation and the ratio to rely on: both are measured in the same run, in turn. The other side
only searches for the rules' phrases (a sample of them, counted up to all); it weighs no context and judges nothing.
"""

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.phrases_as_re import pattern_of
from checker import load_rules
from checker.examine import examine
from checker.models import Fetched, Page
from checker.read import read_page
from checker.resources import RULES
from checker.rulebook.files import read_pack
from checker.rulebook.lists import Lists
from checker.rulebook.schema import Claim

WORDS = 5_000
ROUNDS = 7
EVERY = 10
"""One phrase of so many is searched for with `re`: compiling all of them takes minutes."""
PAGES = Path(__file__).parents[1] / "tests" / "pages"
SAMPLES = {"a clinic's page": "clinic-candid.html", "a hospital's page": "hospital-hsct-ms.html"}


def long_page(sample: str) -> Page:
    """Return a page of about 5,000 words, numbered so that no sentence repeats."""
    body = (PAGES / sample).read_text(encoding="utf-8")
    start, end = body.index("<body"), body.index("</body>")
    part = body[start:end]
    copies = -(-WORDS // len(re.sub(r"<[^>]+>", " ", part).split()))
    numbered = "".join(re.sub(r"\.(?=[ <])", f", as note {number} says.", part) for number in range(copies))
    html = f"{body[:start]}<body>{numbered}{body[end:]}"
    return read_page(Fetched(requested_url="x", final_url="x", body=html.encode(), content_type="text/html"))


def python_patterns() -> tuple[int, list[re.Pattern[str]]]:
    """Return the number of phrases rules look for, and a sample of them as Python patterns."""
    files = read_pack(RULES, ())
    lists = Lists(files.terms)
    claims = [(rule, rule.body) for _, rule in files.rules if isinstance(rule.body, Claim)]
    phrases = [(phrase, lists.with_words(rule.words or {})) for rule, claim in claims for phrase in claim.phrases]
    return len(phrases), [pattern_of(phrase, words) for phrase, words in phrases[::EVERY]]


def median_ms(job: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of a job."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    pack = load_rules()
    print(f"loading {len(pack.entries)} rules, ready-made if they were loaded before: ", end="")
    print(f"{(time.perf_counter() - start) * 1000:.0f} ms")
    phrases, patterns = python_patterns()
    for name, sample in SAMPLES.items():
        page = long_page(sample)
        sentences = [page.text[sentence.start : sentence.end].lower() for sentence in page.sentences]

        def with_re(sentences: list[str] = sentences) -> int:
            return sum(pattern.search(text) is not None for text in sentences for pattern in patterns)

        start = time.perf_counter()
        examine(page, pack)
        first = (time.perf_counter() - start) * 1000
        ours = median_ms(lambda page=page: examine(page, pack))  # type: ignore[misc]  # bound for this round
        theirs = median_ms(with_re, rounds=2) * phrases / len(patterns)
        per_words = WORDS / page.counts.words
        print(f"{name}: {page.counts.words} words, {len(sentences)} sentences, {phrases} phrases")
        print(f"  all rules: {ours * per_words:.1f} ms per {WORDS:,} words (first time {first * per_words:.1f} ms)")
        print(f"  Python re, phrases only: {theirs * per_words:.0f} ms; ratio {ours / theirs:.4f}")


if __name__ == "__main__":
    main()
