"""What holds for the whole run: nothing falls into a trap, and the hostile inputs are counted."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from .account import Account
from .chromium import open_browser
from .traps import Traps, open_traps

# A loaded machine makes any single example slow once; how fast things are is a matter for benchmarks/.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

_TRAPS = pytest.StashKey[Traps]()
_ACCOUNT = pytest.StashKey[Account]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hostile: each of these tests tries one hostile input; the run counts them")
    opened = ExitStack()
    config.stash[_TRAPS] = opened.enter_context(open_traps())
    config.add_cleanup(opened.close)
    config.stash[_ACCOUNT] = Account()
    gc.disable()  # until collection ends, which only adds


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: it stays, and is most of what there is."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def traps(pytestconfig: pytest.Config) -> Traps:
    return pytestconfig.stash[_TRAPS]


@pytest.fixture(scope="session")
def account(pytestconfig: pytest.Config) -> Account:
    """What the run tells of itself at its end."""
    return pytestconfig.stash[_ACCOUNT]


@pytest.fixture(scope="session")
def measured(account: Account) -> list[str]:
    """Lines that the run prints at its end."""
    return account.lines


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a process of the run measured; one that died told nothing, and its test has failed."""
    if error is None:
        node.config.stash[_ACCOUNT].add(node.workeroutput["account"])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what this process measured to the one that began it; there, fail the run when anything met a trap."""
    account, both = session.config.stash[_ACCOUNT], session.config.stash[_TRAPS]
    account.caught["proxy"] += both.proxy.caught()
    account.caught["address"] += both.address.caught()
    sent = getattr(session.config, "workeroutput", None)
    if sent is not None:
        sent["account"] = account.packed()
    elif any(account.caught.values()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the run itself measured."""
    for line in config.stash[_ACCOUNT].told():
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
