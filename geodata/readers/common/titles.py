"""Titles as sites write them: twice, and once with the site's name behind a dash."""

from __future__ import annotations

import re

from geodata.language.normalise import fold
from geodata.readers.common.outlets import is_outlet
from geodata.readers.common.places import is_place

LONGEST = 250
_SITE_NAME_FOLLOWS = re.compile(r"\s+(?:[-–—|«»·•]|::)\s+")


def same(one: str, other: str) -> bool:
    """Whether two lines are the same words; never so for blank ones."""
    if max(len(one), len(other)) > 2 * LONGEST:
        return False
    return re.findall(r"\w+", fold(one)) == re.findall(r"\w+", fold(other)) != []


def site_beside(line: str, title: str) -> str | None:
    """The site's name where a line is the title and a site's name; empty where it is the title alone.

    A place's name beside the title is its dateline and no site. None where the line is something else.
    """
    if same(line, title):
        return ""
    if max(len(line), len(title)) > 2 * LONGEST:
        return None
    for dash in _SITE_NAME_FOLLOWS.finditer(line):
        before, after = line[: dash.start()].strip(), line[dash.end() :].strip()
        if same(before, title):
            return _site(after)
        if same(after, title):
            return _site(before)
    return None


def _site(name: str) -> str:
    return "" if is_place(name) and not is_outlet(name) else name


def without_site(line: str, *sites: str) -> str:
    """A title without the name of its site, where one of these names stands at its end or beginning."""
    for dash in _SITE_NAME_FOLLOWS.finditer(line[: 2 * LONGEST]):
        before, after = line[: dash.start()].strip(), line[dash.end() :].strip()
        if before and any(same(after, site) for site in sites if site):
            return before
        if after and any(same(before, site) for site in sites if site):
            return after
    return line
