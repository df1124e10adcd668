"""What a report may show beyond its result."""

from dataclasses import dataclass, field

from checker.export.review import NO_REVIEWS, Reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known beside the result, or nothing."""

    reviews: Reviews = field(default=NO_REVIEWS)
    """What reviewers wrote about its findings."""


NOTHING_ELSE = Background()
