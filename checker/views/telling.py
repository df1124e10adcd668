"""Facts of a result as sentences."""

from checker.catalogue import Words
from checker.models import Identifier, ReadCounts, Result, SitePage, State, Zone
from checker.status import JUDGED


def as_sentence(text: str) -> str:
    """Return a text that begins with a capital letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def how_much_was_read(w: Words, counts: ReadCounts, language: str, browser: str = "") -> str:
    """Return one line on the amount of text read, and on the browser if its scripts ran in one."""
    name = w.known("languages", language, w("languages.other", code=language))
    said = w(
        "report.read_words_hidden" if counts.hidden_words else "report.read_words",
        words=w.count("word", counts.words),
        hidden=w.number(counts.hidden_words),
        language=name,
    )
    return w("report.after_scripts", read=said) if browser else said


def what_was_not_read(w: Words, counts: ReadCounts) -> str:
    """Return one line on what was seen but not read, empty when there was nothing of the kind."""
    seen = (("image", counts.images), ("frame", counts.frames), ("script", counts.scripts))
    return ", ".join(w.count(thing, number) for thing, number in seen if number)


def read_and_not_read(w: Words, result: Result) -> str:
    """Return one line on what was read of a page, and what was not."""
    page = result.page
    read = how_much_was_read(w, page.counts, page.language, result.capture.browser)
    unread = what_was_not_read(w, page.counts)
    return f"{read}. {w('report.not_read', things=unread)}" if unread else read


def state_words(w: Words, state: State, kind: str) -> str:
    """Return how a rule ended, in words that fit its kind: what was looked for, or what ought to be there."""
    return w(f"{'absence_state' if kind == 'absence' else 'state'}.{state.value}")


def operator_words(w: Words, operator: str) -> str:
    """Return the plain words for a context operator's name."""
    return w.known("operator", operator, operator.replace("_", " "))


def category_words(w: Words, category: str) -> str:
    """Return the plain words for a category of rules."""
    return w.known("category", category, category.replace("_", " "))


def base_rate(w: Words, percent: float) -> str:
    """Return a share of clinic sites in words a patient can picture."""
    return w("signs.base_rate", percent=w.decimal(percent, "%.0f"))


def where_found(w: Words, identifier: Identifier) -> str:
    """Return where a number stands if a visitor may not see it there, else nothing."""
    if not identifier.places:
        return w("finding.number_only_link")
    hidden = all(place.zone is Zone.HIDDEN for place in identifier.places)
    return w("finding.number_only_hidden") if hidden else ""


def what_became_of(w: Words, page: SitePage) -> str:
    """Return what became of one of several pages of a site, in words."""
    if page.status in JUDGED and page.kind is not None:
        return w("report.page_was_read", words=w.count("word", page.words))
    why = page.detail or w(f"status.{page.status.value}.sentence").rstrip(".")
    return w("report.page_was_not_read", why=why)
