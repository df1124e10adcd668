from ipaddress import ip_address

import pytest

from checker.net.own import is_own_address


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "0.0.0.0"])
def test_an_address_that_can_be_bound_is_our_own(address: str) -> None:
    assert is_own_address(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "198.51.100.7", "2606:4700:4700::1111", "fe80::dead:beef"])
def test_an_address_of_others_is_not(address: str) -> None:
    assert not is_own_address(ip_address(address))
