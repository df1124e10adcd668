"""Find what in a result does not fit the text it carries: somebody changed the evidence, or it was damaged."""

from collections.abc import Iterator, Mapping

from checker.facts import text_sha256
from checker.models import Finding, PageText, Result


def damages(result: Result) -> Iterator[str]:
    """Yield a few words on each thing that does not fit: a changed text, blocks that leave some of it out, a quote."""
    yield from _texts(result)
    for text in result.texts:
        yield from _blocks(text)
    yield from _quotes(result)


def _texts(result: Result) -> Iterator[str]:
    given = result.capture.final_url
    read = {page.url: page.text_sha256 for page in result.pages if page.text_sha256}
    read[given] = result.page.text_sha256
    texts = {text.url: text.text for text in result.texts}
    if result.texts and result.texts[0].url != given:
        yield f"the first text is not of the page that was given, {given:.200}"
    if len(texts) < len(result.texts):
        yield "two texts are of the same page"
    yield from (f"a text is of a page that was not read, {url:.200}" for url in texts if url not in read)
    for url, digest in read.items():
        if text_sha256(texts.get(url, "")) != digest:
            yield f"the text of {url:.200} does not fit its SHA-256, {digest:.12}…"


def _blocks(text: PageText) -> Iterator[str]:
    """Blocks follow each other, one line break apart, from the text's first character to its last."""
    at = 0
    for block in text.blocks:
        if block.start != at or not at <= block.end <= len(text.text) or text.text[at - 1 : at] not in ("", "\n"):
            yield f"the block of {text.url:.200} at offsets {block.start} to {block.end} does not follow the one before"
            return
        at = block.end + 1
    if text.text and at != len(text.text) + 1:
        yield f"the blocks of {text.url:.200} end before its text does, at offset {max(0, at - 1)}"


def _quotes(result: Result) -> Iterator[str]:
    texts = {text.url: text.text for text in result.texts}
    texts[""] = result.texts[0].text if result.texts else ""
    for outcome in result.outcomes:
        for finding in outcome.findings:
            yield from _quote(texts, outcome.rule, finding.page, finding.quote, finding.start, finding.end)
            yield from _sentence(texts, outcome.rule, finding)
        for mention in outcome.set_aside:
            yield from _quote(texts, outcome.rule, mention.page, mention.quote, mention.start, mention.end)
    for number in result.identifiers:
        for place in number.places:
            yield from _quote(texts, number.format, place.page, place.quote, place.start, place.end)


def _quote(texts: Mapping[str, str], name: str, page: str, quote: str, start: int, end: int) -> Iterator[str]:
    if not 0 <= start < end or texts.get(page, "")[start:end] != quote:
        yield f"a quote of {name:.60} and the text at its offsets {start} to {end} disagree"


def _sentence(texts: Mapping[str, str], name: str, finding: Finding) -> Iterator[str]:
    start = finding.sentence_start
    if start < 0 or not texts.get(finding.page, "").startswith(finding.sentence, start):
        yield f"a sentence of {name:.60} and the text at its offset {start} disagree"
