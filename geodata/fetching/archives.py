"""Copies in the Wayback Machine: which page they are of, and how to get that page as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COPY = re.compile(
    r"https?://web\.archive\.org/web/(?P<stamp>\d{1,14})(?:[a-z]{2}_)?/(?P<original>\S+)", re.IGNORECASE
)
_SCHEME = re.compile(r"(https?):/{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy of a page."""

    stamp: str
    """When it was taken: ``YYYYMMDDhhmmss``, or the beginning of it where any copy near it will do."""
    original: str
    """The page's own address."""

    @property
    def shown(self) -> str:
        """The copy's address for people, with the archive's frame around it."""
        return f"https://web.archive.org/web/{self.stamp}/{self.original}"

    @property
    def as_it_was(self) -> str:
        """The copy's address for programs: the bytes as the site sent them, its links untouched."""
        return f"https://web.archive.org/web/{self.stamp}id_/{self.original}"


def copy_at(address: str) -> Copy | None:
    """The copy that stands at an address; None where it is no archive's."""
    found = _COPY.fullmatch(address.strip())
    if found is None:
        return None
    original = _SCHEME.sub(lambda scheme: f"{scheme[1].lower()}://", found["original"], count=1)
    if not _SCHEME.match(original):
        original = f"http://{original}"
    return Copy(found["stamp"], original)
