"""The parts of a document: each turns a result into blocks. Which reader gets which stands in `document.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.export import words
from checker.export.blocks import Answers, Block, Bullets, Grid, Heading, Links, Paragraph, Quotation
from checker.export.numbering import Numbered
from checker.export.review import Review, Reviews
from checker.export.tables import capture_table, cited_by, last_visited
from checker.models import Band, Finding, Outcome, Result, Source, View
from checker.render import IN_FULL, Digest, best_first, passage
from checker.status import EXPLANATIONS, Status
from checker.wording import clip

QUOTE_LIMIT = 2_000
"""Characters of a sentence shown; no sentence that was read is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the parts are made from."""

    result: Result
    view: View
    digest: Digest
    items: tuple[Numbered, ...]
    reviews: Reviews

    @property
    def day(self) -> str:
        """Return when the page was visited, in words."""
        return words.day(last_visited(self.result))

    def numbered(self, letter: str) -> tuple[Numbered, ...]:
        """Return the findings whose number begins with a letter."""
        return tuple(item for item in self.items if item.number.startswith(letter))


def opening(of: Material) -> Iterator[Block]:
    """Say what was checked, when and how much of it."""
    page, address = of.result.page, of.result.capture.final_url
    unread = words.what_was_not_read(page.counts)
    yield Grid(
        columns=(),
        rows=(
            ("Page", page.title or "(no title)"),
            ("Address", address),
            ("Visited", of.day),
            (
                "Read",
                words.how_much_was_read(page.counts, page.language) + (f". Not read: {unread}" if unread else ""),
            ),
        ),
    )
    if page.status is not Status.OK:
        explanation = EXPLANATIONS[page.status]
        yield Paragraph(name="Incomplete.", text=f"{explanation.sentence} {explanation.next_step}")
    for limit in page.limits:
        yield Paragraph(name="Incomplete.", text=limit.sentence)
    if of.result.run.allowed_addresses:
        opened = ", ".join(of.result.run.allowed_addresses)
        yield Paragraph(name="Networks opened by the person who ran the check:", text=opened)


def collection(of: Material) -> Iterator[Block]:
    """Tell how the page was collected."""
    capture, page, pack = of.result.capture, of.result.page, of.result.pack
    passed = ", ".join(hop.url for hop in capture.redirects)
    said = {
        "day": of.day,
        "tool": of.result.run.tool_version,
        "requested": capture.requested_url,
        "redirected": words.REDIRECTED.format(passed=passed) if passed else words.NOT_REDIRECTED,
        "address": capture.final_url,
        "peer": capture.peer_address,
        "status": capture.status_code,
        "bytes": words.count(capture.size_bytes, "byte"),
        "sha256": capture.sha256,
        "read": words.how_much_was_read(page.counts, page.language),
        "rules": words.count(pack.rules, "rule"),
        "pack": pack.name,
        "version": pack.version,
    }
    yield Heading(text="How the page was collected")
    fetched = bool(capture.peer_address)
    yield Paragraph(text=(words.COLLECTED if fetched else words.COLLECTED_FILE).format(**said))


def conclusion(of: Material) -> Iterator[Block]:
    """Say the band in words, why, and what it does not tell."""
    assessment = of.result.assessment
    yield Heading(text=assessment.headline)
    yield Paragraph(text=words.BAND_MEANING[assessment.band])
    yield Bullets(items=tuple(Paragraph(text=reason) for reason in assessment.reasons))
    yield Paragraph(name="How far this reading can be relied on:", text=assessment.reliability_line)
    yield Paragraph(name="What this does not tell you.", text=f"{words.DISCLAIMER} {words.SHORT_LIST}")


def statements(of: Material) -> Iterator[Block]:
    """List what the page says: the strongest in full, for a patient the rest in a line each."""
    found = of.digest.statements
    yield Heading(text="What the page says")
    if not found:
        unread = of.result.assessment.band is Band.COULD_NOT_JUDGE
        yield Paragraph(text=words.TOO_LITTLE if unread else f"{words.NONE_FOUND} {words.SHORT_LIST}")
    for number, outcome in enumerate(found, 1):
        if of.view is View.PATIENT and number > IN_FULL:
            break
        yield Heading(text=f"{number}. {outcome.title}", level=2)
        for part in (outcome, *of.digest.parts.get(outcome.rule, ())):
            if part is not outcome:
                yield Paragraph(name=part.title, text="")
            yield from _places(part, of)
        yield Paragraph(name="Why it matters.", text=outcome.why)
        if outcome.ask:
            yield Paragraph(name="Ask:", text=outcome.ask)
        yield _sources(outcome.sources)
    if of.view is View.PATIENT and len(found) > IN_FULL:
        yield Heading(text="More statements to ask about", level=2)
        yield Bullets(items=tuple(Paragraph(name=each.title, text=_first_words(each)) for each in found[IN_FULL:]))


def _places(outcome: Outcome, of: Material) -> Iterator[Block]:
    found = best_first(outcome.findings)
    most = 1 if of.view is View.PATIENT else len(found)
    yield from (_quotation(finding) for finding in found[:most])
    if len(found) > most:
        yield Paragraph(text=words.MORE_PLACES.format(count=words.count(len(found) - most, "more place")))


def _quotation(finding: Finding) -> Quotation:
    cut = passage(finding, QUOTE_LIMIT, shown_by=str)
    lead_in = f"{finding.lead_in} … " if finding.lead_in else ""
    marks = [words.HIDDEN] * finding.hidden + [words.DISGUISED] * finding.disguised
    marks += [f"softened: {words.operator_words(each)}" for each in finding.softened_by]
    under = f"under the heading “{finding.heading_path[-1]}”" if finding.heading_path else ""
    place = ", ".join(filter(None, (under, words.ZONE[finding.zone], *marks)))
    return Quotation(before=lead_in + cut.before, quote=cut.quote, after=cut.after, place=place[:1].upper() + place[1:])


def _first_words(outcome: Outcome) -> str:
    return "".join(f"“{clip(each.quote, 200, str)}”" for each in best_first(outcome.findings)[:1])


def _sources(sources: tuple[Source, ...], *, numbered: bool = False) -> Links:
    items = tuple((f"{source.title} ({cited_by(source)})", source.url) for source in sources)
    return Links(items=items, numbered=numbered)


def findings(of: Material) -> Iterator[Block]:
    """List each place with its number, in the form reviewers file, with room for their decision."""
    yield Heading(text="Findings")
    if not of.numbered("F"):
        yield Paragraph(text=f"{words.NONE_FOUND} {words.SHORT_LIST}")
    for item in of.numbered("F"):
        yield from _entry(item, of)


def omissions(of: Material) -> Iterator[Block]:
    """List what has no words on the page: what it leaves out, and several things together."""
    yield Heading(text="What the page leaves out")
    if not of.numbered("O"):
        yield Paragraph(text=words.ALL_MENTIONED)
    for item in of.numbered("O"):
        yield from _entry(item, of)


def _entry(item: Numbered, of: Material) -> Iterator[Block]:
    outcome, finding, address = item.outcome, item.finding, of.result.capture.final_url
    yield Heading(text=f"{item.number} {outcome.title}", level=2)
    if finding:
        heading = words.UNDER.format(heading=finding.heading_path[-1]) if finding.heading_path else ""
        yield Paragraph(text=words.STATES.format(address=address, day=of.day, heading=heading))
        yield _quotation(replace(finding, heading_path=()))
    else:
        yield Paragraph(text=words.WITHOUT_WORDS.format(address=address, day=of.day, reason=outcome.reason))
        if outcome.base_rate_percent is not None:
            yield Paragraph(name="For scale:", text=f"{words.base_rate(outcome.base_rate_percent)}.")
    where = f", characters {finding.start} to {finding.end} of the page's text" if finding else ""
    weight = f"{outcome.severity.value}; {words.CONFIDENCE[outcome.confidence]}"
    yield Paragraph(name="Rule", text=f"{outcome.rule} ({weight}){where}. Key: {item.key}")
    yield Grid(columns=words.REVIEW, rows=(_reviewed(of.reviews.of(item)),))


def _reviewed(review: Review) -> tuple[str, ...]:
    return (review.decision, review.note, review.reviewer, review.date)


def missing(of: Material) -> Iterator[Block]:
    """List what the page does not mention, with how common that is."""
    yield Heading(text="Information we did not see")
    if not of.digest.missing:
        yield Paragraph(text=words.ALL_MENTIONED)
    yield Bullets(items=tuple(Paragraph(name=each.title, text=_rate(each)) for each in of.digest.missing))


def _rate(outcome: Outcome) -> str:
    rate = outcome.base_rate_percent
    return "" if rate is None else f"For scale: {words.base_rate(rate)}."


def good_signs(of: Material) -> Iterator[Block]:
    """List good signs, none of which is a proof."""
    yield Heading(text="Good signs seen")
    if not of.digest.good:
        yield Paragraph(text=words.NO_GOOD_SIGN)
        return
    yield Paragraph(text=words.NOT_PROOF)
    items = (
        Paragraph(name=f"{item.number} {item.outcome.title}", text=item.finding.quote if item.finding else "")
        for item in of.numbered("G")
    )
    yield Bullets(items=tuple(items))


def unchecked(of: Material) -> Iterator[Block]:
    """List what was not read and which rules stayed open."""
    yield Heading(text="What we could not check")
    open_rules = (Paragraph(name=each.title, text=each.reason) for each in of.digest.unchecked)
    lines = (*(Paragraph(text=each) for each in of.result.assessment.could_not_see), *open_rules)
    yield Bullets(items=lines) if lines else Paragraph(text=words.ALL_TRIED)


def set_aside(of: Material) -> Iterator[Block]:
    """List mentions that looked like a hit and were not counted, with the reason."""
    if not of.digest.set_aside:
        return
    yield Heading(text="Looked like a hit and was not counted")
    rows = (
        (outcome.rule, spot.sentence, f"{words.operator_words(spot.reason)}: {spot.cue}".rstrip(": "))
        for outcome, spot in of.digest.set_aside
    )
    yield Grid(columns=("Rule", "Sentence", "Reason"), rows=tuple(rows))


def numbers(of: Material) -> Iterator[Block]:
    """List the official numbers on the page and what their form says."""
    if not of.result.identifiers:
        return
    yield Heading(text="Official numbers on the page")
    yield Paragraph(text=words.NUMBERS_NOTE)
    rows = ((each.number, each.name, words.VERDICT[each.verdict], each.look_up) for each in of.result.identifiers)
    yield Grid(columns=("Number", "Kind", "Form", "Look it up at"), rows=tuple(rows))


def before_publishing(of: Material) -> Iterator[Block]:
    """Remind of what a program cannot do."""
    yield Heading(text="Before you publish")
    yield Bullets(items=tuple(Paragraph(text=line) for line in words.BEFORE_PUBLISHING))


def take_along(of: Material) -> Iterator[Block]:
    """Give a patient the questions, with room for answers, and where to report."""
    yield Heading(text="Questions to take along")
    yield Answers(questions=of.digest.questions)
    yield Paragraph(name="Talk to your own doctor.", text=words.KEEP_TREATMENT)
    yield Heading(text="Where to report a page or a treatment that went badly")
    yield Links(items=tuple((f"{place.country}: {place.name}", place.url) for place in words.REPORT_TO))


def annex(of: Material) -> Iterator[Block]:
    """Give the rules that fired with their grounds, every fact of the fetch, and where the fields are explained."""
    yield Heading(text="Annex: the rules that fired")
    outcomes = tuple(dict.fromkeys(item.outcome for item in of.items))
    sources = {source.key: source for outcome in outcomes for source in outcome.sources}
    numbers = {key: number for number, key in enumerate(sources, 1)}
    for outcome in outcomes:
        rests_on = ", ".join(str(numbers[source.key]) for source in outcome.sources)
        yield Paragraph(name=outcome.rule, text=f"{outcome.title} {outcome.why} Sources: {rests_on}.")
    yield Heading(text="Annex: sources")
    yield _sources(tuple(sources.values()), numbered=True)
    yield from facts(of)
    yield Heading(text="Annex: fields")
    yield Paragraph(text=words.FIELDS)


def facts(of: Material) -> Iterator[Block]:
    """List every fact of the fetch and the reading."""
    yield Heading(text="Annex: the fetch and the reading")
    wanted = ("schema_version", "run.", "pack.", "capture.", "page.")
    rows = (row for row in capture_table(of.result).rows if str(row[0]).startswith(wanted))
    yield Grid(columns=("Fact", "Value"), rows=tuple((str(name), str(value)) for name, value in rows))
