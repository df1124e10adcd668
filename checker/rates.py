"""What a reader is told of each rule: on how many pages it fired, and how many of its hits a label confirms.

docs/measuring.md documents the form. It holds no date, so that the same rules and labels give the same bytes.
"""

import dataclasses
import json
from dataclasses import dataclass

from checker.models import PackInfo
from checker.rulebook.pack import Pack
from checker.tally import RuleCount, Tally

FORM = "1"
"""Version of the form; another version may have other fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRate:
    """How one rule did on labelled pages and sentences."""

    rule: str
    """Id of the rule."""
    pages_tried: int
    """Pages on which it could be judged."""
    pages_fired: int
    """Of these, pages on which it fired."""
    sentences_judged: int
    """Hits that a label decides: `right` and `wrong` together."""
    right: int
    """Of these, hits that the label confirms."""
    wrong: int
    """Of these, hits on sentences that claim nothing."""
    undecided: int
    """Hits on sentences whose label names a claim of another rule, and so leaves this one open."""
    missed: int
    """Labelled claims that this rule or others should have found, and none did."""

    @property
    def measured(self) -> bool:
        """Tell whether a label decided at least one hit; otherwise nothing is known of how often it is right."""
        return self.sentences_judged > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The rates of a rule pack, with what they were measured on."""

    form: str
    """Version of this form."""
    name: str
    """What was measured on, in words that continue "measured on"."""
    manifest: str
    """File name of the labels."""
    pages: int
    """Pages that were judged."""
    sentences: int
    """Sentences that were judged by themselves."""
    pack: PackInfo
    """The rules that were measured."""
    rules: tuple[RuleRate, ...]
    """Every rule of that pack, in pack order."""

    def of(self, rule: str) -> RuleRate | None:
        """Return the rates of a rule; None when the measured pack had none of this id."""
        return next((rate for rate in self.rules if rate.rule == rule), None)

    def speaks_of(self, pack: PackInfo) -> bool:
        """Tell whether exactly these rules were measured; rates of other rules must be shown as such."""
        return self.pack.sha256 == pack.sha256


def rates(tally: Tally, pack: Pack, *, name: str, manifest: str) -> Measured:
    """Return the rates of every rule of a pack, those that never fired too.

    Args:
        tally: what a run counted.
        pack: the rules it ran.
        name: what was measured on, in words that continue "measured on".
        manifest: file name of the labels.
    """
    return Measured(
        form=FORM,
        name=name,
        manifest=manifest,
        pages=tally.pages,
        sentences=tally.sentences,
        pack=pack.info,
        rules=tuple(_rate(entry.rule.id, tally.rules.get(entry.rule.id) or RuleCount()) for entry in pack.entries),
    )


def _rate(rule: str, count: RuleCount) -> RuleRate:
    return RuleRate(
        rule=rule,
        pages_tried=count.pages_tried,
        pages_fired=count.pages_fired,
        sentences_judged=count.confirmed + len(count.false_alarms),
        right=count.confirmed,
        wrong=len(count.false_alarms),
        undecided=count.elsewhere,
        missed=len(count.missed),
    )


def rates_json(measured: Measured) -> str:
    """Return the rates as JSON, one rule a line."""
    data = dataclasses.asdict(measured)
    lines = ",\n".join(f"    {json.dumps(rate, ensure_ascii=False)}" for rate in data.pop("rules"))
    head = json.dumps(data, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{head},\n  "rules": [\n{lines}\n  ]\n}}\n'
