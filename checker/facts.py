"""What a result says of the visit and of the reading: facts without the bytes, and the text that was judged."""

import hashlib
from collections.abc import Sequence

from checker.models import Block, CaptureFacts, Fetched, Page, PageFacts, PageText, TextBlock, Zone


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
        text_sha256=text_sha256(page.text),
    )


def page_texts(pages: Sequence[Page]) -> tuple[PageText, ...]:
    """Return the text of each page, in order; nothing where none of them has any."""
    if not any(page.text for page in pages):
        return ()
    return tuple(
        PageText(url=page.url, text=page.text, blocks=tuple(_text_block(block) for block in page.blocks))
        for page in pages
    )


def _text_block(block: Block) -> TextBlock:
    level = len(block.heading_path) + 1 if block.zone is Zone.HEADING else 0
    return TextBlock(start=block.start, end=block.end, zone=block.zone, hidden=block.hidden, level=level)


def text_sha256(text: str) -> str:
    """Return the digest of a page's text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def sha256(data: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
