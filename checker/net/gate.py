"""The gate every address passes, also every redirect: text in, canonical address or a named refusal out.

Pure: nothing is looked up here. The canonical address is plain ASCII with a plain host, so that every later parser
reads it the same way.
"""

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna

from checker.net.addresses import Address, Networks, classify, read_address, within
from checker.net.names import HOST_CHARACTERS, is_host_name, is_number, port_code, public_code
from checker.net.refusals import Code, Refusal

URL_CHARACTERS = 2048
"""Longest address accepted; longer ones are not portable between browsers and proxies (sitemaps.org allows 2,048)."""

HIGHEST_PORT = 65_535
"""Port numbers have 16 bits (RFC 9293)."""

_AROUND = " \t\r\n\u00a0"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_AUTHORITY_END = re.compile(r"[/?#]")
_PORT = re.compile(r"[0-9]{0,5}")
_FOUR_DECIMALS = re.compile(r"[0-9]+(\.[0-9]+){3}")
_FULL_STOPS = re.compile("[\u3002\uff0e\uff61]")
_PLAIN = re.compile(r"[\x21-\x5b\x5d-\x7e]*")
# Unicode property Default_Ignorable_Code_Point without category Cf (DerivedCoreProperties.txt, Unicode 15).
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
_SPACE_CATEGORIES = frozenset({"Cc", "Zs", "Zl", "Zp"})
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cn", "Co", "Cs"})


class _RefusedError(Exception):
    def __init__(self, code: Code) -> None:
        self.code = code


def gate(text: str, *, allowed: Networks = ()) -> str:
    """Return the canonical form of a web address that may be tried.

    Args:
        text: what a person, a file or a redirect gave; white space around it is dropped.
        allowed: networks the user opened. A numeric address inside them may use any port. Private names and other
            ports then pass too, because only the look-up shows where they lead; the backend refuses them unless
            every answer lies in these networks.

    Raises:
        Refusal: with the code of the first rule that refuses it.

    """
    try:
        return _canonical(text.strip(_AROUND), allowed)
    except _RefusedError as refused:
        raise Refusal(text, refused.code) from None


def gate_redirect(base: str, location: str, *, allowed: Networks = ()) -> str:
    """Return the canonical address a redirect leads to; spaces in it are encoded as browsers do.

    Raises:
        Refusal: as `gate`, with the location as target.

    """
    target = location.strip(_AROUND).replace(" ", "%20")
    try:
        _check_characters(target)
        return _canonical(_joined(base, target), allowed)
    except _RefusedError as refused:
        raise Refusal(location, refused.code) from None
    except ValueError:
        raise Refusal(location, Code.UNPARSEABLE) from None


def _joined(base: str, target: str) -> str:
    """Return an absolute address; only paths are joined: `urljoin` takes `http:///x` for a path on the same site."""
    if _SCHEME.match(target):
        return target
    if target.startswith("//"):
        return base[: base.index(":") + 1] + target
    return urljoin(base, target)


def _canonical(url: str, allowed: Networks) -> str:
    _check_characters(url)
    scheme, rest = _split_scheme(url)
    authority, tail = _split_authority(rest)
    host, port = _split_port(authority)
    name = _canonical_host(host)
    number = port if port is not None else _DEFAULT_PORTS[scheme]
    _check_destination(name, number, allowed)
    suffix = "" if number == _DEFAULT_PORTS[scheme] else f":{number}"
    written = f"[{name}]" if ":" in name else name
    canonical = f"{scheme}://{written}{suffix}{_canonical_tail(tail)}"
    if len(canonical) > URL_CHARACTERS:
        raise _RefusedError(Code.TOO_LONG)
    return canonical


def _check_characters(url: str) -> None:
    if not url:
        raise _RefusedError(Code.EMPTY)
    if len(url) > URL_CHARACTERS:
        raise _RefusedError(Code.TOO_LONG)
    if _PLAIN.fullmatch(url):
        return
    categories = {unicodedata.category(character) for character in url}
    if categories & _SPACE_CATEGORIES:
        raise _RefusedError(Code.CONTROL_OR_SPACE)
    if categories & _INVISIBLE_CATEGORIES:
        raise _RefusedError(Code.INVISIBLE_OR_BIDI)
    if "\\" in url:
        raise _RefusedError(Code.BACKSLASH)


def _split_scheme(url: str) -> tuple[str, str]:
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else ""
    if found is None or scheme not in _DEFAULT_PORTS:
        raise _RefusedError(Code.SCHEME)
    return scheme, url[found.end() :]


def _split_authority(rest: str) -> tuple[str, str]:
    if not rest.startswith("//"):
        raise _RefusedError(Code.NO_HOST)
    end = _AUTHORITY_END.search(rest, 2)
    cut = end.start() if end else len(rest)
    authority = rest[2:cut]
    if "@" in authority:
        raise _RefusedError(Code.USERINFO)
    if "%" in authority:
        raise _RefusedError(Code.PERCENT_OR_SCOPE_IN_HOST)
    if _IGNORABLE.search(authority):
        raise _RefusedError(Code.INVISIBLE_OR_BIDI)
    return authority, rest[cut:]


def _split_port(authority: str) -> tuple[str, int | None]:
    bracket = authority.rfind("]")
    host, _, port = authority[bracket + 1 :].partition(":")
    host = authority[: bracket + 1] + host
    if not _PORT.fullmatch(port) or int(port or 0) > HIGHEST_PORT:
        raise _RefusedError(Code.UNPARSEABLE)
    if not host:
        raise _RefusedError(Code.NO_HOST)
    return host, int(port) if port else None


def _canonical_host(host: str) -> str:
    if "[" in host or "]" in host:
        return _bracketed(host)
    plain = _FULL_STOPS.sub(".", host).removesuffix(".")
    if _FOUR_DECIMALS.fullmatch(plain):
        return _dotted(plain)
    if len(plain) > HOST_CHARACTERS:
        raise _RefusedError(Code.BAD_HOST)
    labels = [_ascii_label(label) for label in plain.split(".")]
    if all(labels) and is_number(labels[-1]):
        raise _RefusedError(Code.NUMERIC_HOST)
    if not is_host_name(labels):
        raise _RefusedError(Code.BAD_HOST)
    return ".".join(labels)


def _bracketed(host: str) -> str:
    if not host.startswith("[") or not host.endswith("]"):
        raise _RefusedError(Code.UNPARSEABLE)
    try:
        return str(IPv6Address(host[1:-1]))
    except AddressValueError:
        raise _RefusedError(Code.UNPARSEABLE) from None


def _dotted(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise _RefusedError(Code.UNPARSEABLE) from None


def _ascii_label(label: str) -> str:
    lowered = unicodedata.normalize("NFC", label.lower())
    if label.isascii():
        return lowered
    # NOTE: a few signs become plain ASCII when lowered or normalised (U+212A, U+037E). Programs disagree about them.
    if lowered.isascii():
        raise _RefusedError(Code.UNPARSEABLE)
    try:
        return idna.alabel(lowered).decode("ascii")
    except UnicodeError:
        raise _RefusedError(Code.UNPARSEABLE) from None


def _check_destination(host: str, port: int, allowed: Networks) -> None:
    address = read_address(host)
    code = public_code(host, port) if address is None else _address_code(address, port, allowed)
    if code and not (address is None and allowed):
        raise _RefusedError(code)


def _address_code(address: Address, port: int, allowed: Networks) -> Code | None:
    if not classify(address, allowed).allowed:
        return Code.ADDRESS_DENIED
    return None if within(address, allowed) else port_code(port)


def _canonical_tail(tail: str) -> str:
    path = tail if tail.startswith("/") else f"/{tail}"
    return quote(path, safe="!#$%&'()*+,/:;=?@[]~")
