"""The errors this package raises, each carrying the thing it is about.

CheckerError
├── TargetError        a page cannot be fetched or read: `target`, `status`, `detail`
├── RuleError          a rule file is wrong: `path`, `line`
├── RulePackError       a rule pack is wrong: `errors`
├── OutputError        a report cannot be written: `path`
├── ListError          a list of addresses cannot be read: `path`
└── MissingExtraError  an optional library is not installed: `extra`
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
        return f"{self.target}: {what} {explanation.next_step}"


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


class ListError(CheckerError):
    """A list of addresses could not be read at all."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


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
