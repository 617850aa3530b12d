"""Which machines may be asked: only those that anyone on the internet could ask.

After the IANA special-purpose address registries (RFC 6890), read strictly: where a block is special, it is
refused, also where some use of it would be harmless. Lists of our own rather than ``ipaddress.is_global``,
whose answers differ between versions of Python.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int, float], Sequence[IPAddress]]
"""From a host, a port and a limit in seconds to its addresses; raises ``OSError`` or ``TimeoutError``."""

_REFUSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # carrier-grade NAT
            "127.0.0.0/8",  # this machine
            "168.63.129.16/32",  # a cloud's own services, which look public
            "169.254.0.0/16",  # link-local; metadata of clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
"""All that has been given out for use on the internet; IPv4-mapped, local and unspecified lie outside."""

_REFUSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address in disguise, given up in RFC 7526
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""How networks without IPv4 reach it (RFC 6052); the last 32 bits are the address meant."""

_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
_LOW_32 = 0xFFFFFFFF


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the open internet, and no address hidden in it to a private network."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    inner = ipaddress.IPv4Address(int(address) & _LOW_32)
    if address in _NAT64:
        return is_public(inner)
    if address.scope_id or address not in _GLOBAL_6 or any(address in network for network in _REFUSED_6):
        return False
    return (int(address) >> 32) & _LOW_32 not in _ISATAP or is_public(inner)


def resolve(host: str, port: int, limit: float) -> list[IPAddress]:
    """Every address of a host, as the system's resolver gives them.

    The resolver itself knows no limit of time, so it runs in a thread that is left behind when it is late.
    Raises ``OSError`` where there is no such host and ``TimeoutError`` after ``limit`` seconds.
    """
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        pass  # a name, or a number written in a way that only the system's resolver reads
    found: list[IPAddress] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(ipaddress.ip_address(answer[4][0]) for answer in answers))
        except UnicodeError as error:  # a label that is too long
            failed.append(OSError(str(error)))
        except OSError as error:
            failed.append(error)

    asking = threading.Thread(target=ask, name="resolver", daemon=True)
    asking.start()
    asking.join(limit)
    if asking.is_alive():
        msg = f"{host} was not found within {limit:g} s"
        raise TimeoutError(msg)
    if failed:
        raise failed[0]
    return found
