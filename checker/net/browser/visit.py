"""Read a fetched page after its scripts ran."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as TooSlow

from checker.models import Fetched, Limit
from checker.net.addresses import read_address, within
from checker.net.browser.allowance import Allowance
from checker.net.browser.installed import Rendering
from checker.net.browser.launch import first_line, started
from checker.net.browser.limits import DEFAULT_RENDER_LIMITS, RenderLimits
from checker.net.browser.proxy import HOSTS_NOTED, FilteringProxy
from checker.net.browser.snapshot import Snapshot, SnapshotError, take_snapshot
from checker.net.browser.traffic import Traffic
from checker.net.policy import DEFAULT_POLICY, Policy

STILL_LOADING = Limit(
    id="still_loading",
    sentence="The page was still loading when we read it in a browser; what it wrote later is missing.",
)
RENDERED_CUT = Limit(
    id="rendered_cut", sentence="The page's scripts wrote more than we read; the end of the page is missing."
)
NOT_ALL_FETCHED = Limit(
    id="not_all_fetched",
    sentence="The page's scripts asked for more than we fetch for one page; what further requests bring is missing.",
)


def not_rendered(why: str) -> Limit:
    """Return the limit of a page that could only be read without its scripts."""
    sentence = f"The browser could not show this page: {why}. What its scripts write is missing."
    return Limit(id="not_rendered", sentence=sentence)


def render(
    page: Fetched,
    rendering: Rendering,
    *,
    policy: Policy = DEFAULT_POLICY,
    limits: RenderLimits = DEFAULT_RENDER_LIMITS,
) -> Fetched:
    """Return the page as its scripts leave it; where that fails, the page as it was, with a limit that says so.

    The browser gets the bytes that were fetched before; it asks the site only for what they refer to.

    Raises:
        BrowserError: the browser does not start.

    """
    allowance = Allowance(page.final_url, limits)
    with (
        tempfile.TemporaryDirectory(prefix="clinic-check-", ignore_cleanup_errors=True) as folder,
        FilteringProxy(_reachable(page, policy), allowance) as proxy,
        started(rendering, Path(folder), proxy.address, limits) as (context, watch),
    ):
        try:
            session = context.new_cdp_session(context.pages[0])
            traffic = Traffic(session, page)
            traffic.begin()
            settled = _load(context.pages[0], page.final_url, limits)
            snapshot = take_snapshot(session, limits.page_characters)
        except (Error, SnapshotError) as error:
            why = watch.verdict or first_line(error)
            return replace(page, limits=(*page.limits, not_rendered(why)))
        return replace(
            page,
            body=snapshot.text.encode("utf-8"),
            content_type="text/html; charset=utf-8",
            served_body=page.body,
            browser=f"Chromium {context.browser.version}" if context.browser else "Chromium",
            limits=(*page.limits, *_limits(snapshot, allowance, traffic, settled=settled)),
            notes=(*page.notes, *_notes(rendering, proxy)),
        )


def _reachable(page: Fetched, policy: Policy) -> Policy:
    """Return where the page's scripts may go: into networks the user opened only when the page itself lies there."""
    address = read_address(page.peer_address)
    inside = address is not None and within(address, policy.allowed)
    return policy if inside else replace(policy, allowed=())


def _load(tab: Page, url: str, limits: RenderLimits) -> bool:
    """Wait until the page has done its work; False when it was still at it after the time for it."""
    try:
        tab.goto(url, wait_until="load", timeout=limits.load_s * 1000)
        tab.wait_for_load_state("networkidle", timeout=limits.quiet_s * 1000)
    except TooSlow:
        return False
    tab.wait_for_timeout(limits.linger_s * 1000)
    return True


def _limits(snapshot: Snapshot, allowance: Allowance, traffic: Traffic, *, settled: bool) -> Iterator[Limit]:
    if not settled:
        yield STILL_LOADING
    if allowance.used_up:
        yield NOT_ALL_FETCHED
    if snapshot.cut:
        yield RENDERED_CUT
    if traffic.led_to:
        sentence = f"The page tried to lead to {traffic.led_to} by itself; that was not followed."
        yield Limit(id="led_elsewhere", sentence=sentence)


def _notes(rendering: Rendering, proxy: FilteringProxy) -> Iterator[str]:
    if not rendering.sandbox:
        yield "The browser ran without its sandbox, as asked for."
    if reached := [host for host, why in proxy.hosts.items() if not why]:
        yield f"In the browser the page fetched scripts, styles or data from: {', '.join(reached)}."
    for host, why in proxy.hosts.items():
        if why:
            yield f"In the browser the page asked for something at {host}, which is never contacted: {why}."
    if len(proxy.hosts) == HOSTS_NOTED:
        yield f"In the browser the page asked for {HOSTS_NOTED} hosts or more; only the first ones are listed."
