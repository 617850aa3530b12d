"""Headings in two rows: a group above ("Coordinates", "Population"), its columns below ("Lat", "Long")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.camps.importing.headings import GROUP_SIGN, known_headings

_FEWEST = 2
_FIGURE = re.compile(r"[\W\d_]+")
"""What holds no letter is a value and no heading."""


def two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The headings that two rows make together; None where the lower one is no row of headings below groups.

    A group stands in the first of its columns, or in each. A heading that goes over both rows stands in the
    upper one, or in both.
    """
    wide = max(len(upper), len(lower))
    above, below = ([*map(_plain, row), *[""] * (wide - len(row))] for row in (upper, lower))
    groups = _groups(above, below)
    written = [at for at in range(wide) if below[at] and below[at] != above[at]]
    if len(written) < _FEWEST or any(not groups[at] or _FIGURE.fullmatch(below[at]) for at in written):
        return None
    found = [
        f"{groups[at]}{GROUP_SIGN}{below[at]}" if at in written else above[at] or below[at]
        for at in range(wide)
    ]
    # Below a mere title the lower row says by itself all that there is to know.
    alone = max(known_headings(above, ()), known_headings(below, ()))
    return found if known_headings(found, ()) > alone else None


def _groups(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The group each column stands under; empty for a column that stands alone."""
    found, group = [], ""
    for at, (own, under) in enumerate(zip(above, below, strict=True)):
        if own:
            # Merged cells may hold their words in each column; then the group goes on.
            following = above[at + 1] if at + 1 < len(above) else own + "."
            goes_on = following in ("", own) or own == group
            group = own if goes_on and under and under != own else ""
        elif not under:
            group = ""
        found.append(group)
    return found


def _plain(cell: str) -> str:
    return " ".join(cell.split())
