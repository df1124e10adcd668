"""Tell when an address led to another site: the text that was read is then not of the site that was asked for."""

from ipaddress import ip_address

from checker.models import Fetched
from checker.net.names import host_of

_SHARED = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})
"""Second labels under which a country's sites are registered (co.uk, com.au): the label before them is the site's."""
_COUNTRY_LETTERS = 2


def led_elsewhere(fetched: Fetched) -> bool:
    """Tell whether redirects ended on another site; `www.` and other names under one domain are one site."""
    asked = host_of(fetched.redirects[0].url) if fetched.redirects else ""
    return bool(asked) and _site(asked) != _site(host_of(fetched.final_url))


def _site(host: str) -> str:
    """Return the domain a host belongs to, as far as its name tells."""
    try:
        return str(ip_address(host))
    except ValueError:
        labels = host.split(".")
    shared = len(labels) > 2 and len(labels[-1]) == _COUNTRY_LETTERS and labels[-2] in _SHARED
    return ".".join(labels[-3:] if shared else labels[-2:])
