"""How far off the true place of a mention may be.

The radius in metres within which it is believed to lie is the place's own extent where the mention is as
precise as its place, but never less than its class of precision on UCDP's scale says:

=========  ==============================  ==========
precision  meaning                         metres
=========  ==============================  ==========
1          the place itself                500
2          near it (UCDP: within 25 km)    25,000
3          its district                    30,000
4          its governorate                 80,000
5          a region, a road, a river       100,000
6          its country                     300,000
7          the sea or the air              (none)
=========  ==============================  ==========

What lies beside a place has an extent of its own (:mod:`geodata.vicinity.shapes`), which is its radius.
So has what was blurred to protect people: that of the cell its position was snapped to.
Class 2 is UCDP's definition; the radii of classes 3, 4 and 6 are about those of a circle with the area of a
middling Syrian district, governorate and of Syria; class 5 has none by nature and stands between its
neighbours. Source of the scale: UCDP GED codebook, ``where_prec``.
"""

from __future__ import annotations

from geodata.models import Place, Precision, Vicinity
from geodata.vicinity import outline

_RADIUS_M: dict[Precision, int | None] = {
    Precision.EXACT: 500,
    Precision.NEAR: 25_000,
    Precision.DISTRICT: 30_000,
    Precision.GOVERNORATE: 80_000,
    Precision.FUZZY: 100_000,
    Precision.COUNTRY: 300_000,
    Precision.SEA_OR_AIR: None,
}


def radius_m(place: Place, precision: Precision, vicinity: Vicinity | None = None) -> int | None:
    """The radius of the circle a mention of ``place`` stands for, in metres; see the module's table."""
    if vicinity is not None:
        return round(outline(vicinity, place).extent_km * 1000)
    if place.blurred and precision is place.precision:
        return round(place.extent_km * 1000)
    least = _RADIUS_M[precision]
    return None if least is None else max(least, round(place.extent_km * 1000))
