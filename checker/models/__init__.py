"""The values that travel from the network to the report: what was fetched, read, found and concluded.

All are frozen and keyword-only. Offsets always point into `Page.text`; times are UTC; sizes are bytes.
"""

from checker.models.capture import Capture, CapturedPage, Choice, Cut, Exchange, Role, TlsFacts
from checker.models.names import (
    Band,
    Confidence,
    Genre,
    IdentifierFamily,
    PageKind,
    Severity,
    State,
    Verdict,
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
    SitePage,
    TransparencyItem,
)

__all__ = [
    "Assessment",
    "Band",
    "Block",
    "Capture",
    "CaptureFacts",
    "CapturedPage",
    "CategoryPoints",
    "Choice",
    "Confidence",
    "Cut",
    "Exchange",
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
    "Role",
    "Run",
    "Sentence",
    "SetAside",
    "Severity",
    "SitePage",
    "Source",
    "State",
    "TlsFacts",
    "TransparencyItem",
    "Verdict",
    "Zone",
]
