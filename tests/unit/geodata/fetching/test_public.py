from __future__ import annotations

import ipaddress
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.fetching import public
from geodata.fetching.public import is_public, resolve

REFUSED = (
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:10.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:a00:1::1",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
    "2a00:1450::5efe:10.0.0.1",
    "2a00:1450::200:5efe:192.168.1.1",
    "2606:4700::1%eth0",
)
OPEN = (
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.0.0.1",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001::200e",
    "2001:4860:4860::8888",
    "64:ff9b::8.8.8.8",
    "2a00:1450::5efe:8.8.8.8",
)


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_of_the_open_internet_is_refused(address: str):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_what_anyone_can_ask_is_open(address: str):
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses())
def test_nothing_is_open_that_python_calls_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address):
    if is_public(address) and address not in ipaddress.ip_network("64:ff9b::/96"):
        assert address.is_global
        assert not address.is_multicast


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_open_inside_another(inner: ipaddress.IPv4Address):
    for prefix in ("64:ff9b::", "::ffff:", "::", "2002:", "2a00:1450::5efe:"):
        text = (
            f"2002:{int(inner) >> 16:x}:{int(inner) & 0xFFFF:x}::1"
            if prefix == "2002:"
            else f"{prefix}{inner}"
        )
        assert is_public(inner) or not is_public(ipaddress.ip_address(text))


def test_an_ip_address_needs_no_resolver(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(public.socket, "getaddrinfo")
    assert resolve("10.0.0.1", 80, 1.0) == [ipaddress.ip_address("10.0.0.1")]
    assert resolve("::1", 80, 1.0) == [ipaddress.ip_address("::1")]


def test_every_address_of_a_host_is_given_once():
    found = resolve("localhost", 80, 5.0)
    assert found
    assert len(set(found)) == len(found)
    assert all(address.is_loopback for address in found)


def test_a_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch):
    release = threading.Event()
    monkeypatch.setattr(public.socket, "getaddrinfo", lambda *_, **__: [] * release.wait(5.0))
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        resolve("slow.test", 80, 0.05)
    assert time.monotonic() - begun < 1.0
    release.set()


@pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long")])
def test_what_the_resolver_cannot_find_is_an_error(monkeypatch: pytest.MonkeyPatch, error: Exception):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(public.socket, "getaddrinfo", fail)
    with pytest.raises(OSError, match=str(error)):
        resolve("nowhere.test", 80, 1.0)
