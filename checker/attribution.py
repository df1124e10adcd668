"""Tell whether the page or the rules brought a change about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.models import Result
from checker.models.changes import Cause, ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one result's page: all of its text, or only the sentences that its rules met."""

    text: str | None
    sentences: frozenset[str]

    def holds(self, words: str) -> bool | None:
        """Tell whether the page held these words; None where that is not known."""
        wanted = _plain(words)
        if not wanted:
            return None
        if self.text is not None:
            return wanted in self.text
        return True if any(wanted in sentence for sentence in self.sentences) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What differs between two results as wholes, and what is known of their pages."""

    page_changed: bool
    source_changed: bool
    rules_changed: bool
    old: Known
    new: Known

    def of(self, kind: ChangeKind, words: str) -> Cause | None:
        """Return what brought a change about.

        Args:
            kind: what became of the finding.
            words: its sentence; what the other page held of it decides where page and rules both changed.
        """
        if kind in {ChangeKind.SAME, ChangeKind.UNKNOWN}:
            return None
        if self.page_changed and self.rules_changed:
            other = self.new if kind is ChangeKind.GONE else self.old
            return {True: Cause.RULES_CHANGED, False: Cause.PAGE_CHANGED, None: Cause.BOTH_CHANGED}[other.holds(words)]
        if self.rules_changed:
            return Cause.RULES_CHANGED
        return Cause.PAGE_CHANGED if self.page_changed or self.source_changed else Cause.UNEXPLAINED


def attribution(old: Result, new: Result, old_text: str | None, new_text: str | None) -> Attribution:
    """Compare two results as wholes."""
    return Attribution(
        page_changed=old.page.text_sha256 != new.page.text_sha256,
        source_changed=old.capture.sha256 != new.capture.sha256,
        rules_changed=_judge(old) != _judge(new),
        old=known(_sentences(old), old_text),
        new=known(_sentences(new), new_text),
    )


def known(sentences: Iterable[str], text: str | None = None) -> Known:
    """Return what is known of a page: all of its text, or only some sentences."""
    return Known(text=None if text is None else _plain(text), sentences=frozenset(map(_plain, sentences)))


def _judge(result: Result) -> tuple[str, str]:
    return (result.pack.sha256, result.run.tool_version)


def _sentences(result: Result) -> Iterator[str]:
    for outcome in result.outcomes:
        yield from (finding.sentence for finding in outcome.findings)
        yield from (mention.sentence for mention in outcome.set_aside)
    yield from (place.quote for identifier in result.identifiers for place in identifier.places)


def _plain(text: str) -> str:
    return " ".join(text.split())
