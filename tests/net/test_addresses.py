from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.net.addresses import Verdict, classify, read_address, within

REFUSED_IPV4 = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "168.63.129.16/32"),
]
REFUSED_IPV6 = [
    *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20"),
    *("::/3", "4000::/2", "8000::/1"),
]


def edges(blocks: list[str]) -> list[tuple[str, bool]]:
    """First and last address of every block (refused), and their neighbours outside all blocks (allowed)."""
    networks = [ip_network(block) for block in blocks]
    top = 2 ** networks[0].max_prefixlen
    numbers = {n for net in networks for n in (int(net[0]) - 1, int(net[0]), int(net[-1]), int(net[-1]) + 1)}
    kind = type(networks[0][0])
    addresses = [kind(number) for number in sorted(numbers) if 0 <= number < top]
    return [(str(address), not any(address in network for network in networks)) for address in addresses]


@pytest.mark.parametrize(("address", "allowed"), edges(REFUSED_IPV4) + edges(REFUSED_IPV6))
def test_both_edges_of_every_block_are_decided_right(address: str, allowed: bool) -> None:
    assert classify(address).allowed is allowed
    assert classify(ip_address(address).packed) == classify(address) == classify(ip_address(address))


@given(number=st.integers(min_value=0, max_value=2**32 - 1))
def test_the_ipv4_decision_equals_a_slow_reference(number: int) -> None:
    address = IPv4Address(number)

    assert classify(address).allowed is not any(address in IPv4Network(block) for block in REFUSED_IPV4)


@pytest.mark.parametrize("block", REFUSED_IPV4)
@pytest.mark.parametrize("prefix", ["::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::"])
def test_no_ipv6_form_of_a_refused_ipv4_address_passes(block: str, prefix: str) -> None:
    inner = int(IPv4Network(block)[0])

    assert not classify(IPv6Address(int(IPv6Address(prefix)) | inner)).allowed
    assert not classify(IPv6Address((0x2002 << 112) | inner << 80)).allowed


@pytest.mark.parametrize(
    "text", ["", "example.com", "127.1", "2130706433", "0177.0.0.1", "::1%1", "fe80::1%eth0", b"", b"abc"]
)
def test_what_is_no_plain_address_is_refused(text: str | bytes) -> None:
    assert not classify(text).allowed


def test_a_scoped_address_stays_refused_in_an_open_network() -> None:
    assert not classify("fe80::1%2", (ip_network("fe80::/10"),)).allowed


def test_an_open_network_overrides_the_table_for_its_own_addresses_only() -> None:
    opened = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))

    assert classify("10.1.2.3", opened) == Verdict(allowed=True, reason="allowed by you")
    assert classify("fd12::1", opened).allowed
    assert not classify("10.2.0.1", opened).allowed
    assert not classify("::ffff:10.1.2.3", opened).allowed


def test_the_reason_names_the_block() -> None:
    assert classify("192.168.0.1") == Verdict(allowed=False, reason="private network (RFC 1918)")
    assert classify("8.8.8.8") == Verdict(allowed=True, reason="public")
    assert classify("fd00::1").reason == "outside the public IPv6 space (RFC 4291)"


def test_addresses_are_read_or_none() -> None:
    assert read_address("::1") == IPv6Address(1)
    assert read_address("localhost") is None
    assert within(IPv4Address("10.0.0.1"), (ip_network("10.0.0.0/8"),))
