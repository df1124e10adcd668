"""Put what a made-up result quotes on a made-up page, so that every quote stands in the page's text."""

from collections import defaultdict
from dataclasses import replace

from checker.facts import text_sha256
from checker.models import Finding, Identifier, Outcome, PageText, Result, SetAside, SitePage, TextBlock, Zone


class Layout:
    """A page that grows by whatever is quoted from it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[TextBlock] = []
        self._starts: dict[str, int] = {}
        self._path: tuple[str, ...] = ()

    def place(self, words: str, zone: Zone, *, level: int = 0, hidden: bool = False) -> int:
        """Return where words begin; they become a block of their own, once."""
        if words not in self._starts:
            start = len(self.text) + 1 if self.blocks else 0
            self.text = f"{self.text}\n{words}" if self.blocks else words
            self.blocks.append(TextBlock(start=start, end=len(self.text), zone=zone, hidden=hidden, level=level))
            self._starts[words] = start
        return self._starts[words]

    def finding(self, found: Finding) -> Finding:
        """Return a finding at its place, under its headings."""
        if found.heading_path != self._path and found.sentence not in self._starts:
            self._path = found.heading_path
            for level, heading in enumerate(self._path, 1):
                self.place(heading, Zone.HEADING, level=level)
        start = self.place(found.sentence, found.zone, hidden=found.hidden)
        at = start + found.start - found.sentence_start
        return replace(found, sentence_start=start, start=at, end=at + len(found.quote))

    def mention(self, found: SetAside) -> SetAside:
        """Return a mention at its place."""
        at = self.place(found.sentence, Zone.TEXT) + found.sentence.index(found.quote)
        return replace(found, start=at, end=at + len(found.quote))


def on_a_page(result: Result) -> Result:
    """Return a result whose quotes stand in the text it carries, which fits its hash."""
    pages: defaultdict[str, Layout] = defaultdict(Layout)
    given = pages[""]
    outcomes = tuple(_placed(each, pages) for each in result.outcomes)
    identifiers = tuple(_numbers_placed(each, pages) for each in result.identifiers)
    site = tuple(_with_hash(each, pages["" if number == 0 else each.url]) for number, each in enumerate(result.pages))
    texts = tuple(
        PageText(url=url or result.capture.final_url, text=page.text, blocks=tuple(page.blocks))
        for url, page in pages.items()
    )
    return replace(
        result,
        outcomes=outcomes,
        identifiers=identifiers,
        page=replace(result.page, text_sha256=text_sha256(given.text)),
        pages=site,
        texts=texts if any(text.text for text in texts) else (),
    )


def _with_hash(page: SitePage, layout: Layout) -> SitePage:
    return replace(page, text_sha256=text_sha256(layout.text))


def _placed(outcome: Outcome, pages: defaultdict[str, Layout]) -> Outcome:
    return replace(
        outcome,
        findings=tuple(pages[each.page].finding(each) for each in outcome.findings),
        set_aside=tuple(pages[each.page].mention(each) for each in outcome.set_aside),
    )


def _numbers_placed(number: Identifier, pages: defaultdict[str, Layout]) -> Identifier:
    placed = []
    for place in number.places:
        start = pages[place.page].place(place.quote, place.zone)
        placed.append(replace(place, start=start, end=start + len(place.quote)))
    return replace(number, places=tuple(placed))
