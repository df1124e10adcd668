"""The fixed words of every report, and how words of others are made fit to show.

Our own words describe the page ("states", "does not mention") and never judge the people behind it.
"""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from checker.models import (
    Band,
    Confidence,
    Genre,
    Identifier,
    Outcome,
    PageKind,
    ReadCounts,
    Severity,
    SitePage,
    State,
    Verdict,
    Zone,
)
from checker.status import EXPLANATIONS, JUDGED

DISCLAIMER = (
    "This tool reads words on a web page. It has not determined whether the clinic, its treatments or its "
    "advertising are safe, effective or lawful."
)
"""The one sentence that may use words the reports otherwise never use."""

SHORT_LIST = "A short list, or an empty one, does not mean that a treatment works or is free of harm."

NOT_PROOF = "Good signs are worth having, but none of them shows that a treatment works or is free of harm."

KEEP_TREATMENT = (
    "Do not stop or delay a treatment you already have because of a web page, and not because of this report either. "
    "Show both to your own doctor, or ask for a visit at a specialist centre for your illness."
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

BAND_MEANING: dict[Band, str] = {
    Band.MANY: "The page makes several statements that regulators and researchers warn about.",
    Band.SOME: "The page makes some statements that regulators and researchers warn about.",
    Band.FEW: "We met few of the statements we look for. We may have missed some, and silence proves nothing.",
    Band.COULD_NOT_JUDGE: "We could not read enough to say anything. This is neither good news nor bad news.",
}

KIND: dict[PageKind, str] = {
    PageKind.OFFER: "a page that offers treatment",
    PageKind.PROMOTION: "a page that promotes treatment",
    PageKind.INFORMATION: "an article or information page",
    PageKind.INSTITUTION: "a page of a public body, hospital, journal or charity",
}

GENRE: dict[Genre, str] = {
    Genre.CLINIC: "a page of a clinic or seller that offers treatment",
    Genre.PROMOTIONAL_ARTICLE: "an article that promotes treatment",
    Genre.DIRECTORY: "a directory that describes other people's clinics",
    Genre.NEWS: "a news report",
    Genre.PATIENT_EDUCATION: "information for patients",
    Genre.LAW_FIRM: "a law firm's page",
    Genre.ARTICLE: "an article or information page",
    Genre.HOSPITAL: "a hospital's transplant programme",
    Genre.JOURNAL: "a scientific paper",
    Genre.REGULATOR: "a page of a regulator or other public authority",
    Genre.CHARITY: "a page of a charity or patients' association",
    Genre.INSTITUTION: "a page of a university, society or other institution",
}

SEVERITY: dict[Severity, str] = {
    Severity.CRITICAL: "Ask this first",
    Severity.HIGH: "Important",
    Severity.MEDIUM: "Worth asking",
    Severity.LOW: "Minor",
    Severity.INFO: "For information",
}

CONFIDENCE: dict[Confidence, str] = {
    Confidence.HIGH: "rarely misread",
    Confidence.MEDIUM: "sometimes misread",
    Confidence.LOW: "often misread: check it yourself",
}

ZONE: dict[Zone, str] = {
    Zone.TITLE: "in the page's title",
    Zone.META: "in the description for search engines",
    Zone.HEADING: "in a heading",
    Zone.TEXT: "in the running text",
    Zone.LIST: "in a list",
    Zone.TABLE: "in a table",
    Zone.QUOTE: "in a quotation",
    Zone.TESTIMONIAL: "in a patient's story",
    Zone.FAQ_QUESTION: "in a question the page asks",
    Zone.FAQ_ANSWER: "in an answer to a question",
    Zone.ALT: "in the description of an image",
    Zone.BUTTON: "on a button",
    Zone.FORM: "in a form",
    Zone.NAV: "in the menu",
    Zone.FOOTER: "in the small print at the foot of the page",
    Zone.JSONLD: "in data for search engines",
    Zone.HIDDEN: "in hidden text",
}

NUMBERS_NOTE = (
    "Nothing was looked up. A number in the right shape may still belong to another study, person or product: open its "
    "record and compare. A number in a register does not mean that anybody approved a treatment."
)

VERDICT: dict[Verdict, str] = {
    Verdict.WELL_FORMED: "Has the right shape. Nothing in such a number can be recalculated.",
    Verdict.PASSES_CHECK: "Has the right shape and passes the number's own arithmetic.",
    Verdict.FAILS_CHECK: "Does not pass the number's own arithmetic: mistyped or not genuine.",
    Verdict.PLACEHOLDER: "A placeholder, as forms show it before a number is filled in.",
    Verdict.MALFORMED: "Nearly the shape of such numbers, but not quite: mistyped or not genuine.",
}

OPERATOR: dict[str, str] = {
    "negation": "denied on the page",
    "double_negation": "a double “not”, read as admitting it",
    "contrast": "taken back in the same sentence",
    "hedge": "said with “may” or “could”",
    "question": "a question, not a statement",
    "open_question": "a question, not a statement",
    "attribution": "somebody else's words, reported",
    "warning": "a warning about others",
    "other_subject": "about another treatment or thing",
    "future": "about research or a hope for later",
    "testimonial": "a patient's story",
    "legitimate": "about a use that is accepted medicine",
    "disclaimer": "part of a standard disclaimer",
    "negated_purpose": "the page says it does not offer or claim this",
    "unless": "a known exception in the same sentence",
    "unless_in_block": "a known exception in the same paragraph",
    "unless_on_page": "a known exception elsewhere on the page",
}

LANGUAGE = {"en": "English", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese", "it": "Italian"}

QUESTIONS = (
    "Is this standard care for exactly my illness? If it is a trial: what is its number, and who runs it?",
    "Which medicines regulator allows this product for this use? May I see the letter?",
    "What do I pay, for what, and is any part of it a fee for research?",
    "Whose cells are they, how are they prepared, where, and what are they tested for?",
    "What can go wrong, how often, who looks after me then, and who pays? What about one and five years later?",
    "Which results were published, in people with my illness, compared with what?",
    "If I do this, can I still join another trial later?",
    "Who treats me, what is their field and licence number, and will they talk to my own doctor?",
    "What else could I do, including nothing for now? What would you tell your own family?",
    "May I take the consent form home and read it before I pay anything?",
)
"""Ten questions for any clinic, in the order a visit goes."""


class Term(NamedTuple):
    """A word of the glossary."""

    word: str
    meaning: str


GLOSSARY = (
    Term("Autologous", "From your own body. Own cells can still cause harm once taken out, treated and put back."),
    Term("Allogeneic", "From another person, for instance from a donor or from birth tissue."),
    Term("Exosomes", "Tiny particles that cells give off. They are not cells, and they count as medicines."),
    Term("Clinical trial", "A planned study in people, checked by others first. Taking part usually costs nothing."),
    Term(
        "Registration is not approval",
        "A number in a trial register, or a laboratory listed with a regulator, means that a form was filed. "
        "It does not mean that anybody allowed the treatment.",
    ),
    Term("IRB or ethics committee", "A group that reviews studies in people beforehand. It does not approve products."),
    Term("IND", "The permission a US study needs to give people a medicine that is not approved. Ask for the letter."),
    Term("361 product", "US term for tissue that needs no approval because it is hardly changed and does its old job."),
    Term("Testimonial", "One person's story. It cannot show what would have happened without the treatment."),
)


class Place(NamedTuple):
    """Where a page or a treatment that went badly can be reported."""

    country: str
    name: str
    url: str


REPORT_TO = (
    Place("United States", "FDA MedWatch (harm, products)", "https://www.fda.gov/medwatch"),
    Place("United States", "Federal Trade Commission (advertising)", "https://www.ftc.gov"),
    Place("United Kingdom", "MHRA Yellow Card (harm, products)", "https://yellowcard.mhra.gov.uk"),
    Place("United Kingdom", "Advertising Standards Authority", "https://www.asa.org.uk"),
    Place("European Union", "Your national medicines agency, listed by the EMA", "https://www.ema.europa.eu"),
    Place("Canada", "Health Canada", "https://www.canada.ca/en/health-canada.html"),
    Place("Australia", "Therapeutic Goods Administration", "https://www.tga.gov.au"),
)

_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that Unicode calls printable but that show nothing."""


def visible(text: str) -> str:
    """Return the text with every control, invisible or direction-changing character spelled out as `␣U+202E␣`.

    Spaces of all widths, tabs and line breaks stay.
    """
    if text.isprintable() and _INVISIBLE_LETTERS.isdisjoint(text):
        return text
    return "".join(character if _shows(character) else f"␣U+{ord(character):04X}␣" for character in text)


def _shows(character: str) -> bool:
    if character.isprintable():
        return character not in _INVISIBLE_LETTERS
    return character in "\t\n" or unicodedata.category(character) == "Zs"


def clip(text: str, limit: int, shown_by: Callable[[str], str] = visible) -> str:
    """Return at most about `limit` characters of a text, made fit to show, saying so when it was longer."""
    shown = shown_by(text[:limit])
    if len(text) <= limit and len(shown) <= limit:
        return shown
    return f"{shown[:limit].rstrip()} [… cut; {len(text):,} characters in all]"


def day(moment: datetime | None) -> str:
    """Return a date in words, `22 November 2026, 03:46 UTC`, or say that it is unknown."""
    if moment is None:
        return "date unknown"
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment.hour:02}:{moment.minute:02} UTC"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 word`, `2,340 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def how_much_was_read(counts: ReadCounts, language: str, browser: str = "") -> str:
    """Return one line on the amount of text read, and on the browser if its scripts ran in one."""
    name = LANGUAGE.get(language, "an unknown language" if language == "und" else f"the language “{language}”")
    hidden = f", {counts.hidden_words:,} of them hidden on the page" if counts.hidden_words else ""
    how = ", after the page's scripts ran in a browser" if browser else ""
    return f"{count(counts.words, 'word')}{hidden}, in {name}{how}"


def what_was_not_read(counts: ReadCounts) -> str:
    """Return one line on what was seen but not read, empty when there was nothing of the kind."""
    seen = (
        (counts.images, count(counts.images, "image")),
        (counts.frames, count(counts.frames, "embedded page or video", "embedded pages or videos")),
        (counts.scripts, count(counts.scripts, "script")),
    )
    return ", ".join(words for number, words in seen if number)


def state_words(outcome: Outcome) -> str:
    """Return how a rule ended, in words that fit its kind."""
    if outcome.kind == "absence" and outcome.state is State.FIRED:
        return "not mentioned"
    if outcome.kind == "absence" and outcome.state is State.NOT_FOUND:
        return "mentioned"
    return {
        State.FIRED: "found",
        State.NOT_FOUND: "not found",
        State.NOT_APPLICABLE: "does not apply here",
        State.COULD_NOT_CHECK: "could not be checked",
    }[outcome.state]


def operator_words(operator: str) -> str:
    """Return the plain words for a context operator's name."""
    return OPERATOR.get(operator, operator.replace("_", " "))


def base_rate(percent: float) -> str:
    """Return a share of clinic sites in words a patient can picture."""
    return f"about {percent:.0f} in 100 clinic sites also leave this out"


def where_found(identifier: Identifier) -> str:
    """Return where a number stands if a visitor may not see it there, else nothing."""
    if not identifier.places:
        return "only in the address of a link"
    hidden = all(place.zone is Zone.HIDDEN for place in identifier.places)
    return "only in hidden text" if hidden else ""


def what_became_of(page: SitePage) -> str:
    """Return what became of one of several pages of a site, in words."""
    if page.status in JUDGED and page.kind is not None:
        return f"read, {count(page.words, 'word')}"
    why = page.detail or EXPLANATIONS[page.status].sentence.rstrip(".")
    return f"not read: {why}"
