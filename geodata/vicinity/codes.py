"""A vicinity as a short code, for keys, addresses and columns: ``N``, ``about-20km-E``, ``between:sy-homs``.

=============================  ====================================================
``around``                     near the place
``outskirts`` ``outskirts-W``  at its edge; on one side of that
``N`` … ``NW``                 to that side of it
``countryside``                the land called after it (of ``:id``, where a town is named)
``countryside-N``              one side of that land
``20km-E`` ``about-20km-E``    so far from it in that direction
``20km``                       so far from it
``between:id`` ``road:id``     between it and another place; on the road between them
``road``                       on a road that leads there
=============================  ====================================================
"""

from __future__ import annotations

from geodata.models import Vicinity, VicinityKind


def code_of(vicinity: Vicinity | None) -> str:
    """The code of a vicinity, "" for none; equal for what is the same, different for what is not."""
    if vicinity is None:
        return ""
    parts = {
        VicinityKind.SIDE: [],
        VicinityKind.OFFSET: [*(["about"] if vicinity.rough else []), f"{vicinity.distance_km:g}km"],
    }.get(vicinity.kind, [vicinity.kind.value])
    if vicinity.side:
        parts.append(vicinity.side.value)
    return "-".join(parts) + (f":{vicinity.other.id}" if vicinity.other else "")
