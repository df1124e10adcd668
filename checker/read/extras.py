"""Add what stands outside the body, and leave out what only repeats it."""

import re
from collections.abc import Iterator, Sequence

from checker.models import Zone
from checker.read.blocks import BlockBuilder
from checker.read.draft import Draft
from checker.read.frame import Root
from checker.read.jsonld import read_data

_LETTERS = re.compile(r"[^\W_]+")
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_END = 60
_MARKS = 20
"""A text has fewer marks and spaces than letters, a very short one apart."""


def without_repeats(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts without meta texts that the title or a block of the body says too."""
    body = [draft.text for draft in drafts if draft.shape != "meta"]
    title_words = {word for draft in drafts if draft.shape == "title" for word in draft.text.lower().split()}
    said: set[str] = set()
    for draft in drafts:
        if draft.shape == "meta":
            own = _letters(draft.text)
            if own in said or title_words.issuperset(draft.text.lower().split()) or _stands_in(own, body):
                continue
            said.add(own)
        yield draft


def _stands_in(own: str, body: Sequence[str]) -> bool:
    """Say whether a text of the body has these letters."""
    alike = range(len(own), 2 * len(own) + _MARKS)
    return any(len(text) in alike and _letters(text) == own for text in body)


def drafts_of_data(builder: BlockBuilder) -> Iterator[Draft]:
    """Yield texts of the JSON-LD scripts that the page does not say elsewhere, and note their facts."""
    if not builder.data_scripts:
        return
    data = read_data(builder.data_scripts)
    for name, value in data.facts:
        builder.inventory.fact(name, value)
    page = "".join(map(_letters, _lines([draft.text for draft in builder.drafts])))
    nowhere = Root()
    question = ""
    for found in data.texts:
        question = found.text if found.zone is Zone.FAQ_QUESTION else question
        own = _letters(found.text)
        if _is_said(own, page):
            continue
        page += own
        yield Draft(
            text=found.text,
            breaks=(),
            frame=nowhere,
            shape="jsonld",
            words=found.text.count(" ") + 1,
            zone=found.zone,
            heading_path=(question[:300],) if found.zone is Zone.FAQ_ANSWER and question else (),
        )


def _is_said(own: str, page: str) -> bool:
    """Say whether the page holds the whole text, or its beginning and end."""
    if own in page:
        return True
    return len(own) > 3 * _END and own[:_END] in page and own[-_END:] in page


def _lines(texts: list[str]) -> list[str]:
    """Return the texts; all in one where none of them needs care."""
    whole = "\n".join(texts)
    return [whole] if whole.isascii() else texts


def _letters(text: str) -> str:
    lower = text.lower()
    if lower.isascii():  # the same, much faster
        return lower.encode().translate(None, _ASCII_MARKS).decode()
    return "".join(_LETTERS.findall(lower))
