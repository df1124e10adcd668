"""Which pages of a run get a report: of a crawl a researcher wants tables, of a list a journalist wants every page."""

from enum import StrEnum

from checker.models import Band


class Reports(StrEnum):
    """Which pages of a run get a report of their own."""

    ALL = "all"
    FLAGGED = "flagged"
    """Those with many or some warning signs."""
    NONE = "none"

    @property
    def bands(self) -> frozenset[Band]:
        """Return the bands whose pages get a report."""
        flagged = frozenset({Band.MANY, Band.SOME})
        return {Reports.ALL: frozenset(Band), Reports.FLAGGED: flagged, Reports.NONE: frozenset[Band]()}[self]
