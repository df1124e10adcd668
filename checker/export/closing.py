"""The last parts of a document: what its reader does next, and the annexes."""

from collections.abc import Iterator

from checker.catalogue import Words
from checker.export.blocks import Answers, Block, Bullets, Grid, Heading, Links, Paragraph
from checker.export.sections import Material, sources_of
from checker.export.tables import capture_table
from checker.models import Outcome
from checker.views import collection
from checker.views.letter import letter
from checker.views.provisions import provisions_for


def before_publishing(of: Material) -> Iterator[Block]:
    """Remind of what a program cannot do."""
    w = of.w
    yield Heading(text=w("journalist.publish"))
    yield Bullets(items=tuple(Paragraph(text=line) for line in w.items("journalist.before")))
    yield Paragraph(name=f"{w('journalist.cite')}:", text=collection.citation(w, of.result))


def letter_to_clinic(of: Material) -> Iterator[Block]:
    """Give a letter that asks the clinic for comment."""
    yield Heading(text=of.w("journalist.letter_title"))
    yield Paragraph(text=of.w("journalist.letter_lead"))
    yield from (Paragraph(text=each) for each in letter(of.w, of.result, of.digest))


def take_along(of: Material) -> Iterator[Block]:
    """Give a patient the questions, with room for answers, and where to report."""
    w = of.w
    yield Heading(text=w("take_along.title"))
    yield Answers(questions=of.digest.questions)
    yield Paragraph(name=f"{w('take_along.doctor')}.", text=w("take_along.keep_treatment"))
    yield Heading(text=w("take_along.report_title"))
    yield Links(items=tuple((f"{place['country']}: {place['name']}", place["url"]) for place in w.items("place")))


def annex(of: Material) -> Iterator[Block]:
    """Give the rules that fired with their grounds, every fact of the fetch, and where the fields are explained."""
    w = of.w
    yield Heading(text=w("regulator.annex_rules"))
    outcomes = tuple(dict.fromkeys(item.outcome for item in of.items))
    sources = {source.key: source for outcome in outcomes for source in outcome.sources}
    numbers = {key: number for number, key in enumerate(sources, 1)}
    for outcome in outcomes:
        rests_on = ", ".join(str(numbers[source.key]) for source in outcome.sources)
        yield Paragraph(name=outcome.rule, text=f"{outcome.title} {outcome.why} {w('report.sources')}: {rests_on}.")
    yield Heading(text=w("report.sources"))
    yield sources_of(tuple(sources.values()), numbered=True)
    yield from _provisions(outcomes, w)
    yield from facts(of)
    yield Heading(text=w("regulator.annex_fields"))
    yield Paragraph(text=w("regulator.fields"))


def _provisions(outcomes: tuple[Outcome, ...], w: Words) -> Iterator[Block]:
    named = {each.id: each for outcome in outcomes for each in provisions_for(outcome)}
    if not named:
        return
    yield Heading(text=w("regulator.provisions_title"))
    yield Paragraph(text=w("regulator.provisions_note"))
    items = tuple((f"{each.jurisdiction.value} {each.cite}: {each.title}", each.url) for each in named.values())
    yield Links(items=items)


def facts(of: Material) -> Iterator[Block]:
    """List every fact of the fetch and the reading, under the names that programs know."""
    yield Heading(text=of.w("method.fetched"))
    wanted = ("schema_version", "run.", "pack.", "capture.", "page.")
    rows = (row for row in capture_table(of.result).rows if str(row[0]).startswith(wanted))
    columns = (of.w("method.fact"), of.w("method.value"))
    yield Grid(columns=columns, rows=tuple((str(name), str(value)) for name, value in rows))
