"""The reasons an address is never contacted, each a stable code with a sentence."""

from enum import StrEnum

from checker.errors import TargetError
from checker.status import Status


class Code(StrEnum):
    """Why an address was refused. The values are stable: reports, tests and other programs rely on them."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_OR_SPACE = "control_or_space"
    INVISIBLE_OR_BIDI = "invisible_or_bidi"
    BACKSLASH = "backslash"
    SCHEME = "scheme"
    NO_HOST = "no_host"
    USERINFO = "userinfo"
    PERCENT_OR_SCOPE_IN_HOST = "percent_or_scope_in_host"
    UNPARSEABLE = "unparseable"
    NUMERIC_HOST = "numeric_host"
    BAD_HOST = "bad_host"
    SINGLE_LABEL = "single_label"
    SPECIAL_USE_NAME = "special_use_name"
    PORT_DENIED = "port_denied"
    ADDRESS_DENIED = "address_denied"


REASONS: dict[Code, str] = {
    Code.EMPTY: "nothing was given",
    Code.TOO_LONG: "the address is longer than 2,048 characters",
    Code.CONTROL_OR_SPACE: "there is a space or control character inside the address",
    Code.INVISIBLE_OR_BIDI: "there is an invisible character inside the address",
    Code.BACKSLASH: "there is a backslash in the address, which programs read in different ways",
    Code.SCHEME: "only addresses that begin with http:// or https:// are checked",
    Code.NO_HOST: "the address names no site",
    Code.USERINFO: "the address contains a user name or an @ before the site's name",
    Code.PERCENT_OR_SCOPE_IN_HOST: "there is a percent sign in the site's name",
    Code.UNPARSEABLE: "the site's name or port cannot be read",
    Code.NUMERIC_HOST: "the site is written as a number that programs read in different ways",
    Code.BAD_HOST: "the site's name is not written as the internet requires",
    Code.SINGLE_LABEL: "a name without a dot belongs to a private network",
    Code.SPECIAL_USE_NAME: "names with this ending are reserved and never belong to a public site",
    Code.PORT_DENIED: "only the web's own ports 80 and 443 are contacted",
    Code.ADDRESS_DENIED: "the address belongs to a private or reserved network",
}
"""One row per code; a test keeps it complete."""

_NOT_PUBLIC = frozenset({Code.SINGLE_LABEL, Code.SPECIAL_USE_NAME, Code.PORT_DENIED, Code.ADDRESS_DENIED})

SHOWN_CHARACTERS = 120
"""How much of a stranger's text an error message repeats: enough to recognise it, short enough for one line."""


class Refusal(TargetError):  # noqa: N818 - a decision, not a fault
    """An address that is never contacted, with the reason as a stable `code`."""

    def __init__(self, target: str, code: Code, *, status: Status | None = None, detail: str = "") -> None:
        self.code = code
        own = Status.REFUSED_ADDRESS if code in _NOT_PUBLIC else Status.BAD_URL
        super().__init__(target, status or own, detail or REASONS[code])


def shown(text: str) -> str:
    """Return a stranger's text for use in a message: one line, printable, clipped."""
    clipped = text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
    if clipped.isprintable():
        return clipped
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in clipped)
