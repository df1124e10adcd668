"""Decide which pages are read after their scripts ran."""

from checker.models import Fetched
from checker.net.browser.installed import Rendering
from checker.net.policy import Policy
from checker.read import read_page
from checker.status import Status


def after_scripts(fetched: Fetched, rendering: Rendering | None, policy: Policy) -> Fetched:
    """Return the page as its scripts leave it where that is wanted and needed, else as it was fetched.

    Raises:
        BrowserError: the browser does not start.

    """
    if rendering is None or not _is_for_browser(fetched, rendering):
        return fetched
    from checker.net.browser.visit import render  # needs the extra "browser"

    return render(fetched, rendering, policy=policy)


def _is_for_browser(fetched: Fetched, rendering: Rendering) -> bool:
    page = read_page(fetched)
    if page.status in {Status.BLOCKED, Status.NOT_HTML}:
        return False  # a wall against programs is respected: its scripts would let us through
    lacks_text = page.status is Status.SCRIPT_BUILT or (page.status is Status.EMPTY_TEXT and page.counts.scripts > 0)
    return rendering.always or lacks_text
