"""The errors this package raises, each carrying the thing it is about.

CheckerError
├── TargetError        a page cannot be fetched or read: `target`, `status`, `detail`
│   └── AnswerError    the site answered, but not with a page: `code`, `headers`, `url`
├── RuleError          a rule file is wrong: `path`, `line`
├── RulePackError       a rule pack is wrong: `errors`
├── BrowserError       no browser can be used
├── OutputError        a report or capture cannot be written: `path`
├── CaptureError       a stored capture cannot be read, or is not what it says: `path`
│   └── DamageError    an archive cannot be right from some place on: `offset`, `what`
├── ResultError        a stored result cannot be read: `path`
├── ReviewError        a reviewer's table cannot be read: `path`, `line`
├── RatesError         a file of measured rates cannot be read: `path`
├── ListError          a list of addresses cannot be read: `path`
├── EngineError        workers elsewhere cannot do a run's work: `engine`
└── MissingExtraError  an optional library is not installed: `extra`
"""

from pathlib import Path

from checker.status import Status, explained


class CheckerError(Exception):
    """Base of all errors raised on purpose."""


class TargetError(CheckerError):
    """A page could not be fetched or read."""

    def __init__(self, target: str, status: Status, detail: str = "") -> None:
        self.target = target
        self.status = status
        self.detail = detail
        super().__init__(self._message())

    def _message(self) -> str:
        explanation = explained(self.status)
        what = f"{explanation.sentence} ({self.detail})" if self.detail else explanation.sentence
        return f"{self.target}: {what} {explanation.next_step} [{self.status}]"


class AnswerError(TargetError):
    """The site answered, but not with a page; carries what it said about that."""

    def __init__(
        self, target: str, status: Status, detail: str, *, code: int, headers: tuple[tuple[str, str], ...], url: str
    ) -> None:
        self.code = code
        self.headers = headers
        self.url = url
        super().__init__(target, status, detail)


class RuleError(CheckerError):
    """A rule file is wrong; the message reads `file:line: what, and what to do`."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path}:{line}: {message}")


class BrowserError(CheckerError):
    """Pages cannot be read in a browser here; the message says what to install or change."""


class OutputError(CheckerError):
    """A report could not be written."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class ListError(CheckerError):
    """A list of addresses could not be read at all."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class CaptureError(CheckerError):
    """A stored capture is damaged, changed, of another kind, or cannot be read."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class DamageError(CaptureError):
    """An archive cannot be right from some place on; what stands before it was read."""

    def __init__(self, path: Path, place: str, offset: int, what: str) -> None:
        self.offset = offset
        self.what = what
        super().__init__(path, f"{place}: {what}; nothing after this place was read")


class ResultError(CheckerError):
    """A stored result could not be read."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class RatesError(CheckerError):
    """A file of measured rates could not be read."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class ReviewError(CheckerError):
    """A reviewer's table could not be read; the message reads `file:line: what, and what to do`."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path}:{line}: {message}")


class EngineError(CheckerError):
    """A run's shards could not be worked on elsewhere."""

    def __init__(self, engine: str, message: str) -> None:
        self.engine = engine
        super().__init__(f"{engine}: {message}")


class MissingExtraError(CheckerError):
    """A form of report needs a library that is not installed."""

    def __init__(self, form: str, library: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{form} needs {library}, which is not installed; run: pip install 'clinic-claim-checker[{extra}]' "
            f"(in a copy of this project: pip install '.[{extra}]')"
        )


class RulePackError(CheckerError):
    """One or more rule files are wrong; `errors` lists every problem found."""

    def __init__(self, errors: tuple[RuleError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))
