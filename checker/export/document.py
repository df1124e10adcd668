"""A result as a document for one of three readers, ready for any program that shows documents."""

from collections.abc import Callable, Iterator

from checker.catalogue import Words
from checker.export import closing, sections
from checker.export.blocks import Block, Document, Heading
from checker.export.review import NO_REVIEWS, Reviews
from checker.export.sections import Material
from checker.models import Result, View
from checker.views.digest import digest, unchecked_comes_first
from checker.views.numbering import numbered

Section = Callable[[Material], Iterator[Block]]

SECTIONS: dict[View, tuple[Section, ...]] = {
    View.PATIENT: (
        sections.opening,
        sections.conclusion,
        sections.statements,
        sections.missing,
        sections.good_signs,
        sections.unchecked,
        closing.take_along,
    ),
    View.JOURNALIST: (
        sections.opening,
        sections.conclusion,
        closing.before_publishing,
        sections.statements,
        sections.missing,
        sections.good_signs,
        sections.numbers,
        sections.unchecked,
        sections.set_aside,
        closing.letter_to_clinic,
        sections.collection,
        closing.facts,
    ),
    View.REGULATOR: (
        sections.opening,
        sections.collection,
        sections.conclusion,
        sections.addresses,
        sections.findings,
        sections.omissions,
        sections.good_signs,
        sections.numbers,
        sections.unchecked,
        sections.set_aside,
        closing.annex,
    ),
}
"""What each reader gets, in order."""


def document(result: Result, view: View, w: Words, reviews: Reviews = NO_REVIEWS) -> Document:
    """Return the document of a result.

    Args:
        result: what was found.
        view: for whom.
        w: the words of a language.
        reviews: what reviewers wrote; shown where the view has room for it.
    """
    material = Material(result=result, view=view, w=w, digest=digest(result), items=numbered(result), reviews=reviews)
    parts = SECTIONS[view]
    if unchecked_comes_first(result):
        parts = _moved_up(parts)
    blocks = (block for part in parts for block in part(material))
    return Document(title=w.of(view), language=w.language, blocks=(Heading(text=w.of(view), level=0), *blocks))


def _moved_up(parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put what could not be checked before the findings, where it weighs more than they do."""
    rest = [part for part in parts if part is not sections.unchecked]
    return (
        *rest[: rest.index(sections.conclusion) + 1],
        sections.unchecked,
        *rest[rest.index(sections.conclusion) + 1 :],
    )
