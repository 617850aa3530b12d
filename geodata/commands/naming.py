"""From a place's name, as someone types it, to its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.commands.output import remark
from geodata.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.stores.port import Store

_SUGGESTIONS = 3


def place_id(named: str, store: Store, gazetteers: Path) -> str:
    """The id itself, or the most prominent place of that name, which is then told.

    ``gazetteers`` is the folder of those beside the core. Raises ``UsageError`` with the nearest names where
    there is none.
    """
    from geodata.camps.registry import Registry
    from geodata.gazetteer.shelf import open_gazetteer
    from geodata.gazetteer.together import lookup

    gazetteer = Registry(store).joined(open_gazetteer(gazetteers))
    for known in (gazetteer, store):
        try:
            return known.place(named).id
        except NotFoundError:
            continue
    found = lookup(gazetteer, store.looked_up(), named)
    if found:
        remark(f"“{named}” is taken as {found[0].name} ({found[0].kind}), {found[0].id}.")
        return found[0].id
    near = ", ".join(f"{place.name} ({place.id})" for place in gazetteer.search(named, _SUGGESTIONS))
    remedy = f"perhaps {near}" if near else "`places search` finds names in any script"
    msg = f"No place is called “{named}”; {remedy}."
    raise UsageError(msg)
