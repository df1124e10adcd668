"""The errors this package raises, each carrying the thing it is about.

CheckerError
├── TargetError        a page cannot be fetched or read: `target`, `status`, `detail`
│   └── AnswerError    the site answered, but not with a page: `code`, `headers`, `url`
├── RuleError          a rule file is wrong: `path`, `line`
├── RulePackError       a rule pack is wrong: `errors`
└── OutputError        a report cannot be written: `path`
"""

from pathlib import Path

from checker.status import EXPLANATIONS, Status


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
        explanation = EXPLANATIONS[self.status]
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


class OutputError(CheckerError):
    """A report could not be written."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class RulePackError(CheckerError):
    """One or more rule files are wrong; `errors` lists every problem found."""

    def __init__(self, errors: tuple[RuleError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))
