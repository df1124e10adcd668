"""Make the values of a `Result` for the report tests; each builder takes what the test is about."""

from datetime import UTC, datetime
from typing import Any

from checker.models import (
    Assessment,
    Band,
    CaptureFacts,
    CategoryPoints,
    Confidence,
    Finding,
    Genre,
    Hop,
    Identifier,
    IdentifierFamily,
    IdentifierPlace,
    KindReason,
    KindVerdict,
    Outcome,
    PackInfo,
    PageFacts,
    PageKind,
    ReadCounts,
    Result,
    Run,
    SetAside,
    Severity,
    Source,
    State,
    TransparencyItem,
    Verdict,
    Zone,
)
from checker.status import Status
from checker.version import SCHEMA_VERSION

PAGE = "https://meridian-bay.example/stem-cell-therapy"

FDA_ALERT = Source(
    key="A20",
    title="Consumer alert on regenerative medicine products including stem cells and exosomes",
    organisation="US Food and Drug Administration",
    year="2020",
    url="https://www.fda.gov/vaccines-blood-biologics/consumers-biologics/consumer-alert-regenerative-medicine",
    read="2026-11-01",
)
EMA = Source(
    key="A40",
    title="EMA warns against using unproven cell-based therapies",
    organisation="European Medicines Agency",
    year="2020",
    url="https://www.ema.europa.eu/en/documents/public-statement/ema-warns-against-using-unproven-cell-based.pdf",
    read="2026-11-01",
)
ISSCR = Source(
    key="A03",
    title="Nine things to know about stem cell treatments",
    organisation="International Society for Stem Cell Research",
    year="",
    url="https://www.closerlookatstemcells.org/stem-cells-medicine/nine-things-to-know-about-stem-cell-treatments/",
    read="2026-11-01",
)
MURDOCH = Source(
    key="P01",
    title="Exploiting science? A systematic analysis of complementary and alternative medicine clinic websites",
    organisation="BMJ Open",
    year="2018",
    url="https://bmjopen.bmj.com/content/8/2/e019414",
    read="2026-11-02",
)


def study(number: int) -> Source:
    """Make one of many sources, with an address as long as real ones are."""
    return Source(
        key=f"S{number:02}",
        title=f"A study of how clinics present stem-cell treatments to patients, part {number}",
        organisation="An author and another, Journal of Sample Studies",
        year=str(2000 + number),
        url=f"https://journal.example/articles/{number}/how-clinics-present-stem-cell-treatments-to-patients-on-the-web",
        read="2026-11-02",
    )


def finding(sentence: str, quote: str = "", **more: Any) -> Finding:
    """Make a finding of `quote` within `sentence`, at some place of a page."""
    quote = quote or sentence
    at = sentence.index(quote)
    start = more.pop("sentence_start", 500)
    fields: dict[str, Any] = {
        "quote": quote,
        "start": start + at,
        "end": start + at + len(quote),
        "sentence": sentence,
        "sentence_start": start,
        "zone": Zone.TEXT,
        "heading_path": ("Healing is in your nature", "How our treatment works"),
        "css_path": "main > section:nth-of-type(2) > p",
    }
    return Finding(**fields | more)


def set_aside(sentence: str, quote: str, reason: str, cue: str = "") -> SetAside:
    """Make a mention that was not counted."""
    start = 800 + sentence.index(quote)
    return SetAside(quote=quote, start=start, end=start + len(quote), sentence=sentence, reason=reason, cue=cue)


def outcome(rule: str, title: str, **more: Any) -> Outcome:
    """Make a claim rule's outcome that fired, unless told otherwise."""
    fields: dict[str, Any] = {
        "rule": rule,
        "category": rule.partition("-")[0],
        "title": title,
        "why": "Regulators on several continents warn about statements of this kind.",
        "ask": "What published evidence supports this, in people with my illness?",
        "kind": "claim",
        "good": False,
        "state": State.FIRED,
        "reason": "The words stand on the page.",
        "severity": Severity.MEDIUM,
        "confidence": Confidence.HIGH,
        "points": 10.0,
        "sources": (FDA_ALERT,),
    }
    return Outcome(**fields | more)


def absence(rule: str, title: str, **more: Any) -> Outcome:
    """Make an absence rule's outcome that fired."""
    fields: dict[str, Any] = {
        "kind": "absence",
        "why": "Patients need this to decide, and a page that offers treatment can say it in a sentence.",
        "ask": "Why does the page not say this?",
        "reason": "None of the words we look for stands in the text.",
        "sources": (MURDOCH,),
        "points": 6.0,
    }
    return outcome(rule, title, **fields | more)


def good(rule: str, title: str, **more: Any) -> Outcome:
    """Make a protective sign that was seen."""
    fields: dict[str, Any] = {
        "good": True,
        "why": "Pages that inform fairly tend to say this.",
        "ask": "",
        "points": -3.0,
        "sources": (ISSCR,),
    }
    return outcome(rule, title, **fields | more)


def assessment(**more: Any) -> Assessment:
    """Make an assessment with many warning signs."""
    fields: dict[str, Any] = {
        "band": Band.MANY,
        "headline": "Many warning signs",
        "reasons": (
            "The page promises that a serious disease can be reversed.",
            "It says that the treatment has no side effects.",
            "It offers one treatment for many unrelated illnesses.",
        ),
        "points": 86.5,
        "by_group": (
            CategoryPoints(group="claims", raw=118.0, counted=45.0),
            CategoryPoints(group="disclosure", raw=34.0, counted=34.0),
            CategoryPoints(group="legitimacy tokens", raw=7.5, counted=7.5),
        ),
        "transparency": (
            TransparencyItem(id="authorship", title="Who wrote it", seen=False, evidence=""),
            TransparencyItem(id="attribution", title="Where its facts come from", seen=False, evidence=""),
            TransparencyItem(id="disclosure", title="Who owns and pays for it", seen=True, evidence="© Meridian Bay"),
            TransparencyItem(id="currency", title="When it was written", seen=False, evidence=""),
        ),
        "reliability": Confidence.HIGH,
        "reliability_line": "Good: the page has enough text, is in English and was read in full.",
        "could_not_see": (
            "Words inside 4 pictures were not read.",
            "Only this one page was read, not the rest of the site.",
        ),
    }
    return Assessment(**fields | more)


def page_facts(**more: Any) -> PageFacts:
    """Make the facts of a page that was read in full."""
    fields: dict[str, Any] = {
        "title": "Stem Cell Therapy for MS, Autism and Joint Pain | Meridian Bay Regenerative Institute",
        "language": "en",
        "encoding": "utf-8",
        "status": Status.OK,
        "counts": ReadCounts(words=642, hidden_words=0, sentences=51, images=4, scripts=3, frames=1, links=12),
        "limits": (),
        "text_sha256": "9f" * 32,
    }
    return PageFacts(**fields | more)


def capture(**more: Any) -> CaptureFacts:
    """Make the facts of a fetch that followed one redirect."""
    fields: dict[str, Any] = {
        "requested_url": "https://meridian-bay.example/",
        "final_url": PAGE,
        "status_code": 200,
        "redirects": (Hop(url="https://meridian-bay.example/", status_code=301),),
        "peer_address": "203.0.113.7",
        "content_type": "text/html; charset=utf-8",
        "size_bytes": 7034,
        "sha256": "3c" * 32,
        "fetched_at": datetime(2026, 11, 22, 3, 46, 5, tzinfo=UTC),
    }
    return CaptureFacts(**fields | more)


def identifier(number: str = "NCT04629158", **changes: Any) -> Identifier:
    """Make a number found once in the running text."""
    fields: dict[str, Any] = {
        "format": "nct",
        "name": "ClinicalTrials.gov number",
        "registry": "ClinicalTrials.gov, United States",
        "family": IdentifierFamily.TRIAL,
        "number": number,
        "verdict": Verdict.WELL_FORMED,
        "look_up": f"https://clinicaltrials.gov/study/{number}",
        "places": (IdentifierPlace(quote=number, start=10, end=10 + len(number), zone=Zone.TEXT),),
    }
    return Identifier(**fields | changes)


def result(*outcomes: Outcome, **more: Any) -> Result:
    """Make a result with these outcomes."""
    fields: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "run": Run(tool_version="0.1.0", started_at=datetime(2026, 11, 22, 3, 46, 4, tzinfo=UTC), elapsed_s=1.25),
        "pack": PackInfo(name="en", version="2026.11", sha256="ab" * 32, rules=len(outcomes)),
        "capture": capture(),
        "page": page_facts(),
        "kind": KindVerdict(
            kind=PageKind.OFFER,
            genre=Genre.CLINIC,
            reasons=(
                KindReason(
                    kind=PageKind.OFFER,
                    weight=3.0,
                    sentence="The page speaks of its own treatment.",
                    quote="We successfully treat",
                ),
                KindReason(kind=PageKind.OFFER, weight=2.0, sentence="The page gives prices.", quote="$8,900"),
            ),
        ),
        "assessment": assessment(),
        "outcomes": outcomes,
    }
    return Result(**fields | more)
