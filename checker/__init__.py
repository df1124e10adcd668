"""Read a stem-cell clinic's web page and report which published warning signs its words match.

Example::

    from checker import check_url, check_html, load_rules

    result = check_url("https://clinic.example/treatment")
    print(result.assessment.headline)
    for outcome in result.outcomes:
        for finding in outcome.findings:
            print(outcome.title, finding.quote)
"""

from checker.check import check_html, check_url
from checker.errors import BrowserError, CheckerError, RulePackError, TargetError
from checker.models import Result
from checker.net.browser.installed import set_up_rendering
from checker.rulebook.load import load_rules
from checker.rulebook.pack import Pack
from checker.version import __version__

__all__ = [
    "BrowserError",
    "CheckerError",
    "Pack",
    "Result",
    "RulePackError",
    "TargetError",
    "__version__",
    "check_html",
    "check_url",
    "load_rules",
    "set_up_rendering",
]
