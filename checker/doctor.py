"""Say which versions are in use, and which of them are known to be bad."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from checker.net.addresses import REGISTRY_DATE
from checker.version import __version__

LIBRARIES = (
    "beautifulsoup4",
    "click",
    "google-re2",
    "httpcore",
    "httpx",
    "idna",
    "jinja2",
    "lingua-language-detector",
    "lxml",
    "pydantic",
    "pyyaml",
    "rich",
    "selectolax",
    "tinycss2",
    "webencodings",
)

Version = tuple[int, ...]

BAD_PYTHON: tuple[tuple[Version, Version, str], ...] = (
    ((3, 11), (3, 11, 10), "its `ipaddress` misjudges private addresses (CVE-2024-4032); we use our own table"),
    ((3, 11), (3, 11, 12), "its URL parser accepts brackets in names (CVE-2025-0938); we use our own gate"),
    ((3, 11), (3, 11, 14), "its HTML parser is slow on hostile pages (CVE-2025-6069); we use another"),
)
"""First bad version, first good one, what is wrong. Source: the CPython security advisories."""

BAD_LIBRARIES: dict[str, tuple[Version, str]] = {
    "jinja2": ((3, 1, 6), "older ones let templates escape their sandbox (CVE-2025-27516)"),
    "idna": ((3, 15), "older ones are slow on hostile names (CVE-2026-45409)"),
    "httpx": ((0, 28, 1), "this tool was tested with 0.28.1 and newer only"),
}
"""Library, first good version, what is wrong with older ones."""


def versions() -> list[tuple[str, str]]:
    """Return the name and version of everything that takes part in a check."""
    own = [("clinic-check", __version__), ("python", platform.python_version()), ("system", platform.platform())]
    own.append(("refused addresses as of", REGISTRY_DATE))
    return own + [(name, _version(name)) for name in LIBRARIES]


def advice(python: Version = sys.version_info[:3]) -> list[str]:
    """Return a sentence for each version in use that is known to be bad.

    Args:
        python: the interpreter's version.
    """
    notes = [
        f"Python {_dotted(python)}: {what}. Fixed in {_dotted(good)}."
        for first, good, what in BAD_PYTHON
        if first <= python < good
    ]
    for name, (good, what) in BAD_LIBRARIES.items():
        if _numbers(_version(name)) < good:
            notes.append(f"{name} {_version(name)}: {what}. Install {_dotted(good)} or newer.")
    return notes


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _numbers(text: str) -> Version:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _dotted(numbers: Version) -> str:
    return ".".join(map(str, numbers))
