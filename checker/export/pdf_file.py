"""Print an HTML report to PDF: tagged, PDF/UA-1, with nothing fetched from anywhere."""

import logging
import re
from typing import Any

from checker.errors import MissingExtraError

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
"""The first one is ours: it stands in the head, before any text of others, which is escaped."""

_LIST_NUMBERS = ".ask-list li::before { margin-right: .5em; }"
_VARIANT = "pdf/ua-1"


def pdf_bytes(html: str) -> bytes:
    """Return the report on paper; the same HTML gives the same bytes.

    Raises:
        MissingExtraError: WeasyPrint is not installed.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: the package is there and its system libraries are not
        raise MissingExtraError("A PDF", "WeasyPrint with its libraries", "pdf") from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of each property that paper does not need
    document = weasyprint.HTML(string=_STYLE.sub(_for_paper, html, count=1), url_fetcher=_nothing(weasyprint))
    pdf: bytes = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=b"clinic-check", custom_metadata=False)
    return pdf


def _for_paper(style: re.Match[str]) -> str:
    """Put blocks in place of grids and columns: WeasyPrint 70 fails where a grid meets the end of a page."""
    sheet = re.sub(r"display:\s*grid", "display: block", style[1])
    sheet = re.sub(r"(?<![\w-])columns:\s*\d", "columns: auto", sheet)
    return f"<style>{sheet}\n{_LIST_NUMBERS}</style>"


def _nothing(weasyprint: Any) -> Any:
    class Nothing(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """Fetch nothing: a report holds all it needs, and a page's words must not make this machine call anyone."""

        def fetch(self, url: str, headers: object = None) -> Any:
            """Refuse."""
            raise ValueError(f"nothing is fetched for a report: {url}")

    return Nothing()
