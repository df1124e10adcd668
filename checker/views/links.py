"""Addresses of others as links: only those that can do nothing but open a page."""

import re
import shlex
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from checker.models import Finding, Result
from checker.views.digest import OFF_PAGE


def safe_href(url: str) -> str:
    """Return the address if it may become a link (http or https, a plain host, no odd characters), else nothing."""
    if not url.isascii() or re.search(r"""[\x00-\x20"'<>\\^`{|}\x7f]""", url):
        return ""
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return ""
    return url if port_is_valid else ""


def place_link(url: str, finding: Finding) -> str:
    """Return a link that opens the page at the quote (a text fragment), or nothing where no browser could show it."""
    words = finding.quote.split()
    if not safe_href(url) or finding.hidden or finding.disguised or finding.zone in OFF_PAGE or not words:
        return ""
    ends = (words,) if len(words) <= 8 else (words[:4], words[-4:])
    directive = ",".join(_fragment_text(" ".join(end)[:200]) for end in ends)
    return f"{url.partition('#')[0]}#:~:text={directive}"


def _fragment_text(words: str) -> str:
    return percent_encode(words, safe="", errors="replace").replace("-", "%2D")


def repeat_command(result: Result) -> str:
    """Return the command that checks the same page again."""
    how = "--render-always " if result.capture.browser else ""
    reason = result.run.ignored_robots
    override = f" --ignore-robots {shlex.quote(reason)}" if reason else ""
    return f"clinic-check check {how}{shlex.quote(result.capture.requested_url)}{override}"
