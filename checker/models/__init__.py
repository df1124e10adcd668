"""The values that travel from the network to the report: what was fetched, read, found and concluded.

All are frozen and keyword-only. Offsets always point into `Page.text`; times are UTC; sizes are bytes.
"""

from checker.models.names import (
    Band,
    Confidence,
    Genre,
    IdentifierFamily,
    PageKind,
    Severity,
    State,
    Verdict,
    View,
    Zone,
)
from checker.models.outcome import Finding, Identifier, IdentifierPlace, Outcome, SetAside, Source
from checker.models.page import Block, Fact, Fetched, Folded, Hop, Limit, Link, Page, ReadCounts, Sentence
from checker.models.result import (
    Assessment,
    CaptureFacts,
    CategoryPoints,
    KindReason,
    KindVerdict,
    PackInfo,
    PageFacts,
    Result,
    Run,
    TransparencyItem,
)

__all__ = [
    "Assessment",
    "Band",
    "Block",
    "CaptureFacts",
    "CategoryPoints",
    "Confidence",
    "Fact",
    "Fetched",
    "Finding",
    "Folded",
    "Genre",
    "Hop",
    "Identifier",
    "IdentifierFamily",
    "IdentifierPlace",
    "KindReason",
    "KindVerdict",
    "Limit",
    "Link",
    "Outcome",
    "PackInfo",
    "Page",
    "PageFacts",
    "PageKind",
    "ReadCounts",
    "Result",
    "Run",
    "Sentence",
    "SetAside",
    "Severity",
    "Source",
    "State",
    "TransparencyItem",
    "Verdict",
    "View",
    "Zone",
]
