import socket
import ssl

import httpcore
import httpx
import pytest

from checker.errors import TargetError
from checker.net.failures import translated
from checker.net.refusals import Code, Refusal
from checker.status import Status

URL = "https://example.com/"


def subclasses(kind: type[Exception]) -> set[type[Exception]]:
    return {kind}.union(*(subclasses(child) for child in kind.__subclasses__()))


def translate(error: Exception) -> TargetError:
    with pytest.raises(TargetError) as caught, translated(URL):
        raise error
    return caught.value


@pytest.mark.parametrize("kind", sorted(subclasses(httpx.TransportError) | {httpx.DecodingError}, key=str))
def test_every_failure_of_httpx_gets_a_status(kind: type[httpx.RequestError]) -> None:
    status = translate(kind("what happened")).status

    if issubclass(kind, httpx.TimeoutException):
        assert status is Status.TIMEOUT
    elif issubclass(kind, httpx.NetworkError):
        assert status is Status.CONNECTION
    else:
        assert status is Status.BAD_RESPONSE


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (httpx.InvalidURL("x"), Status.BAD_URL),
        (httpx.StreamConsumed(), Status.BAD_RESPONSE),
        (httpcore.RemoteProtocolError("x"), Status.BAD_RESPONSE),
        (ssl.SSLError(1, "x"), Status.TLS),
        (UnicodeError("x"), Status.BAD_RESPONSE),
        (AssertionError(), Status.BAD_RESPONSE),
        (ValueError("a\nb"), Status.BAD_RESPONSE),
        (socket.gaierror(-2, "x"), Status.BAD_RESPONSE),
    ],
)
def test_other_exceptions_get_one_too(error: Exception, status: Status) -> None:
    translation = translate(error)

    assert (translation.status, translation.target) == (status, URL)
    assert translation.__cause__ is error
    assert translation.detail.isprintable()


def test_a_certificate_error_is_recognised_behind_a_connection_error() -> None:
    error = httpx.ConnectError("wrapped")
    error.__cause__ = ssl.SSLError(1, "certificate verify failed")

    assert translate(error).status is Status.TLS


def test_our_own_errors_pass_unchanged() -> None:
    refusal = Refusal(URL, Code.ADDRESS_DENIED)

    assert translate(refusal) is refusal


def test_an_interruption_is_not_translated() -> None:
    with pytest.raises(KeyboardInterrupt), translated(URL):
        raise KeyboardInterrupt
