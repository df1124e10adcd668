"""The fixed words of documents. They describe the page and what was done, never the people behind it."""

from checker.models import View
from checker.wording import (
    BAND_MEANING,
    CONFIDENCE,
    DISCLAIMER,
    KEEP_TREATMENT,
    NOT_PROOF,
    NUMBERS_NOTE,
    REPORT_TO,
    SHORT_LIST,
    VERDICT,
    ZONE,
    base_rate,
    count,
    day,
    how_much_was_read,
    operator_words,
    what_was_not_read,
)

__all__ = [
    "BAND_MEANING",
    "CONFIDENCE",
    "DISCLAIMER",
    "KEEP_TREATMENT",
    "NOT_PROOF",
    "NUMBERS_NOTE",
    "REPORT_TO",
    "SHORT_LIST",
    "VERDICT",
    "ZONE",
    "base_rate",
    "count",
    "day",
    "how_much_was_read",
    "operator_words",
    "what_was_not_read",
]
"""Words shared with the other reports."""

TITLE = {
    View.PATIENT: "Before you pay or travel",
    View.JOURNALIST: "What one web page says",
    View.REGULATOR: "Record of one web page",
}

COLLECTED = (
    "On {day}, version {tool} of clinic-check requested {requested}. {redirected} {address} answered from {peer} with "
    "HTTP status {status} and {bytes}. The SHA-256 of the source is {sha256}. Read: {read}. The text was judged by "
    "{rules} of the pack “{pack}”, version {version}. No person has reviewed the reading."
)
COLLECTED_FILE = (
    "On {day}, version {tool} of clinic-check read the saved page {requested}. The SHA-256 of the source is {sha256}. "
    "Read: {read}. The text was judged by {rules} of the pack “{pack}”, version {version}. No person has reviewed the "
    "reading."
)
REDIRECTED = "It was redirected from {passed}."
NOT_REDIRECTED = "It was not redirected."
STATES = "The page at {address}, last visited {day}{heading}, states:"
UNDER = ", under the heading “{heading}”"
WITHOUT_WORDS = "The page at {address}, last visited {day}: {reason}"
HIDDEN = "hidden on the page: visitors probably do not see this"
DISGUISED = "written with look-alike or invisible letters"
MORE_PLACES = "{count} of this rule in the tables and in the stored result."
NONE_FOUND = "We met none of the statements we look for in the text we could read."
TOO_LITTLE = "Too little could be read to look for statements. That none stands here means nothing."
ALL_MENTIONED = "The page mentions each of the things we look for."
NO_GOOD_SIGN = "We saw none of the good signs we look for."
ALL_TRIED = "Every rule could be tried on the text we read."
REVIEW = ("Decision", "Note", "Reviewer", "Date")
BEFORE_PUBLISHING = (
    "Open each quote on the live page and keep your own copy of it.",
    "Read the sentence in its place: a program may have missed irony, a quotation or a correction.",
    "Ask the clinic for comment on each statement you mean to use, and give it time to answer.",
    "This reading says nothing about intent, about the results of treatment or about the law.",
)
FIELDS = (
    "What each field means stands in docs/fields.md of clinic-check. The whole record, with every rule's outcome, is "
    "the stored result (JSON) this document was made from."
)
