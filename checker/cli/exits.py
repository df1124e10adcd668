"""Exit codes, as documented in the README."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a run of the command ends with."""

    NOTHING_FOUND = 0
    FOUND = 1
    USAGE = 2
    NOTHING_READ = 3
    INTERRUPTED = 130
