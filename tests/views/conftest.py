"""The browser of the report's tests, for the drawings too."""

from tests.report.test_browser import browser

__all__ = ["browser"]
