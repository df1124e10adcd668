"""Find the browser that renders pages, and say what is missing when there is none."""

import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from checker.errors import BrowserError

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""Commands looked for, in this order: Debian's, Ubuntu's and Google's names for the same browser."""

EXTRA = "pip install 'clinic-claim-checker[browser]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How pages that are built by scripts are read in a browser."""

    executable: Path
    """Chromium or Google Chrome."""
    always: bool = False
    """Read every page in the browser, not only those that show almost no text without their scripts."""
    sandbox: bool = True
    """Whether the browser locks its own parts in, as it does by itself."""


def set_up_rendering(executable: Path | None = None, *, always: bool = False, sandbox: bool = True) -> Rendering:
    """Return how to render, after a look at whether it can work.

    Args:
        executable: the browser; None looks for one among the installed commands.
        always: see `Rendering`.
        sandbox: see `Rendering`; an administrator's account cannot have it.

    Raises:
        BrowserError: the browser or what steers it is missing, or the sandbox cannot work.

    """
    if importlib.util.find_spec("playwright") is None:
        raise BrowserError(f"the part that steers the browser is missing; install it with: {EXTRA}")
    found = _found(executable)
    if sandbox and _is_administrator():
        raise BrowserError(
            "Chromium's sandbox does not work for the administrator (root); run this as an ordinary user, or add "
            "--no-sandbox to let pages' scripts run without it"
        )
    return Rendering(executable=found, always=always, sandbox=sandbox)


def _found(executable: Path | None) -> Path:
    if executable is None:
        paths = [path for path in map(shutil.which, NAMES) if path]
        if not paths:
            raise BrowserError(
                "no Chromium or Google Chrome is installed; install one (Debian: apt install chromium), or name it "
                "with --browser PATH"
            )
        return Path(paths[0])
    if not (executable.is_file() and os.access(executable, os.X_OK)):
        raise BrowserError(f"there is no program at {executable}; name Chromium or Google Chrome with --browser PATH")
    return executable.absolute()


def _is_administrator() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
