"""Protection of people: what the public may learn of where they are.

:mod:`levels <geodata.protection.levels>` says how finely, by layer; :mod:`grid <geodata.protection.grid>` is
what positions are snapped to; :mod:`cover <geodata.protection.cover>` maps places, columns and mentions, and
:mod:`store <geodata.protection.store>` makes a store answer with them. Pure but for that store, which reads.
"""

from __future__ import annotations

from geodata.camp_records import PublicPrecision
from geodata.protection.camps import CoveredRegistry, covered_camp
from geodata.protection.cover import Cover
from geodata.protection.levels import NAMES, Levels, precision_named
from geodata.protection.sources import cover_for
from geodata.protection.store import covered_store

__all__ = [
    "NAMES",
    "Cover",
    "CoveredRegistry",
    "Levels",
    "PublicPrecision",
    "cover_for",
    "covered_camp",
    "covered_store",
    "precision_named",
]
