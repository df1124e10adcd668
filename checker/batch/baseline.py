"""An earlier run to compare with: what it found about an address, looked up in its log without holding it in memory."""

from collections.abc import Iterator
from pathlib import Path

from checker.batch.folder import Folder
from checker.batch.log import places
from checker.batch.record import Record, record_of
from checker.errors import OutputError


class Baseline:
    """An earlier run's folder."""

    def __init__(self, path: Path, *, own: Path) -> None:
        """Open it.

        Args:
            path: the earlier run's folder.
            own: folder of the run that is compared with it.

        Raises:
            OutputError: it holds no run, is damaged, or is the same run.
        """
        self._folder = Folder(path)
        if not self._folder.begun:
            raise OutputError(path, "holds no run; --baseline names the folder of an earlier run")
        if path.resolve() == own.resolve():
            raise OutputError(path, "is this run itself; --baseline names the folder of an earlier one")
        self.facts = self._folder.facts()
        self.latest = latest_places(self._folder.results)

    def records(self, urls: Iterator[str]) -> Iterator[tuple[str, Record | None]]:
        """Yield what the run found about each address; None where it does not hold the address."""
        yield from records_at(self._folder.results, ((url, self.latest.get(url)) for url in urls))


def latest_places(log: Path) -> dict[str, int]:
    """Return where in a log the latest record of each address begins; of archived pages the last archived."""
    found: dict[str, tuple[str, int]] = {}
    for start, record in places(log):
        archived_at = record.fetched_at if record.origin else ""
        found[record.url] = max(found.get(record.url, ("", -1)), (archived_at, start))
    return {url: start for url, (_, start) in found.items()}


def records_at(log: Path, wanted: Iterator[tuple[str, int | None]]) -> Iterator[tuple[str, Record | None]]:
    """Yield the record that begins at each place of a log; None for no place."""
    with log.open("rb") as file:
        for url, start in wanted:
            if start is None:
                yield url, None
            else:
                file.seek(start)
                yield url, record_of(file.readline())
