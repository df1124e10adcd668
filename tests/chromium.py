"""A browser of the tests' own that shows pages and asks nobody for anything."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_OFFLINE = ("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND")
"""Without these the browser looks for updates of its own while it shows our pages."""

SHAPE = """html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')]
    .map(each => each.localName + each.getAttributeNames()).join(' ')"""
"""Evaluated in a page: which elements with which attributes a browser builds of some source."""

OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""For axe, which otherwise lists what is well too."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Run the installed Chromium, or the one that CHROMIUM names, as long as the block lasts."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "install chromium or point CHROMIUM at it"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *_OFFLINE])
        yield opened
        opened.close()
