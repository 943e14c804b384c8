"""Which addresses a stranger's URL may lead to: both sides of every network that is not for strangers."""

from ipaddress import ip_address

import pytest

from naru.base.kit.addresses import is_public


@pytest.mark.parametrize(
    ("first", "last", "beside"),
    [
        ("10.0.0.0", "10.255.255.255", "11.0.0.0"),
        ("127.0.0.0", "127.255.255.255", "128.0.0.0"),
        ("169.254.0.0", "169.254.255.255", "169.255.0.0"),
        ("172.16.0.0", "172.31.255.255", "172.32.0.0"),
        ("192.168.0.0", "192.168.255.255", "192.169.0.0"),
        ("100.64.0.0", "100.127.255.255", "100.128.0.0"),
        ("224.0.0.0", "239.255.255.255", "223.255.255.255"),
        ("240.0.0.0", "255.255.255.255", "223.255.255.255"),
        ("0.0.0.0", "0.255.255.255", "1.0.0.0"),
        ("192.0.0.0", "192.0.0.255", "192.0.1.0"),
        ("192.0.2.0", "192.0.2.255", "192.0.3.0"),
        ("192.31.196.0", "192.31.196.255", "192.31.197.0"),
        ("192.52.193.0", "192.52.193.255", "192.52.194.0"),
        ("192.175.48.0", "192.175.48.255", "192.175.49.0"),
        ("198.18.0.0", "198.19.255.255", "198.20.0.0"),
        ("198.51.100.0", "198.51.100.255", "198.51.101.0"),
        ("203.0.113.0", "203.0.113.255", "203.0.114.0"),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"),
        ("2001:1::1", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"),
        ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"),
        ("4000::", "ffff::", "3ffe::"),
        ("100::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"),
        ("192.88.99.0", "192.88.99.255", "192.88.100.0"),
        ("168.63.129.16", "168.63.129.16", "168.63.129.17"),
        ("64:ff9b::", "64:ff9b::ffff:ffff", "2606:4700::1111"),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111"),
        ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"),
        ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111"),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111"),
        ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111"),
        ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111"),
        ("::", "::ffff:ffff", "2606:4700::1111"),
        ("ff00::", "ff0e::1", "2606:4700::1111"),
    ],
)
def test_no_address_of_such_a_network_is_public_and_the_next_one_is(first: str, last: str, beside: str) -> None:
    assert not is_public(first)
    assert not is_public(ip_address(last))
    assert is_public(beside)


@pytest.mark.parametrize("address", ["::ffff:8.8.8.8", "::ffff:127.0.0.1", "fe80::1%eth0", "::8.8.8.8"])
def test_an_address_inside_another_is_never_public(address: str) -> None:
    assert not is_public(address)


def test_an_interface_behind_an_address_does_not_matter() -> None:
    assert is_public("2606:4700:4700::1111%eth0")
