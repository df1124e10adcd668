"""A fault of our own is told as such and leaves the other pages alone."""

import pytest

from checker.cli.faults import without_faults
from checker.errors import TargetError
from checker.models import Result
from checker.status import Status


def broken() -> Result:
    raise ZeroDivisionError


def refused() -> Result:
    raise TargetError("b.html", Status.NOT_HTML, "a PDF document")


def test_an_unforeseen_exception_becomes_a_status_with_its_place() -> None:
    with pytest.raises(TargetError) as caught:
        without_faults("a.html", broken)

    assert (caught.value.target, caught.value.status) == ("a.html", Status.TOOL_ERROR)
    assert caught.value.detail.startswith("ZeroDivisionError in broken, line ")


def test_errors_raised_on_purpose_pass() -> None:
    with pytest.raises(TargetError, match="another kind of file"):
        without_faults("b.html", refused)
