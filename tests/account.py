"""What a run of the tests tells of itself at its end, put together from all processes that ran a part of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Account:
    """What one process measured, or what several did."""

    caught: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Connections to each trap."""
    tried: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Hostile inputs by kind, each once however many tests tried it."""
    lines: list[str] = field(default_factory=list)
    """Sentences of tests that measured something."""

    def try_one(self, kind: str, text: str) -> None:
        """Count a hostile input."""
        self.tried[kind].add(ascii(text))

    def packed(self) -> dict[str, Any]:
        """Return plain values that can be sent from one process to another."""
        return {
            "caught": dict(self.caught),
            "tried": {kind: sorted(texts) for kind, texts in self.tried.items()},
            "lines": self.lines,
        }

    def add(self, packed: dict[str, Any]) -> None:
        """Take over what another process sent."""
        for trap, count in packed["caught"].items():
            self.caught[trap] += count
        for kind, texts in packed["tried"].items():
            self.tried[kind].update(texts)
        self.lines += packed["lines"]

    def told(self) -> list[str]:
        """Return the lines that the run prints."""
        counts = {kind: len(texts) for kind, texts in sorted(self.tried.items())}
        kinds = ", ".join(f"{kind} {count}" for kind, count in counts.items())
        return [
            "connections to traps: " + ", ".join(f"{trap} {count}" for trap, count in sorted(self.caught.items())),
            *([f"hostile texts and files tried: {kinds}; {sum(counts.values())} in all"] if counts else []),
            *sorted(self.lines),
        ]
