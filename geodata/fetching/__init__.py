"""Fetching: stories from addresses on the web, for those who ask for it.

``WebSource(address=…, fetcher=Fetcher(), memory=store).read(defaults)`` gives what a reader gives for a file.
One ``Fetcher`` is shared by all who fetch, for it keeps the pace: one request a second to a host.
"""

from __future__ import annotations

from geodata.fetching.addresses import is_address, parse, read_list
from geodata.fetching.failures import FetchError, Trouble
from geodata.fetching.fetcher import UNCHANGED, Fetcher
from geodata.fetching.policy import DEFAULT_USER_AGENT, Policy, policy_of
from geodata.fetching.sources import Later, Memory, WebSource, stories

__all__ = [
    "DEFAULT_USER_AGENT",
    "UNCHANGED",
    "FetchError",
    "Fetcher",
    "Later",
    "Memory",
    "Policy",
    "Trouble",
    "WebSource",
    "is_address",
    "parse",
    "policy_of",
    "read_list",
    "stories",
]
