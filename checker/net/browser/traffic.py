"""Which of a page's requests are made at all: those that can bring text."""

import base64
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Error

from checker.models import Fetched
from checker.net.refusals import shown

DOCUMENT = "Document"
USELESS = ("Image", "Media", "Font")
"""Kinds of request that bring no text (Chrome DevTools Protocol, Network.ResourceType)."""

_NOT_REPEATED = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "link", "transfer-encoding", "set-cookie"}
)
"""Headers of the first answer that no longer hold, or would start requests of their own."""


class Traffic:
    """Answers the browser's request for the page with what was fetched before, and stops what is not needed."""

    def __init__(self, session: CDPSession, page: Fetched) -> None:
        self.led_to = ""
        """Where the page tried to lead to; never followed."""
        self._session = session
        self._page = page
        self._main_frame = ""
        self._delivered = False

    def begin(self) -> None:
        """Start to decide about requests."""
        self._main_frame = self._session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._session.on("Fetch.requestPaused", self._decide)
        patterns = [{"urlPattern": "*", "resourceType": kind} for kind in (DOCUMENT, *USELESS)]
        self._session.send("Fetch.enable", {"patterns": patterns})

    def _decide(self, event: dict[str, Any]) -> None:
        try:
            self._session.send(*self._answer(event))
        except Error:
            return  # the frame is gone, or the browser is

    def _answer(self, event: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        request = {"requestId": event["requestId"]}
        url = event["request"]["url"]
        if event["resourceType"] != DOCUMENT:
            return "Fetch.failRequest", {**request, "errorReason": "BlockedByClient"}
        if event["frameId"] != self._main_frame:
            same = _site(url) == _site(self._page.final_url)
            stop = {**request, "errorReason": "BlockedByClient"}
            return ("Fetch.continueRequest", request) if same else ("Fetch.failRequest", stop)
        if self._delivered:
            self.led_to = self.led_to or shown(url)
            # "Aborted" leaves the present page in place; any other reason shows an error page instead.
            return "Fetch.failRequest", {**request, "errorReason": "Aborted"}
        self._delivered = True
        return "Fetch.fulfillRequest", {**request, **self._delivery()}

    def _delivery(self) -> dict[str, Any]:
        kept = [(name, value) for name, value in self._page.headers if name not in _NOT_REPEATED]
        return {
            "responseCode": 200,
            "responseHeaders": [{"name": name, "value": value} for name, value in kept],
            "body": base64.b64encode(self._page.body).decode("ascii"),
        }


def _site(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
