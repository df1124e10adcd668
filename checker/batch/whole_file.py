"""Write a file of any size whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.errors import OutputError


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a temporary file to fill; it takes its name once it is on the disk.

    Raises:
        OutputError: it could not be written; what was there before stays.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".clinic-check-", suffix=path.suffix)
    except OSError as error:
        raise OutputError(path.parent, f"cannot be written ({error.strerror})") from error
    temporary = Path(name)
    try:
        yield temporary
        os.fsync(handle)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(path, f"could not be written ({error.strerror or error})") from error
    finally:
        os.close(handle)
        temporary.unlink(missing_ok=True)
