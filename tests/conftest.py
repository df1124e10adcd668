"""What holds for the whole run: nothing falls into a trap, and the hostile inputs are counted."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from .chromium import open_browser
from .traps import Traps, open_traps

# A loaded machine makes any single example slow once; how fast things are is a matter for benchmarks/.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

_TRAPS = pytest.StashKey[Traps]()
_MEASURED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hostile: each of these tests tries one hostile input; the run counts them")
    opened = ExitStack()
    config.stash[_TRAPS] = opened.enter_context(open_traps())
    config.add_cleanup(opened.close)
    config.stash[_MEASURED] = []


@pytest.fixture(scope="session")
def traps(pytestconfig: pytest.Config) -> Traps:
    return pytestconfig.stash[_TRAPS]


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the run prints at its end."""
    return pytestconfig.stash[_MEASURED]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when anything connected to a trap."""
    both = session.config.stash[_TRAPS]
    if both.proxy.caught() or both.address.caught():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the run itself measured."""
    both = config.stash[_TRAPS]
    terminalreporter.write_line(
        f"connections to the proxy trap: {both.proxy.caught()}, to the address trap: {both.address.caught()}"
    )
    for line in config.stash[_MEASURED]:
        terminalreporter.write_line(line)
    reports = [
        report
        for group in terminalreporter.stats.values()
        for report in group
        if isinstance(report, pytest.TestReport) and report.when == "call" and "hostile" in report.keywords
    ]
    if not reports:
        return
    terminalreporter.write_line(
        f"{len(reports)} hostile inputs tried, {sum(report.passed for report in reports)} handled"
    )
    measured = [properties for report in reports if (properties := dict(report.user_properties))]
    served = sum(1 for properties in measured if properties["connections"])
    slowest_s = max((float(str(properties["seconds"])) for properties in measured), default=0.0)
    grown_mb = max((float(str(properties.get("megabytes", 0))) for properties in measured), default=0.0)
    terminalreporter.write_line(
        f"{served} of them served over a socket; the slowest took {slowest_s:.1f} s, "
        f"memory grew by at most {grown_mb:.0f} MB"
    )
