"""The columns of every table of a run with their meaning: one place for CSV, workbook, database and dictionary."""

from collections.abc import Mapping

Columns = Mapping[str, tuple[str, str]]
"""Name of a column to its SQL type and its meaning."""

SITES: Columns = {
    "line": ("INTEGER", "Line of the list, or row of the workbook; empty for archived pages"),
    "address": ("TEXT", "As written in the list, or in the archive"),
    "url": ("TEXT", "The address in its canonical form. Empty when the row names none"),
    "host": ("TEXT", "Name of the site"),
    "band": (
        "TEXT",
        "many, some, few: how many warning signs; could_not_judge: read without a conclusion; not_read: no page",
    ),
    "status": ("TEXT", "ok, or why the page was not read or not judged; see the statuses below"),
    "status_detail": ("TEXT", "The particulars of a failure"),
    "statements": ("INTEGER", "Statements to ask about; empty when not judged"),
    "critical": ("INTEGER", "Rules of severity critical that fired; empty when not judged"),
    "high": ("INTEGER", "Rules of severity high that fired; empty when not judged"),
    "missing": ("INTEGER", "Things the page does not mention; empty when not judged"),
    "good_signs": ("INTEGER", "Good signs seen, none of which proves anything; empty when not judged"),
    "strongest_quote": ("TEXT", "The page's own words for the weightiest rule that has any"),
    "strongest_sentence": ("TEXT", "The sentence around them"),
    "strongest_rule": ("TEXT", "That rule"),
    "reasons": ("TEXT", "Why this band"),
    "kind": ("TEXT", "offer, promotion, information or institution; empty when not judged"),
    "genre": ("TEXT", "The sort of page within its kind"),
    "title": ("TEXT", "The page's title"),
    "language": ("TEXT", "ISO 639-1 code, und when it cannot be told"),
    "words": ("INTEGER", "Words read"),
    "rules_not_checked": ("INTEGER", "Rules that could not be checked on this page; empty when not judged"),
    "incomplete": ("TEXT", "What part of the page could not be read"),
    "numbers": ("TEXT", "Official numbers on the page; nothing was looked up"),
    "same_text_sites": (
        "INTEGER",
        "Other sites of this run that have the most widespread of its paragraphs of 20 words or more",
    ),
    "final_url": ("TEXT", "Address that delivered the page, after redirects"),
    "http_status": ("INTEGER", "HTTP status of the page"),
    "fetched_at": ("TEXT", "When the page arrived (UTC); of an archived page, at the archive's maker"),
    "checked_at": ("TEXT", "When it was checked (UTC)"),
    "elapsed_s": ("REAL", "Seconds for fetching and judging"),
    "body_sha256": ("TEXT", "SHA-256 of the page's bytes as received and unpacked"),
    "text_sha256": ("TEXT", "SHA-256 of the text as read"),
    "report": ("TEXT", "File of the report in this folder"),
    "points": ("REAL", "Orders sites within a band; not a measure of anything. Empty when not judged"),
    "archive": ("TEXT", "Archive that holds the page; empty for pages that were visited"),
    "offset": ("INTEGER", "Byte of the archive where the page's record begins, or the packed piece that holds it"),
    "page": ("TEXT", "Joins the tables: the url; of an archived page its archive and place there"),
}
"""One row for each row of the list but repeats. The list's own columns follow, with `list: ` before their name."""

FINDINGS: Columns = {
    "page": ("TEXT", "The page, as in sites"),
    "url": ("TEXT", "Its address"),
    "host": ("TEXT", "Name of the site"),
    "rule": ("TEXT", "Id of the rule, see rules"),
    "title": ("TEXT", "What the rule says about the page"),
    "severity": ("TEXT", "How much it matters if the reading is right: critical, high, medium, low, info"),
    "confidence": ("TEXT", "How often this reading is right: high, medium, low"),
    "category": ("TEXT", "What the rule is about"),
    "kind": ("TEXT", "claim, absence, measure, identifier or combination; absences and some others have no quote"),
    "good_sign": ("TEXT", "yes for a good sign, which proves nothing"),
    "part_of": ("TEXT", "Combination that stands for this rule, or empty"),
    "quote": ("TEXT", "The page's own words, at most 300 characters"),
    "sentence": ("TEXT", "The sentence around them, at most 600 characters"),
    "heading": ("TEXT", "The nearest heading above"),
    "zone": ("TEXT", "Where the words stand: title, text, list, footer …"),
    "hidden": ("TEXT", "yes when a browser would probably not show the words"),
    "disguised": ("TEXT", "yes when written with look-alike or invisible letters"),
    "softened_by": ("TEXT", "What weakens the statement, such as hedge for “may”"),
    "start": ("INTEGER", "Offset of the quote in the page's text, in characters"),
    "end": ("INTEGER", "Offset behind the quote"),
    "places": ("INTEGER", "Places found for this rule on this page; at most 20 have a row"),
    "report": ("TEXT", "File of the report in this folder"),
}
"""One row for each place that made a rule fire, and for each rule that fired without words of its own."""

REPEATS: Columns = {
    "line": ("INTEGER", "Line of the list"),
    "address": ("TEXT", "As written in the list"),
    "first_line": ("INTEGER", "Line of the row that was checked instead"),
}
"""Rows that name an address named before."""

SAME_TEXT: Columns = {
    "key": ("TEXT", "The same for the same words, whatever their case and spacing"),
    "sites": ("INTEGER", "Sites that have this paragraph"),
    "excerpt": ("TEXT", "How it begins"),
    "host": ("TEXT", "Name of one of the sites"),
    "page": ("TEXT", "One of its pages, as in sites"),
    "url": ("TEXT", "Its address"),
}
"""Paragraphs of 20 words or more on two or more sites: one row for each page that has one."""

RULES: Columns = {
    "id": ("TEXT", "Id of the rule"),
    "category": ("TEXT", "What the rule is about"),
    "kind": ("TEXT", "claim, absence, measure, identifier or combination"),
    "good": ("INTEGER", "1 for a good sign"),
    "severity": ("TEXT", "How much it matters if the reading is right"),
    "confidence": ("TEXT", "How often this reading is right"),
    "title": ("TEXT", "What the rule says about a page when it fires"),
    "why": ("TEXT", "Why it matters"),
    "ask": ("TEXT", "The question to ask"),
    "sources": ("TEXT", "Published warnings behind the rule"),
    "fired": ("INTEGER", "Judged pages of this run on which it fired"),
    "could_not_check": ("INTEGER", "Judged pages on which it could not be checked"),
    "not_applicable": ("INTEGER", "Judged pages to which it does not apply"),
}
"""Every rule that judged, with what it came to."""

ARCHIVES: Columns = {
    "archive": ("TEXT", "Name of the archive"),
    "bytes": ("INTEGER", "Its size"),
    "read_to": ("INTEGER", "Byte up to which every record is accounted for"),
    "complete": ("TEXT", "yes when it was read to its end"),
    "records": ("INTEGER", "Records up to there"),
    "pages": ("INTEGER", "Those of them that have a row in sites"),
    "damaged": ("INTEGER", "Places up to there that could not be read, see damage"),
    "stopped": ("TEXT", "Why it was not read any further, or empty"),
}
"""One row for each archive."""

LEFT_OUT: Columns = {
    "archive": ("TEXT", "Name of the archive"),
    "why": (
        "TEXT",
        "not_about_the_subject: set aside by --only-about; redirect; a status such as not_html or not_found; changed: "
        "its content has not the digest it states; or a kind of WARC record that is no answer",
    ),
    "records": ("INTEGER", "How many"),
}
"""Records of archives that are no page to judge."""

DAMAGE: Columns = {
    "archive": ("TEXT", "Name of the archive"),
    "offset": ("INTEGER", "Byte where the damaged record, or packed piece, begins"),
    "what": ("TEXT", "What is wrong there, and where reading went on"),
}
"""One row for each damaged place of an archive."""

CHANGES: Columns = {
    "page": ("TEXT", "The page, as in sites; of one that is no longer listed, its url"),
    "url": ("TEXT", "Its address, by which the two runs are compared; of an archived page the latest copy counts"),
    "host": ("TEXT", "Name of the site"),
    "what": (
        "TEXT",
        "new, gone, reworded or unknown: a place of a rule; band: another band; not_in_baseline, no_longer_listed, "
        "not_readable_now, readable_again: the page itself",
    ),
    "counts": (
        "TEXT",
        "yes for what is new: a warning sign that the page did not have at all, a higher band, a page with warning "
        "signs that was not there or not judged before. What only other rules brought about does not count",
    ),
    "band_before": ("TEXT", "Band in the earlier run; empty when it does not hold the page"),
    "band_now": ("TEXT", "Band in this run"),
    "cause": ("TEXT", "page_changed, rules_changed, both_changed or unexplained; empty where nothing can be said"),
    "rule": ("TEXT", "Id of the rule"),
    "title": ("TEXT", "What the rule says about the page"),
    "severity": ("TEXT", "How much it matters if the reading is right"),
    "subject": ("TEXT", "statement, omission or good_sign"),
    "quote_before": ("TEXT", "The page's words in the earlier run"),
    "sentence_before": ("TEXT", "The sentence around them"),
    "quote_now": ("TEXT", "The page's words in this run"),
    "sentence_now": ("TEXT", "The sentence around them"),
    "similarity": ("REAL", "Of reworded sentences: share of words in common"),
    "note": ("TEXT", "What else is known"),
}
"""One row for each difference from an earlier run."""

TABLES: Mapping[str, Columns] = {
    "sites": SITES,
    "findings": FINDINGS,
    "same_text": SAME_TEXT,
    "rules": RULES,
    "repeats": REPEATS,
    "archives": ARCHIVES,
    "left_out": LEFT_OUT,
    "damage": DAMAGE,
    "changes": CHANGES,
}

MEANING: Mapping[str, str] = {
    "sites": "One row for each address or archived page, and for each row of the list that names none. "
    "Most warning signs first.",
    "findings": "One row for each place that made a rule fire, and for each rule that fired without words of its own.",
    "same_text": "Paragraphs of 20 words or more that stand on two or more sites, one row for each page.",
    "rules": "Every rule that judged, and on how many pages it fired.",
    "repeats": "Rows of the list that name an address named before; they were not checked again.",
    "archives": "Archives that were read, and how far.",
    "left_out": "Records of archives that are no page to judge, by why.",
    "damage": "Damaged places of archives. Records behind one were looked for, which a page can imitate.",
    "changes": "With --baseline: what differs from an earlier run. Empty without.",
}
