"""Make a pack ready for judging: number every phrase of its files and compile them together."""

from collections.abc import Callable
from pathlib import Path

from checker.errors import RuleError, RulePackError
from checker.models import PackInfo, Source
from checker.resources import RULES
from checker.rulebook.cache import cached
from checker.rulebook.engine import PhraseError
from checker.rulebook.pack import (
    Detection,
    Pack,
    RuleEntry,
    SignalEntry,
    TransparencyEntry,
    group_lists,
    kind_of,
    number_claim,
    number_cues,
)
from checker.rulebook.pack_files import LANGUAGE, PackFiles
from checker.rulebook.pack_schema import Authority
from checker.rulebook.phrasebook import PhraseBook
from checker.rulebook.phrases import Lists, Terms
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
    numbering = _Numbering(files.terms)
    language = files.base / LANGUAGE
    entries = tuple(_entry(path, rule, files, numbering) for path, rule in files.rules)
    operators = {item.operator: number_cues(item, numbering.of(path)) for path, item in files.operators}
    clauses = numbering.of(language / "context" / "clauses.yaml")
    terminators = frozenset(clauses(phrase) for phrase in files.clauses.terminators)
    of_kinds = numbering.of(language / "page-kinds.yaml")
    signals = tuple(_signals(files, of_kinds))
    subject = number_claim(Claim(phrases=files.kinds.subject.phrases), files.kinds.subject.zones, of_kinds, {})
    items = tuple(_items(files, numbering.of(language / "transparency.yaml")))
    if numbering.errors:
        raise RulePackError(tuple(numbering.errors))
    numbering.book.close()
    return Pack(
        head=files.head,
        info=PackInfo(name=files.head.name, version=files.head.version, sha256=files.sha256, rules=len(entries)),
        language=LANGUAGE,
        entries=entries,
        operators=operators,
        terminators=terminators,
        signals=signals,
        kinds=files.kinds,
        subject=subject,
        transparency=items,
        scoring=files.scoring,
        authorities=files.authorities,
        lists=numbering.lists,
        book=numbering.book,
    )


class _Numbering:
    """Number phrases, collecting what is wrong with them."""

    def __init__(self, terms: Terms) -> None:
        self.lists = Lists(terms)
        self.book = PhraseBook()
        self.errors: list[RuleError] = []

    def of(self, path: Path, words: dict[str, tuple[str, ...]] | None = None) -> Callable[[str], int]:
        """Return a function that numbers the phrases of one file."""
        lists = self.lists.with_words(words) if words else self.lists

        def number(phrase: str) -> int:
            try:
                return self.book.add(phrase, lists)
            except PhraseError as error:
                self.errors.append(RuleError(path, _line_of(path, phrase), f"'{phrase}': {error}"))
                return -1

        return number


def _line_of(path: Path, phrase: str) -> int:
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if phrase in text:
            return line
    return 1


def _entry(path: Path, rule: Rule, files: PackFiles, numbering: _Numbering) -> RuleEntry:
    return RuleEntry(
        rule=rule,
        category=path.parent.name,
        path=path,
        kind=kind_of(rule),
        detection=_detection(path, rule, files, numbering),
        sources=tuple(_source(key, files.authorities[key]) for key in rule.sources),
    )


def _detection(path: Path, rule: Rule, files: PackFiles, numbering: _Numbering) -> Detection | None:
    if not isinstance(rule.body, Claim):
        return None
    number = numbering.of(path, rule.words)
    groups = {number(f"{{{name}}}"): group for name, group in group_lists(rule, files.terms).items()}
    return number_claim(rule.body, rule.zones, number, groups)


def _source(key: str, authority: Authority) -> Source:
    return Source(
        key=key,
        title=authority.title,
        organisation=authority.organisation,
        year=authority.year,
        url=authority.url,
        read=authority.read,
    )


def _signals(files: PackFiles, number: Callable[[str], int]) -> list[SignalEntry]:
    return [
        SignalEntry(
            signal=signal,
            detection=number_claim(
                Claim(phrases=signal.phrases, cancelled_by=signal.cancelled_by), signal.zones, number, {}
            ),
        )
        for signal in files.kinds.signals
    ]


def _items(files: PackFiles, number: Callable[[str], int]) -> list[TransparencyEntry]:
    return [
        TransparencyEntry(
            id=item.id,
            title=item.title,
            detection=number_claim(Claim(phrases=item.phrases), item.zones, number, {}),
            facts=item.facts,
        )
        for item in files.transparency.items
    ]
