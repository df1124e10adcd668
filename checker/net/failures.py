"""The one table that turns foreign exceptions of the network libraries into our statuses."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from checker.errors import TargetError
from checker.net.refusals import shown
from checker.status import Status

STATUSES: tuple[tuple[type[Exception], Status], ...] = (
    (ssl.SSLError, Status.TLS),
    (httpx.TimeoutException, Status.TIMEOUT),
    (httpx.NetworkError, Status.CONNECTION),
    (httpx.ProtocolError, Status.BAD_RESPONSE),
    (httpx.InvalidURL, Status.BAD_URL),
)
"""First match wins, along the chain of causes; whatever is not listed is a bad response."""


@contextmanager
def translated(target: str) -> Iterator[None]:
    """Let nothing but `TargetError` leave the block.

    Raises:
        TargetError: with the status of the foreign exception.

    """
    try:
        yield
    except TargetError:
        raise
    except Exception as error:
        raise failure(target, error) from error


def failure(target: str, error: Exception) -> TargetError:
    """Return our error for a foreign exception."""
    chain = tuple(_causes(error))
    for kind, status in STATUSES:
        for link in chain:
            if isinstance(link, kind):
                return TargetError(target, status, _detail(link))
    return TargetError(target, Status.BAD_RESPONSE, type(error).__name__)


def _causes(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _detail(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return shown(error.verify_message)
    return shown(str(error).strip() or type(error).__name__)
