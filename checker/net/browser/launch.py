"""Start Chromium so that it keeps nothing, reaches only our proxy, and is gone at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, ViewportSize, sync_playwright

from checker.errors import BrowserError
from checker.net.asking import USER_AGENT
from checker.net.browser.installed import Rendering
from checker.net.browser.limits import RenderLimits
from checker.net.browser.processes import BrowserProcesses, Watch

# Switches: chromium's own list, src/content/public/common and src/chrome/common, and net/docs/proxy.md there.
SWITCHES = (
    f"--user-agent={USER_AGENT}",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # the browser looks up no name; the proxy does
    "--disable-quic",  # no UDP past the proxy
    "--disable-http2",  # one request at a time on a connection, so that bytes sent bound the requests
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--blink-settings=imagesEnabled=false",
    "--disable-gpu",
    "--disable-3d-apis",
    "--disable-remote-fonts",
    "--disable-notifications",
    "--disable-domain-reliability",
    "--no-pings",
    "--js-flags=--max-old-space-size=1024",
)
"""What the browser is started with besides what Playwright gives it (no extensions, updates, sync or crash reports)."""

EVERYTHING = "<-loopback>"
"""The one entry of the list of hosts to reach without the proxy: it takes away Chromium's built-in exceptions for this
computer's own names (net/docs/proxy.md)."""

WINDOW = ViewportSize(width=1280, height=4000)
"""Tall, so that texts which wait to be scrolled to are written at once. CSS pixels."""

NO_DIALOGS = "Object.assign(window, {alert() {}, confirm: () => false, prompt: () => null, print() {}})"
"""Runs before a page's scripts. Dialogs that get past it are dismissed, but a script full of them cannot be stopped."""


@contextmanager
def started(
    rendering: Rendering, folder: Path, proxy: str, limits: RenderLimits
) -> Iterator[tuple[BrowserContext, Watch]]:
    """Give a browser with a fresh profile and what watches it; kill it at the end of the block.

    Args:
        rendering: which browser.
        folder: an empty folder for its profile and temporary files, removed by the caller.
        proxy: address of the only thing it may reach.
        limits: time and memory.

    Raises:
        BrowserError: it does not start.

    """
    profile = folder / "profile"
    with sync_playwright() as driver, BrowserProcesses(profile) as processes:
        try:
            context = driver.chromium.launch_persistent_context(
                profile,
                executable_path=rendering.executable,
                headless=True,
                chromium_sandbox=rendering.sandbox,
                args=SWITCHES,
                ignore_default_args=["--disable-popup-blocking"],
                env=_environment(folder),
                proxy={"server": proxy, "bypass": EVERYTHING},
                timeout=limits.start_s * 1000,
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                viewport=WINDOW,
                accept_downloads=False,
                service_workers="block",
                permissions=[],
            )
        except Error as error:
            raise BrowserError(_why(rendering, error)) from error
        with Watch(processes, limits) as watch:
            context.add_init_script(NO_DIALOGS)
            yield context, watch


def _environment(folder: Path) -> dict[str, str | float | bool]:
    """Return a bare environment: no secrets for a hostile page to find, no files outside the folder."""
    return {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}


def _why(rendering: Rendering, error: Error) -> str:
    sandbox = "; where its sandbox cannot work (some containers), add --no-sandbox" if rendering.sandbox else ""
    return f"{rendering.executable} did not start ({first_line(error)}){sandbox}"


def first_line(error: Exception) -> str:
    """Return what went wrong without the log that follows it."""
    return str(error).strip().partition("\n")[0].rstrip(".")
