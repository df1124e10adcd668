"""What a report may show beyond its result."""

from dataclasses import dataclass, field

from checker.export.review import NO_REVIEWS, Reviews
from checker.models.changes import Changes
from checker.rates import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A paragraph of the page that other sites have too."""

    excerpt: str
    """How it begins."""
    hosts: tuple[str, ...]
    """Names of some of these sites."""
    sites: int
    """How many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What the page shares with the sites of a run."""

    run: str
    """Name of the run."""
    paragraphs: tuple[Shared, ...]
    """Those on most sites first."""
    more: int
    """Shared paragraphs that are not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known beside the result, or nothing."""

    reviews: Reviews = field(default=NO_REVIEWS)
    """What reviewers wrote about its findings."""
    measured: Measured | None = None
    """How often the rules fire and are right; None for what comes with the tool."""
    changes: Changes | None = None
    """What changed since an earlier result of the same page; None where no earlier result was given."""

    elsewhere: Elsewhere | None = None
    """What it shares with other sites; None where no run was given."""


NOTHING_ELSE = Background()
