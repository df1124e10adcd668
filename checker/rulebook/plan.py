"""How the phrases of a book are found: what each needs, and the parts to which wordings belong."""

from checker.rulebook.bits import bits
from checker.rulebook.chains import Links
from checker.rulebook.expressions import Expressions
from checker.rulebook.trie import WordTree


class Plan:
    """Everything that reading a text with a book's phrases takes."""

    def __init__(self) -> None:
        self.tree = WordTree()
        self.expressions = Expressions()
        self.phrases: list[Links] = []
        self.with_optional: set[int] = set()
        """Those that have optional parts."""
        self.terms: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
        """Phrases that are terms of lists, with the parts they need and those they belong to; a term stands behind
        the terms of its own parts."""
        self.under: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {}
        """The other phrases, each under the part it needs of which there are fewest wordings, with the rest of them."""
        self.kinds: list[tuple[int, ...]] = [()]
        """For each kind of wording the parts it belongs to."""
        self.kinds_of: list[frozenset[int]] = []
        """For each part its kinds."""
        self.kind_of_expression: list[int] = []
        """For each expression the kind of its matches."""
        self.inner_of: dict[int, tuple[int, ...]] = {}
        """For parts with terms that are phrases: those phrases."""
        self._numbers: dict[int, int] = {}
        self._of_expression: dict[int, int] = {}

    def add(self, links: Links) -> int:
        """Take a phrase in and number it."""
        if any(link.optional for link in links):
            self.with_optional.add(len(self.phrases))
        self.phrases.append(links)
        return len(self.phrases) - 1

    def add_part(self, part: int, expressions: frozenset[int], phrases: frozenset[int]) -> None:
        """Take a part in with what it stands for besides wordings."""
        for expression in expressions:
            self._of_expression[expression] = self._of_expression.get(expression, 0) | 1 << part
        if phrases:
            self.inner_of[part] = tuple(sorted(phrases))

    def close(self, parts: int) -> None:
        """Name the kinds of wordings and file the phrases; nothing can be added afterwards."""
        self.tree.seal(self._kind)
        self.kind_of_expression = [self._kind(self._of_expression[number]) for number in range(len(self.expressions))]
        kinds_of: list[set[int]] = [set() for _ in range(parts)]
        for kind, belonging in enumerate(self.kinds):
            for part in belonging:
                kinds_of[part].add(kind)
        self.kinds_of = [frozenset(kinds) for kinds in kinds_of]
        self._file()

    def _file(self) -> None:
        """File each phrase, so that only those are looked at of which a part occurs."""
        belongs: dict[int, list[int]] = {}
        for part, phrases in self.inner_of.items():
            for phrase in phrases:
                belongs.setdefault(phrase, []).append(part)
        under: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for number, links in enumerate(self.phrases):
            needed = {link.part for link in links if not link.optional}
            first, *others = sorted(needed, key=lambda part: (len(self.kinds_of[part]), part))
            if number in belongs:
                self.terms.append((number, (first, *others), tuple(belongs[number])))
            else:
                under.setdefault(first, []).append((number, tuple(others)))
        self.under = {part: tuple(phrases) for part, phrases in under.items()}

    def _kind(self, parts: int) -> int:
        """Number the wordings that belong to just these parts."""
        kind = self._numbers.setdefault(parts, len(self.kinds))
        if kind == len(self.kinds):
            self.kinds.append(tuple(bits(parts)))
        return kind
