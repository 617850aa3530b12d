"""Where the sources of a picture lead: to the one story of an outlet, else to its site."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

from geodata.columns.records import Columns, Integers
from geodata.stores.port import Store

MOST_READ = 6
"""Stories of an outlet that are looked at: one whose stories stand on several sites has no one address."""


def origins(store: Store, columns: Columns, rows: Integers, outlets: Sequence[str]) -> dict[str, str]:
    """By outlet the address that stands for it among the stories of these mentions.

    That of its story where it has one alone, of its site where its first stories stand on the same. Outlets
    of which neither is known are left out.
    """
    stories = np.unique(columns.mentions.story[rows])
    names = [columns.outlets[at] for at in columns.stories.outlet[stories]]
    numbers: dict[str, list[int]] = {outlet: [] for outlet in outlets}
    for name, story in zip(names, stories, strict=True):
        if name in numbers:
            numbers[name].append(int(columns.stories.id[story]))
    read = {outlet: sorted(of)[:MOST_READ] for outlet, of in numbers.items()}
    found = store.stories_numbered([number for of in read.values() for number in of])
    addresses = {
        outlet: [found[number].url for number in of if number in found] for outlet, of in read.items()
    }
    led = {outlet: _address(urls) for outlet, urls in addresses.items()}
    return {outlet: address for outlet, address in led.items() if address}


def _address(urls: Sequence[str]) -> str:
    """The story's own where there is one, the site's where they agree; empty where there is neither."""
    sites = {_site(url) for url in urls}
    if "" in sites or len(sites) != 1:
        return ""
    return urls[0] if len(urls) == 1 else sites.pop()


def _site(url: str) -> str:
    """``https://example.org/`` of an address on the web; empty of any other."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}/" if named else ""
