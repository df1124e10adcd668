"""What a result says of the visit and of the reading: facts without the bytes and without the text."""

import hashlib

from checker.models import CaptureFacts, Fetched, Page, PageFacts


def capture_facts(fetched: Fetched, *, manifest_sha256: str = "") -> CaptureFacts:
    """Return what was fetched; `manifest_sha256` is of the stored capture it came from."""
    return CaptureFacts(
        requested_url=fetched.requested_url,
        final_url=fetched.final_url,
        status_code=fetched.status_code,
        redirects=fetched.redirects,
        peer_address=fetched.peer_address,
        content_type=fetched.content_type,
        size_bytes=len(fetched.body),
        sha256=sha256(fetched.body),
        fetched_at=fetched.fetched_at,
        browser=fetched.browser,
        served_sha256=sha256(fetched.served_body) if fetched.served_body is not None else "",
        notes=fetched.notes,
        tls=fetched.tls,
        manifest_sha256=manifest_sha256,
    )


def page_facts(page: Page, wall: str) -> PageFacts:
    """Return what was read; `wall` is what stood in front of the page, or empty."""
    return PageFacts(
        title=page.title,
        language=page.language,
        encoding=page.encoding,
        status=page.status,
        recognised_as=wall,
        counts=page.counts,
        limits=page.limits,
        text_sha256=sha256(page.text.encode("utf-8", "surrogatepass")),
    )


def sha256(data: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
