import json
import re
from ipaddress import ip_network
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import TargetError
from checker.net.addresses import read_address
from checker.net.backend import GuardedBackend
from checker.net.budget import Budget
from checker.net.gate import URL_CHARACTERS, gate, gate_redirect
from checker.net.names import is_host_name
from checker.net.policy import Limits, Policy
from checker.net.refusals import REASONS, Code, Refusal, shown
from checker.status import Status

from .server import LOOPBACK


class Row(TypedDict):
    url: str
    answers: list[str]
    expected: str


ROWS: list[Row] = json.loads(Path(__file__).with_name("data").joinpath("decisions.json").read_text(encoding="ascii"))
NOT_PUBLIC = {"single_label", "special_use_name", "port_denied", "address_denied"}


def decide(row: Row) -> str:
    """Decide a row with the gate, a resolver that gives its answers, and the address table: all but the dialling."""
    try:
        target = httpx.URL(gate(row["url"]))
        policy = Policy(resolver=lambda _host, _port: row["answers"])
        backend = GuardedBackend(policy, Budget(row["url"], Limits()))
        backend.checked_addresses(target.raw_host.decode("ascii"), target.port or 80)
    except Refusal as refusal:
        return refusal.code
    except TargetError as error:
        return "dns_error" if error.status is Status.DNS else "other"
    return "allow"


def code_of(text: str) -> str:
    with pytest.raises(Refusal) as caught:
        gate(text)
    return caught.value.code


@pytest.mark.hostile
@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row["url"])[:60])
def test_every_address_of_the_list_is_decided_as_expected(row: Row) -> None:
    assert decide(row) == row["expected"]


def test_the_list_holds_every_code_and_many_inputs() -> None:
    tried = {row["expected"] for row in ROWS}

    assert tried == {*Code, "allow", "dns_error"} - {"too_long"}
    assert len(ROWS) >= 1_600


def test_every_code_has_a_sentence() -> None:
    assert set(REASONS) == set(Code)


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] == "allow"], ids=lambda row: row["url"][:60])
def test_every_parser_reads_the_same_host_in_a_canonical_address(row: Row) -> None:
    canonical = gate(row["url"])

    assert canonical.isascii()
    assert urlsplit(canonical).hostname == httpx.URL(canonical).raw_host.decode("ascii")
    assert gate(canonical) == canonical


@pytest.mark.parametrize("code", sorted(set(Code) - {"too_long"}))
def test_malformed_addresses_and_private_ones_get_different_statuses(code: str) -> None:
    text = next(row["url"] for row in ROWS if row["expected"] == code and not row["answers"])

    with pytest.raises(Refusal) as caught:
        gate(text)

    assert caught.value.status is (Status.REFUSED_ADDRESS if code in NOT_PUBLIC else Status.BAD_URL)
    assert caught.value.target == text
    assert caught.value.detail == REASONS[Code(code)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" HTTPS://Example.COM\n", "https://example.com/"),
        ("http://example.com:80?q", "http://example.com/?q"),
        ("https://example.com.:443/#x", "https://example.com/#x"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("https://m\xfcnchen.example.org/stra\xdfe", "https://xn--mnchen-3ya.example.org/stra%C3%9Fe"),
        ("https://example\u3002com/%7e/'|\"", "https://example.com/%7e/'%7C%22"),
        ("http://[2606:4700:4700:0:0:0:0:1111]/", "http://[2606:4700:4700::1111]/"),
        ("http://8\uff0e8.8.8./", "http://8.8.8.8/"),
    ],
)
def test_an_address_is_returned_in_its_canonical_form(text: str, canonical: str) -> None:
    assert gate(text) == canonical


def test_addresses_up_to_the_limit_pass_and_longer_ones_do_not() -> None:
    longest = "https://example.com/".ljust(URL_CHARACTERS, "a")

    assert gate(longest) == longest
    assert code_of(longest + "a") == "too_long"
    assert code_of("http://" + "a" * 3000 + ".com/") == "too_long"
    assert code_of("https://example.com/" + "\xfc" * 600) == "too_long"
    assert code_of("x" * 10_000_000) == "too_long"


@pytest.mark.parametrize("text", ["http://127.0.0.1:8123/x", "https://127.9.9.9/", "http://[fd00::1]:22/"])
def test_a_numeric_address_in_an_opened_network_may_use_any_port(text: str) -> None:
    opened = (*LOOPBACK, ip_network("fd00::/8"))

    assert gate(text, allowed=opened) == text


@pytest.mark.parametrize("text", ["http://localhost:8123/", "http://nas.lan/", "http://example.com:8080/"])
def test_private_names_are_left_to_the_look_up_when_a_network_is_open(text: str) -> None:
    assert gate(text, allowed=LOOPBACK) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("http://10.0.0.1/", "address_denied"),
        ("http://8.8.8.8:22/", "port_denied"),
        ("http://[::ffff:127.0.0.1]/", "address_denied"),
        ("http://2130706433/", "numeric_host"),
        ("http://127.1/", "numeric_host"),
        ("http://user@127.0.0.1/", "userinfo"),
        ("file:///etc/passwd", "scheme"),
    ],
)
def test_an_open_network_opens_nothing_else(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        gate(text, allowed=LOOPBACK)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://example.com/b"),
        ("c?d=e f", "https://example.com/a/c?d=e%20f"),
        ("//example.net", "https://example.net/"),
        ("http://example.net/x", "http://example.net/x"),
        ("?q", "https://example.com/a/b?q"),
    ],
)
def test_a_redirect_is_read_relative_to_the_page_it_comes_from(location: str, leads_to: str) -> None:
    assert gate_redirect("https://example.com/a/b", location) == leads_to


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("", "empty"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("//127.0.0.1/", "address_denied"),
        ("//evil", "single_label"),
        ("\\\\evil", "backslash"),
        ("http://[::1", "unparseable"),
        ("https://", "no_host"),
        ("https:///example.net/", "no_host"),
        ("https:c", "no_host"),
        ("//", "no_host"),
        ("////example.net/", "no_host"),
        ("https://example.com:22/", "port_denied"),
        ("/a\x00b", "control_or_space"),
        ("//exam ple.com/", "percent_or_scope_in_host"),
        ("/" + "x" * 70_000, "too_long"),
    ],
)
def test_a_redirect_passes_the_same_gate(location: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        gate_redirect("https://example.com/a/b", location)

    assert caught.value.code == code


def test_a_strangers_text_is_shown_on_one_printable_line() -> None:
    text = shown("a\nb\x1b[31m\u202ec" + "d" * 1_000)

    assert text.isprintable()
    assert len(text) < 130


@st.composite
def almost_addresses(draw: st.DrawFn) -> str:
    """Real addresses with pieces changed: random text alone never comes near the deeper rules."""
    url = draw(st.sampled_from([row["url"] for row in ROWS]))
    at = draw(st.integers(min_value=0, max_value=len(url)))
    piece = draw(
        st.one_of(st.text(max_size=4), st.sampled_from(["@", "\\", "%", "[", "]", ":", ".", "\u3002", "#", "?"]))
    )
    return url[:at] + piece + url[at + draw(st.integers(min_value=0, max_value=2)) :]


@given(text=st.one_of(st.text(), almost_addresses()))
def test_the_gate_returns_an_address_or_a_refusal_and_nothing_else(text: str) -> None:
    try:
        canonical = gate(text)
    except Refusal:
        return

    assert gate(canonical) == canonical
    assert re.fullmatch(r"https?://[!-~]+", canonical)
    host = urlsplit(canonical).hostname or ""
    assert host == httpx.URL(canonical).raw_host.decode("ascii")
    assert read_address(host) or is_host_name(host.split("."))


@given(location=st.one_of(st.text(), almost_addresses()))
def test_a_redirect_leads_to_an_address_or_a_refusal_and_nothing_else(location: str) -> None:
    try:
        canonical = gate_redirect("https://example.com/a/", location)
    except Refusal:
        return

    assert gate(canonical) == canonical
