"""Decide which pages are read after their scripts ran."""

from checker.models import Fetched, Page
from checker.net.browser.installed import Rendering
from checker.net.policy import Policy
from checker.status import JUDGED, Status


def after_scripts(fetched: Fetched, page: Page, rendering: Rendering, policy: Policy) -> Fetched:
    """Return the page as its scripts leave it where that is wanted and needed, else as it was fetched.

    A wall against programs is respected: its scripts would let us through.

    Args:
        fetched: the page as it arrived.
        page: what was read of it, with the status of the wall it may be.
        rendering: the browser.
        policy: where its requests may go.

    Raises:
        BrowserError: the browser does not start.

    """
    lacks_text = page.status is Status.SCRIPT_BUILT or (page.status is Status.EMPTY_TEXT and page.counts.scripts > 0)
    if not (lacks_text or (rendering.always and page.status in {*JUDGED, Status.EMPTY_TEXT})):
        return fetched
    from checker.net.browser.visit import render  # needs the extra "browser"

    return render(fetched, rendering, policy=policy)
