"""The browser's processes: found by their profile folder, watched, and ended for sure."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.net.browser.limits import RenderLimits

_LOOKS_S = 0.2
_PROCESSES = Path("/proc")
_GROUP, _MEMORY_PAGES = 2, 21
"""Fields of /proc/PID/stat after the command's name (proc(5))."""

TOO_LONG = "it did not come to rest in {limit:g} seconds"
TOO_MUCH_MEMORY = "it took more than {limit:g} GB of memory"


class BrowserProcesses:
    """The browser that uses a profile, with everything it started; gone at the end of a `with` block."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._known: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Kill them all."""
        group = self._group()
        if group and group != os.getpgrp():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)

    def memory_bytes(self) -> int:
        """Return what they occupy together, 0 where the system has no /proc."""
        group = str(self._group())
        processes = map(_fields, _PROCESSES.glob("[0-9]*"))
        pages = sum(int(fields[_MEMORY_PAGES]) for fields in processes if fields[_GROUP : _GROUP + 1] == [group])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _group(self) -> int | None:
        """Return their process group, also when the first of them is gone; None before it started.

        Chromium locks its profile with a link that names its process: `host-123`.
        """
        if self._known is None:
            with contextlib.suppress(OSError, ValueError):
                owner = os.readlink(self._profile / "SingletonLock").rpartition("-")[2]  # noqa: PTH115 - no path
                self._known = os.getpgid(int(owner))
        return self._known


class Watch:
    """Ends a running browser when its time or memory is used up.

    Waiting for a browser has no limit of its own that can be trusted: a page may keep it busy for ever. Once its
    processes are gone every wait ends.
    """

    def __init__(self, browser: BrowserProcesses, limits: RenderLimits) -> None:
        self.verdict = ""
        """Why the browser was ended early, empty when it was not."""
        self._browser = browser
        self._limits = limits
        self._ends_at = time.monotonic() + limits.deadline_s
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="browser watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not (self.verdict or self._over.wait(_LOOKS_S)):
            if time.monotonic() > self._ends_at:
                self.verdict = TOO_LONG.format(limit=self._limits.deadline_s)
            elif self._browser.memory_bytes() > self._limits.memory_bytes:
                self.verdict = TOO_MUCH_MEMORY.format(limit=self._limits.memory_bytes / 1e9)
        if self.verdict:
            self._browser.end()


def _fields(process: Path) -> list[str]:
    """Return what the system says about a process, after its name, which may hold anything."""
    try:
        return (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
