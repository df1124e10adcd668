"""The catalogue of everything that can keep a page from being judged, each with a sentence and a next step."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a target. `ok` and `partial` are judged; nothing else is."""

    OK = "ok"
    PARTIAL = "partial"
    BAD_URL = "bad_url"
    REFUSED_ADDRESS = "refused_address"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    HTTP_ERROR = "http_error"
    BLOCKED = "blocked"
    BAD_RESPONSE = "bad_response"
    BAD_ENCODING = "bad_encoding"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    EMPTY_TEXT = "empty_text"
    SCRIPT_BUILT = "script_built"
    CONSENT_WALL = "consent_wall"
    PARKED = "parked"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    UNREADABLE_FILE = "unreadable_file"
    TOOL_ERROR = "tool_error"


class Side(StrEnum):
    """Whose move it is."""

    SITE = "site"
    YOU = "you"
    TOOL = "tool"
    NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A status in plain words."""

    sentence: str
    side: Side
    next_step: str


EXPLANATIONS: dict[Status, Explanation] = {
    Status.OK: Explanation(sentence="The page was read.", side=Side.TOOL, next_step="Read the report."),
    Status.PARTIAL: Explanation(
        sentence="Part of this page could not be read.",
        side=Side.TOOL,
        next_step="Read the report with care; open the page itself for what is missing.",
    ),
    Status.BAD_URL: Explanation(
        sentence="This is not a web address that can be checked.",
        side=Side.YOU,
        next_step="Give a full address such as https://clinic.example/page, or the name of a saved page.",
    ),
    Status.REFUSED_ADDRESS: Explanation(
        sentence="The address leads to a private or reserved network, which is never contacted.",
        side=Side.YOU,
        next_step="Check the spelling; for a page on your own network allow it with --allow-address.",
    ),
    Status.DNS: Explanation(
        sentence="No computer on the internet answers to this name.",
        side=Side.NETWORK,
        next_step="Check the spelling of the address and your internet connection.",
    ),
    Status.CONNECTION: Explanation(
        sentence="The connection could not be made or broke off.",
        side=Side.NETWORK,
        next_step="Try again later, or save the page from a browser and check the file.",
    ),
    Status.TLS: Explanation(
        sentence="The site's security certificate could not be verified, so nothing was read.",
        side=Side.SITE,
        next_step="Check the address; save the page from a browser and check the file.",
    ),
    Status.TIMEOUT: Explanation(
        sentence="The site did not deliver the page in time.",
        side=Side.SITE,
        next_step="Try again later, or save the page from a browser and check the file.",
    ),
    Status.TOO_MANY_REDIRECTS: Explanation(
        sentence="The site kept sending us to other addresses.",
        side=Side.SITE,
        next_step="Open the page in a browser and check the address it ends at.",
    ),
    Status.BAD_REDIRECT: Explanation(
        sentence="The site sent us to an address that cannot be followed.",
        side=Side.SITE,
        next_step="Open the page in a browser and check the address it ends at.",
    ),
    Status.HTTP_ERROR: Explanation(
        sentence="The site answered with an error instead of the page.",
        side=Side.SITE,
        next_step="Check the address in a browser.",
    ),
    Status.BLOCKED: Explanation(
        sentence="The site refuses to show this page to programs.",
        side=Side.SITE,
        next_step="Open the page in a browser, save it, and check the saved file.",
    ),
    Status.BAD_RESPONSE: Explanation(
        sentence="The site's answer does not follow the rules of the web.",
        side=Side.SITE,
        next_step="Try again later, or save the page from a browser and check the file.",
    ),
    Status.BAD_ENCODING: Explanation(
        sentence="The page arrived in a form that could not be unpacked.",
        side=Side.SITE,
        next_step="Save the page from a browser and check the file.",
    ),
    Status.TOO_LARGE: Explanation(
        sentence="The page is larger than this tool reads.",
        side=Side.SITE,
        next_step="Check a single page of the site instead of a collection.",
    ),
    Status.NOT_HTML: Explanation(
        sentence="This is not a web page but another kind of file.",
        side=Side.YOU,
        next_step="Give the address of the page that links to the file.",
    ),
    Status.EMPTY_TEXT: Explanation(
        sentence="There is almost no text on this page.",
        side=Side.SITE,
        next_step="Check a page of the site that describes the treatment.",
    ),
    Status.SCRIPT_BUILT: Explanation(
        sentence="This page is built by scripts in the browser; almost none of its text could be read.",
        side=Side.TOOL,
        next_step="Open the page in a browser, save it as a complete page, and check the saved file.",
    ),
    Status.CONSENT_WALL: Explanation(
        sentence="Only a cookie or consent notice could be read, not the page behind it.",
        side=Side.SITE,
        next_step="Open the page in a browser, accept or refuse, save it, and check the saved file.",
    ),
    Status.PARKED: Explanation(
        sentence="The address shows a placeholder or for-sale page, not a clinic.",
        side=Side.SITE,
        next_step="Look up the clinic's present address.",
    ),
    Status.UNSUPPORTED_LANGUAGE: Explanation(
        sentence="There are no rules yet for the language of this page.",
        side=Side.TOOL,
        next_step="Check whether the site has an English version.",
    ),
    Status.UNREADABLE_FILE: Explanation(
        sentence="The file could not be opened.",
        side=Side.YOU,
        next_step="Check its name and that you may read it.",
    ),
    Status.TOOL_ERROR: Explanation(
        sentence="This tool made a mistake on this page; nothing is known about it.",
        side=Side.TOOL,
        next_step="Report the address and the words in brackets to the makers of the tool.",
    ),
}
"""One row per status; a test keeps it complete."""
