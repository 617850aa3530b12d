"""One message to one webhook, over connections that go to public addresses only and end in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from ipaddress import ip_address

from geodata.errors import UsageError
from geodata.fetching import FetchError, Policy, parse, policy_of
from geodata.fetching.exchange import ask
from geodata.fetching.network import tls_context
from geodata.fetching.public import IPAddress, Resolve, is_public, resolve
from geodata.settings import Settings

Send = Callable[[str, Mapping[str, str], bytes], str]
"""From an address, headers and a body to what went wrong, in words; empty where it was acknowledged."""

OFF, PUBLIC, LOOPBACK = frozenset(("", "no", "off", "0")), frozenset(("yes", "on", "1")), "loopback"
_SECONDS = 20.0
_ANSWER = 20_000
"""Bytes of the answer that are read: a webhook has nothing to say."""

_tls = cache(tls_context)


def sender(settings: Settings, *, resolve: Resolve = resolve) -> Send | None:
    """What sends messages; None unless ``settings.webhooks`` turns that on.

    ``yes`` allows public addresses, ``loopback`` this machine as well. Raises ``UsageError`` for other words.
    """
    word = settings.webhooks.strip().lower()
    if word in OFF:
        return None
    if word not in PUBLIC and word != LOOPBACK:
        msg = f"CONFLICT_MAP_WEBHOOKS is “{word[:40]}”; write yes, or loopback to allow this machine as well."
        raise UsageError(msg)
    may_ask = _or_this_machine if word == LOOPBACK else is_public
    policy = replace(policy_of(settings), total_timeout=_SECONDS, may_ask=may_ask)

    def send(url: str, headers: Mapping[str, str], body: bytes) -> str:
        return _send(url, headers, body, policy, resolve)

    return send


def _send(url: str, headers: Mapping[str, str], body: bytes, policy: Policy, resolve: Resolve) -> str:
    """Redirects are not followed: they would tell others than the one that was named."""
    try:
        address = parse(url)
        # Whoever set the webhook at the command line chose its port.
        allowed = replace(policy, ports=frozenset({address.port}))
        with ask(address, headers, allowed, resolve, _tls(), time.monotonic, content=body) as reply:
            reply.body(_ANSWER, cut=True)
    except FetchError as error:
        return error.reason
    return "" if 200 <= reply.status < 300 else f"It answered with {reply.status}."


def _or_this_machine(address: IPAddress) -> bool:
    return is_public(address) or ip_address(str(address)).is_loopback
