"""The values that travel from the network to the report: what was fetched, read, found and concluded.

All are frozen and keyword-only. Offsets always point into `Page.text`; times are UTC; sizes are bytes.
"""

from checker.models.names import Band, Confidence, Genre, PageKind, Severity, State, Zone
from checker.models.page import Block, Fact, Fetched, Folded, Hop, Limit, Link, Page, ReadCounts, Sentence
from checker.models.result import (
    Assessment,
    CaptureFacts,
    CategoryPoints,
    Finding,
    KindReason,
    KindVerdict,
    Outcome,
    PackInfo,
    PageFacts,
    Result,
    Run,
    SetAside,
    Source,
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
    "Zone",
]
