"""Keep what a run comes to: first on the disk, then told to whoever watches."""

from typing import Protocol

from checker.batch.crawl.accounts import Account, line_of
from checker.batch.log import Log
from checker.batch.worker import Done


class Watch(Protocol):
    """Is told what is finished."""

    def page(self, status: str, band: str) -> None:
        """Hear of one address or archived page."""

    def stretch(self, account: Account) -> None:
        """Hear of a stretch of an archive, after its pages."""


class Keeping:
    """Keeps outcomes in the logs of a run."""

    def __init__(self, results: Log, archives: Log, watch: Watch) -> None:
        """Take the open logs, and who watches."""
        self._results = results
        self._archives = archives
        self._watch = watch

    def keep(self, done: Done) -> None:
        """Keep a page's line.

        Raises:
            OutputError: it could not be written.
        """
        self._results.append(done.line)
        self._watch.page(done.status, done.band)

    def account(self, account: Account) -> None:
        """Keep the account of a stretch.

        Raises:
            OutputError: it could not be written.
        """
        self._archives.append(line_of(account))
        self._watch.stretch(account)
