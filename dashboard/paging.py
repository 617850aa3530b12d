"""Pages of long answers: which rows are asked for, and where the other pages are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from geodata.errors import UsageError

_FARTHEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """``limit`` rows, at least one, from ``offset`` on."""

    limit: int
    offset: int

    @classmethod
    def from_mapping(cls, values: Mapping[str, str], *, usual: int, most: int) -> Page:
        """From the pairs ``limit`` and ``offset``.

        Raises ``UsageError`` for what is no whole number, and for more than ``most`` rows.
        """
        limit = _whole(values, "limit", usual, least=1, most=most)
        return cls(limit, _whole(values, "offset", 0, least=0, most=_FARTHEST))

    def links(self, total: int, pairs: Mapping[str, str], *, usual: int) -> dict[str, str]:
        """Whole addresses of the pages of ``total`` rows that there are, by their relation (RFC 8288).

        ``self``, ``first`` and ``last``, ``previous`` and ``next`` where there is one; ``pairs`` is what else
        is asked.
        """
        last = max(0, total - 1) // self.limit * self.limit
        offsets = {"self": self.offset, "first": 0}
        if self.offset > 0:
            offsets["previous"] = min(max(0, self.offset - self.limit), last)
        if self.offset + self.limit < total:
            offsets["next"] = self.offset + self.limit
        offsets["last"] = last
        size = {"limit": str(self.limit)} if self.limit != usual else {}
        return {
            name: address({**pairs, **size, **({"offset": str(offset)} if offset else {})})
            for name, offset in offsets.items()
        }


def address(pairs: Mapping[str, str], path: str = "") -> str:
    """The whole address of a path of this server with these pairs; "" is the path that is asked for."""
    asked = urlencode(pairs)
    return f"{request.url_root.rstrip('/')}{path or request.path}{f'?{asked}' if asked else ''}"


def _whole(values: Mapping[str, str], name: str, usual: int, *, least: int, most: int) -> int:
    text = values.get(name) or str(usual)
    known = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not known or not least <= int(text) <= most:
        msg = f"“{text[:20]}” is no “{name}”; give a whole number from {least} to {most:,}."
        raise UsageError(msg)
    return int(text)
