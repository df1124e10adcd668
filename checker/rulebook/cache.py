"""Keep the bundled rule pack ready-made between runs, so that a single check starts fast.

Reading and numbering the rule files takes several times as long as checking a page. The result is stored in the
user's own cache folder under a name that changes with every byte of the rules and of the code that reads them. The
cache is only ever an advantage: when it cannot be read or written, the files are read as usual.
"""

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.resources import cache_folder
from checker.rulebook.pack import Pack
from checker.version import __version__

_CODE = tuple(Path(__file__).parents[1] / room for room in ("rulebook", "identifiers", "models", "read"))
"""The code that makes a pack or is stored in it."""


def cached(rules: Path, make: Callable[[], Pack]) -> Pack:
    """Return the pack made from a rules folder, from the cache when it holds exactly this one.

    Args:
        rules: the folder with the rule files.
        make: reads and numbers them; what it raises passes through, and nothing is stored then.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    path = folder / f"rules-{_fingerprint(rules)}.pickle"
    pack = _read(path)
    if pack is None:
        pack = make()
        _write(path, pack)
    return pack


def _fingerprint(rules: Path) -> str:
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for folder, pattern in ((rules, "*.yaml"), (rules, "*.txt"), *((room, "*.py") for room in _CODE)):
        for path in sorted(folder.rglob(pattern)):
            digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _read(path: Path) -> Pack | None:
    try:
        with _uncollected():
            found = pickle.loads(path.read_bytes())  # noqa: S301 - a folder only this user can write
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError):
        return None
    return found if isinstance(found, Pack) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold garbage collection back: everything that is made stays, and looking through it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(path: Path, pack: Pack) -> None:
    try:
        for old in path.parent.glob("rules-*"):  # of other rules, and what a stop left unfinished
            old.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="rules-", suffix=".unfinished")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                pickle.dump(pack, file, protocol=pickle.HIGHEST_PROTOCOL)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError:
        return
