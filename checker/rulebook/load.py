"""Make a pack ready for judging: number every phrase of its files and compile them together."""

from pathlib import Path

from checker.errors import RuleError, RulePackError
from checker.identifiers.finder import Finder
from checker.models import PackInfo, Source
from checker.resources import RULES
from checker.rulebook.about import about_pattern
from checker.rulebook.cache import cached
from checker.rulebook.engine import PhraseError
from checker.rulebook.lists import Lists, Terms
from checker.rulebook.pack import (
    Detection,
    Numbering,
    Pack,
    PlaceEntry,
    RuleEntry,
    SignalEntry,
    TransparencyEntry,
    group_lists,
    kind_of,
)
from checker.rulebook.pack_files import LANGUAGE, PackFiles
from checker.rulebook.pack_schema import Authority, PlaceSign, Signal
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.schema import Claim, Rule


def load_rules(*extra: Path, base: Path = RULES) -> Pack:
    """Load the rules that come with the tool, and any extra packs.

    Args:
        extra: folders with further rules.
        base: the pack to start from; the bundled one by default.

    Raises:
        RulePackError: at least one file is wrong; lists every problem as `file:line: what, and what to do`.
    """
    if base == RULES and not extra:
        return cached(RULES, lambda: _read_and_build(RULES, ()))
    return _read_and_build(base, extra)


def _read_and_build(base: Path, extra: tuple[Path, ...]) -> Pack:
    from checker.rulebook.files import read_pack  # needs the validation library, which is slow to import

    return build(read_pack(base, extra))


def build(files: PackFiles) -> Pack:
    """Number and compile all phrases of a pack.

    Raises:
        RulePackError: a phrase is not in the phrase language.
    """
    phrases = _Phrases(files.terms)
    language = files.base / LANGUAGE
    entries = tuple(_entry(path, rule, files, phrases) for path, rule in files.rules)
    operators = {item.operator: phrases.of(path).cues(item) for path, item in files.operators}
    clause_ends = phrases.of(language / "context" / "clauses.yaml").any_of(files.clauses.terminators)
    of_kinds = phrases.of(language / "page-kinds.yaml")
    signals = tuple(_signal(signal, of_kinds) for signal in files.kinds.signals)
    needed_to_sell = _signal(files.kinds.needed_to_sell, of_kinds)
    subject = of_kinds.claim(Claim(phrases=files.kinds.subject.phrases), files.kinds.subject.zones, {})
    places = _places(files, phrases.of(language / "places.yaml"))
    items = tuple(_items(files, phrases.of(language / "transparency.yaml")))
    if phrases.errors:
        raise RulePackError(tuple(phrases.errors))
    phrases.book.close()
    return Pack(
        head=files.head,
        info=PackInfo(name=files.head.name, version=files.head.version, sha256=files.sha256, rules=len(entries)),
        language=LANGUAGE,
        entries=entries,
        by_id={entry.rule.id: entry for entry in entries},
        operators=operators,
        clause_ends=clause_ends,
        signals=signals,
        needed_to_sell=needed_to_sell,
        kinds=files.kinds,
        subject=subject,
        about=about_pattern(Lists(files.terms).content_of(_about(files))),
        places=places,
        site_pages=files.site_pages,
        transparency=items,
        scoring=files.scoring,
        authorities=files.authorities,
        book=phrases.book,
        finder=Finder(files.identifiers),
        walls=files.walls,
    )


def _about(files: PackFiles) -> tuple[str, ...]:
    """Return the phrases without any of which no page is about the subject, nor counts as selling anything."""
    return (*files.kinds.subject.phrases, *files.kinds.needed_to_sell.phrases)


class _Phrases:
    """Number the phrases of all files in one book, collecting what is wrong with them."""

    def __init__(self, terms: Terms) -> None:
        self._lists = Lists(terms)
        self.book = PhraseBook()
        self.errors: list[RuleError] = []

    def of(self, path: Path, words: dict[str, tuple[str, ...]] | None = None) -> Numbering:
        """Return what numbers the phrases of one file."""
        lists = self._lists.with_words(words) if words else self._lists

        def refused(phrase: str, error: PhraseError) -> None:
            self.errors.append(RuleError(path, _line_of(path, phrase), f"'{phrase}': {error}"))

        return Numbering(self.book, lists, refused)


def _line_of(path: Path, phrase: str) -> int:
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if phrase in text:
            return line
    return 1


def _entry(path: Path, rule: Rule, files: PackFiles, phrases: _Phrases) -> RuleEntry:
    return RuleEntry(
        rule=rule,
        category=path.parent.name,
        path=path,
        body=rule.body,
        kind=kind_of(rule),
        detection=_detection(path, rule, files, phrases),
        sources=tuple(_source(key, files.authorities[key]) for key in rule.sources),
    )


def _detection(path: Path, rule: Rule, files: PackFiles, phrases: _Phrases) -> Detection | None:
    if not isinstance(rule.body, Claim):
        return None
    return phrases.of(path, rule.words).claim(rule.body, rule.zones, group_lists(rule, files.terms))


def _source(key: str, authority: Authority) -> Source:
    return Source(
        key=key,
        title=authority.title,
        organisation=authority.organisation,
        year=authority.year,
        url=authority.url,
        read=authority.read,
    )


def _signal(signal: Signal, numbering: Numbering) -> SignalEntry:
    return SignalEntry(signal=signal, detection=_words_of(signal, numbering))


def _places(files: PackFiles, numbering: Numbering) -> dict[str, PlaceEntry]:
    return {
        key: PlaceEntry(name=place.name, signs=tuple((sign, _words_of(sign, numbering)) for sign in place.signs))
        for key, place in files.places.places.items()
    }


def _words_of(sign: Signal | PlaceSign, numbering: Numbering) -> Detection:
    return numbering.claim(Claim(phrases=sign.phrases, cancelled_by=sign.cancelled_by), sign.zones, {})


def _items(files: PackFiles, numbering: Numbering) -> list[TransparencyEntry]:
    return [
        TransparencyEntry(
            id=item.id,
            title=item.title,
            detection=numbering.claim(Claim(phrases=item.phrases), item.zones, {}),
            facts=item.facts,
            identifiers=item.identifiers,
        )
        for item in files.transparency.items
    ]
