import subprocess
import sys

import httpcore
import httpx
import pytest

from checker.net.backend import GuardedBackend
from checker.net.budget import Budget
from checker.net.policy import DEFAULT_LIMITS, DEFAULT_POLICY
from checker.net.transport import GuardedTransport, client, public_trust


def backend() -> GuardedBackend:
    return GuardedBackend(DEFAULT_POLICY, Budget("https://example.com/", DEFAULT_LIMITS))


def test_httpx_still_keeps_its_connections_where_ours_are_put() -> None:
    with httpx.HTTPTransport(trust_env=False) as plain:
        assert isinstance(plain._pool, httpcore.ConnectionPool)

    ours = backend()
    with GuardedTransport(ours, public_trust()) as guarded:
        assert isinstance(guarded._pool, httpcore.ConnectionPool)
        assert guarded._pool._network_backend is ours


def test_nothing_is_sent_when_httpx_keeps_its_connections_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx.HTTPTransport, "__init__", lambda _self, **_options: None)

    with pytest.raises(RuntimeError, match="httpx"):
        GuardedTransport(backend(), public_trust())


def test_the_client_keeps_and_follows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1/")
    with client(backend(), None, DEFAULT_LIMITS) as session:
        assert not session.follow_redirects
        assert not session.trust_env
        assert session._mounts == {}


@pytest.mark.parametrize("module", ["gate", "addresses", "names", "refusals"])
def test_addresses_can_be_judged_without_loading_a_network_library(module: str) -> None:
    code = f"import sys, checker.net.{module}; print({{'httpx', 'httpcore', 'ssl', 'socket'}} & set(sys.modules))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "set()"
