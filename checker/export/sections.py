"""The parts of a document: each turns a result into blocks. Which reader gets which stands in `document.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.catalogue import Words
from checker.export.blocks import Block, Bullets, Grid, Heading, Links, Paragraph, Quotation
from checker.export.review import Review, Reviews
from checker.export.tables import cited_by
from checker.models import Band, Finding, Outcome, Result, Source, View
from checker.status import Status
from checker.views import collection as collected
from checker.views import telling
from checker.views.digest import IN_FULL, Digest, best_first
from checker.views.numbering import Numbered
from checker.views.passage import passage
from checker.views.provisions import provisions_for
from checker.wording import clip

QUOTE_LIMIT = 2_000
"""Characters of a sentence shown; no sentence that was read is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the parts are made from."""

    result: Result
    view: View
    w: Words
    digest: Digest
    items: tuple[Numbered, ...]
    reviews: Reviews

    @property
    def day(self) -> str:
        """Return when the page was visited, in words."""
        return self.w.moment(collected.last_visited(self.result))

    def numbered(self, letter: str) -> tuple[Numbered, ...]:
        """Return the findings whose number begins with a letter."""
        return tuple(item for item in self.items if item.number.startswith(letter))


def opening(of: Material) -> Iterator[Block]:
    """Say what was checked, when and how much of it."""
    w, page, run = of.w, of.result.page, of.result.run
    yield Grid(
        columns=(),
        rows=(
            (w("report.page_checked"), page.title or w("report.no_title")),
            (w("regulator.address"), of.result.capture.final_url),
            (w("report.date"), of.day),
            (w("report.amount"), telling.read_and_not_read(w, of.result)),
        ),
    )
    if page.status is not Status.OK:
        told = f"status.{page.status.value}"
        yield Paragraph(name=f"{w('report.incomplete')}.", text=f"{w(f'{told}.sentence')} {w(f'{told}.next_step')}")
    for limit in page.limits:
        yield Paragraph(name=f"{w('report.incomplete')}.", text=limit.sentence)
    if run.allowed_addresses:
        yield Paragraph(text=w("report.opened", networks=", ".join(run.allowed_addresses)))
    if run.ignored_robots:
        yield Paragraph(name=f"{w('report.robots_title')}.", text=w("report.robots", reason=run.ignored_robots))


def collection(of: Material) -> Iterator[Block]:
    """Tell how the page was collected."""
    yield Heading(text=of.w("regulator.collection"))
    yield Paragraph(text=collected.narrated(of.w, of.result))


def addresses(of: Material) -> Iterator[Block]:
    """List every address with what became of it."""
    w, found = of.w, collected.addresses(of.w, of.result)
    yield Heading(text=w("regulator.addresses"))
    columns = (w("regulator.address"), w("regulator.status"), w("method.received"), w("method.sha_bytes"))
    rows = ((each.url, f"{each.status.value}: {each.what}", each.moment, each.sha256) for each in found)
    yield Grid(columns=columns, rows=tuple(rows))


def conclusion(of: Material) -> Iterator[Block]:
    """Say the band in words, why, and what it does not tell."""
    w, assessment = of.w, of.result.assessment
    yield Heading(text=w.of(assessment.band))
    yield Paragraph(text=w(f"band_meaning.{assessment.band.value}"))
    yield Bullets(items=tuple(Paragraph(text=reason) for reason in assessment.reasons))
    yield Paragraph(name=w("report.reliability"), text=assessment.reliability_line)
    text = f"{w('report.disclaimer')} {w('report.short_list')}"
    yield Paragraph(name=f"{w('report.not_told')}.", text=text)


def statements(of: Material) -> Iterator[Block]:
    """List what the page says: the strongest in full, for a patient the rest in a line each."""
    w, found = of.w, of.digest.statements
    yield Heading(text=w("finding.title"))
    if not found:
        yield _nothing_found(of)
    for number, outcome in enumerate(found, 1):
        if of.view is View.PATIENT and number > IN_FULL:
            break
        yield Heading(text=f"{number}. {outcome.title}", level=2)
        for part in (outcome, *of.digest.parts.get(outcome.rule, ())):
            if part is not outcome:
                yield Paragraph(name=part.title, text="")
            yield from _places(part, of)
        yield Paragraph(name=f"{w('finding.why')}.", text=outcome.why)
        if outcome.ask:
            yield Paragraph(name=f"{w('finding.ask')}:", text=outcome.ask)
        yield sources_of(outcome.sources)
    if of.view is View.PATIENT and len(found) > IN_FULL:
        yield Heading(text=w("finding.more"), level=2)
        yield Bullets(items=tuple(Paragraph(name=each.title, text=_first_words(each, w)) for each in found[IN_FULL:]))


def _nothing_found(of: Material) -> Paragraph:
    if of.result.assessment.band is Band.COULD_NOT_JUDGE:
        return Paragraph(text=of.w("finding.too_little"))
    return Paragraph(text=f"{of.w('finding.none')} {of.w('report.short_list')}")


def _places(outcome: Outcome, of: Material) -> Iterator[Block]:
    found = best_first(outcome.findings)
    most = 1 if of.view is View.PATIENT else len(found)
    yield from (_quotation(finding, of.w) for finding in found[:most])
    if len(found) > most:
        yield Paragraph(text=of.w("finding.in_json", places=of.w.count("more_place", len(found) - most)))


def _quotation(finding: Finding, w: Words) -> Quotation:
    cut = passage(finding, QUOTE_LIMIT, shown_by=str, w=w)
    lead_in = f"{finding.lead_in} … " if finding.lead_in else ""
    zone = w.of(finding.zone)
    above = finding.heading_path[-1] if finding.heading_path else ""
    marks = [w("finding.hidden")] * finding.hidden + [w("finding.disguised")] * finding.disguised
    marks += [w("finding.softened", how=telling.operator_words(w, each)) for each in finding.softened_by]
    place = w("finding.under_heading", heading=above, zone=zone) if above else telling.as_sentence(zone)
    page = f"{w('finding.on_page', address=finding.page)} " if finding.page else ""
    said = "; ".join((page + place, *marks))
    return Quotation(before=lead_in + cut.before, quote=cut.quote, after=cut.after, place=said)


def _first_words(outcome: Outcome, w: Words) -> str:
    return "".join(w("format.quoted", text=clip(each.quote, 200, str, w)) for each in best_first(outcome.findings)[:1])


def sources_of(sources: tuple[Source, ...], *, numbered: bool = False) -> Links:
    """Return links to published warnings and studies."""
    items = tuple((f"{source.title} ({cited_by(source)})", source.url) for source in sources)
    return Links(items=items, numbered=numbered)


def findings(of: Material) -> Iterator[Block]:
    """List each place with its number, in the form reviewers file, with room for their decision."""
    yield Heading(text=of.w("regulator.findings"))
    if not of.numbered("F"):
        yield _nothing_found(of)
        return
    yield Paragraph(text=of.w("regulator.findings_lead"))
    for item in of.numbered("F"):
        yield from _entry(item, of)


def omissions(of: Material) -> Iterator[Block]:
    """List what has no words on the page: what it leaves out, and several things together."""
    yield Heading(text=of.w("regulator.omissions"))
    if not of.numbered("O"):
        yield _nothing_missing(of)
    for item in of.numbered("O"):
        yield from _entry(item, of)


def _nothing_missing(of: Material) -> Paragraph:
    unread = of.result.assessment.band is Band.COULD_NOT_JUDGE
    return Paragraph(text=of.w("finding.too_little" if unread else "regulator.all_mentioned"))


def _entry(item: Numbered, of: Material) -> Iterator[Block]:
    w, outcome, finding = of.w, item.outcome, item.finding
    address = (finding.page if finding else "") or of.result.capture.final_url
    yield Heading(text=f"{item.number} {outcome.title}", level=2)
    if finding:
        above = finding.heading_path[-1] if finding.heading_path else ""
        said = "regulator.states_under" if above else "regulator.states"
        yield Paragraph(text=w(said, address=address, day=of.day, heading=above))
        yield _quotation(replace(finding, heading_path=(), page=""), w)
    else:
        yield Paragraph(text=w("regulator.without_words", address=address, day=of.day, reason=outcome.reason))
        if outcome.base_rate_percent is not None:
            yield Paragraph(text=_rate(outcome, w))
    yield Paragraph(text=_rule_line(item, w))
    yield from _provisions(item, of)
    columns = tuple(w(f"regulator.{name}") for name in ("decision", "note", "reviewer", "date"))
    yield Grid(columns=columns, rows=(_reviewed(of.reviews.of(item)),))


def _provisions(item: Numbered, of: Material) -> Iterator[Block]:
    """Name what a reviewer may wish to consider, once for each rule."""
    provisions = provisions_for(item.outcome)
    first = next(each for each in of.items if each.outcome.rule == item.outcome.rule)
    if provisions:
        cited = "; ".join(each.cite for each in provisions)
        text = cited if first is item else of.w("regulator.provisions_as", number=first.number)
        yield Paragraph(name=f"{of.w('regulator.provisions')}:", text=text)


def _rule_line(item: Numbered, w: Words) -> str:
    outcome, finding = item.outcome, item.finding
    said = w(
        "regulator.rule_line",
        rule=outcome.rule,
        severity=outcome.severity.value,
        confidence=w.of(outcome.confidence),
        key=item.key,
    )
    if finding is None:
        return said
    zone = telling.as_sentence(w.of(finding.zone))
    return f"{w('regulator.where', zone=zone, start=finding.start, end=finding.end)}. {said}"


def _reviewed(review: Review) -> tuple[str, ...]:
    return (review.decision, review.note, review.reviewer, review.date)


def missing(of: Material) -> Iterator[Block]:
    """List what the page does not mention, with how common that is."""
    yield Heading(text=of.w("signs.missing"))
    if not of.digest.missing:
        yield _nothing_missing(of)
    yield Bullets(items=tuple(Paragraph(name=each.title, text=_rate(each, of.w)) for each in of.digest.missing))


def _rate(outcome: Outcome, w: Words) -> str:
    rate = outcome.base_rate_percent
    return "" if rate is None else w("signs.for_scale", rate=telling.base_rate(w, rate))


def good_signs(of: Material) -> Iterator[Block]:
    """List good signs, none of which is a proof."""
    yield Heading(text=of.w("signs.good"))
    if not of.digest.good:
        yield Paragraph(text=of.w("signs.good_none"))
        return
    yield Paragraph(text=of.w("signs.good_lead"))
    items = (
        Paragraph(name=f"{item.number} {item.outcome.title}", text=item.finding.quote if item.finding else "")
        for item in of.numbered("G")
    )
    yield Bullets(items=tuple(items))


def unchecked(of: Material) -> Iterator[Block]:
    """List what was not read and which rules stayed open."""
    yield Heading(text=of.w("unchecked.title"))
    open_rules = (Paragraph(name=each.title, text=each.reason) for each in of.digest.unchecked)
    lines = (*(Paragraph(text=each) for each in of.result.assessment.could_not_see), *open_rules)
    yield Bullets(items=lines) if lines else Paragraph(text=of.w("unchecked.none"))


def set_aside(of: Material) -> Iterator[Block]:
    """List mentions that looked like a hit and were not counted, with the reason."""
    if not of.digest.set_aside:
        return
    w = of.w
    yield Heading(text=w("aside.title"))
    rows = (
        (outcome.rule, spot.sentence, f"{telling.operator_words(w, spot.reason)}: {spot.cue}".rstrip(": "))
        for outcome, spot in of.digest.set_aside
    )
    yield Grid(columns=(w("method.rule"), w("aside.sentence"), w("aside.reason")), rows=tuple(rows))


def numbers(of: Material) -> Iterator[Block]:
    """List the official numbers on the page and what their form says."""
    w = of.w
    if not of.result.identifiers:
        return
    yield Heading(text=w("number.title"))
    yield Paragraph(text=w("number.note"))
    rows = ((each.number, each.name, w.of(each.verdict), each.look_up) for each in of.result.identifiers)
    columns = tuple(w(f"number.{name}") for name in ("number", "what", "form", "look_up"))
    yield Grid(columns=columns, rows=tuple(rows))
