"""RE2 as this package uses it: linear time whatever an expression says, and errors instead of silence."""

from typing import Any

import re2


class PhraseError(ValueError):
    """A phrase is not in the phrase language; the message says what to change."""


def compile_expression(pattern: str) -> Any:
    """Compile an RE2 expression.

    Raises:
        PhraseError: RE2 refuses it (look-around, back-references, too large).
    """
    settings = options()
    settings.never_capture = True  # places need no groups, and without them RE2 stays on its fast path
    try:
        return re2.compile(pattern, settings)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise PhraseError(f"RE2 cannot use this phrase: {reason[:200]}") from error


def options() -> Any:
    """RE2 options shared by the set that decides and the expressions that locate."""
    settings = re2.Options()
    settings.max_mem = 1 << 28
    settings.log_errors = False
    return settings
