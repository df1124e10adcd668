"""Turn a fault of our own into a status, so that one page never ends the check of the others."""

import traceback
from collections.abc import Callable

from checker.errors import CheckerError, TargetError
from checker.models import Result
from checker.status import Status


def without_faults(target: str, job: Callable[[], Result]) -> Result:
    """Return what the job returns.

    Raises:
        CheckerError: as the job raises it; any other exception comes as `tool_error` with its place in our code.

    """
    try:
        return job()
    except CheckerError:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__} in {place.name}, line {place.lineno}"
        raise TargetError(target, Status.TOOL_ERROR, detail) from error
